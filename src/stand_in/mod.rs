//! Stand-ins: values that look like what they stand for and cannot belong to anybody.
//!
//! Each lies in a space that a standard or a regulator keeps free, so that a copy or a sample can be shared and sent
//! without reaching a person: names below `.example` (RFC 2606), documentation networks (RFC 5737, RFC 3849),
//! telephone numbers kept for fiction or that no plan hands out, test ranges of cards, bank accounts without a bank, words
//! that no language has. What a stand-in is depends on its [`Source`] alone, never on a clock, a locale or the order of
//! work; a [`Key`] makes sources of real values, so that nobody without it finds the way back.

mod account;
mod key;
mod person;
mod place;
mod shape;
mod source;
mod telephone;
mod word;
mod written;

pub use account::{card, card_like, iban, iban_like, is_reserved_card, is_reserved_iban};
pub use key::{Key, KeyError, SHORTEST_KEY};
pub use person::{company, family_name, full_name, given_name};
pub use place::{
    city, email, host, ipv4, ipv6, is_reserved_email, is_reserved_host, is_reserved_ip, street,
    unassigned_ipv4, url,
};
pub use shape::Shape;
pub use source::Source;
pub(crate) use source::scattered;
pub use telephone::{is_reserved_telephone, kept_free_like, telephone, telephone_like};
pub use word::{SHORTEST_WORD, brief_word, is_brief_word, is_word, plain_secret, word};
pub use written::{
    day_like, digits_like, is_marked_uuid, is_plain_uuid, is_reserved_day, is_reserved_digits,
    is_reserved_number, number_like, plain_uuid_like, uuid_like,
};

/// A UUID of version 4 (RFC 9562, section 5.4).
#[must_use]
pub fn uuid(source: &mut Source) -> String {
    let (high, low) = (source.next(), source.next());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        0x8000 | (low >> 48) & 0x3fff,
        low & 0xffff_ffff_ffff
    )
}

/// A sentence of a few words that say nothing.
#[must_use]
pub fn sentence(source: &mut Source) -> String {
    const WORDS: &[&str] = &[
        "amber", "brook", "cedar", "delta", "ember", "fjord", "grove", "harbour", "island", "juniper",
        "kettle", "lantern", "meadow", "north", "orchard", "pebble", "quartz", "river", "summit", "timber",
    ];
    let words: Vec<&str> = (0..2 + source.below(3)).map(|_| source.one_of(WORDS)).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stand_in_depends_on_its_source_alone() {
        let all = |seed| {
            let source = &mut Source::seeded(seed);
            [
                email(source),
                telephone(source),
                card(source),
                iban(source),
                uuid(source),
                url(source),
                ipv4(source),
            ]
        };
        assert_eq!(all(7), all(7));
        assert_ne!(all(7), all(8));
    }

    #[test]
    fn every_stand_in_is_told_from_a_real_value() {
        for seed in 0..2_000 {
            let source = &mut Source::seeded(seed);
            assert!(is_reserved_email(&email(source)));
            assert!(is_reserved_telephone(&telephone(source)));
            assert!(is_reserved_card(&card(source)));
            assert!(is_reserved_iban(&iban(source)));
            assert!(is_reserved_host(&host(source)));
            assert!(is_reserved_ip(&ipv4(source)) && is_reserved_ip(&ipv6(source)));
        }
        for real in ["pat@gmail.com", "pat@example.co", "pat@notexample.com", "example.com", "@example.com"] {
            assert!(!is_reserved_email(real), "{real}");
        }
        for real in ["+1 202 456 1111", "+49 30 901820", "12", ""] {
            assert!(!is_reserved_telephone(real), "{real}");
        }
        assert!(!is_reserved_card("4539 1488 0343 6467") && !is_reserved_card("4242 4242 4242 4243"));
        assert!(!is_reserved_iban("DE89370400440532013000") && !is_reserved_iban("DE00000000000000000000"));
        assert!(
            !is_reserved_ip("8.8.8.8") && !is_reserved_ip("2001:4860::1") && !is_reserved_ip("198.51.100")
        );
    }

    #[test]
    fn what_is_written_like_a_real_value_keeps_its_writing_and_reaches_nobody() {
        for seed in 0..500 {
            let source = &mut Source::seeded(seed);
            for real in [
                "+49 (30) 901 8200",
                "0049 30 9018200",
                "+1 202 456 1111",
                "(202) 456-1111",
                "+355 4 2345678",
            ] {
                let made = telephone_like(real, source);
                assert!(is_reserved_telephone(&made) && made.len() == real.len(), "{real}: {made}");
                let marks = |text: &str| text.replace(|sign: char| sign.is_ascii_digit(), "0");
                assert_eq!(marks(&made), marks(real));
            }
            for real in ["4539 1488 0343 6467", "379354508162306", "36438936438936", "4539148803436467"] {
                let made = card_like(real, source);
                assert!(is_reserved_card(&made) && made.len() == real.len(), "{real}: {made}");
            }
            for real in [
                "DE89 3704 0044 0532 0130 00",
                "GB33BUKB20201555555555",
                "NO9386011117947",
                "MT84MALT011000012345MTLCAST001S",
            ] {
                let made = iban_like(real, source);
                assert!(is_reserved_iban(&made) && made.len() == real.len(), "{real}: {made}");
            }
            for real in ["(212) 456-1111", "+1 202 456 1111", "+49 30 90182001", "0044 113 4961234"] {
                let made = kept_free_like(real, source);
                assert!(!made.is_empty(), "{real}");
                for made in made {
                    assert!(is_reserved_telephone(&made) && made.len() == real.len(), "{real}: {made}");
                }
            }
            assert!(is_reserved_ip(&unassigned_ipv4(source)));
            assert!(is_reserved_digits(&digits_like("123-45-6789", source)));
            assert!(is_reserved_number(&number_like("-4915112345678", source)));
            assert!(is_reserved_day(&day_like("1987-03-05T00:00:00Z", source)));
            let made = uuid_like("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", source, |_| 7);
            assert!(is_marked_uuid(&made, |_| 7) && !is_marked_uuid(&made, |_| 8), "{made}");
            assert_eq!((made.len(), made.as_bytes()[14], made.as_bytes()[19]), (36, b'1', b'A'));
        }
        assert_eq!(telephone_like("+44 20 7946 0000", &mut Source::seeded(1)).get(..6), Some("+44 00"));
        assert!(!is_reserved_telephone("+44 020 7946 0000") && !is_reserved_telephone("0049 30 9018200"));
        assert!(!is_reserved_digits("078-05-1120") && !is_reserved_number("4915112345678"));
    }

    #[test]
    fn uuids_are_of_version_4() {
        let text = uuid(&mut Source::seeded(1));
        assert_eq!((text.len(), text.as_bytes()[14]), (36, b'4'));
        assert!(matches!(text.as_bytes()[19], b'8' | b'9' | b'a' | b'b'));
    }
}
