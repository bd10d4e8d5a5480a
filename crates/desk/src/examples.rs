//! The examples inside rules, and their silence suites, run: what `copydesk test` does.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use copydesk_draft::layer::Value;
use copydesk_draft::{BlockKind, DateOrigin, Draft, DraftBuilder, Source, Span};
use copydesk_engine::{self as engine, Finding, FindingFix};
use copydesk_lang::program::{Example, Rule};

use crate::desk::Desk;
use crate::pack::{Pack, PackKind};
use crate::setup::{Config, ConfigError};

/// What came of running examples.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tested {
    /// Rules that were tested.
    pub rules: usize,
    /// Examples and silence passages that do what they say.
    pub passed: usize,
    /// Those that do not.
    pub failures: Vec<Failure>,
    /// Records of what happens today that no longer hold. They do not fail.
    pub outdated: Vec<Failure>,
}

/// An example that does not do what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The rule.
    pub rule: String,
    /// The file it stands in.
    pub file: String,
    /// The line of the example, from 1.
    pub line: usize,
    /// The example's text with its marks.
    pub example: String,
    /// What was wanted.
    pub wanted: String,
    /// What happened.
    pub happened: String,
}

/// Runs the examples of all rules whose file passes `filter`, and the silence suites beside them.
///
/// # Errors
/// An example names a profile that does not exist.
pub fn run(desk: &Desk, pack: &Pack, filter: &dyn Fn(&str) -> bool) -> Result<Tested, ConfigError> {
    let mut runner = Runner {
        desk,
        pack,
        desks: BTreeMap::new(),
        tested: Tested::default(),
    };
    for rule in &desk.program().rules {
        let file = file_name(desk, rule);
        if filter(file) {
            runner.tested.rules += 1;
            for example in &rule.examples {
                runner.example(rule, file, example)?;
            }
        }
    }
    for file in pack.of(PackKind::Silence).filter(|file| filter(&file.name)) {
        runner.silence(&file.name, &file.text)?;
    }
    Ok(runner.tested)
}

fn file_name<'a>(desk: &'a Desk, rule: &Rule) -> &'a str {
    desk.program()
        .files
        .get(rule.loc.file as usize)
        .map_or("", |file| file.name.as_str())
}

struct Runner<'a> {
    desk: &'a Desk,
    pack: &'a Pack,
    /// Desks for other profiles.
    desks: BTreeMap<String, Desk>,
    tested: Tested,
}

/// What an example shows of a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Outcome {
    /// Words found, in order.
    spans: Vec<Span>,
    messages: Vec<String>,
    fixes: Vec<FindingFix>,
    /// Why the rule could not be decided.
    undecided: Option<String>,
}

