//! The words of a mark: `stet RULE: reason, AB, until 2025-03-01`.

use std::fmt::Write as _;

use copydesk_draft::Day;

/// How a mark is written, for messages.
pub(crate) const FORM: &str = "<!-- stet RULE: reason, AB, until 2025-03-01 -->";

/// What a mark says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Said {
    pub(crate) rule: String,
    pub(crate) reason: String,
    pub(crate) by: Option<String>,
    pub(crate) until: Option<Day>,
    pub(crate) whole_file: bool,
    /// Why it cannot be understood.
    pub(crate) fault: Option<String>,
}

/// Reads what stands between `<!--` and `-->`; `None` if it is no mark.
pub(crate) fn parse(inner: &str) -> Option<Said> {
    let inner = inner.trim();
    let word_end = inner
        .find(|c: char| c.is_whitespace() || c == ':')
        .unwrap_or(inner.len());
    let (word, rest) = inner.split_at_checked(word_end)?;
    let whole_file = match word.to_ascii_lowercase().as_str() {
        "stet" => false,
        "stet-file" => true,
        _ => return None,
    };
    let mut said = Said {
        whole_file,
        ..Said::default()
    };
    let (rule, reason) = match rest.split_once(':') {
        Some((rule, reason)) => (rule.trim(), reason.trim()),
        None => (rest.trim(), ""),
    };
    let mut words = rule.split_whitespace();
    let Some(rule) = words.next() else {
        said.fault = Some("it names no rule".to_owned());
        return Some(said);
    };
    rule.clone_into(&mut said.rule);
    if words.next().is_some() {
        said.fault = Some(if rule.ends_with(',') {
            "a mark is for one rule; write one mark for each".to_owned()
        } else {
            format!("a colon is to come after the rule `{rule}`")
        });
        return Some(said);
    }
    match tail(reason) {
        Ok((reason, by, until)) => {
            said.reason = reason;
            said.by = by;
            said.until = until;
        }
        Err(fault) => said.fault = Some(fault),
    }
    Some(said)
}

/// Reason, initials, last day.
type Tail = (String, Option<String>, Option<Day>);

/// The reason without the day and the initials at its end.
fn tail(text: &str) -> Result<Tail, String> {
    let mut reason = text.trim();
    let mut until = None;
    if let Some((before, day)) = until_of(reason) {
        until =
            Some(Day::parse_iso(day).ok_or_else(|| {
                format!("`until {day}` is no day; write it as `until 2025-03-01`")
            })?);
        reason = before;
    }
    let mut by = None;
    let (before, last) = reason.rsplit_once(',').unwrap_or(("", reason));
    if is_initials(last.trim()) {
        by = Some(last.trim().to_owned());
        reason = before.trim_end();
    }
    Ok((one_line(reason.trim_end_matches(',')), by, until))
}

/// What stands before a last `until …`, and its day.
fn until_of(text: &str) -> Option<(&str, &str)> {
    let (before, last) = text.rsplit_once(',').unwrap_or(("", text));
    if let Some(day) = last.trim_start().strip_prefix("until ") {
        // “, until the ministry answers” is a reason, “, until 1 March” a day in another form.
        let day = day.trim();
        return day
            .chars()
            .any(|c| c.is_ascii_digit())
            .then_some((before.trim_end(), day));
    }
    let (before, day) = text.rsplit_once("until ")?;
    Day::parse_iso(day.trim())?;
    Some((before.trim_end(), day.trim()))
}

fn is_initials(text: &str) -> bool {
    (2..=4).contains(&text.len()) && text.chars().all(|c| c.is_ascii_uppercase())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reason, initials and day, as a mark has them.
pub(crate) fn words(reason: &str, by: Option<&str>, until: Option<Day>) -> String {
    let mut out = reason.to_owned();
    if let Some(by) = by {
        let _ = write!(out, ", {by}");
    }
    if let Some(day) = until {
        let _ = write!(out, ", until {day}");
    }
    out
}

/// The mark as a comment.
pub(crate) fn comment(said: &Said) -> String {
    format!(
        "<!-- stet{} {}: {} -->",
        if said.whole_file { "-file" } else { "" },
        said.rule,
        words(&said.reason, said.by.as_deref(), said.until)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(inner: &str) -> Said {
        parse(inner).unwrap()
    }

    #[test]
    fn a_mark_has_rule_reason_initials_and_day() {
        let mark = said(" stet gate-shut: confirmed by phone, twice, AB, until 2025-03-01 ");
        assert_eq!(
            (mark.rule.as_str(), mark.reason.as_str(), mark.by.as_deref()),
            ("gate-shut", "confirmed by phone, twice", Some("AB"))
        );
        assert_eq!(mark.until, Day::new(2025, 3, 1));
        assert!(mark.fault.is_none() && !mark.whole_file);
        assert_eq!(
            comment(&mark),
            "<!-- stet gate-shut: confirmed by phone, twice, AB, until 2025-03-01 -->"
        );
        let mark = said("stet-file gate-shut:\n  house style\n  since May until 2025-03-01");
        assert_eq!(mark.reason, "house style since May");
        assert!(mark.whole_file && mark.until.is_some() && mark.by.is_none());
        assert_eq!(said("stet a: by the UN").by, None);
        assert_eq!(
            said("stet a: open, until the ministry answers").reason,
            "open, until the ministry answers"
        );
    }

    #[test]
    fn what_is_missing_is_said() {
        assert_eq!(parse("stetson hats"), None);
        assert_eq!(parse("a note"), None);
        assert_eq!(said("stet gate-shut").reason, "");
        assert_eq!(said("stet gate-shut: AB").reason, "");
        assert_eq!(said("stet gate-shut:, until 2025-03-01").reason, "");
        let fault = |inner: &str| said(inner).fault.unwrap();
        assert!(fault("stet").contains("no rule"));
        assert!(fault("stet: because").contains("no rule"));
        assert!(fault("stet gate-shut phoned them").contains("colon"));
        assert!(fault("stet a, b: phoned them").contains("one rule"));
        assert!(fault("stet a: phoned, until 1 March").contains("no day"));
        assert!(fault("stet a: phoned, until 2025-02-30").contains("no day"));
    }
}
