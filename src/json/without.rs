//! A value without some of those in it and without white space: what else it says is copied as it was written.

use std::iter::Peekable;

use super::document::Document;
use super::node::{JsonKind, Node};
use super::value::Value;

/// Writes a value without white space, and without the values in it with these indices on the tape, which ascend. A member
/// goes with its name, `null` stands in the place of an item, and a container in which nothing else was goes too.
/// `replaced` are scalars and names by their index, in order, that are written otherwise where they stay. Says whether
/// anything stays; else nothing is written.
pub(crate) fn write_without(
    root: Value<'_>,
    gone: &[u32],
    replaced: impl Iterator<Item = (u32, String)>,
    out: &mut String,
) -> bool {
    let (document, start, length) = (root.document(), root.span().start as usize, out.len());
    let mut replaced = replaced.peekable();
    let mut copy = Copy {
        document,
        is_compact: root.is_compact(),
        gone,
        next_replaced: replaced.peek().map_or(u32::MAX, |(index, _)| *index),
        replaced,
        out,
        run: (start, start),
        open: Vec::with_capacity(8),
    };
    let mut index = root.index();
    while let Some(node) = document.nodes().get(index as usize).filter(|_| index < root.next()) {
        if copy.open.last().is_some_and(|level| level.next <= index) {
            copy.end_before(index);
        }
        index = copy.child(index, node);
    }
    copy.end_before(root.next());
    copy.flush();
    copy.out.len() > length
}

/// A text that is being written.
struct Copy<'d, 'o, R: Iterator> {
    document: Document<'d>,
    /// Whether it is written without white space.
    is_compact: bool,
    /// What goes and was not met yet.
    gone: &'d [u32],
    replaced: Peekable<R>,
    /// No name or scalar before this one is replaced.
    next_replaced: u32,
    out: &'o mut String,
    /// What of the original comes next and is not copied yet, from where to where.
    run: (usize, usize),
    open: Vec<Level>,
}

/// A container that is being written.
struct Level {
    is_object: bool,
    /// Where it ends, on the tape and in the text.
    next: u32,
    end: usize,
    /// Whether anything of it is written, and whether anything of that stays: `null` for an item that goes does not.
    is_begun: bool,
    stays: bool,
    /// How it was before: what was written, what was still to be copied, whether the container around it was begun.
    before: (usize, (usize, usize), bool),
}

impl<R: Iterator<Item = (u32, String)>> Copy<'_, '_, R> {
    /// Writes the item, or the member whose name it is, at an index: of a container only its beginning. Gives the index of
    /// what follows.
    fn child(&mut self, index: u32, node: &Node) -> u32 {
        let (is_member, is_item, is_begun) = match self.open.last() {
            Some(level) => (level.is_object, !level.is_object, level.is_begun),
            None => (false, false, false),
        };
        if let Some((next, end)) = self.untouched(index, is_member) {
            let comma = is_begun.then_some(',');
            self.copy(comma, node.start as usize, end);
            if let Some(level) = self.open.last_mut() {
                (level.is_begun, level.stays) = (true, true);
            }
            return next;
        }
        let (name, index) = if is_member { (Some((index, node)), node.next) } else { (None, index) };
        let nodes = self.document.nodes();
        let Some(node) = nodes.get(index as usize) else { return u32::MAX };
        if self.is_gone(index) {
            if is_item {
                self.null(node.end as usize);
            }
            return node.next;
        }
        let before = (self.out.len(), self.run, is_begun);
        let comma = is_begun.then_some(',');
        if let Some((index, name)) = name {
            self.token(comma, index, name);
        }
        let separator = if is_member { Some(':') } else { comma };
        let is_container = matches!(node.kind, JsonKind::Array | JsonKind::Object);
        let (start, end) = (node.start as usize, node.end as usize);
        if is_container && node.next > index + 1 {
            self.copy(separator, start, start + 1);
        } else if is_container && end - start > 2 {
            // What is empty may have white space in it.
            self.copy(separator, start, start + 1);
            self.copy(None, end - 1, end);
        } else {
            self.token(separator, index, node);
        }
        if let Some(level) = self.open.last_mut() {
            level.is_begun = true;
            level.stays |= !is_container || node.next == index + 1;
        }
        if is_container && node.next > index + 1 {
            let is_object = node.kind == JsonKind::Object;
            self.open.push(Level { is_object, next: node.next, end, is_begun: false, stays: false, before });
            return index + 1;
        }
        node.next
    }

