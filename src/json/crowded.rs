//! Values of so many nodes that it is asked whether they close: one that does not will be no document, and only where it
//! breaks is wanted of it.

use super::escapes::string_end;
use super::parse::{Broken, Expected, MOST_NODES, NO_PARENT, Next, Parser, narrow};

/// From how many nodes on a value that does not close is read without holding them: it will be no document. 32 MB.
pub(super) const CROWDED: usize = 1 << 21;

impl<const HOLDS: bool> Parser<'_, HOLDS> {
    /// There are many nodes, and more come. Where the value does not close, it is only looked for where it breaks.
    #[cold]
    pub(super) fn crowded(&mut self) -> Result<(), Broken> {
        if self.nodes.len() + self.dropped > MOST_NODES {
            return Err(self.stopped(Expected::FewerValues));
        }
        self.most = MOST_NODES;
        if closes(self.text, self.at, self.depth as usize) {
            return Ok(());
        }
        let mut around = Vec::new();
        let mut index = self.open;
        while let Some(node) = self.nodes.get(index as usize) {
            around.push(*node);
            index = node.next;
        }
        around.reverse();
        for (node, parent) in around.iter_mut().zip(std::iter::once(NO_PARENT).chain(0..)) {
            node.next = parent;
        }
        let dropped = self.nodes.len() - around.len();
        let open = narrow(around.len().wrapping_sub(1));
        let Self { text, at, depth, in_object, stopped, .. } = *self;
        let most = MOST_NODES.saturating_sub(dropped);
        let nodes = &mut around;
        let mut ahead = Parser::<false> { text, nodes, at, open, depth, in_object, most, dropped, stopped };
        // What does not close cannot be whole; if it were, it would be read and held.
        let Err(Broken) = ahead.go_on(Next::Separator) else { return Ok(()) };
        self.stopped = ahead.stopped;
        *self.nodes = around;
        Err(Broken)
    }
}

/// Whether the brackets that are open are closed from `at` on, where `depth` of them are open and no string is. What a
/// string holds does not count. Of a text that is broken it says something, and of a value the truth.
fn closes(text: &[u8], mut at: usize, mut depth: usize) -> bool {
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(found) = rest.iter().position(|byte| matches!(byte, b'"' | b'[' | b']' | b'{' | b'}'))
        else {
            break;
        };
        at += found + 1;
        match rest.get(found) {
            Some(b'"') => match string_end(text, at) {
                Ok(end) => at = end,
                Err(_) => break,
            },
            Some(b'[' | b'{') => depth += 1,
            _ if depth <= 1 => return true,
            _ => depth -= 1,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::SyntaxError;
    use super::super::diagnose::grammar_error;
    use super::super::node::Node;
    use super::super::parse::parse_crowded;

    /// Where a value ends; or why it does not, and which brackets are open there. And how many nodes are held then.
    fn parsed(text: &[u8], crowded: usize) -> (Result<usize, (SyntaxError, Vec<u32>)>, usize) {
        let mut nodes: Vec<Node> = Vec::new();
        let parsed = parse_crowded(text, (0, 0), &mut nodes, crowded).map_err(|stopped| {
            let (mut open, mut index) = (Vec::new(), stopped.open);
            while let Some(node) = nodes.get(index as usize) {
                open.push(node.start);
                index = node.next;
            }
            (grammar_error(text, &nodes, stopped), open)
        });
        (parsed, nodes.len())
    }

    proptest! {
        #[test]
        fn a_value_breaks_where_it_does_however_many_nodes_are_held(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "1,", "{\"a\":", "[", "[1,", "{\"b\":[],", "\"c\":2,", "\"]}\",", "]", "}", "],", "},", "0", "tru", " ", "1 ",
                ]),
                0..40,
            ),
            crowded in 0..8_usize,
        ) {
            let text = parts.concat();
            let (plain, _) = parsed(text.as_bytes(), usize::MAX);
            prop_assert_eq!(parsed(text.as_bytes(), crowded).0, plain, "{}", text);
        }
    }

    #[test]
    fn of_a_value_that_does_not_close_hardly_more_is_held_than_what_is_open() {
        for item in ["1,", "[1,2],", "{\"a\":\"]\"},"] {
            let text = |close: &str| format!("{{\"a\":[{}0{close}", item.repeat(5000));
            let held = |close: &str| parsed(text(close).as_bytes(), 100).1;
            assert!(held("") <= 110, "{item}");
            assert!(held("]}") >= 5000, "{item}");
            assert_eq!(parsed(text("").as_bytes(), 100).0, parsed(text("").as_bytes(), usize::MAX).0);
        }
    }
}
