//! Values that tell what they are by themselves, whatever they are called: tokens with a known beginning, JSON Web
//! Tokens, private keys, payment cards, bank accounts, e-mail addresses.

use super::category::Category::{self, CardNumber, Iban, PrivateKey, Token};
use super::lexeme::lexeme;
use super::value::is_opaque;

/// What a run of letters and digits turned out to be, and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) end: usize,
    pub(super) category: Category,
}

/// How tokens begin whose makers gave them a beginning, and how many characters follow at least.
const BEGINNINGS: &[(&str, usize)] = &[
    ("ABIA", 16),
    ("ACCA", 16),
    ("AGE-SECRET-KEY-1", 40),
    ("AIK_CI_", 20),
    ("AIK_SECRET_", 40),
    ("AIza", 30),
    ("AKIA", 16),
    ("AQ.Ab8RN6", 40),
    ("ASIA", 16),
    ("ATATT3", 20),
    ("ATBB", 32),
    ("ATCTT3", 20),
    ("BBDC-", 32),
    ("CCDB1_", 60),
    ("CCIPAT_", 60),
    ("CCIPRJ_", 60),
    ("CFPAT-", 20),
    ("CLOJARS_", 50),
    ("EZAK", 30),
    ("EZTK", 30),
    ("FLWSECK-", 12),
    ("FLWSECK_TEST-", 12),
    ("GOCSPX-", 20),
    ("GR1348941", 20),
    ("HRKU-AA", 50),
    ("NRAK-", 20),
    ("PMAK-", 20),
    ("SG.", 40),
    ("SWMKEY-1-", 40),
    ("SWMTKN-1-", 60),
    ("api_live.", 20),
    ("api_live_ca.", 20),
    ("api_live_us.", 20),
    ("api_org_", 34),
    ("apify_api_", 30),
    ("bedrock-api-key-Ym", 16),
    ("bkaa_", 40),
    ("bkaj_", 40),
    ("bkar_", 40),
    ("bkat_", 40),
    ("bkpat_", 30),
    ("bkua_", 30),
    ("cfut_", 40),
    ("cog_", 50),
    ("dckr_oat_", 30),
    ("dckr_pat_", 20),
    ("doo_v1_", 40),
    ("dop_v1_", 40),
    ("dor_v1_", 40),
    ("dp.pt.", 20),
    ("dt0c01.", 80),
    ("duffel_live_", 30),
    ("duffel_test_", 30),
    ("dvc_server_", 20),
    ("essu_", 60),
    ("figd_", 20),
    ("fio-u-", 60),
    ("gho_", 30),
    ("ghp_", 30),
    ("ghr_", 30),
    ("ghs_", 30),
    ("ghu_", 30),
    ("github_pat_", 20),
    ("glagent-", 16),
    ("glc_", 30),
    ("glcbt-", 16),
    ("gldt-", 16),
    ("glffct-", 20),
    ("glft-", 16),
    ("glimt-", 16),
    ("gloas-", 60),
    ("glpat-", 16),
    ("glptt-", 16),
    ("glrt-", 16),
    ("glsa_", 20),
    ("glsoat-", 16),
    ("gsk_", 30),
    ("hf_", 30),
    ("hvb.", 20),
    ("hvs.", 20),
    ("lin_api_", 20),
    ("lsv2_pt_", 40),
    ("lsv2_sk_", 40),
    ("mdb_sa_sk_", 40),
    ("mercury_production_", 40),
    ("mergify_application_key_", 40),
    ("mlsn.", 30),
    ("napi_", 60),
    ("npm_", 30),
    ("nvapi-", 60),
    ("nyk_", 60),
    ("ops_eyJ", 20),
    ("os_v2_app_", 100),
    ("os_v2_org_", 100),
    ("p8e-", 32),
    ("pat-eu1-", 20),
    ("pat-na1-", 20),
    ("pcsk_", 60),
    ("pdl_live_apikey_", 40),
    ("persona_production_", 20),
    ("pnu_", 36),
    ("polar_at_", 20),
    ("polar_oat_", 20),
    ("polar_pat_", 20),
    ("pplx-", 40),
    ("pscale_oauth_", 30),
    ("pscale_pw_", 30),
    ("pscale_tkn_", 30),
    ("pul-", 30),
    ("pypi-AgEI", 20),
    ("r8_", 30),
    ("ramp_sec_", 40),
    ("rdme_", 20),
    ("rk_live_", 10),
    ("rk_prod_", 10),
    ("rk_test_", 10),
    ("rootly_", 60),
    ("rubygems_", 30),
    ("s-s4t2af-", 60),
    ("s-s4t2ud-", 60),
    ("samsara_api_", 26),
    ("sb_secret_", 16),
    ("sbp_", 30),
    ("secret-key-live-", 20),
    ("sgp_", 40),
    ("shippo_live_", 30),
    ("shippo_test_", 30),
    ("shpat_", 16),
    ("shpca_", 16),
    ("shppa_", 16),
    ("shpss_", 16),
    ("sk-ant-", 16),
    ("sk-api-", 100),
    ("sk-lf-", 36),
    ("sk-or-", 16),
    ("sk-proj-", 16),
    ("sk_car_", 20),
    ("sk_live_", 10),
    ("sk_prod_", 10),
    ("sk_test_", 10),
    ("sm_aat_", 16),
    ("sm_pat_", 16),
    ("sm_sat_", 16),
    ("sntrys_", 20),
    ("sntryu_", 20),
    ("sq0atp-", 16),
    ("sq0csp-", 16),
    ("tgp_v1_", 40),
    ("tk-us-", 48),
    ("tskey-", 16),
    ("vca_", 50),
    ("vci_", 50),
    ("vck_", 50),
    ("vcp_", 50),
    ("vcr_", 50),
    ("vtwn_", 20),
    ("waka_", 36),
    ("wandb_v1_", 70),
    ("whsec_", 10),
    ("wrka-", 40),
    ("xai-", 30),
    ("xapp-", 16),
    ("xkeysib-", 60),
    ("xnd_production_", 50),
    ("xoxa-", 10),
    ("xoxb-", 10),
    ("xoxc-", 10),
    ("xoxd-", 50),
    ("xoxe-", 10),
    ("xoxe.", 10),
    ("xoxo-", 10),
    ("xoxp-", 10),
    ("xoxr-", 10),
    ("xoxs-", 10),
    ("ya29.", 20),
    ("zpka_", 40),
];