impl Runner<'_> {
    fn example(&mut self, rule: &Rule, file: &str, example: &Example) -> Result<(), ConfigError> {
        let made = Made::new(
            example.headline.as_deref(),
            &example.text,
            example.dated,
            example.genre,
        );
        let outcome = self.outcome(rule, &made.draft, example.profile.as_deref(), &example.with)?;
        let mut wanted: Vec<Span> = example
            .headline_marks
            .iter()
            .map(|mark| made.in_headline(*mark))
            .collect();
        wanted.extend(example.marks.iter().map(|mark| made.in_text(*mark)));
        let found: Vec<Span> = outcome
            .spans
            .iter()
            .map(|span| made.draft.to_source(*span))
            .collect();
        let words = |spans: &[Span]| {
            let words: Vec<String> = spans
                .iter()
                .map(|span| format!("“{}”", span.text(&made.source)))
                .collect();
            if words.is_empty() {
                "nothing".to_owned()
            } else {
                words.join(", ")
            }
        };
        let mut wrong = None;
        if wanted != found {
            let mut happened = words(&found);
            if let Some(why) = &outcome.undecided {
                let _ = write!(happened, " (not decided: {why})");
            }
            if !outcome.messages.is_empty() {
                let _ = write!(happened, ": {}", outcome.messages.join(" "));
            }
            wrong = Some((words(&wanted), happened));
        } else if let Some(says) = &example.says
            && !outcome
                .messages
                .iter()
                .any(|message| message.contains(says.as_str()))
        {
            wrong = Some((format!("the message “{says}”"), outcome.messages.join(" ")));
        } else if let Some(fixed) = &example.fixed {
            wrong = self.fix(rule, example, &made, &outcome, fixed)?;
        }
        match wrong {
            None => self.tested.passed += 1,
            Some((wanted, happened)) => {
                let failure = Failure {
                    rule: rule.name.clone(),
                    file: file.to_owned(),
                    line: self.line(rule, example),
                    example: marked_example(example),
                    wanted,
                    happened,
                };
                if example.today {
                    self.tested.outdated.push(failure);
                } else {
                    self.tested.failures.push(failure);
                }
            }
        }
        Ok(())
    }

    /// Applies the fixes; the text must become `fixed`, be clean of the rule, and stay as it is when fixed again.
    fn fix(
        &mut self,
        rule: &Rule,
        example: &Example,
        made: &Made,
        outcome: &Outcome,
        fixed: &str,
    ) -> Result<Option<(String, String)>, ConfigError> {
        let mut edits: Vec<(Span, &str)> = outcome
            .fixes
            .iter()
            .flat_map(|fix| &fix.edits)
            .map(|edit| (made.draft.to_source(edit.span), edit.text.as_str()))
            .collect();
        edits.sort_by_key(|(span, _)| *span);
        let mut text = String::new();
        let mut at = made.text_start as usize;
        for (span, new) in edits {
            text.push_str(made.source.get(at..span.start as usize).unwrap_or(""));
            text.push_str(new);
            at = at.max(span.end as usize);
        }
        text.push_str(made.source.get(at..).unwrap_or(""));
        if text.trim() != fixed.trim() {
            return Ok(Some((
                format!("the text fixed to “{fixed}”"),
                format!("“{text}”"),
            )));
        }
        let again = Made::new(
            example.headline.as_deref(),
            &text,
            example.dated,
            example.genre,
        );
        let outcome = self.outcome(
            rule,
            &again.draft,
            example.profile.as_deref(),
            &example.with,
        )?;
        Ok((!outcome.spans.is_empty()).then(|| {
            (
                "nothing found in the fixed text".to_owned(),
                outcome.messages.join(" "),
            )
        }))
    }

    fn silence(&mut self, file: &str, text: &str) -> Result<(), ConfigError> {
        let name = file
            .rsplit('/')
            .next()
            .unwrap_or(file)
            .trim_end_matches(".silence.md");
        let Some(rule) = self.desk.program().rule(name).cloned() else {
            return Err(ConfigError(format!("{file}: no rule is called `{name}`")));
        };
        for passage in passages(text) {
            let draft = match passage.draft() {
                Ok(draft) => draft,
                Err(reason) => {
                    return Err(ConfigError(format!("{file}:{}: {reason}", passage.line)));
                }
            };
            let outcome = self.outcome(&rule, &draft, passage.profile.as_deref(), &[])?;
            if outcome.spans.is_empty() {
                self.tested.passed += 1;
                continue;
            }
            let found: Vec<String> = outcome
                .spans
                .iter()
                .map(|span| format!("“{}”", span.text(draft.text())))
                .collect();
            self.tested.failures.push(Failure {
                rule: rule.name.clone(),
                file: file.to_owned(),
                line: passage.line,
                example: passage.text.trim().to_owned(),
                wanted: format!("nothing: {}", passage.reason),
                happened: format!("{}: {}", found.join(", "), outcome.messages.join(" ")),
            });
        }
        Ok(())
    }

    fn outcome(
        &mut self,
        rule: &Rule,
        draft: &Draft,
        profile: Option<&str>,
        with: &[(usize, Value)],
    ) -> Result<Outcome, ConfigError> {
        let desk = self.desk_for(profile)?;
        let engine::Outcome {
            findings,
            undecided,
            ..
        } = desk.engine_outcome(draft, with);
        let mut own: Vec<Finding> = findings
            .into_iter()
            .filter(|finding| finding.rule == rule.name)
            .collect();
        own.sort_by_key(|finding| finding.span);
        Ok(Outcome {
            spans: own.iter().map(|finding| finding.span).collect(),
            messages: own.iter().map(|finding| finding.message.clone()).collect(),
            fixes: own.into_iter().filter_map(|finding| finding.fix).collect(),
            undecided: undecided
                .into_iter()
                .find(|open| open.rule == rule.name)
                .map(|open| open.why),
        })
    }

    fn desk_for(&mut self, profile: Option<&str>) -> Result<&Desk, ConfigError> {
        let Some(name) = profile else {
            return Ok(self.desk);
        };
        if !self.desks.contains_key(name) {
            let config = Config {
                profile: name.to_owned(),
                even_off: true,
                ..Config::default()
            };
            let (desk, _) = Desk::open(self.pack, &config).map_err(|(error, _)| error)?;
            self.desks.insert(name.to_owned(), desk);
        }
        Ok(self.desks.get(name).unwrap_or(self.desk))
    }

    fn line(&self, rule: &Rule, example: &Example) -> usize {
        let file = self.desk.program().files.get(rule.loc.file as usize);
        file.and_then(|file| file.text.get(..example.loc.span.start as usize))
            .map_or(1, |before| before.matches('\n').count() + 1)
    }
}

/// The example as its rule has it: the headline before a bar, `[[` and `]]` around the marked words.
fn marked_example(example: &Example) -> String {
    let text = marked(&example.text, &example.marks);
    match &example.headline {
        Some(headline) => format!("{} | {text}", marked(headline, &example.headline_marks)),
        None => text,
    }
}

