//! Many short texts looked for at once in many others: by a table of how they begin, so that most of what is looked at is
//! passed over.

/// How many first bytes of a text the table knows; no text that is looked for is shorter.
const LENGTH: usize = 4;
/// How many bits tell a beginning.
const BITS: u32 = 12;

/// Texts that are looked for, in small letters of ASCII.
pub(super) struct Grams<'n> {
    needles: Vec<(&'n [u8], usize)>,
    /// One bit for each beginning that there is.
    table: [u64; 1 << (BITS - 6)],
}

/// Where in the table a beginning is.
const fn place(gram: u32) -> (usize, u64) {
    let hash = gram.wrapping_mul(0x9e37_79b1) >> (u32::BITS - BITS);
    ((hash >> 6) as usize, 1 << (hash & 63))
}

const fn lower(byte: u8) -> u32 {
    byte.to_ascii_lowercase() as u32
}

impl<'n> Grams<'n> {
    /// Texts, each with its number.
    pub(super) fn of(needles: Vec<(&'n [u8], usize)>) -> Self {
        let mut table = [0; 1 << (BITS - 6)];
        for (needle, _) in &needles {
            let gram = needle.iter().take(LENGTH).fold(0, |gram, byte| gram << 8 | lower(*byte));
            let (word, bit) = place(gram);
            if let Some(word) = table.get_mut(word) {
                *word |= bit;
            }
        }
        Self { needles, table }
    }

    /// Tells where which text stands, in whatever case. Of one that overlaps itself the first counts.
    pub(super) fn find(&self, text: &[u8], tell: &mut dyn FnMut(usize, usize, usize)) {
        let mut gram = 0_u32;
        let mut last: Vec<(usize, usize)> = Vec::new();
        for (at, byte) in text.iter().enumerate() {
            gram = gram << 8 | lower(*byte);
            let (word, bit) = place(gram);
            if at + 1 < LENGTH || self.table.get(word).is_none_or(|word| word & bit == 0) {
                continue;
            }
            let start = at + 1 - LENGTH;
            let rest = text.get(start..).unwrap_or_default();
            for (number, (needle, term)) in self.needles.iter().enumerate() {
                let stands = rest.get(..needle.len()).is_some_and(|rest| rest.eq_ignore_ascii_case(needle));
                if stands && !last.iter().any(|(of, end)| *of == number && start < *end) {
                    last.push((number, start + needle.len()));
                    tell(start, start + needle.len(), *term);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_found_that_a_search_one_by_one_finds() {
        let needles: Vec<&[u8]> = vec![b"anna", b"nana", b"annan", b"jane@", b"\xc3\xa9mile", b"aaaa"];
        let grams = Grams::of(needles.iter().copied().zip(0..).collect());
        for text in ["Annanannana", "aaaaaaaaa", "jane@JANE@x", "\u{e9}MILE \u{e9}mile", "ann", "", "hannah"]
        {
            let mut found = Vec::new();
            grams.find(text.as_bytes(), &mut |start, end, which| found.push((which, start, end)));
            found.sort_unstable();
            let lower = text.to_ascii_lowercase();
            let mut expected = Vec::new();
            for (which, needle) in needles.iter().enumerate() {
                let places = memchr::memmem::find_iter(lower.as_bytes(), needle);
                expected.extend(places.map(|start| (which, start, start + needle.len())));
            }
            assert_eq!(found, expected, "{text}");
        }
    }
}
