//! Baselines: findings that were there before a house began to check. They are not reported until they are gone.
//!
//! A finding is known by its fingerprint, so that edits elsewhere in the draft change nothing; a draft that was moved
//! takes its known findings along.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use copydesk_engine::fingerprint;
use serde::{Deserialize, Serialize};

use crate::report::{FileReport, Finding, Report};
use crate::setup::ConfigError;

/// Version of the file's form.
const SCHEMA: u32 = 1;

/// Known findings.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: u32,
    /// The findings, in order of path, rule and fingerprint.
    pub findings: Vec<Known>,
}

/// One known finding.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The draft.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// Its identity.
    pub fingerprint: String,
    /// Identity of the sentence around it: tells which of several drafts a moved finding went to.
    #[serde(default)]
    pub sentence: String,
}

/// What a baseline made of a report.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Applied {
    /// Findings that were known and are taken out.
    pub known: usize,
    /// Known findings of the drafts checked that are not there any more.
    pub gone: Vec<Known>,
}

impl Baseline {
    /// All findings of a report.
    pub fn of(report: &Report) -> Self {
        let mut findings: Vec<Known> = report
            .findings()
            .map(|(file, finding)| Known {
                path: file.path.clone(),
                rule: finding.rule.clone(),
                fingerprint: finding.fingerprint.clone(),
                sentence: sentence(finding),
            })
            .collect();
        findings.sort();
        Self {
            schema: SCHEMA,
            findings,
        }
    }

    /// Reads a baseline file.
    ///
    /// # Errors
    /// The file cannot be read, is no baseline, or was written by a later version.
    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        let wrong = |why: String| ConfigError(format!("{}: {why}", file.display()));
        let text = fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
        let baseline: Self = serde_json::from_str(&text).map_err(|error| {
            wrong(format!(
                "not a baseline: {error}; write it anew with --write-baseline"
            ))
        })?;
        if baseline.schema == SCHEMA {
            Ok(baseline)
        } else {
            Err(wrong(format!(
                "a baseline of form {}, this copydesk reads form {SCHEMA}; write it anew with --write-baseline",
                baseline.schema
            )))
        }
    }

    /// The file: one finding a line, so that versions of it can be compared.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self
            .findings
            .iter()
            .map(|known| format!("    {}", serde_json::to_string(known).unwrap_or_default()))
            .collect();
        format!(
            "{{\n  \"schema\": {SCHEMA},\n  \"findings\": [\n{}\n  ]\n}}\n",
            lines.join(",\n")
        )
    }

    /// Takes the known findings out of a report.
    pub fn apply(&self, report: &mut Report) -> Applied {
        let checked: BTreeSet<&str> = report.files.iter().map(|file| file.path.as_str()).collect();
        // What is known of each finding, by path; and in drafts that are not where they were.
        let mut here: Keyed<'_> = BTreeMap::new();
        let mut moved: Keyed<'_> = BTreeMap::new();
        for known in &self.findings {
            if checked.contains(known.path.as_str()) {
                let key = key(&known.path, &known.rule, &known.fingerprint);
                here.entry(key).or_default().push(known);
            } else if !Path::new(&known.path).exists() {
                let key = key(&known.rule, &known.fingerprint, &known.sentence);
                moved.entry(key).or_default().push(known);
            }
        }
        let mut applied = Applied::default();
        for file in &mut report.files {
            let FileReport { path, findings, .. } = file;
            findings.retain(|finding| {
                let (rule, print) = (finding.rule.as_str(), finding.fingerprint.as_str());
                let sentence = sentence(finding);
                let take = |of: &mut Keyed<'_>, key: &Key| {
                    of.get_mut(key).is_some_and(|some| some.pop().is_some())
                };
                let known = take(&mut here, &key(path, rule, print))
                    || take(&mut moved, &key(rule, print, &sentence))
                    // Written before sentences were kept.
                    || take(&mut moved, &key(rule, print, ""));
                applied.known += usize::from(known);
                !known
            });
        }
        let left = here.into_values().chain(moved.into_values());
        applied.gone.extend(left.flatten().cloned());
        applied.gone.sort();
        applied
    }

    /// Without those that are gone.
    #[must_use]
    pub fn pruned(&self, gone: &[Known]) -> Self {
        let mut gone = gone.to_vec();
        let mut kept = self.clone();
        kept.findings
            .retain(|known| match gone.iter().position(|other| other == known) {
                Some(at) => {
                    gone.swap_remove(at);
                    false
                }
                None => true,
            });
        kept
    }
}