    /// Where those members or items end, from this one on, of which all stays as it is written: on the tape, and the last
    /// one in the text.
    fn untouched(&self, index: u32, is_member: bool) -> Option<(u32, usize)> {
        let last = self.open.last().map_or(index + 1, |level| level.next);
        let touched = self.gone.first().map_or(u32::MAX, |gone| *gone).min(self.next_replaced);
        let (mut next, mut found) = (index, None);
        while self.is_compact && next < last {
            let value = self.document.nodes().get((next + u32::from(is_member)) as usize)?;
            if value.next > touched {
                break;
            }
            next = value.next;
            found = Some((next, value.end as usize));
        }
        found
    }

    /// Ends the containers in which nothing else is before an index; takes those back in which nothing stays.
    fn end_before(&mut self, index: u32) {
        while let Some(level) = self.open.pop_if(|level| level.next <= index) {
            if level.stays {
                self.copy(None, level.end - 1, level.end);
                if let Some(around) = self.open.last_mut() {
                    around.stays = true;
                }
                continue;
            }
            let (length, run, is_begun) = level.before;
            self.out.truncate(length);
            self.run = run;
            if let Some(around) = self.open.last_mut() {
                around.is_begun = is_begun;
                if !around.is_object {
                    self.null(level.end);
                }
            }
        }
    }

    /// Writes `null` in the place of an item that ends here.
    fn null(&mut self, end: usize) {
        let is_begun = self.open.last_mut().is_some_and(|level| std::mem::replace(&mut level.is_begun, true));
        self.flush();
        self.out.push_str(if is_begun { ",null" } else { "null" });
        self.run = (end, end);
    }

    fn is_gone(&mut self, index: u32) -> bool {
        while let Some((first, rest)) = self.gone.split_first() {
            if *first > index {
                break;
            }
            self.gone = rest;
            if *first == index {
                return true;
            }
        }
        false
    }

    /// Writes a name, a scalar or what is empty, as it is or as it is replaced.
    fn token(&mut self, separator: Option<char>, index: u32, node: &Node) {
        let (start, end) = (node.start as usize, node.end as usize);
        if index < self.next_replaced {
            return self.copy(separator, start, end);
        }
        while self.replaced.next_if(|(of, _)| *of < index).is_some() {}
        let with = self.replaced.next_if(|(of, _)| *of == index);
        self.next_replaced = self.replaced.peek().map_or(u32::MAX, |(of, _)| *of);
        let Some((_, with)) = with else { return self.copy(separator, start, end) };
        self.flush();
        self.out.extend(separator);
        self.out.push_str(&with);
        self.run = (end, end);
    }

    /// Copies a part of the text, with the next ones if nothing stands between them but what is to stand there.
    fn copy(&mut self, separator: Option<char>, start: usize, end: usize) {
        // One sign between two tokens is the one that has to be there.
        if start != self.run.1 + usize::from(separator.is_some()) {
            self.flush();
            self.out.extend(separator);
            self.run.0 = start;
        }
        self.run.1 = end;
    }

    fn flush(&mut self) {
        let (from, to) = self.run;
        self.out.push_str(self.document.text().get(from..to).unwrap_or_default());
        self.run = (to, to);
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, write_without};
    use crate::json::{JsonKind, Tape};

    /// What stays, by the definition.
    fn left(value: Value<'_>, gone: &[u32]) -> Option<String> {
        let is_object = value.kind() == JsonKind::Object;
        if value.is_empty_container() || !matches!(value.kind(), JsonKind::Object | JsonKind::Array) {
            let raw: String = value.raw().split_whitespace().collect();
            return (!gone.contains(&value.index())).then_some(raw);
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
            "{ \"a\" : [ 1 , { } ], \"b\":[\n[2,[ ]], 3 ] ,\"c\": {\"d\":4 } }",
            "[[[1],2],[[3]]]",
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
                let mut out = String::from("before");
                let stays = write_without(document.root(), &gone, std::iter::empty(), &mut out);
                let written = out.strip_prefix("before").filter(|_| stays);
                assert!(stays || out == "before");
                assert_eq!(written, left(document.root(), &gone).as_deref(), "{gone:?} of {text}");
            }
        }
        Ok(())
    }
}
