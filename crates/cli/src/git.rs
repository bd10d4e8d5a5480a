//! The git program: which drafts changed, and what they were.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// What a draft is compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Base {
    /// A commit, and how it was named.
    Commit { id: String, name: String },
    /// What is staged, against the last commit; none before the first.
    Staged { head: Option<String> },
}

/// A work tree.
pub(crate) struct Git {
    top: PathBuf,
}

/// Paths from the top, of what changed, what was deleted among it: the path now, and what it was called before (`None` for a new file).
pub(crate) type Changed = BTreeMap<String, Option<String>>;

impl Git {
    /// The work tree that the current folder lies in.
    pub(crate) fn open() -> Result<Self, String> {
        let flag = "--since and --staged compare with git's history";
        let output = match Command::new("git")
            .args(["rev-parse", "--show-toplevel"])
            .env("LC_ALL", "C")
            .output()
        {
            Ok(output) => output,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(format!(
                    "{flag}: the program `git` is not installed or not on the PATH"
                ));
            }
            Err(error) => return Err(format!("{flag}: git cannot be run: {error}")),
        };
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            // Git does not open what belongs to somebody else; that has its own remedy, which git tells.
            return Err(if said.contains("not a git repository") {
                format!(
                    "{flag}: this folder is in no git repository; run it inside one, or leave the flag out"
                )
            } else {
                format!("{flag}: {}", said.trim())
            });
        }
        let top = String::from_utf8_lossy(&output.stdout)
            .trim_end_matches(['\n', '\r'])
            .to_owned();
        if top.is_empty() {
            return Err(format!("{flag}: this repository has no work tree"));
        }
        Ok(Self {
            top: PathBuf::from(top),
        })
    }

    fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Result<Vec<u8>, String> {
        let output = Command::new("git")
            .arg("-C")
            .arg(&self.top)
            .args(args)
            .env("LC_ALL", "C")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .output()
            .map_err(|error| format!("git cannot be run: {error}"))?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(format!(
                "git: {}",
                said.trim().trim_start_matches("fatal: ")
            ))
        }
    }

    fn line<S: AsRef<OsStr>>(&self, args: &[S]) -> Option<String> {
        let out = self.run(args).ok()?;
        Some(String::from_utf8_lossy(&out).trim().to_owned())
    }

    /// Where the history of a revision and of the current commit parted: what changed on the other side since is not
    /// this side's.
    pub(crate) fn since(&self, name: &str) -> Result<Base, String> {
        let wrong = |why: String| Err(format!("--since {name}: {why}"));
        if name.is_empty() || name.starts_with('-') {
            return wrong("not a revision; give a branch, a tag or a commit".to_owned());
        }
        let shallow = self
            .line(&["rev-parse", "--is-shallow-repository"])
            .as_deref()
            == Some("true");
        let deepen = "this clone is shallow; fetch the history (`git fetch --unshallow`; in GitHub Actions \
                      `fetch-depth: 0`, in GitLab `GIT_DEPTH: 0`)";
        let commit = format!("{name}^{{commit}}");
        let Some(id) = self.line(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ]) else {
            return wrong(if shallow {
                format!("no such revision here; {deepen}")
            } else {
                "no such revision; `git branch -a` and `git log --oneline` show what there is"
                    .to_owned()
            });
        };
        match self.line(&["merge-base", &id, "HEAD"]) {
            Some(base) => Ok(Base::Commit {
                id: base,
                name: name.to_owned(),
            }),
            None if shallow => wrong(format!(
                "where it parted from HEAD is not known here; {deepen}"
            )),
            // Two histories without a common commit.
            None => Ok(Base::Commit {
                id,
                name: name.to_owned(),
            }),
        }
    }

    /// What is staged.
    pub(crate) fn staged(&self) -> Base {
        Base::Staged {
            head: self.line(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]),
        }
    }

    /// What changed; files that git does not know yet are new.
    pub(crate) fn changed(&self, base: &Base) -> Result<Changed, String> {
        let mut args = vec!["diff", "--name-status", "-z", "-M", "--no-ext-diff"];
        match base {
            Base::Commit { id, .. } => args.push(id),
            Base::Staged { head: Some(head) } => args.extend(["--cached", head]),
            Base::Staged { head: None } => {
                let all = self.run(&["ls-files", "-z", "--cached"])?;
                return Ok(fields(&all).map(|path| (path, None)).collect());
            }
        }
        args.push("--");
        let out = self.run(&args)?;
        let mut changed = Changed::new();
        let mut fields_of = fields(&out);
        while let (Some(status), Some(first)) = (fields_of.next(), fields_of.next()) {
            match status.chars().next() {
                Some('R' | 'C') => {
                    if let Some(now) = fields_of.next() {
                        changed.insert(now, Some(first));
                    }
                }
                Some('A') => {
                    changed.insert(first, None);
                }
                _ => {
                    changed.insert(first.clone(), Some(first));
                }
            }
        }
        if matches!(base, Base::Commit { .. }) {
            let new = self.run(&["ls-files", "-z", "--others", "--exclude-standard"])?;
            changed.extend(fields(&new).map(|path| (path, None)));
        }
        Ok(changed)
    }

    /// A file as it was; `None` if it was not there.
    pub(crate) fn before(&self, base: &Base, path: &str) -> Option<Vec<u8>> {
        let id = match base {
            Base::Commit { id, .. } => id,
            Base::Staged { head } => head.as_ref()?,
        };
        self.run(&["cat-file", "blob", &format!("{id}:{path}")])
            .ok()
    }

    /// A file as it is staged.
    pub(crate) fn in_index(&self, path: &str) -> Option<Vec<u8>> {
        self.run(&["cat-file", "blob", &format!(":{path}")]).ok()
    }

    /// The path from the top of a file that may be gone, with forward slashes.
    pub(crate) fn inside(&self, path: &Path) -> Option<String> {
        let name = path.file_name()?;
        let folder = match path.parent() {
            Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
            Some(folder) => folder,
            None => Path::new("."),
        };
        let whole = folder.canonicalize().ok()?.join(name);
        let top = self.top.canonicalize().ok()?;
        let inside = whole.strip_prefix(&top).ok()?;
        let parts: Vec<String> = inside
            .components()
            .filter_map(|part| match part {
                Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
                _ => None,
            })
            .collect();
        Some(parts.join("/"))
    }

    /// A path from the top as a path of the system.
    pub(crate) fn on_disk(&self, path: &str) -> PathBuf {
        self.top.join(path)
    }
}

impl Base {
    /// For the note in the report.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Commit { id, name } => {
                format!("since {name} ({})", id.get(..9).unwrap_or(id))
            }
            Self::Staged { head: Some(_) } => "since the last commit (staged)".to_owned(),
            Self::Staged { head: None } => "staged for the first commit".to_owned(),
        }
    }
}

/// The parts of output separated by NUL.
fn fields(out: &[u8]) -> impl Iterator<Item = String> + '_ {
    out.split(|&byte| byte == 0)
        .filter(|part| !part.is_empty())
        .map(|part| String::from_utf8_lossy(part).into_owned())
}
