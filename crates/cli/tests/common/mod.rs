//! An empty folder of its own for each test, and the command run in it.

#![allow(dead_code, reason = "not every test needs all of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// An error.
pub(crate) const GATE: &str = r#"
pattern shut-gate: "the gate was shut"
layer shut-gate-mention from shut-gate

rule gate-shut
  title    "Who shut the gate"
  severity error
  for each shut-gate-mention
  say      "It is not said who shut the gate."
  bad      "[[The gate was shut]]."
  bad      "At dusk [[the gate was shut]], again."
  good     "The guards shut the gate."
  good     "She shut the gate."
"#;

/// An error with a safe fix.
pub(crate) const TWIN: &str = r#"
words twin: "the the"
pattern twin-words: <twin>
layer twin-word from twin-words

rule twin-article
  title    "An article once"
  severity error
  for each twin-word
  say      "Twice."
  fix safe replace it with "the"
  bad      "To [[the the]] gate."
  bad      "By [[the the]] gate."
  good     "To the gate."
  good     "By the gate."
"#;

pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let clean: String = name
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let path = std::env::temp_dir().join(format!("copydesk-{}-{clean}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_default()
    }

    /// Copies the files of a folder of the repository.
    pub(crate) fn lay_out(&self, name: &str, from: &str) {
        for entry in fs::read_dir(repository().join(from)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let file = path.file_name().unwrap().to_string_lossy().into_owned();
                self.write(&format!("{name}/{file}"), fs::read(&path).unwrap());
            }
        }
    }

    /// A small pack in `house`, in place of the standard one: the word lists that readers need, one profile, rules.
    pub(crate) fn small_pack(&self, rules: &[&str]) {
        self.lay_out("house/words", "rules/words");
        self.write("house/profiles/wire.toml", "[profile]\nname = \"wire\"\n");
        self.write("house/rules.desk", rules.concat());
    }

    pub(crate) fn copydesk<S: AsRef<str>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command
            .args(args.iter().map(AsRef::as_ref))
            .current_dir(&self.0)
            .env_clear()
            .env("LANG", "C.UTF-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command
    }

    /// Runs the command; exit code, standard output, standard error.
    pub(crate) fn run<S: AsRef<str>>(&self, args: &[S]) -> (i32, String, String) {
        told(&self.copydesk(args).output().unwrap())
    }

    /// Runs git, which has to succeed.
    pub(crate) fn git<S: AsRef<str>>(&self, args: &[S]) {
        let output = git(&self.0)
            .args(args.iter().map(AsRef::as_ref))
            .output()
            .expect("git is installed");
        assert!(
            output.status.success(),
            "git {:?}\n{}",
            args.iter().map(AsRef::as_ref).collect::<Vec<_>>(),
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// An empty repository on the branch `main`.
    pub(crate) fn repository(&self) {
        self.git(&["init", "--quiet", "--initial-branch", "main"]);
    }

    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }
}

/// Git as on no machine in particular.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    for role in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{role}_NAME"), "The desk")
            .env(format!("GIT_{role}_EMAIL"), "desk@example.org")
            .env(format!("GIT_{role}_DATE"), "2025-03-01T12:00:00Z");
    }
    command
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn told(output: &Output) -> (i32, String, String) {
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
