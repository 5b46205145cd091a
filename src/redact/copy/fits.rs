//! What stands in a record in the place of a usual stand-in, because the schema of its event lets no such one pass.

use std::collections::HashMap;

/// Other stand-ins, for one record.
#[derive(Debug, Default)]
pub(super) struct Fits {
    /// Words and hosts, in small letters, whose stand-ins are to be short.
    brief: HashMap<Box<str>, Room>,
    /// What is asked for next.
    #[cfg(feature = "packs")]
    asked: HashMap<Box<str>, Room>,
    /// Whole values, and what stands for them.
    whole: HashMap<Box<str>, Box<str>>,
}

/// How much room the stand-in of a word has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Room {
    /// Enough to tell a million words apart, and as much as the word has.
    Short,
    /// As much as the word has.
    #[cfg_attr(not(feature = "packs"), expect(dead_code, reason = "only schemas leave so little room"))]
    Own,
}

/// How many letters tell a million words apart.
const SHORT: usize = 8;

impl Room {
    /// How many letters a stand-in has for a word of so many.
    pub(super) fn letters(self, own: usize) -> usize {
        if self == Self::Short { own.max(SHORT) } else { own }
    }

    /// How many letters the name of a host has at the least, before its last part: there are fewer hosts than people.
    pub(super) const fn letters_of_host(self) -> usize {
        match self {
            Self::Short => 6,
            Self::Own => 4,
        }
    }
}

impl Fits {
    pub(super) fn is_empty(&self) -> bool {
        self.brief.is_empty() && self.whole.is_empty()
    }

    /// How much room the stand-in of this word or host, in small letters, has, where it is little.
    pub(super) fn room(&self, lower: &str) -> Option<Room> {
        self.brief.get(lower).copied()
    }

    /// What stands for a whole value.
    pub(super) fn whole(&self, value: &str) -> Option<&str> {
        self.whole.get(value).map(AsRef::as_ref)
    }
}

#[cfg(feature = "packs")]
impl Fits {
    pub(super) fn clear(&mut self) {
        self.brief.clear();
        self.asked.clear();
        self.whole.clear();
    }

    /// Asks for shorter stand-ins of all words and hosts of a text. Says whether there are such.
    pub(super) fn shorten(&mut self, text: &str) -> bool {
        let lower = text.to_lowercase();
        let is_of_host = |sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '-');
        let words = lower.split(|sign: char| !sign.is_alphanumeric());
        let hosts = lower.split(|sign: char| !is_of_host(sign));
        let mut is_asked = false;
        for word in words.chain(hosts).filter(|word| !word.is_empty()) {
            let room = match self.room(word) {
                None => Room::Short,
                Some(Room::Short) => Room::Own,
                Some(Room::Own) => continue,
            };
            self.asked.insert(word.into(), room);
            is_asked = true;
        }
        is_asked
    }

    /// From now on the stand-ins are as short as was asked.
    pub(super) fn agree(&mut self) {
        self.brief.extend(self.asked.drain());
    }

    /// Takes note of what stands for a whole value. Says whether that is new. It stands for itself too: a copy of the copy
    /// is the copy.
    pub(super) fn settle(&mut self, value: &str, stand_in: &str) -> bool {
        if self.whole(value) == Some(stand_in) {
            return false;
        }
        self.whole.insert(stand_in.into(), stand_in.into());
        self.whole.insert(value.into(), stand_in.into());
        true
    }
}