/// The same of beginnings that other words have too: what follows has to look as if chance had made it.
const VAGUE_BEGINNINGS: &[(&str, usize)] = &[
    ("ABSK", 100),
    ("AKC", 60),
    ("API-", 26),
    ("BSA", 27),
    ("EAAA", 50),
    ("EAAC", 100),
    ("EAAM", 100),
    ("EXO", 24),
    ("LTAI", 20),
    ("STS.", 24),
    ("apk_", 80),
    ("cnvca", 50),
    ("csa_", 36),
    ("csk-", 40),
    ("ddo_", 36),
    ("ddp_", 36),
    ("ico-", 32),
    ("ion_", 40),
    ("lbx_", 40),
    ("lip_", 20),
    ("llx-", 44),
    ("m0-", 32),
    ("nfp_", 30),
    ("ntn_", 40),
    ("oy2", 43),
    ("pat.", 60),
    ("phx_", 40),
    ("pina_", 20),
    ("prf_", 24),
    ("re_", 30),
    ("rma_", 40),
    ("rnd_", 28),
    ("rpa_", 28),
    ("sat.", 60),
    ("tfp_", 50),
    ("tss_", 24),
    ("ucat_", 24),
    ("unkey_", 20),
];

/// No token of them is shorter.
const SHORTEST_TOKEN: usize = 15;

