//! Texts in the shape of another: as long, letters where it has letters, digits where it has digits, and whatever somebody
//! insists on where it is.

use super::source::Source;

/// What stands where nothing has to be told apart, and what may stand instead where that does not pass.
const SMALL: &str = "xabcdefghjkmnpqz";
const CAPITAL: &str = "XABCDEFGHJKMNPQZ";
const DIGITS: &str = "0123456789";

/// How many places tell texts apart, at the most: more would look like a key.
const VARYING: usize = 12;

/// How many free places there are at the least: with fewer, anybody finds a value by trying.
const LEAST_FREE: usize = 5;

/// How many signs are tried in turn as what tells nothing apart.
const MOST_TURNS: usize = 3;

/// How many signs of a text are looked at.
const LONGEST: usize = 256;

/// Where a text may have other signs than it has, and which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    slots: Vec<Slot>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Slot {
    /// What stands there stays.
    Fixed(char),
    /// One of these.
    Free(Vec<char>),
}

impl Shape {
    /// The shape of a text, of which `accepts` says which others pass in its place. None where there are too few.
    pub fn of(text: &str, accepts: &mut dyn FnMut(&str) -> bool) -> Option<Self> {
        let signs: Vec<char> = text.chars().collect();
        if signs.len() > LONGEST {
            return None;
        }
        let all: Vec<Slot> = signs.iter().map(|sign| slot(*sign)).collect();
        let whole = Self { slots: all.clone() };
        if accepts(&whole.plain()) {
            return Some(whole).filter(Self::is_free_enough);
        }
        let mut trial = signs.clone();
        let mut slots = Vec::with_capacity(all.len());
        for (place, slot) in all.into_iter().enumerate() {
            let (Slot::Free(of_kind), Some(own)) = (&slot, signs.get(place).copied()) else {
                slots.push(slot);
                continue;
            };
            let mut passes = |sign: char| {
                if let Some(here) = trial.get_mut(place) {
                    *here = sign;
                }
                sign == own || accepts(&trial.iter().collect::<String>())
            };
            let passing: Vec<char> = of_kind.iter().copied().filter(|sign| passes(*sign)).collect();
            if let Some(here) = trial.get_mut(place) {
                *here = own;
            }
            // One alone is what the text has there.
            slots.push(if passing.len() < 2 { Slot::Fixed(own) } else { Slot::Free(passing) });
        }
        let mut shape = Some(Self { slots }).filter(Self::is_free_enough)?;
        // What passes sign by sign need not pass in all: `0000`, say.
        for _ in 0..MOST_TURNS {
            if accepts(&shape.plain()) {
                return Some(shape);
            }
            for slot in &mut shape.slots {
                if let Slot::Free(signs) = slot {
                    signs.rotate_left(1);
                }
            }
        }
        None
    }

    fn free(&self) -> usize {
        self.slots.iter().filter(|slot| matches!(slot, Slot::Free(_))).count()
    }

    fn is_free_enough(&self) -> bool {
        self.free() >= LEAST_FREE
    }

    /// How many places at the start say that a text is made up.
    fn marks(&self) -> usize {
        let free = self.free();
        if free < 8 { 3 } else { 4.max(free.saturating_sub(VARYING)) }
    }

    /// The text that tells nothing apart.
    fn plain(&self) -> String {
        self.slots.iter().map(Slot::first).collect()
    }

    /// A text of this shape.
    #[must_use]
    pub fn filled(&self, source: &mut Source) -> String {
        let (marks, mut free) = (self.marks(), 0);
        let one = |slot: &Slot| {
            let Slot::Free(signs) = slot else { return slot.first() };
            free += 1;
            if free <= marks {
                return slot.first();
            }
            let index = source.below(u64::try_from(signs.len()).unwrap_or(1));
            let index = usize::try_from(index).unwrap_or(0);
            signs.get(index).copied().unwrap_or_else(|| slot.first())
        };
        self.slots.iter().map(one).collect()
    }

    /// Whether a text of this shape is one that was made so.
    #[must_use]
    pub fn is_made(&self, text: &str) -> bool {
        let mut signs = self.slots.iter().zip(text.chars()).filter(|(slot, _)| matches!(slot, Slot::Free(_)));
        let (marks, mut seen) = (self.marks(), 0);
        signs.all(|(slot, sign)| {
            seen += 1;
            seen > marks || slot.first() == sign
        })
    }
}

impl Slot {
    fn first(&self) -> char {
        match self {
            Self::Fixed(sign) => *sign,
            Self::Free(signs) => signs.first().copied().unwrap_or('x'),
        }
    }
}

fn slot(sign: char) -> Slot {
    let signs = match sign {
        sign if sign.is_ascii_digit() => DIGITS,
        sign if sign.is_uppercase() => CAPITAL,
        sign if sign.is_alphabetic() => SMALL,
        sign => return Slot::Fixed(sign),
    };
    Slot::Free(signs.chars().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str, pattern: &str) -> Option<String> {
        let schema = serde_json::json!({ "pattern": pattern });
        let mut accepts = |text: &str| jsonschema::is_valid(&schema, &serde_json::json!(text));
        let shape = Shape::of(text, &mut accepts)?;
        let made = shape.filled(&mut Source::seeded(7));
        assert!(accepts(&made), "{pattern}: {made}");
        assert_eq!(shape.is_made(text), made == text);
        assert_eq!(Shape::of(&made, &mut accepts).map(|shape| shape.is_made(&made)), Some(true), "{made}");
        Some(made)
    }

    #[cfg(feature = "packs")]
    #[test]
    fn what_a_pattern_insists_on_stays_and_the_rest_is_made_up() {
        for (text, pattern, beginning) in [
            ("QRS-4821", "^[A-Z]{3}-[0-9]{4}$", "XXX-"),
            ("ORD-482113", "^ORD-[0-9]{6}$", "ORD-000"),
            ("key_9fA1xYz0LmN4", r"^key_[a-zA-Z\d]{12}$", "key_0xX0"),
            ("#7fa3c1", "^#[0-9a-f]{6}$", "#0a"),
            ("foo:81920", "^(foo|bar):[1-9][0-9]+$", "foo:"),
            ("4821-9930", "^(?!0000)[0-9]{4}-[0-9]{4}$", "1111-"),
        ] {
            let made = made(text, pattern).unwrap_or_default();
            assert!(made.starts_with(beginning) && made.len() == text.len() && made != text, "{made}");
        }
    }

    #[cfg(feature = "packs")]
    #[test]
    fn what_anybody_finds_by_trying_has_no_shape() {
        for (text, pattern) in [("B", "^[A-D]$"), ("4821", "^[0-9]{4}$"), ("alice", "^(alice|bob)$")] {
            assert_eq!(made(text, pattern), None);
        }
    }
}
