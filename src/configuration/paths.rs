//! Globs over the paths below the configuration's folder.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

/// One or more globs, written with forward slashes, relative to the configuration's folder. `*` stays within one
/// folder, `**` goes through all below; a pattern that ends with `/` means everything in there.
#[derive(Debug)]
pub struct Globs {
    patterns: Vec<String>,
    set: GlobSet,
}

impl Globs {
    /// Reads the patterns.
    ///
    /// # Errors
    ///
    /// The pattern that is not a glob, and why.
    pub fn new(patterns: Vec<String>) -> Result<Self, (String, String)> {
        let mut set = GlobSetBuilder::new();
        for pattern in &patterns {
            let whole = pattern.strip_prefix("./").unwrap_or(pattern);
            let whole = if whole.ends_with('/') { format!("{whole}**") } else { whole.to_owned() };
            let failed = |error: globset::Error| (pattern.clone(), error.kind().to_string());
            set.add(GlobBuilder::new(&whole).literal_separator(true).build().map_err(failed)?);
        }
        let set = set.build().map_err(|error| (patterns.join(", "), error.to_string()))?;
        Ok(Self { patterns, set })
    }

    /// The patterns as they were written.
    #[must_use]
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// Whether one of them stands for this path, which is relative to the configuration's folder.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        self.set.is_match(path)
    }

    /// Whether any file below the folder matches. Ignored files are not looked at.
    #[must_use]
    pub fn any_file(&self, folder: &Path) -> bool {
        WalkBuilder::new(folder)
            .hidden(false)
            .require_git(false)
            .build()
            .flatten()
            .filter_map(|entry| Some(entry.path().strip_prefix(folder).ok()?.to_owned()))
            .any(|path| self.set.is_match(&path) && folder.join(path).is_file())
    }
}
