//! Tokens by their form: those whose makers gave them a beginning, a length or parts of their own.

use super::lexeme::lexeme;
use super::value::is_opaque;

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
pub(super) const SHORTEST_TOKEN: usize = 15;

/// Whether a run begins like a token of a known maker and is as long as one.
pub(super) fn is_token(run: &str) -> bool {
    run.len() >= SHORTEST_TOKEN && (begins(run, (BEGINNINGS, &STARTS)) || is_of_form(run))
}

/// Whether a run begins as one of a sorted list, and is as long.
fn begins(run: &str, (beginnings, starts): (&[(&str, usize)], &Starts)) -> bool {
    let first = run.as_bytes().first().copied().unwrap_or_default();
    let (from, to) = starts.get(usize::from(first)).copied().unwrap_or_default();
    let mut alike = beginnings.get(usize::from(from)..usize::from(to)).unwrap_or_default().iter();
    alike.any(|(beginning, rest)| run.len() >= beginning.len() + rest && run.starts_with(beginning))
}

/// For each first byte, where in a sorted list those stand that begin with it.
type Starts = [(u8, u8); 256];

static STARTS: Starts = starts(BEGINNINGS);
static VAGUE_STARTS: Starts = starts(VAGUE_BEGINNINGS);

const fn starts(beginnings: &[(&str, usize)]) -> Starts {
    let (mut starts, mut index) = ([(0, 0); 256], 0_u8);
    while (index as usize) < beginnings.len() {
        let first = beginnings[index as usize].0.as_bytes()[0] as usize;
        if starts[first].1 == 0 {
            starts[first].0 = index;
        }
        index += 1;
        starts[first].1 = index;
    }
    starts
}

/// Whether a run is a token by its form: parts of the right length, or a vague beginning before what chance has made.
pub(super) fn is_of_form(run: &str) -> bool {
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
    begins(run, (VAGUE_BEGINNINGS, &VAGUE_STARTS)) && is_opaque(run)
}

/// Where the token of a bot ends whose number ends here: `:AA` and what chance has made.
pub(super) fn bot_token(text: &str, from: usize) -> Option<usize> {
    let colon = lexeme(text, from).filter(|here| here.sign == ':')?;
    let rest = text.get(colon.end..)?.strip_prefix("AA")?;
    let is_of_token = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = rest.bytes().take_while(is_of_token).count();
    matches!(length, 32..=33).then_some(colon.end + 2 + length)
}

/// A number and `:AA`.
pub(super) fn begins_like_a_bot(text: &str) -> bool {
    let digits = text.bytes().take(11).take_while(u8::is_ascii_digit).count();
    (8..=10).contains(&digits) && bot_token(text, digits).is_some()
}

/// Header, claims and signature, each in base64url (RFC 7519).
pub(super) fn is_web_token(run: &str) -> bool {
    let mut parts = run.splitn(3, '.');
    let mut part = || parts.next().map_or(0, str::len);
    run.len() >= 24 && part() >= 10 && part() >= 2 && part() >= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginnings_are_sorted_and_no_token_is_shorter_than_the_shortest() {
        assert!(BEGINNINGS.is_sorted() && VAGUE_BEGINNINGS.is_sorted());
        let shortest = BEGINNINGS.iter().map(|(beginning, rest)| beginning.len() + rest).min();
        assert_eq!(shortest, Some(SHORTEST_TOKEN));
    }
}
