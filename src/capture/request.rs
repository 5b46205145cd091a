//! What a capture tells of the request besides its body.

/// Header lines in their order; names may repeat, and their case does not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// Adds a header line.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// The values under a name, in order.
    pub fn all<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h str> {
        self.0.iter().filter(move |(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The first value under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Every line, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds the lines of a wrapper further out, except under names that are there: the inner ones are nearer to the
    /// sender.
    pub fn add_outer(&mut self, outer: &Self) {
        let new: Vec<_> = outer.0.iter().filter(|(name, _)| self.get(name).is_none()).cloned().collect();
        self.0.extend(new);
    }
}

/// What is known of a request besides its body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Its headers.
    pub headers: Headers,
    /// Its method, as it was kept: `POST`.
    pub method: Option<String>,
    /// Its URL, or only the path of it.
    pub url: Option<String>,
    /// When it was received: as it was kept, or RFC 3339 where that was a number.
    pub received_at: Option<String>,
}

impl Request {
    /// The path of its URL, without host, query and fragment.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        let url = self.url.as_deref()?.split(['?', '#']).next()?;
        match url.split_once("://") {
            Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)),
            None => Some(url),
        }
    }

    /// Fills what is missing from a wrapper further out.
    pub fn add_outer(&mut self, outer: &Self) {
        self.headers.add_outer(&outer.headers);
        let fill = |own: &mut Option<String>, other: &Option<String>| {
            if own.is_none() {
                own.clone_from(other);
            }
        };
        fill(&mut self.method, &outer.method);
        fill(&mut self.url, &outer.url);
        fill(&mut self.received_at, &outer.received_at);
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