/// Countries and how long their account numbers are (ISO 13616 registry).
const IBANS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BR", 29),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MT", 31),
    ("MU", 30),
    ("NL", 18),
    ("NO", 15),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("SA", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VG", 24),
    ("XK", 20),
];

/// What a run of letters, digits, `_`, `-` and `.` is. What begins before it or ends behind it is looked at too.
pub(super) fn known(text: &str, start: usize, end: usize) -> Option<Known> {
    let run = text.get(start..end)?;
    if is_of_form(run) {
        return Some(Known { end, category: Token });
    }
    match run.as_bytes().first()? {
        b'-' => private_key(text, start, run),
        b'0'..=b'9' if let Some(end) = bot_token(text, end).filter(|_| (8..=10).contains(&run.len())) => {
            Some(Known { end, category: Token })
        }
        b'0'..=b'9' => card(text, start).map(|end| Known { end, category: CardNumber }),
        b'e' if run.starts_with("eyJ") => is_web_token(run).then_some(Known { end, category: Token }),
        _ => {
            if is_token(run) {
                return Some(Known { end, category: Token });
            }
            iban(text, start, run).map(|end| Known { end, category: Iban })
        }
    }
}

/// Whether a run begins like a token of a known maker and is as long as one.
pub(super) fn is_token(run: &str) -> bool {
    run.len() >= SHORTEST_TOKEN && (begins(run, BEGINNINGS) || is_of_form(run))
}

/// Whether a run begins as one of a sorted list, and is as long.
fn begins(run: &str, beginnings: &[(&str, usize)]) -> bool {
    let first = run.as_bytes().first().copied().unwrap_or_default();
    let from = beginnings.partition_point(|(beginning, _)| beginning.as_bytes().first() < Some(&first));
    beginnings
        .iter()
        .skip(from)
        .take_while(|(beginning, _)| beginning.as_bytes().first() == Some(&first))
        .any(|(beginning, rest)| run.len() >= beginning.len() + rest && run.starts_with(beginning))
}

/// Whether a run is a token by its form: parts of the right length, or a vague beginning before what chance has made.
fn is_of_form(run: &str) -> bool {
    let is_hexadecimal = |text: &str| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if run.len() < 23 {
        return false;
    }
    if let Some(rest) = ["SK", "key-", "dapi"].iter().find_map(|beginning| run.strip_prefix(beginning)) {
        let (key, part) = rest.split_at_checked(32).unwrap_or((rest, ""));
        return is_hexadecimal(key) && (part.is_empty() || part.starts_with('-'));
    }
    // What one maker puts into the middle of its tokens.
    if run.len() >= 40 && (run.contains("T3BlbkFJ") || run.contains(".atlasv1.")) {
        return true;
    }
    if let Some((key, center)) = run.split_at_checked(32).filter(|(_, center)| center.starts_with("-us")) {
        let digits = center.get(3..).unwrap_or_default();
        return is_hexadecimal(key)
            && matches!(digits.len(), 1 | 2)
            && digits.bytes().all(|byte| byte.is_ascii_digit());
    }
    if matches!(run.as_bytes().first(), Some(b'M' | b'N' | b'O')) {
        let lengths: Vec<usize> = run.split('.').map(str::len).collect();
        return matches!(lengths.as_slice(), [24..=26, 6, 27..=38]) && is_opaque(run);
    }
    begins(run, VAGUE_BEGINNINGS) && is_opaque(run)
}

/// Where the token of a bot ends whose number ends here: `:AA` and what chance has made.
fn bot_token(text: &str, from: usize) -> Option<usize> {
    let colon = lexeme(text, from).filter(|here| here.sign == ':')?;
    let rest = text.get(colon.end..)?.strip_prefix("AA")?;
    let is_of_token = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = rest.bytes().take_while(is_of_token).count();
    matches!(length, 32..=33).then_some(colon.end + 2 + length)
}

