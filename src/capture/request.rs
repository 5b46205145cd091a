//! What a capture tells of the request besides its body.

use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use memchr::{memchr, memchr_iter, memchr2};

/// Header lines in their order; names may repeat, and their case does not count. The lines of each layer are shared by
/// all requests in it, so that a copy costs nothing.
#[derive(Debug, Clone, Default)]
pub struct Headers {
    /// The lines of each layer, the innermost first: it is the nearest to the sender, and hides what is further out.
    layers: Vec<Arc<Lines>>,
}

impl Headers {
    /// Adds a header line.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        if self.layers.is_empty() {
            self.layers.push(Arc::default());
        }
        if let Some(own) = self.layers.first_mut().map(Arc::make_mut) {
            own.lines.push((name.into(), value.into()));
            own.by_name = OnceLock::new();
        }
    }

    /// The values under a name, in order.
    pub fn all<'h>(&'h self, name: &str) -> impl Iterator<Item = &'h str> + use<'h> {
        let named = |lines: &'h Arc<Lines>| Some((lines, lines.all(name))).filter(|(_, all)| !all.is_empty());
        let found = self.layers.iter().find_map(named);
        found
            .into_iter()
            .flat_map(|(lines, numbers)| numbers.into_iter().filter_map(move |number| lines.value(number)))
    }

    /// The first value under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.layers.iter().find_map(|lines| lines.value(lines.first(name)?))
    }

    /// Every line, in order; none of an outer layer under a name that an inner one has.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.layers.iter().enumerate().flat_map(|(depth, lines)| {
            let inner = self.layers.get(..depth).unwrap_or_default();
            let lines = lines.lines.iter().filter(|(name, _)| !inner.iter().any(|lines| lines.has(name)));
            lines.map(|(name, value)| (name.as_str(), value.as_str()))
        })
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.layers.iter().all(|lines| lines.lines.is_empty())
    }

    /// Adds the lines of a layer further out, except under names that are there: the inner ones are nearer to the
    /// sender.
    pub fn add_outer(&mut self, outer: &Self) {
        let known = |lines: &&Arc<Lines>| !self.layers.iter().any(|own| Arc::ptr_eq(own, lines));
        let new: Vec<Arc<Lines>> = outer.layers.iter().filter(known).cloned().collect();
        self.layers.extend(new);
    }
}

impl PartialEq for Headers {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Headers {}

/// The header lines of one layer.
#[derive(Debug, Clone, Default)]
struct Lines {
    lines: Vec<(String, String)>,
    /// The lines' numbers ordered by name, once somebody asks for a name among many.
    by_name: OnceLock<Vec<usize>>,
}

/// So few lines are looked through one by one.
const FEW: usize = 16;

impl Lines {
    fn has(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    fn first(&self, name: &str) -> Option<usize> {
        if self.lines.len() > FEW {
            return self.numbers(name).first().copied();
        }
        self.lines.iter().position(|(own, _)| own.eq_ignore_ascii_case(name))
    }

    fn all(&self, name: &str) -> Vec<usize> {
        if self.lines.len() > FEW {
            return self.numbers(name).to_vec();
        }
        let named = self.lines.iter().enumerate().filter(|(_, (own, _))| own.eq_ignore_ascii_case(name));
        named.map(|(number, _)| number).collect()
    }

    fn value(&self, number: usize) -> Option<&str> {
        self.lines.get(number).map(|(_, value)| value.as_str())
    }

    /// The numbers of the lines with a name, ascending; found by their order.
    fn numbers(&self, name: &str) -> &[usize] {
        let name_of =
            |number: &usize| self.lines.get(*number).map(|(name, _)| name.as_str()).unwrap_or_default();
        let by_name = self.by_name.get_or_init(|| {
            let mut numbers: Vec<usize> = (0..self.lines.len()).collect();
            numbers.sort_by(|one, other| without_case(name_of(one), name_of(other)));
            numbers
        });
        let start = by_name.partition_point(|number| without_case(name_of(number), name) == Ordering::Less);
        let end = by_name.partition_point(|number| without_case(name_of(number), name) != Ordering::Greater);
        by_name.get(start..end).unwrap_or_default()
    }
}

fn without_case(one: &str, other: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    one.bytes().map(lower).cmp(other.bytes().map(lower))
}

/// What is known of a request besides its body. Its parts are shared by all requests of a layer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Its headers.
    pub headers: Headers,
    /// Its method, as it was kept: `POST`.
    pub method: Option<Arc<str>>,
    /// Its URL, or only the path of it.
    pub url: Option<Arc<str>>,
    /// When it was received: as it was kept, or RFC 3339 where that was a number.
    pub received_at: Option<Arc<str>>,
    /// Which program has logged it: a service, a pod with its container, a unit.
    pub logged_by: Option<Arc<str>>,
    /// The words that stand around it in a log. They may name its event, and are shown nowhere.
    pub words: Option<Arc<str>>,
}

impl Request {
    /// The path of its URL, without host, query and fragment.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        let url = self.url.as_deref()?;
        let url = url.get(..memchr2(b'?', b'#', url.as_bytes()).unwrap_or(url.len()))?;
        let is_scheme_end = |at: &usize| url.get(*at..).is_some_and(|rest| rest.starts_with("://"));
        match memchr_iter(b':', url.as_bytes()).find(is_scheme_end) {
            Some(colon) => {
                let rest = url.get(colon + 3..)?;
                rest.get(memchr(b'/', rest.as_bytes())?..)
            }
            None => Some(url),
        }
    }

