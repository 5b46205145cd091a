//! A member of a JSON text put in, taken out or renamed, and every other byte as it was written.

use serde_json::Value as Json;

use crate::json::{OwnedDocument, Value};

/// What happens to a member.
#[derive(Debug, Clone)]
pub(super) enum Edit<'e> {
    /// It holds this from now on; where it is not there it comes last.
    Put(&'e Json),
    /// It is not there any more.
    Remove,
    /// It has another name.
    Rename(&'e str),
}

/// The text in which the member of this name of the object at a pointer is another one; nothing if there is no such object.
pub(super) fn edited(text: &str, object: &str, name: &str, edit: &Edit<'_>) -> Option<String> {
    let document = OwnedDocument::parse(text.to_owned()).ok()?;
    let object = document.document().pointer(object)?;
    let style = Style::of(text);
    let known = object.members().find(|(key, _)| key.is_text(name));
    let (from, to, new) = match (known, edit) {
        (Some((_, value)), Edit::Put(new)) => {
            let (from, to) = bounds(value);
            (from, to, style.written(new, value.raw().contains('\n'), style.line_indent(from)))
        }
        (Some((key, _)), Edit::Rename(new)) => {
            let (from, to) = bounds(key);
            (from, to, Json::from(*new).to_string())
        }
        (Some((key, value)), Edit::Remove) => {
            let (from, to) = cut(object, key, value);
            (from, to, String::new())
        }
        (None, Edit::Put(new)) => style.inserted(object, name, new),
        (None, Edit::Remove | Edit::Rename(_)) => return Some(text.to_owned()),
    };
    let mut edited = String::with_capacity(text.len() + new.len());
    edited.push_str(text.get(..from)?);
    edited.push_str(&new);
    edited.push_str(text.get(to..)?);
    Some(edited)
}

fn bounds(value: Value<'_>) -> (usize, usize) {
    (value.span().start as usize, value.span().end as usize)
}

/// The bytes to take out with a member: it, and the comma that it no longer needs.
fn cut(object: Value<'_>, key: Value<'_>, value: Value<'_>) -> (usize, usize) {
    let (start, end) = (bounds(key).0, bounds(value).1);
    let members: Vec<(Value<'_>, Value<'_>)> = object.members().collect();
    let place = members.iter().position(|(one, _)| one.index() == key.index()).unwrap_or_default();
    let before = place.checked_sub(1).and_then(|place| members.get(place));
    match (members.get(place + 1), before) {
        (Some((next, _)), _) => (start, bounds(*next).0),
        (None, Some((_, previous))) => (bounds(*previous).1, end),
        (None, None) => {
            let (open, close) = bounds(object);
            (open + 1, close - 1)
        }
    }
}

/// How a text is laid out.
struct Style<'t> {
    text: &'t str,
    /// What one level is indented by.
    unit: &'t str,
    end_of_line: &'static str,
}

impl<'t> Style<'t> {
    fn of(text: &'t str) -> Self {
        let first = text.lines().skip(1).find(|line| !line.trim().is_empty());
        let unit = first.map_or("", indent);
        let unit = if unit.is_empty() { "  " } else { unit };
        Self { text, unit, end_of_line: if text.contains("\r\n") { "\r\n" } else { "\n" } }
    }

    /// The white space at the beginning of the line of a byte.
    fn line_indent(&self, at: usize) -> &'t str {
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        indent(self.text.get(start..).unwrap_or_default())
    }

    /// The bytes to replace, and what by, so that an object has one more member.
    fn inserted(&self, object: Value<'_>, name: &str, value: &Json) -> (usize, usize, String) {
        let key = Json::from(name);
        let (open, close) = bounds(object);
        let Some((first, _)) = object.members().next() else {
            let outer = self.line_indent(open);
            let inner = format!("{outer}{}", self.unit);
            let (end, value) = (self.end_of_line, self.written(value, true, &inner));
            return (open, close, format!("{{{end}{inner}{key}: {value}{end}{outer}}}"));
        };
        let last = object.members().last().map_or(open, |(_, value)| bounds(value).1);
        let between = self.text.get(open..bounds(first).0).unwrap_or_default();
        if between.contains('\n') {
            let indent = self.line_indent(bounds(first).0);
            let (end, value) = (self.end_of_line, self.written(value, true, indent));
            return (last, last, format!(",{end}{indent}{key}: {value}"));
        }
        let is_tight = !object.raw().contains(", ") && !object.raw().contains(": ");
        let text = if is_tight {
            format!(",{key}:{value}")
        } else {
            format!(", {key}: {}", self.written(value, false, ""))
        };
        (last, last, text)
    }

    /// A value on one line, or on a line an item.
    fn written(&self, value: &Json, is_tall: bool, indent: &str) -> String {
        if is_tall {
            let lines = format!("{value:#}");
            let mut lines = lines.lines();
            let mut text = lines.next().unwrap_or_default().to_owned();
            for line in lines {
                let own = line.trim_start();
                let levels = (line.len() - own.len()) / 2;
                text.push_str(&format!("{}{indent}{}{own}", self.end_of_line, self.unit.repeat(levels)));
            }
            return text;
        }
        match value {
            Json::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.written(item, false, indent)).collect();
                format!("[{}]", items.join(", "))
            }
            Json::Object(members) => {
                let member = |(name, value): (&String, &Json)| {
                    format!("{}: {}", Json::from(name.as_str()), self.written(value, false, indent))
                };
                format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
            }
            scalar => scalar.to_string(),
        }
    }
}

fn indent(line: &str) -> &str {
    let own = line.trim_start_matches([' ', '\t']);
    line.get(..line.len() - own.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Edit, edited};

    const TALL: &str = "{\n    \"type\": \"string\",\n    \"enum\": [\"a\", \"b\"],\n    \"n\": 1.50\n}\n";

    fn put(text: &str, object: &str, name: &str, value: &serde_json::Value) -> String {
        edited(text, object, name, &Edit::Put(value)).unwrap_or_default()
    }

    #[test]
    fn a_member_is_put_in_as_the_text_is_laid_out() {
        let got = put(TALL, "", "enum", &json!(["a", "b", "c"]));
        assert_eq!(got, TALL.replace("\"b\"]", "\"b\", \"c\"]"));
        let got = put(TALL, "", "required", &json!(["x"]));
        assert!(got.ends_with("1.50,\n    \"required\": [\n        \"x\"\n    ]\n}\n"), "{got}");
        assert_eq!(put("{\"a\":{\"b\":1}}", "/a", "c", &json!(true)), "{\"a\":{\"b\":1,\"c\":true}}");
        assert_eq!(put("{\"a\": {}}", "/a", "c", &json!(2)), "{\"a\": {\n  \"c\": 2\n}}");
    }

    #[test]
    fn a_member_is_taken_out_with_its_comma() {
        let without = |name: &str| edited(TALL, "", name, &Edit::Remove).unwrap_or_default();
        assert_eq!(without("type"), TALL.replace("\"type\": \"string\",\n    ", ""));
        assert_eq!(without("n"), TALL.replace(",\n    \"n\": 1.50", ""));
        assert_eq!(without("x"), TALL);
        assert_eq!(edited("{\"a\": 1}", "", "a", &Edit::Remove).as_deref(), Some("{}"));
        let renamed = edited(TALL, "", "enum", &Edit::Rename("examples")).unwrap_or_default();
        assert_eq!(renamed, TALL.replace("enum", "examples"));
        assert_eq!(edited(TALL, "/nowhere", "a", &Edit::Remove), None);
    }
}
