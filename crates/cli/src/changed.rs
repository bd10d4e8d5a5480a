//! `copydesk check --since REF` and `--staged`: the drafts that changed, and of what they say only what is new.

use std::path::{Path, PathBuf};

use copydesk_desk::stet::side::{self, Side};
use copydesk_desk::walk::{DraftPath, Found};
use copydesk_desk::{Desk, FileReport, read_file, since};
use copydesk_draft::Day;
use copydesk_formats::{FileSort, sort_of_file};
use rayon::prelude::*;

use crate::args::Check;
use crate::console::count;
use crate::git::{Base, Changed, Git};

/// The comparison that was asked for.
pub(crate) struct Comparison {
    git: Git,
    base: Base,
    changed: Changed,
}

/// What a check of the changed drafts gives.
pub(crate) struct Compared {
    pub(crate) files: Vec<FileReport>,
    pub(crate) note: String,
}

impl Comparison {
    /// Asks git; `None` where no comparison is wanted.
    pub(crate) fn of(args: &Check) -> Result<Option<Self>, String> {
        if args.since.is_none() && !args.staged {
            return Ok(None);
        }
        let git = Git::open()?;
        let base = match &args.since {
            Some(name) => git.since(name)?,
            None => git.staged(),
        };
        let changed = git.changed(&base)?;
        Ok(Some(Self { git, base, changed }))
    }

    /// Checks what changed of the drafts that were found.
    pub(crate) fn check(
        &self,
        desk: &Desk,
        found: &Found,
        paths: &[PathBuf],
        as_of: Option<Day>,
    ) -> Result<Compared, String> {
        let mut drafts: Vec<(&DraftPath, String)> = Vec::new();
        for draft in &found.drafts {
            let path = self.git.inside(&draft.path).ok_or_else(|| {
                format!(
                    "{}: outside the repository; --since and --staged compare what lies in it",
                    draft.shown
                )
            })?;
            if self.has_changed(&path) {
                drafts.push((draft, path));
            }
        }
        let gone = self.staged_but_gone(found, paths);
        drafts.extend(gone.iter().map(|(draft, path)| (draft, path.clone())));
        let checked: Vec<(FileReport, usize)> = drafts
            .par_iter()
            .map(|(draft, path)| self.draft(desk, draft, path, as_of))
            .collect();
        let known: usize = checked.iter().map(|(_, known)| known).sum();
        let files: Vec<FileReport> = checked.into_iter().map(|(file, _)| file).collect();
        Ok(Compared {
            note: format!(
                "{}: {} changed, {} as before not reported",
                self.base.words(),
                count(files.len(), "draft"),
                count(known, "finding")
            ),
            files,
        })
    }

    /// The draft, or its stet marks beside it.
    fn has_changed(&self, path: &str) -> bool {
        self.changed.contains_key(path)
            || side::beside(Path::new(path))
                .to_str()
                .is_some_and(|beside| self.changed.contains_key(beside))
    }

    /// Drafts that are staged and no longer in the work tree: they will be committed, so they are checked.
    fn staged_but_gone(&self, found: &Found, paths: &[PathBuf]) -> Vec<(DraftPath, String)> {
        if !matches!(self.base, Base::Staged { .. }) {
            return Vec::new();
        }
        let asked: Vec<String> = paths
            .iter()
            .filter_map(|path| {
                let whole = path.canonicalize().ok()?;
                Some(if whole == self.git.on_disk("").canonicalize().ok()? {
                    String::new()
                } else {
                    format!("{}/", self.git.inside(&whole)?)
                })
            })
            .collect();
        let known = |path: &str| {
            let here = self.git.on_disk(path);
            here.exists() || found.drafts.iter().any(|draft| draft.path == here)
        };
        self.changed
            .keys()
            .filter(|path| matches!(sort_of_file(path), FileSort::Draft(_)) && !known(path))
            .filter(|path| asked.iter().any(|folder| path.starts_with(folder.as_str())))
            // What is staged to be deleted is no draft any more.
            .filter(|path| self.git.in_index(path).is_some())
            .map(|path| (DraftPath::new(&self.git.on_disk(path)), path.clone()))
            .collect()
    }

    /// One draft now and before: what is new, and how many findings are not.
    fn draft(
        &self,
        desk: &Desk,
        draft: &DraftPath,
        path: &str,
        as_of: Option<Day>,
    ) -> (FileReport, usize) {
        let staged = matches!(self.base, Base::Staged { .. });
        let bytes = if staged {
            self.git
                .in_index(path)
                .ok_or_else(|| "git does not give what is staged".to_owned())
        } else {
            read_file(&draft.path, desk.draft_options().max_bytes)
        };
        let marks = if staged {
            side(draft, |beside| self.git.in_index(beside), path)
        } else {
            Side::read(&draft.path, &draft.shown)
        };
        let (bytes, marks) = match (bytes, marks) {
            (Ok(bytes), Ok(marks)) => (bytes, marks),
            (Err(reason), _) | (_, Err(reason)) => {
                return (FileReport::not_linted(&draft.shown, reason), 0);
            }
        };
        let options = desk.draft_options();
        let mut now = desk.check_bytes_with(&draft.shown, &bytes, options, as_of, &marks);
        let was = match self.changed.get(path) {
            Some(None) => return (now, 0),
            Some(Some(was)) => was.as_str(),
            // Only what stands beside it changed.
            None => path,
        };
        let Some(old) = self.git.before(&self.base, was) else {
            return (now, 0);
        };
        let marks = side(draft, |beside| self.git.before(&self.base, beside), was);
        // Marks that could not be read then let nothing stand: what they were meant for is not new.
        let before = desk.check_bytes_with(was, &old, options, as_of, &marks.unwrap_or_default());
        let known = since::keep_new(&mut now, &before);
        (now, known)
    }
}

/// The marks that stood beside a draft.
fn side(
    draft: &DraftPath,
    read: impl Fn(&str) -> Option<Vec<u8>>,
    path: &str,
) -> Result<Side, String> {
    let beside = side::beside(Path::new(path)).to_string_lossy().into_owned();
    match read(&beside) {
        None => Ok(Side::default()),
        Some(bytes) => Side::parse(&String::from_utf8_lossy(&bytes), &draft.path, &draft.shown),
    }
}