    /// Fills what is missing from a layer further out.
    pub fn add_outer(&mut self, outer: &Self) {
        self.headers.add_outer(&outer.headers);
        let fill = |own: &mut Option<Arc<str>>, other: &Option<Arc<str>>| {
            if own.is_none() {
                own.clone_from(other);
            }
        };
        fill(&mut self.method, &outer.method);
        fill(&mut self.url, &outer.url);
        fill(&mut self.received_at, &outer.received_at);
        fill(&mut self.logged_by, &outer.logged_by);
        fill(&mut self.words, &outer.words);
    }
}

/// Headers that only requests have.
const OF_REQUESTS: &[&str] = &[
    "host",
    "user-agent",
    "content-length",
    "accept",
    "accept-encoding",
    "connection",
    "transfer-encoding",
    "x-real-ip",
    "x-amzn-trace-id",
    "x-request-id",
    "idempotency-key",
];
/// What the names of headers begin with that only webhook deliveries and proxies send.
const OF_DELIVERIES: &[&str] = &["x-forwarded-", "cf-", "svix-", "ce-", "stripe-signature", "webhook-"];
/// What the name of a delivery's own `X-` header holds.
const TELLING: &[&str] = &["signature", "hmac", "topic", "event", "webhook", "delivery"];

/// Whether headers are certainly those of a request: two names that no response and no e-mail has, or one that only a
/// delivery has beside a content type.
#[must_use]
pub(super) fn are_of_a_request(headers: &Headers) -> bool {
    let is_token = |name: &str| {
        !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    let (mut general, mut delivery, mut content_type) = (0, 0, false);
    for (name, _) in headers.iter() {
        if !is_token(name) {
            return false;
        }
        let name = name.to_ascii_lowercase();
        if OF_REQUESTS.contains(&name.as_str()) {
            general += 1;
        } else if OF_DELIVERIES.iter().any(|beginning| name.starts_with(beginning))
            || name.strip_prefix("x-").is_some_and(|rest| TELLING.iter().any(|word| rest.contains(word)))
        {
            delivery += 1;
        }
        content_type |= name == "content-type";
    }
    general + delivery >= 2 || (delivery == 1 && content_type)
}

#[cfg(test)]
mod tests {
    use super::Headers;

    #[test]
    fn a_name_is_found_whatever_its_case_among_few_lines_and_among_many() {
        for count in [3, 300] {
            let mut headers = Headers::default();
            (0..count).for_each(|number| headers.push(format!("H{}", number % 100), number.to_string()));
            headers.push("h1", "last");
            let expected: Vec<String> = (0..count)
                .filter(|number| number % 100 == 1)
                .map(|number| number.to_string())
                .chain(["last".to_owned()])
                .collect();
            assert_eq!(headers.all("h1").collect::<Vec<_>>(), expected);
            assert_eq!((headers.get("H1"), headers.get("h")), (Some("1"), None));
        }
    }

    #[test]
    fn lines_further_out_are_hidden_by_those_of_the_same_name() {
        let (mut inner, mut outer) = (Headers::default(), Headers::default());
        inner.push("A", "1");
        outer.push("a", "2");
        outer.push("b", "3");
        outer.push("B", "4");
        inner.add_outer(&outer);
        inner.add_outer(&outer);
        assert_eq!(inner.iter().collect::<Vec<_>>(), [("A", "1"), ("b", "3"), ("B", "4")]);
        assert_eq!(inner.all("a").collect::<Vec<_>>(), ["1"]);
        inner.push("c", "5");
        assert_eq!(outer.get("c"), None, "what is shared is not changed");
    }
}
