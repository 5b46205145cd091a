//! Forms whose captures stand in one list: its items can be read without what is around them.

use super::CaptureFormat;
use super::documents::{formats, layer_of};
use super::format::JsonFormat;
use super::item::captures;
use super::layer::Parts;
use crate::json::Document;

/// A form whose captures are the items of a list, and need nothing else of the document.
#[derive(Debug, Clone, Copy)]
pub struct Listed(&'static JsonFormat);

impl Listed {
    /// The form of a document that ends with the list and the brackets around it. With `only`, that form and no other.
    #[must_use]
    pub fn of(document: Document<'_>, only: Option<CaptureFormat>) -> Option<Self> {
        let root = document.root();
        let format = match only {
            Some(only) => formats().find(|format| format.name == only.name() && format.fits(root))?,
            None => layer_of(document)?,
        };
        let list = format.list_in(root)?;
        let behind = document.text().get(list.span().end as usize..)?.trim_ascii();
        behind.bytes().all(|byte| byte == b'}').then_some(Self(format))
    }

    /// The form of a document in which anything may follow the list.
    #[must_use]
    pub fn still(self, document: Document<'_>, only: Option<CaptureFormat>) -> bool {
        match only {
            Some(only) => only.name() == self.name() && self.0.fits(document.root()),
            None => layer_of(document).is_some_and(|format| std::ptr::eq(format, self.0)),
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// What stands in one item of the list.
    #[must_use]
    pub fn item(self, item: Document<'_>) -> Parts<'_> {
        captures(self.0, self.0.within(item.root()), None)
    }

    /// Its place among all forms.
    #[must_use]
    pub fn number(self) -> Option<u32> {
        let place = formats().position(|format| std::ptr::eq(format, self.0))?;
        u32::try_from(place).ok()
    }

    /// The form at this place.
    #[must_use]
    pub fn numbered(number: u32) -> Option<Self> {
        formats().nth(number as usize).map(Self)
    }
}
