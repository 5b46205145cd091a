//! The house as CONTRIBUTING.md draws it: the rooms, what each may use, and where provider knowledge stands.

use std::fs;
use std::path::{Path, PathBuf};

const CONTRIBUTING: &str = include_str!("../../CONTRIBUTING.md");

/// The rooms in the order of the table, each by the name of its folder below `src/`.
fn rooms() -> Vec<&'static str> {
    let rows = CONTRIBUTING.lines().filter_map(|line| line.strip_prefix("| `src/"));
    rows.filter_map(|row| Some(row.split_once("/`")?.0)).collect()
}

/// The Rust files of a folder and those below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut waiting) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A file without the tests at its end.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap().replace("\r\n", "\n");
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned()
}

#[test]
fn every_folder_of_the_source_is_a_room_of_the_table() {
    let mut folders: Vec<String> = fs::read_dir("src")
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let mut rooms = rooms();
    folders.sort();
    rooms.sort_unstable();
    assert_eq!(rooms, folders);
}

#[test]
fn a_room_uses_only_rooms_above_it_in_the_table() {
    let rooms = rooms();
    let mut against = Vec::new();
    for (place, room) in rooms.iter().enumerate() {
        for file in files(&Path::new("src").join(room)) {
            let code = code(&file);
            for below in rooms.iter().skip(place + 1) {
                if code.contains(&format!("crate::{below}::")) || code.contains(&format!("crate::{below};")) {
                    against.push(format!("{} uses {below}", file.display()));
                }
            }
        }
    }
    assert_eq!(against, Vec::<String>::new());
}

#[test]
fn no_room_but_that_of_the_providers_names_one() {
    let ids: Vec<String> =
        hookspect::providers::PROVIDERS.iter().map(|provider| provider.id.to_ascii_lowercase()).collect();
    let of_providers = Path::new("src").join("providers");
    let naming = files(Path::new("src")).into_iter().filter(|file| !file.starts_with(&of_providers));
    // What an example in a comment says is no code.
    let naming = naming.filter(|file| {
        let code = code(file).to_ascii_lowercase();
        let mut lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.any(|line| ids.iter().any(|id| line.contains(id)))
    });
    assert_eq!(naming.collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

#[test]
fn every_file_that_contributing_names_is_there() {
    let named = CONTRIBUTING.split('`').skip(1).step_by(2).filter(|word| {
        let starts = ["src/", "tests/", "samples/", "fuzz/", "benches/", "docs/", ".ci/"];
        // NAME, PROVIDER and EVENT stand for what the reader adds; `*` for several.
        let is_path = starts.iter().any(|start| word.starts_with(start)) && !word.contains([' ', '*']);
        is_path
            && !word
                .split(['/', '.'])
                .any(|part| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
    });
    let missing: Vec<&str> = named.filter(|path| !Path::new(path).exists()).collect();
    assert_eq!(missing, Vec::<&str>::new());
}
