//! Examples: what belongs to them, and that there are enough.

use copydesk_draft::{Day, Genre};

use super::rule::RuleCheck;
use crate::messages;
use crate::program::{Example, Loc, Rule};
use crate::suggest::nearest;
use crate::syntax::{ExampleNode, ExampleOption};

impl RuleCheck<'_, '_> {
    /// One example.
    pub(super) fn example(&mut self, node: &ExampleNode, loc: Loc) -> Option<Example> {
        let mut example = Example {
            bad: node.bad,
            today: node.today,
            text: node.text.value.clone(),
            marks: node.text.marks.clone(),
            headline: None,
            headline_marks: Vec::new(),
            dated: None,
            genre: None,
            profile: None,
            with: Vec::new(),
            says: None,
            fixed: None,
            loc,
        };
        let mut whole = true;
        for option in &node.options {
            match option {
                ExampleOption::Dated(date) => {
                    if let Some(day) = Day::parse_iso(&date.text) {
                        example.dated = Some(day);
                    } else {
                        let loc = self.loc(date.at);
                        self.report(messages::no_such_day(loc, &date.text));
                        whole = false;
                    }
                }
                ExampleOption::Headline(text) => {
                    example.headline = Some(text.value.clone());
                    example.headline_marks.clone_from(&text.marks);
                }
                ExampleOption::Genre(name) => {
                    if let Some(genre) = Genre::parse(&name.text) {
                        example.genre = Some(genre);
                    } else {
                        self.unknown_genre(name);
                        whole = false;
                    }
                }
                ExampleOption::Profile(name) => {
                    let profiles = self.checker.world.profiles;
                    if !profiles.is_empty() && !profiles.contains(&name.text.as_str()) {
                        let known: Vec<String> =
                            profiles.iter().map(|&profile| profile.to_owned()).collect();
                        let near = nearest(&name.text, profiles.iter().copied());
                        let loc = self.loc(name.at);
                        self.report(messages::unknown_name(
                            loc, &name.text, "profile", None, near, &known,
                        ));
                        whole = false;
                    }
                    example.profile = Some(name.text.clone());
                }
                ExampleOption::With(name, value) => {
                    let setting = self.setting(name).and_then(|index| {
                        let ty = self.checker.program.settings.get(index)?.ty.clone();
                        let before = self.checker.diagnostics.len();
                        let value = self.checker.literal(self.file, value, &ty);
                        if self.checker.diagnostics.len() > before {
                            self.fail();
                        }
                        Some((index, value?))
                    });
                    match setting {
                        Some(setting) => example.with.push(setting),
                        None => whole = false,
                    }
                }
                ExampleOption::Says(text) => example.says = Some(text.value.clone()),
                ExampleOption::Fixed(text) => example.fixed = Some(text.value.clone()),
            }
        }
        let marked = !example.marks.is_empty() || !example.headline_marks.is_empty();
        let text = self.loc(node.text.at);
        if self.unread {
            // The marks may be what could not be read.
        } else if example.bad && !marked {
            self.complain(messages::no_marks(text));
        } else if !example.bad && marked {
            self.complain(messages::marks_in_good(text));
        }
        if !example.bad && (example.says.is_some() || example.fixed.is_some()) {
            let what = if example.says.is_some() {
                "says"
            } else {
                "fixed"
            };
            self.complain(messages::good_says(text, what));
        }
        whole.then_some(example)
    }

    /// Examples that fire and examples that stay silent.
    pub(super) fn examples(&mut self, rule: &Rule) {
        let count = |bad: bool| {
            rule.examples
                .iter()
                .filter(|example| example.bad == bad && !example.today)
                .count()
        };
        let head = Loc {
            file: rule.loc.file,
            span: copydesk_draft::Span::new(rule.loc.span.start, rule.loc.span.start + 4),
        };
        let (bad, good) = (count(true), count(false));
        // An example that could not be read may have been the one that is missed.
        if self.has_failed() {
            return;
        }
        if bad == 0 || good == 0 {
            self.complain(messages::no_example(head, &rule.name, bad == 0, good == 0));
        } else if bad < 2 || good < 2 {
            self.complain(messages::few_examples(head, &rule.name, bad, good));
        }
        if rule.fix.is_none() {
            let fixed = rule.examples.iter().find(|example| example.fixed.is_some());
            if let Some(example) = fixed {
                self.complain(messages::fixed_without_fix(example.loc));
            }
        }
    }

    /// Reports an error of the examples: it fails the run but does not leave the rule out.
    fn complain(&mut self, diagnostic: crate::diagnostic::Diagnostic) {
        self.checker.report(diagnostic);
    }
}