/// What known findings are looked up by.
type Key = (String, String, String);
type Keyed<'a> = BTreeMap<Key, Vec<&'a Known>>;

fn key(first: &str, second: &str, third: &str) -> Key {
    (first.to_owned(), second.to_owned(), third.to_owned())
}

/// The identity of the sentence of a finding.
fn sentence(finding: &Finding) -> String {
    fingerprint(&[&finding.place.sentence])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Pack;
    use crate::setup::Config;
    use crate::{Desk, Options};

    fn report(drafts: &[(&str, &str)]) -> Report {
        let config = Config {
            select: vec!["doubled-word".into()],
            ..Config::default()
        };
        let (desk, _) = Desk::open(&Pack::standard(), &config)
            .map_err(|(error, _)| error)
            .unwrap();
        let files = drafts
            .iter()
            .map(|(name, text)| desk.check_bytes(name, text.as_bytes(), &Options::default(), None))
            .collect();
        desk.report(files)
    }

    const OLD: &str = "The guards shut the the gate at dusk.\n\nRain fell on on the wall.\n";

    #[test]
    fn known_findings_are_taken_out_until_they_are_gone() {
        let baseline = Baseline::of(&report(&[("no/such/a.md", OLD)]));
        assert_eq!(baseline.findings.len(), 2);
        // An edit elsewhere brings nothing back.
        let mut edited = report(&[("no/such/a.md", &format!("Dusk came.\n\n{OLD}"))]);
        let applied = baseline.apply(&mut edited);
        assert_eq!(
            (applied.known, applied.gone.len(), edited.summary().errors),
            (2, 0, 0)
        );
        // A new one is reported, one that was mended is gone.
        let mut other = report(&[(
            "no/such/a.md",
            "The guards shut the the gate. They left at at dawn.\n",
        )]);
        let applied = baseline.apply(&mut other);
        assert_eq!(
            (applied.known, applied.gone.len(), other.summary().errors),
            (1, 1, 1)
        );
        assert_eq!(baseline.pruned(&applied.gone).findings.len(), 1);
    }

    #[test]
    fn a_moved_draft_takes_its_findings_along() {
        let baseline = Baseline::of(&report(&[("no/such/a.md", OLD)]));
        let mut moved = report(&[("no/such/b.md", OLD)]);
        let applied = baseline.apply(&mut moved);
        assert_eq!(
            (applied.known, applied.gone.len(), moved.summary().errors),
            (2, 0, 0)
        );
        // But once: a copy beside it is new.
        let mut other = report(&[
            ("no/such/a1.md", "Guards came. They shut the the door.\n"),
            ("no/such/b.md", OLD),
        ]);
        let applied = baseline.apply(&mut other);
        // The same words in another sentence are another finding.
        assert_eq!((applied.known, other.summary().errors), (2, 1));
        assert_eq!(other.files[0].findings.len(), 1);
        let mut twice = report(&[("no/such/b.md", OLD), ("no/such/c.md", OLD)]);
        assert_eq!(baseline.apply(&mut twice).known, 2);
        assert_eq!(twice.summary().errors, 2);
    }

    #[test]
    fn the_file_reads_back() {
        let baseline = Baseline::of(&report(&[("no/such/a.md", OLD)]));
        let file =
            std::env::temp_dir().join(format!("copydesk-baseline-{}.json", std::process::id()));
        fs::write(&file, baseline.text()).unwrap();
        assert_eq!(Baseline::read(&file).unwrap(), baseline);
        fs::write(&file, "{\"schema\": 9, \"findings\": []}").unwrap();
        assert!(
            Baseline::read(&file)
                .unwrap_err()
                .to_string()
                .contains("form 9")
        );
        fs::write(&file, "nonsense").unwrap();
        assert!(
            Baseline::read(&file)
                .unwrap_err()
                .to_string()
                .contains("not a baseline")
        );
        fs::remove_file(file).unwrap();
    }
}