/// Whether a text may begin with a value that tells what it is, without looking further.
pub(super) fn begins_like_a_token(text: &str) -> bool {
    text.len() >= SHORTEST_TOKEN
        && (is_token(text)
            || begins_like_a_bot(text)
            || text.starts_with("eyJ")
            || text.starts_with("-----BEGIN")
            || text.bytes().take(4).enumerate().all(|(index, byte)| match index {
                0 | 1 => byte.is_ascii_uppercase(),
                _ => byte.is_ascii_digit(),
            }))
}

/// A number and `:AA`.
fn begins_like_a_bot(text: &str) -> bool {
    let digits = text.bytes().take(11).take_while(u8::is_ascii_digit).count();
    (8..=10).contains(&digits) && bot_token(text, digits).is_some()
}

/// Header, claims and signature, each in base64url (RFC 7519).
fn is_web_token(run: &str) -> bool {
    let mut parts = run.splitn(3, '.');
    let mut part = || parts.next().map_or(0, str::len);
    run.len() >= 24 && part() >= 10 && part() >= 2 && part() >= 1
}

/// A private key in textual encoding (RFC 7468), to its last line; to the end of the text where it has none.
fn private_key(text: &str, start: usize, run: &str) -> Option<Known> {
    if !run.starts_with("-----BEGIN") {
        return None;
    }
    let bytes = text.as_bytes();
    let label = start + 10;
    find(bytes, label, label + 64, b"PRIVATE KEY")?;
    let end = match find(bytes, label, bytes.len(), b"-----END") {
        Some(last) => find(bytes, last, last + 64, b"-----").unwrap_or(last),
        None => bytes.len(),
    };
    Some(Known { end, category: PrivateKey })
}

/// The offset after the first of these bytes between two offsets.
fn find(bytes: &[u8], from: usize, to: usize, wanted: &[u8]) -> Option<usize> {
    let part = bytes.get(from..to.min(bytes.len()))?;
    memchr::memmem::find(part, wanted).map(|at| from + at + wanted.len())
}

/// Where a payment card's number ends that begins here: groups of digits with one blank or hyphen between them, a range
/// of an issuer, and the right check digit.
fn card(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut digits, mut count, mut at) = ([0_u8; 19], 0_usize, start);
    let end = loop {
        match bytes.get(at) {
            Some(digit @ b'0'..=b'9') => {
                *digits.get_mut(count)? = digit - b'0';
                count += 1;
                at += 1;
            }
            Some(b' ' | b'-') if count >= 4 && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => at += 1,
            // Part of a longer name or of a fraction.
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_') => return None,
            Some(b'.') if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => return None,
            _ => break at,
        }
    };
    let digits = digits.get(..count)?;
    (is_issued(digits) && has_check_digit(digits)).then_some(end)
}

/// Whether an issuer hands out cards that begin so and are so long.
fn is_issued(digits: &[u8]) -> bool {
    let beginning =
        |length: usize| digits.iter().take(length).fold(0_u32, |sum, digit| sum * 10 + u32::from(*digit));
    match digits.len() {
        14 => matches!(beginning(3), 300..=305) || matches!(beginning(2), 36 | 38),
        15 => matches!(beginning(2), 34 | 37),
        16 => {
            matches!(beginning(1), 4)
                || matches!(beginning(2), 51..=55 | 62 | 65)
                || matches!(beginning(3), 644..=649)
                || matches!(beginning(4), 2221..=2720 | 3528..=3589 | 6011)
        }
        _ => false,
    }
}

