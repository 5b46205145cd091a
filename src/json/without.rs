//! A text without some of its values: what else it says is copied as it was written.

use std::fmt::{self, Write};

use super::emit::{Emitter, Layout};
use super::node::Span;
use super::value::Value;

/// A value without some of the scalars in it: a member goes with its name, `null` stands in the place of an item, and a
/// container in which nothing else was goes too. Takes time in proportion to what goes, but for the copying.
#[derive(Debug)]
pub(crate) struct Without<'d> {
    root: Value<'d>,
    cuts: Vec<Cut>,
}

/// A value that goes.
#[derive(Debug)]
struct Cut {
    /// Where it begins, a member with its name.
    begin: u32,
    /// Where its value ends.
    end: u32,
    /// The container that it is in, by its index on the tape, as long as everything before it goes as well.
    empty_so_far: Option<u32>,
    /// What of the text is left out.
    span: Span,
    /// Whether `null` stands there.
    is_item: bool,
}

impl<'d> Without<'d> {
    /// Whether [`Without::of`] can be asked for a value that is to be written in a layout: one that is written without
    /// white space, and is to stay so.
    pub(crate) fn can_write(root: Value<'_>, layout: Layout) -> bool {
        layout == Layout::Compact && root.is_compact()
    }

    /// A value that is written without white space, without the scalars with these indices on the tape, which ascend.
    /// `None` where nothing stays.
    pub(crate) fn of(root: Value<'d>, gone: &[u32]) -> Option<Self> {
        let document = root.document();
        let byte = |at: u32| document.text().as_bytes().get(at as usize).copied();
        let mut cuts: Vec<Cut> = Vec::with_capacity(gone.len());
        for index in gone {
            let mut value = document.value(*index);
            loop {
                if value.index() <= root.index() {
                    return None;
                }
                let span = value.span();
                let is_item = byte(span.start.saturating_sub(1)) != Some(b':');
                let first = if is_item { value } else { document.value(value.index() - 1) };
                let begin = first.span().start;
                let empty_so_far = match byte(begin.saturating_sub(1)) {
                    Some(b',') => {
                        let before = cuts.last().filter(|before| before.end + 1 == begin);
                        before.and_then(|before| before.empty_so_far)
                    }
                    _ => Some(first.index().saturating_sub(1)),
                };
                let is_last = byte(span.end) != Some(b',');
                if let (Some(container), true) = (empty_so_far, is_last) {
                    value = document.value(container);
                    let start = value.span().start;
                    while cuts.pop_if(|cut| cut.begin > start).is_some() {}
                    continue;
                }
                // The comma goes that stands before it, or else the one behind it.
                let span = match empty_so_far {
                    _ if is_item => span,
                    Some(_) => Span { start: begin, end: span.end + 1 },
                    None => Span { start: begin - 1, end: span.end },
                };
                cuts.push(Cut { begin, end: value.span().end, empty_so_far, span, is_item });
                break;
            }
        }
        Some(Self { root, cuts })
    }

    /// Writes it as a part of a larger text. `replaced` are values and names, in order, that stay and are written
    /// otherwise.
    pub(crate) fn emit(
        &self,
        replaced: impl Iterator<Item = (Span, String)>,
        out: &mut Emitter<'_, impl Write>,
    ) -> fmt::Result {
        let (text, whole) = (self.root.document().text(), self.root.span());
        let out = out.verbatim()?;
        let mut replaced = replaced.peekable();
        let mut cuts = self.cuts.iter().peekable();
        let mut at = whole.start;
        let mut write = |span: Span, with: &str| {
            // What is replaced in what goes is gone.
            if span.start < at {
                return Ok(());
            }
            out.write_str(text.get(at as usize..span.start as usize).unwrap_or_default())?;
            at = span.end;
            out.write_str(with)
        };
        loop {
            let next = cuts.peek().map(|cut| cut.span);
            match replaced.next_if(|(span, _)| next.is_none_or(|next| span.start < next.start)) {
                Some((span, with)) => write(span, &with)?,
                None => match cuts.next() {
                    Some(cut) => write(cut.span, if cut.is_item { "null" } else { "" })?,
                    None => break,
                },
            }
        }
        write(Span { start: whole.end, end: whole.end }, "")
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, Value, Without};
    use crate::json::{Emitter, JsonKind, Tape};

    /// What stays, by the definition.
    fn left(value: Value<'_>, gone: &[u32]) -> Option<String> {
        let is_object = value.kind() == JsonKind::Object;
        if value.is_empty_container() || !matches!(value.kind(), JsonKind::Object | JsonKind::Array) {
            return (!gone.contains(&value.index())).then(|| value.raw().to_owned());
        }
        let members =
            value.members().map(|(name, member)| Some(format!("{}:{}", name.raw(), left(member, gone)?)));
        let children: Vec<_> = members.chain(value.items().map(|item| left(item, gone))).collect();
        children.iter().any(Option::is_some).then(|| {
            let kept = children
                .into_iter()
                .filter_map(|child| if is_object { child } else { child.or(Some("null".into())) });
            let kept: Vec<_> = kept.collect();
            if is_object { format!("{{{}}}", kept.join(",")) } else { format!("[{}]", kept.join(",")) }
        })
    }

    #[test]
    fn whichever_scalars_go_the_rest_stays_as_it_was_written() -> Result<(), Box<dyn std::error::Error>> {
        for text in [
            r#"{"a":1,"b":{"c":"2","d":[3,{"e":4}],"f":{}},"g":[5,null]}"#,
            r#"[[1],[2,3],{"a":[true]},[]]"#,
            r#"{"a":{"b":{"c":1}},"d":2,"a":3,"":4}"#,
        ] {
            let mut tape = Tape::new();
            let document = tape.parse(text.as_bytes())?;
            let indices = 0..u32::try_from(document.len())?;
            let (mut scalars, mut open) = (Vec::new(), vec![document.root()]);
            while let Some(value) = open.pop() {
                match value.kind() {
                    JsonKind::Object | JsonKind::Array => {
                        open.extend(value.members().map(|(_, member)| member).chain(value.items()));
                    }
                    _ => scalars.push(value.index()),
                }
            }
            for chosen in 0..1_u32 << scalars.len() {
                let is_chosen = |index: &u32| {
                    scalars.iter().position(|scalar| scalar == index).is_some_and(|at| chosen >> at & 1 == 1)
                };
                let gone: Vec<u32> = indices.clone().filter(is_chosen).collect();
                let written = Without::of(document.root(), &gone).map(|without| {
                    let mut out = String::new();
                    without
                        .emit(std::iter::empty(), &mut Emitter::new(Layout::Compact, &mut out))
                        .map(|()| out)
                });
                assert_eq!(written.transpose()?, left(document.root(), &gone), "{gone:?} of {text}");
            }
        }
        Ok(())
    }
}
