//! From the paths that were given to the drafts that are checked.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use copydesk_formats::{FileSort, sort_of_file};
use ignore::WalkBuilder;

/// What is to be checked.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Drafts, sorted by the path they are reported under.
    pub drafts: Vec<DraftPath>,
    /// What cannot be checked, with the reason.
    pub unread: Vec<(String, String)>,
    /// Files in folders that are no drafts, by ending.
    pub skipped: BTreeMap<String, usize>,
}

/// A draft on disk.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DraftPath {
    /// As reported: relative where possible, forward slashes.
    pub shown: String,
    /// As opened.
    pub path: PathBuf,
}

impl DraftPath {
    /// A path as it is reported.
    pub fn new(path: &Path) -> Self {
        Self {
            shown: shown(path),
            path: path.to_owned(),
        }
    }
}

/// Finds the drafts under the given paths. Folders are walked, honouring `.gitignore` and `.ignore`, leaving out
/// hidden files; `exclude` holds patterns as in `.gitignore`.
///
/// # Errors
/// An exclude pattern that cannot be read.
pub fn find(paths: &[PathBuf], exclude: &[String]) -> Result<Found, String> {
    let mut found = Found::default();
    for path in paths {
        match fs::metadata(path) {
            Err(error) => {
                let why = match error.kind() {
                    std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
                    _ => format!("cannot be read: {error}"),
                };
                found.unread.push((shown(path), why));
            }
            Ok(meta) if meta.is_dir() => walk(path, exclude, &mut found)?,
            Ok(_) => found.drafts.push(DraftPath::new(path)),
        }
    }
    found.drafts.sort();
    // `./a.md` is `a.md`; but two names that are not Unicode may look the same.
    found
        .drafts
        .dedup_by(|a, b| a.shown == b.shown && (a.path == b.path || !a.shown.contains('\u{fffd}')));
    found.unread.sort();
    found.unread.dedup();
    Ok(found)
}

fn walk(folder: &Path, exclude: &[String], found: &mut Found) -> Result<(), String> {
    let mut overrides = ignore::overrides::OverrideBuilder::new(folder);
    for pattern in exclude {
        overrides
            .add(&format!("!{pattern}"))
            .map_err(|error| format!("`--exclude {pattern}`: {error}"))?;
    }
    let overrides = overrides.build().map_err(|error| error.to_string())?;
    let before = found.drafts.len() + found.unread.len();
    for entry in WalkBuilder::new(folder)
        .overrides(overrides)
        .require_git(false)
        .build()
    {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.unread.push((
                    shown(folder),
                    format!("a folder below it cannot be read: {error}"),
                ));
                continue;
            }
        };
        if !entry
            .file_type()
            .is_some_and(|kind| kind.is_file() || kind.is_symlink())
        {
            continue;
        }
        let name = shown(entry.path());
        match sort_of_file(&name) {
            // A document that is not read is said; so is a link that leads nowhere.
            FileSort::Draft(_) | FileSort::UnreadDocument => found.drafts.push(DraftPath {
                shown: name,
                path: entry.path().to_owned(),
            }),
            FileSort::Other => {
                let ending = entry.path().extension().map_or_else(
                    || "without ending".to_owned(),
                    |ending| format!(".{}", ending.to_string_lossy()),
                );
                *found.skipped.entry(ending).or_default() += 1;
            }
        }
    }
    if found.drafts.len() + found.unread.len() == before {
        found.unread.push((
            shown(folder),
            "a folder without drafts (.txt, .md)".to_owned(),
        ));
    }
    Ok(())
}

/// The path as it is reported: relative to the current folder where it lies in it, without `./`, forward slashes.
fn shown(path: &Path) -> String {
    // Most paths are relative, and then the folder need not be asked for.
    let here = path.is_absolute().then(env::current_dir);
    let relative = here
        .and_then(Result::ok)
        .and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned))
        .unwrap_or_else(|| path.to_owned());
    let mut parts: Vec<String> = Vec::new();
    let mut root = false;
    for part in relative.components() {
        match part {
            Component::CurDir => {}
            Component::RootDir => root = true,
            other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    match (root, parts.is_empty()) {
        (true, _) => format!("/{}", parts.join("/")),
        (false, true) => ".".to_owned(),
        (false, false) => parts.join("/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_paths_are_short() {
        assert_eq!(shown(Path::new("./a/./b.md")), "a/b.md");
        assert_eq!(shown(Path::new("../x.md")), "../x.md");
        assert_eq!(shown(&env::current_dir().unwrap().join("c.txt")), "c.txt");
        assert_eq!(shown(Path::new(".")), ".");
        assert_eq!(shown(Path::new("/no/such/d.txt")), "/no/such/d.txt");
    }

    #[test]
    fn folders_are_walked_and_ignores_honoured() {
        let folder = env::temp_dir().join(format!("copydesk-walk-{}", std::process::id()));
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(".gitignore", "old/\n");
        write("b.md", "B");
        write("a/c.txt", "C");
        write("a/d.docx", "D");
        write("a/e.json", "E");
        write("old/f.md", "F");
        write("skip/g.md", "G");
        write(".hidden.md", "H");
        write("empty/x.png", "");
        let found = find(
            &[
                folder.clone(),
                folder.join("a"),
                folder.join("none.md"),
                folder.join("empty"),
            ],
            &["skip/".to_owned()],
        )
        .unwrap();
        let names: Vec<&str> = found
            .drafts
            .iter()
            .map(|draft| draft.shown.rsplit('/').next().unwrap())
            .collect();
        assert_eq!(names, ["c.txt", "d.docx", "b.md"]);
        assert_eq!(found.skipped[".json"], 2);
        assert_eq!(found.unread.len(), 2, "{:?}", found.unread);
        assert!(
            found
                .unread
                .iter()
                .any(|(_, why)| why.contains("without drafts"))
        );
        assert!(
            found
                .unread
                .iter()
                .any(|(_, why)| why == "no such file or folder")
        );
        fs::remove_dir_all(folder).unwrap();
    }
}
