//! What there is to say of something, in one line.

/// The parts that say something, with a dot between them.
pub(in crate::report) fn told(parts: [&str; 3]) -> String {
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}
