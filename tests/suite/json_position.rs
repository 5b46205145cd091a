//! Lines and columns as an editor shows them.

use hookspect::json::{Position, PositionCursor};

fn at(text: &[u8], offset: usize) -> (u32, u32) {
    let position = PositionCursor::new(text, Position::START).at(offset);
    (position.line, position.column)
}

#[test]
fn lines_and_columns_start_at_one() {
    assert_eq!(at(b"", 0), (1, 1));
    assert_eq!(at(b"abc", 0), (1, 1));
    assert_eq!(at(b"abc", 2), (1, 3));
    assert_eq!(at(b"abc", 3), (1, 4));
}

#[test]
fn an_offset_past_the_end_is_the_end() {
    assert_eq!(at(b"a\nb", 99), (2, 2));
}

#[test]
fn line_feeds_end_lines() {
    let text = b"a\n\nbc\n";
    let places: Vec<_> = (0..=text.len()).map(|offset| at(text, offset)).collect();
    assert_eq!(places, [(1, 1), (1, 2), (2, 1), (3, 1), (3, 2), (3, 3), (4, 1)]);
}

#[test]
fn carriage_return_and_line_feed_are_one_line_end() {
    let text = b"a\r\nb\r\n";
    let places: Vec<_> = (0..=text.len()).map(|offset| at(text, offset)).collect();
    assert_eq!(places, [(1, 1), (1, 2), (1, 2), (2, 1), (2, 2), (2, 2), (3, 1)]);
}

#[test]
fn a_carriage_return_alone_ends_no_line() {
    assert_eq!(at(b"a\rb", 2), (1, 3));
    assert_eq!(at(b"a\r\r\nb", 2), (1, 3));
    assert_eq!(at(b"a\r\r\nb", 4), (2, 1));
}

#[test]
fn columns_count_characters() {
    let text = "é€🍕x".as_bytes();
    assert_eq!(at(text, 2), (1, 2));
    assert_eq!(at(text, 5), (1, 3));
    assert_eq!(at(text, 9), (1, 4));
}

#[test]
fn inside_a_character_is_the_character() {
    let text = "a🍕x".as_bytes();
    let columns: Vec<_> = (0..=text.len()).map(|offset| at(text, offset).1).collect();
    assert_eq!(columns, [1, 2, 2, 2, 2, 3, 4]);
}

#[test]
fn a_leading_byte_order_mark_has_no_column() {
    let text = "\u{feff}{\n}".as_bytes();
    assert_eq!(at(text, 0), (1, 1));
    assert_eq!(at(text, 3), (1, 1));
    assert_eq!(at(text, 4), (1, 2));
    assert_eq!(at(text, 5), (2, 1));
    let mut cursor = PositionCursor::new(text, Position::START);
    assert_eq!(cursor.at(0).column, 1);
    assert_eq!(cursor.at(3).column, 1);
    assert_eq!(cursor.at(4).column, 2);
    assert_eq!(at("a\u{feff}b".as_bytes(), 4), (1, 3));
}

#[test]
fn bytes_that_are_not_utf8_do_not_stop_the_count() {
    assert_eq!(at(b"a\xff\xe9b", 3), (1, 4));
    // Continuation bytes without a beginning add no column.
    assert_eq!(at(b"a\x80\x80\x80\x80b", 5), (1, 2));
    assert_eq!(at(b"\x80\n\x80\x80x", 4), (2, 1));
}

#[test]
fn a_start_other_than_the_first_column_carries_on_from_there() {
    let mut cursor = PositionCursor::new(b"ab\ncd", Position { line: 7, column: 5 });
    assert_eq!(cursor.at(1), Position { line: 7, column: 6 });
    assert_eq!(cursor.at(4), Position { line: 8, column: 2 });
    assert_eq!(cursor.at(0), Position { line: 7, column: 5 });
}

#[test]
fn the_order_of_questions_changes_no_answer() {
    let text = "\u{feff}{\r\n  \"é\": [1,\n\r\n \"🍕\"]\r\r\n}\n".as_bytes();
    let mut forwards = PositionCursor::new(text, Position::START);
    let mut backwards = PositionCursor::new(text, Position::START);
    let mut by_threes = PositionCursor::new(text, Position::START);
    let fresh: Vec<_> = (0..=text.len()).map(|offset| at(text, offset)).collect();
    for (offset, expected) in fresh.iter().enumerate() {
        let position = forwards.at(offset);
        assert_eq!((position.line, position.column), *expected, "forwards to {offset}");
        let position = by_threes.at(offset / 3 * 3);
        assert_eq!(
            Some(&(position.line, position.column)),
            fresh.get(offset / 3 * 3),
            "by threes to {offset}"
        );
    }
    for (offset, expected) in fresh.iter().enumerate().rev() {
        let position = backwards.at(offset);
        assert_eq!((position.line, position.column), *expected, "backwards to {offset}");
    }
}

#[test]
fn a_long_line_is_walked_once() {
    let text = "é".repeat(500_000);
    let mut cursor = PositionCursor::new(text.as_bytes(), Position::START);
    for character in (0..500_000_u32).step_by(50) {
        assert_eq!(cursor.at(character as usize * 2), Position { line: 1, column: character + 1 });
    }
}

#[test]
fn offsets_in_any_order_give_what_a_walk_from_the_start_gives() {
    let text = "ab\r\n\u{eb}\u{1f355} c\n".repeat(2000) + &"\u{eb}".repeat(5000);
    let mut cursor = PositionCursor::new(text.as_bytes(), Position::START);
    let mut offset = 0_usize;
    for _ in 0..400 {
        offset = (offset * 7919 + 104_729) % (text.len() + 1);
        let alone = PositionCursor::new(text.as_bytes(), Position::START).at(offset);
        assert_eq!(cursor.at(offset), alone, "{offset}");
        let near = offset.saturating_sub(offset % 97);
        assert_eq!(cursor.at(near), PositionCursor::new(text.as_bytes(), Position::START).at(near));
    }
}

#[test]
fn going_back_and_forth_costs_a_step_each_time_and_not_the_way() {
    let text = "x".repeat(1 << 20);
    let mut cursor = PositionCursor::new(text.as_bytes(), Position::START);
    for near in 0..1000 {
        cursor.at(near);
        cursor.at(text.len() - near);
    }
    assert!(cursor.bytes_walked() < 4 << 20, "{}", cursor.bytes_walked());
}