/// A text with `[[` and `]]` around its marks, which are in order.
pub fn marked(text: &str, marks: &[Span]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in marks {
        out.push_str(text.get(at..mark.start as usize).unwrap_or(""));
        out.push_str("[[");
        out.push_str(mark.text(text));
        out.push_str("]]");
        at = mark.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// A draft made of an example: the headline, a blank line, the paragraphs.
struct Made {
    draft: Draft,
    source: String,
    text_start: u32,
}

impl Made {
    fn new(
        headline: Option<&str>,
        text: &str,
        dated: Option<copydesk_draft::Day>,
        genre: Option<copydesk_draft::Genre>,
    ) -> Self {
        let head = headline.map_or_else(String::new, |headline| format!("{headline}\n\n"));
        let source = format!("{head}{text}");
        let text_start = head.len() as u32;
        let mut builder = DraftBuilder::new(Source::new("example", source.clone(), 0));
        builder.meta().date = dated.map(|day| (day, DateOrigin::FrontMatter));
        builder.meta().genre = genre.unwrap_or_default();
        if let Some(headline) = headline {
            builder.open(BlockKind::Headline, 1);
            builder.verbatim(Span::of(0, headline.len()));
        }
        let mut at = text_start as usize;
        for paragraph in text.split("\n\n") {
            builder.open(BlockKind::Paragraph, 0);
            let mut start = at;
            for (number, line) in paragraph.split('\n').enumerate() {
                if number > 0 {
                    builder.piece(" ", Span::of(start - 1, start));
                }
                builder.verbatim(Span::of(start, start + line.len()));
                start += line.len() + 1;
            }
            at += paragraph.len() + 2;
        }
        Self {
            draft: builder.finish(),
            source,
            text_start,
        }
    }

    fn in_text(&self, mark: Span) -> Span {
        Span::new(mark.start + self.text_start, mark.end + self.text_start)
    }

    /// The headline comes first.
    fn in_headline(&self, mark: Span) -> Span {
        debug_assert!(mark.end <= self.text_start);
        mark
    }
}

/// One passage of a silence suite.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Passage {
    /// The heading: why the rule stays silent.
    reason: String,
    /// Line of the heading, from 1.
    line: usize,
    dated: Option<String>,
    genre: Option<String>,
    headline: Option<String>,
    profile: Option<String>,
    text: String,
}

impl Passage {
    fn draft(&self) -> Result<Draft, String> {
        let mut head = String::new();
        for (key, value) in [
            ("title", &self.headline),
            ("date", &self.dated),
            ("genre", &self.genre),
        ] {
            if let Some(value) = value {
                let _ = writeln!(head, "{key} = {value:?}");
            }
        }
        let text = if head.is_empty() {
            self.text.clone()
        } else {
            format!("+++\n{head}+++\n{}", self.text)
        };
        copydesk_formats::read(
            "passage.md",
            text.as_bytes(),
            &copydesk_formats::Options::default(),
        )
        .map_err(|error| error.reason)
    }
}

/// The passages of a silence suite: one a second-level heading, whose text is the reason; `dated`, `genre`,
/// `headline`, `profile` may stand in lines under the heading.
fn passages(text: &str) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if let Some(reason) = line.strip_prefix("## ") {
            passages.push(Passage {
                reason: reason.trim().to_owned(),
                line: number + 1,
                ..Passage::default()
            });
            continue;
        }
        let Some(passage) = passages.last_mut() else {
            continue;
        };
        if passage.text.trim().is_empty()
            && let Some((key, value)) = line.trim().split_once(' ')
        {
            let value = value.trim().trim_matches('"').to_owned();
            let slot = match key {
                "dated" => Some(&mut passage.dated),
                "genre" => Some(&mut passage.genre),
                "headline" => Some(&mut passage.headline),
                "profile" => Some(&mut passage.profile),
                _ => None,
            };
            if let Some(slot) = slot {
                *slot = Some(value);
                continue;
            }
        }
        passage.text.push_str(line);
        passage.text.push('\n');
    }
    passages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_draft_keeps_its_offsets() {
        let made = Made::new(Some("Head"), "One\ntwo.\n\nThree.", None, None);
        assert_eq!(made.draft.text(), "Head\n\nOne two.\n\nThree.");
        let at = made.draft.text().find("Three").unwrap();
        let span = made.draft.to_source(Span::of(at, at + 5));
        assert_eq!(span, made.in_text(Span::new(10, 15)));
        assert_eq!(span.text(&made.source), "Three");
    }

    #[test]
    fn a_silence_suite_has_passages() {
        let found = passages(
            "# casualty-attribution\n\nIntro.\n\n## Old wars need no source\ndated 2024-11-30\nheadline \"A look back\"\n\nThe war killed 300.\n\nMore.\n\n## Second\n\nText.\n",
        );
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].reason, "Old wars need no source");
        assert_eq!(found[0].dated.as_deref(), Some("2024-11-30"));
        let draft = found[0].draft().unwrap();
        assert_eq!(draft.blocks()[0].kind, BlockKind::Headline);
        assert_eq!(draft.blocks().len(), 3);
        assert_eq!(found[1].line, 13);
    }
}