/// The check digit of ISO/IEC 7812-1, annex B.
pub(super) fn has_check_digit(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match u32::from(*digit) * if place % 2 == 1 { 2 } else { 1 } {
            doubled @ 10.. => doubled - 9,
            single => single,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Where a bank account's number ends that begins here, in groups or not, with the right length and check digits.
fn iban(text: &str, start: usize, run: &str) -> Option<usize> {
    let country = run.get(..2).filter(|country| country.bytes().all(|byte| byte.is_ascii_uppercase()))?;
    if !run.bytes().skip(2).take(2).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (_, length) = IBANS.iter().find(|(one, _)| *one == country)?;
    let bytes = text.as_bytes();
    let (mut signs, mut at) = (Vec::with_capacity(*length), start);
    while signs.len() < *length {
        match bytes.get(at)? {
            byte if byte.is_ascii_alphanumeric() => signs.push(*byte),
            b' ' if signs.len().is_multiple_of(4) => {}
            _ => return None,
        }
        at += 1;
    }
    if bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    signs.rotate_left(4);
    let rest = signs.iter().fold(0_u32, |rest, byte| {
        let value = char::from(*byte).to_digit(36).unwrap_or(0);
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    });
    (rest == 1).then_some(at)
}

/// Whether a text is a bank account's number, in groups or not, with the right length and check digits.
pub(super) fn is_account(text: &str) -> bool {
    let end = text.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(text.len());
    text.get(..end).and_then(|run| iban(text, 0, run)) == Some(text.len())
}

/// Where the host of an e-mail address ends that follows an at sign: names with a dot between them, the last one of
/// letters.
pub(super) fn mail_host(text: &str, from: usize) -> Option<usize> {
    let (mut at, mut end, mut dots, mut last) = (from, from, 0_usize, 0_usize);
    let mut letters = true;
    while let Some(here) = lexeme(text, at) {
        match here.sign {
            '.' if last > 0 => {
                // A full stop behind the address ends a sentence.
                let next = lexeme(text, here.end).is_some_and(|next| next.sign.is_alphanumeric());
                if !next {
                    break;
                }
                dots += 1;
                last = 0;
                letters = true;
            }
            '-' => last += 1,
            sign if sign.is_alphanumeric() => {
                last += 1;
                letters &= sign.is_alphabetic();
                end = here.end;
            }
            _ => break,
        }
        at = here.end;
    }
    (dots > 0 && last >= 2 && letters).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str) -> Option<Category> {
        let end = text.find(' ').unwrap_or(text.len());
        known(text, 0, end).filter(|known| known.end == text.len()).map(|known| known.category)
    }

    #[test]
    fn a_value_tells_what_it_is() {
        assert_eq!(is("eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0.c2lnbmF0dXJl"), Some(Token));
        assert_eq!(is(&format!("ghp_{}", "a1".repeat(18))), Some(Token));
        assert_eq!(is("4242 4242 4242 4242"), Some(CardNumber));
        assert_eq!(is("378282246310005"), Some(CardNumber));
        assert_eq!(is("DE89 3704 0044 0532 0130 00"), Some(Iban));
        assert_eq!(is("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----"), Some(PrivateKey));
        assert_eq!(is("-----BEGIN PRIVATE KEY-----\nMIIB"), Some(PrivateKey));
    }

    #[test]
    fn the_beginnings_are_sorted_and_no_token_is_shorter_than_the_shortest() {
        assert!(BEGINNINGS.is_sorted() && VAGUE_BEGINNINGS.is_sorted());
        let shortest = BEGINNINGS.iter().map(|(beginning, rest)| beginning.len() + rest).min();
        assert_eq!(shortest, Some(SHORTEST_TOKEN));
    }

    #[test]
    fn what_only_looks_like_it_is_nothing() {
        for text in [
            "eyJhbGciOiJub25lIn0",
            "npm_config_cache",
            "4242424242424241",
            "4242424242424242.5",
            "42424242424242424242",
            "1736600720103",
            "DE89370400440532013001",
            "DEAR",
            "-----BEGIN PUBLIC KEY-----",
            "-----BEGIN CERTIFICATE-----",
            "2026-01-11",
        ] {
            assert_eq!(is(text), None, "{text}");
        }
    }
}
