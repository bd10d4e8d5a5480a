//! Rules: their clauses in order, what they name, and what becomes of them.

use copydesk_draft::Genre;
use copydesk_draft::layer::LayerId;

use super::condition::Side;
use super::names::Def;
use super::{Checker, Placed};
use crate::diagnostic::{Diagnostic, Gravity};
use crate::messages;
use crate::program::{Clause, LetType, Level, Loc, Require, Rule, Scope, Subject, SubjectKind};
use crate::suggest::nearest;
use crate::syntax::{At, ClauseKind, ClauseNode, Name, RuleItem, SubjectKindNode, SubjectNode};

/// A name given by `let`.
pub(super) struct KnownLet {
    pub(super) name: String,
    /// Written with a small letter; reported.
    pub(super) misnamed: bool,
    pub(super) loc: Loc,
    /// `None`: its clause has an error.
    pub(super) ty: Option<LetType>,
    /// Something speaks of it.
    pub(super) used: bool,
    /// A clause asks whether it is known.
    pub(super) guarded: bool,
}

/// One rule being checked.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the rule, set apart from the others"
)]
pub(super) struct RuleCheck<'c, 'w> {
    pub(super) checker: &'c mut Checker<'w>,
    pub(super) file: u32,
    /// What `it` is; `None` if `for …` has an error.
    pub(super) it: Option<SubjectKind>,
    pub(super) including_quotes: bool,
    pub(super) lets: Vec<KnownLet>,
    /// True while reading what `is known` asks about.
    pub(super) row_may_stand_alone: bool,
    /// The candidates of the atom before, for "did you mean `and whose`".
    pub(super) atom_before: Option<super::expr::Owner>,
    /// The choice it is about: its index and name.
    pub(super) chosen: Option<(usize, String)>,
    /// A part of it could not be read.
    pub(super) unread: bool,
    failed: bool,
    because_of: Option<String>,
    /// Where its own reports begin.
    first_report: usize,
}

/// Clauses a rule may have more than once.
fn may_repeat(rank: u8) -> bool {
    matches!(rank, 5 | 7 | 8 | 11 | 14)
}

impl Checker<'_> {
    /// Checks one rule and adds it to the program unless it is broken.
    pub(super) fn rule(&mut self, placed: Placed<'_>, item: &RuleItem) {
        let loc = placed.loc(placed.item.at);
        let first_report = self.diagnostics.len();
        let mut check = RuleCheck {
            checker: self,
            file: placed.file,
            it: None,
            including_quotes: false,
            lets: Vec::new(),
            row_may_stand_alone: false,
            atom_before: None,
            chosen: None,
            unread: placed.item.broken,
            failed: placed.item.broken,
            because_of: None,
            first_report,
        };
        let rule = check.run(item, loc);
        let (failed, because_of) = (check.failed, check.because_of);
        if !failed && because_of.is_none() {
            self.program.rules.push(rule);
            return;
        }
        let because_of = because_of.filter(|_| !failed);
        self.leave_out("rule", &item.name.text, loc, because_of);
    }
}

impl KnownLet {
    /// Whether this is the thing that `name` speaks of.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name || (self.misnamed && self.name == messages::capitalised(name))
    }
}

impl RuleCheck<'_, '_> {
    /// A place in this file.
    pub(super) fn loc(&self, at: At) -> Loc {
        Loc {
            file: self.file,
            span: at.0,
        }
    }

    /// Reports; an error leaves the rule out. The same is said once a rule.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.failed |= diagnostic.gravity == Gravity::Error;
        self.warn(diagnostic);
    }

    /// Reports something that does not leave the rule out.
    pub(super) fn warn(&mut self, diagnostic: Diagnostic) {
        let known = self
            .checker
            .diagnostics
            .get(self.first_report..)
            .unwrap_or_default();
        let same = |known: &Diagnostic| {
            known.code == diagnostic.code && known.message == diagnostic.message
        };
        if !known.iter().any(same) {
            self.checker.report(diagnostic);
        }
    }

    /// True if an error has been found in the rule.
    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }

    /// Leaves the rule out; the error has been reported.
    pub(super) fn fail(&mut self) {
        self.failed = true;
    }

    /// The rule needs a definition that was left out.
    pub(super) fn depend_on(&mut self, name: &str) {
        self.because_of.get_or_insert_with(|| name.to_owned());
    }

    /// Says that nothing of the kind has this name.
    pub(super) fn unknown(
        &mut self,
        loc: Loc,
        name: &str,
        noun: &str,
        pass: impl FnMut(Def) -> bool,
    ) {
        self.failed = true;
        self.checker.unknown(loc, name, noun, pass);
    }

    /// The source text of a place in this file.
    pub(super) fn words_at(&self, loc: Loc) -> &str {
        self.checker
            .program
            .files
            .get(loc.file as usize)
            .map_or("", |file| loc.span.text(&file.text))
    }

    /// A layer by its noun, singular or plural.
    pub(super) fn layer(&mut self, name: &Name) -> Option<LayerId> {
        let text = name.text.as_str();
        let singular = || match text {
            "people" => Some("person".to_owned()),
            _ => text.strip_suffix("ies").map(|stem| format!("{stem}y")),
        };
        let names = &self.checker.names;
        let found = names
            .look_up(text)
            .or_else(|| names.look_up(text.strip_suffix('s')?))
            .or_else(|| names.look_up(&singular()?))
            .map(|named| (named.def, named.broken));
        match found {
            Some((Def::Layer(Some(layer)), false)) => Some(layer),
            Some((Def::Layer(_), _)) => {
                self.depend_on(text);
                None
            }
            Some((Def::Choice(_), _)) => {
                let loc = self.loc(name.at);
                self.report(messages::choice_is_a_subject(loc, text));
                None
            }
            _ => {
                let loc = self.loc(name.at);
                self.unknown(loc, text, "layer", |def| matches!(def, Def::Layer(_)));
                None
            }
        }
    }

    fn run(&mut self, item: &RuleItem, loc: Loc) -> Rule {
        self.order(item);
        let mut rule = Rule {
            name: item.name.text.clone(),
            title: String::new(),
            severity: Level::Error,
            severity_cases: Vec::new(),
            replaces: None,
            formerly: Vec::new(),
            obligation: item.obligation_number(),
            genres: None,
            yields_to: Vec::new(),
            subject: Subject {
                kind: SubjectKind::Article,
                scope: None,
                including_quotes: false,
                every_time: false,
                once: false,
                chosen: Vec::new(),
                loc,
            },
            clauses: Vec::new(),
            requires: Vec::new(),
            lets: Vec::new(),
            say: None,
            help: None,
            shows: Vec::new(),
            fix: None,
            because: None,
            examples: Vec::new(),
            loc,
        };
        // What the rule is about first, wherever it stands: conditions of `severity` speak of it.
        for clause in &item.clauses {
            if let ClauseKind::Subject(node) = &clause.kind
                && let Some(subject) = self.subject(node, clause.at)
            {
                rule.subject = subject;
            }
        }
        self.choice_clauses(&mut rule);
        for clause in &item.clauses {
            self.clause(clause, &mut rule);
        }
        // Severities may speak of what `let` names.
        for clause in &item.clauses {
            if let ClauseKind::Severity { level, cases } = &clause.kind {
                rule.severity = Level::parse(&level.text).unwrap_or(Level::Error);
                for (level, cond) in cases {
                    if let (Some(level), Some(cond)) =
                        (Level::parse(&level.text), self.cond(cond, Side::Severity))
                    {
                        rule.severity_cases.push((level, cond));
                    }
                }
            }
        }
        self.missing(item);
        self.contradictions(item);
        self.after(&mut rule);
        rule
    }

    /// The fixed order, and clauses that stand once.
    fn order(&mut self, item: &RuleItem) {
        let mut latest: Option<(u8, &ClauseNode)> = None;
        let mut misplaced = false;
        let mut seen: Vec<(u8, At)> = Vec::new();
        for clause in &item.clauses {
            let Some(rank) = clause.kind.rank() else {
                continue;
            };
            let word = clause.kind.keyword();
            if !may_repeat(rank)
                && let Some((_, first)) = seen.iter().find(|(known, _)| *known == rank)
            {
                let (here, first) = (self.head(clause.at), self.head(*first));
                self.report(messages::clause_twice(here, word, first));
                continue;
            }
            seen.push((rank, clause.at));
            match latest {
                Some((before, other)) if rank < before => {
                    if !misplaced {
                        let (here, there) = (self.head(clause.at), self.head(other.at));
                        self.report(messages::clause_order(
                            here,
                            word,
                            there,
                            other.kind.keyword(),
                        ));
                    }
                    misplaced = true;
                }
                _ => latest = Some((rank, clause)),
            }
        }
    }

    /// The first word of a clause.
    fn head(&self, at: At) -> Loc {
        let loc = self.loc(at);
        let words = self.words_at(loc);
        let len = words.find(char::is_whitespace).unwrap_or(words.len());
        let span = copydesk_draft::Span::of(loc.span.start as usize, loc.span.start as usize + len);
        Loc {
            file: loc.file,
            span,
        }
    }

    /// Clauses a rule cannot do without. A clause that could not be read was reported.
    fn missing(&mut self, item: &RuleItem) {
        let has = |keyword: &str| {
            item.clauses.iter().any(|clause| match &clause.kind {
                ClauseKind::Bad { keyword: bad, .. } => bad == keyword,
                kind => kind.keyword() == keyword,
            })
        };
        let name = self.loc(item.name.at);
        let mut missing: Vec<&str> = ["title", "severity", "for"]
            .into_iter()
            .filter(|word| !has(word))
            .collect();
        let mute = |clause: &ClauseNode| {
            matches!(
                &clause.kind,
                ClauseKind::Require {
                    otherwise: None,
                    ..
                }
            )
        };
        let no_require = !has("require");
        if !has("say") && (no_require || item.clauses.iter().any(mute)) {
            missing.push("say");
        }
        // A clause that could not be read may be the one that is missed.
        if !missing.is_empty() && !self.unread {
            self.report(messages::clause_missing(name, &item.name.text, &missing));
        }
    }

    fn subject(&mut self, node: &SubjectNode, at: At) -> Option<Subject> {
        let loc = self.loc(at);
        let (kind, noun) = match &node.kind {
            SubjectKindNode::Article => (SubjectKind::Article, None),
            SubjectKindNode::Each(noun) => {
                (SubjectKind::Each(self.subject_layer(noun)?), Some(noun))
            }
            SubjectKindNode::First(noun) => (
                SubjectKind::FirstMention(self.subject_layer(noun)?),
                Some(noun),
            ),
            SubjectKindNode::Last(noun) => (
                SubjectKind::LastMention(self.subject_layer(noun)?),
                Some(noun),
            ),
        };
        self.it = Some(kind);
        self.including_quotes = node.including_quotes.is_some();
        let keyed = kind
            .layer()
            .and_then(|layer| self.checker.program.schema.get(layer))
            .is_some_and(|layer| layer.key.is_some());
        if let (SubjectKind::FirstMention(_) | SubjectKind::LastMention(_), Some(noun), false) =
            (kind, noun, keyed)
        {
            let loc = self.loc(noun.at);
            self.report(messages::no_key(
                loc,
                &noun.text,
                "has no first or last mention",
            ));
        }
        if let (Some(at), None) = (node.including_quotes, noun) {
            let loc = self.loc(at);
            self.report(messages::nothing_for_article(loc, "including quotes"));
        }
        if let Some(at) = node.every_time {
            let loc = self.loc(at);
            match noun {
                None => self.report(messages::nothing_for_article(loc, "every time")),
                Some(noun) if !keyed => self.report(messages::every_time_unkeyed(loc, &noun.text)),
                Some(_) => {}
            }
        }
        if let (Some(at), None) = (node.once, noun) {
            let loc = self.loc(at);
            self.report(messages::nothing_for_article(loc, "once"));
        }
        let scope = match &node.scope {
            None => None,
            Some(scope) => Some(self.subject_scope(scope, kind)?),
        };
        if let (Some(layer), Some(Scope::InsideLayer(around))) = (kind.layer(), &scope)
            && !self.including_quotes
            && self
                .checker
                .program
                .schema
                .get(*around)
                .is_some_and(|around| around.masks)
        {
            let (layer, around) = (self.layer_name(layer), self.layer_name(*around));
            self.warn(messages::masked_subject(loc, &layer, &around));
        }
        Some(Subject {
            kind,
            scope,
            including_quotes: self.including_quotes,
            every_time: node.every_time.is_some(),
            once: node.once.is_some(),
            chosen: self.choice_places(),
            loc,
        })
    }

    pub(super) fn layer_name(&self, layer: LayerId) -> String {
        self.checker
            .program
            .schema
            .get(layer)
            .map(|layer| layer.name.to_string())
            .unwrap_or_default()
    }

    fn clause(&mut self, clause: &ClauseNode, rule: &mut Rule) {
        let loc = self.loc(clause.at);
        match &clause.kind {
            ClauseKind::Title(text) => rule.title.clone_from(&text.value),
            // Both were read before.
            ClauseKind::Severity { .. } | ClauseKind::Subject(_) => {}
            ClauseKind::Replaces(name) => {
                self.other_rule(name, rule);
                rule.replaces = Some(name.text.clone());
            }
            ClauseKind::Formerly(names) => rule
                .formerly
                .extend(names.iter().map(|name| name.text.clone())),
            ClauseKind::Genres { not, names } => rule.genres = Some(self.genres(*not, names)),
            ClauseKind::Yields(names) => {
                for name in names {
                    self.other_rule(name, rule);
                    rule.yields_to.push(name.text.clone());
                }
            }
            ClauseKind::Where(cond) => {
                rule.clauses
                    .extend(self.cond(cond, Side::Where).map(Clause::Where));
            }
            ClauseKind::Unless(cond) => {
                rule.clauses
                    .extend(self.cond(cond, Side::Unless).map(Clause::Unless));
            }
            ClauseKind::Let(node) => rule
                .clauses
                .extend(self.let_clause(node, loc).map(Clause::Let)),
            ClauseKind::Require { cond, otherwise } => {
                let cond = self.cond(cond, Side::Require);
                let otherwise = otherwise.as_ref().map(|message| self.message(message));
                if let Some(cond) = cond {
                    rule.requires.push(Require {
                        cond,
                        otherwise: otherwise.flatten(),
                        loc,
                    });
                }
            }
            ClauseKind::Say(message) => rule.say = self.message(message),
            ClauseKind::Help(message) => rule.help = self.message(message),
            ClauseKind::Show(node) => rule.shows.extend(self.show(node, loc)),
            ClauseKind::Fix(node) => rule.fix = self.fix(node, loc),
            ClauseKind::Because(text) => rule.because = Some(text.value.clone()),
            ClauseKind::Example(node) => rule.examples.extend(self.example(node, loc)),
            ClauseKind::Bad { name, .. } => {
                self.failed = true;
                if let Some(name) = name {
                    let loc = self.loc(name.at);
                    self.lets.push(KnownLet {
                        name: messages::capitalised(&name.text),
                        misnamed: false,
                        loc,
                        ty: None,
                        used: true,
                        guarded: true,
                    });
                }
            }
        }
    }

    /// Another rule.
    fn other_rule(&mut self, name: &Name, rule: &Rule) {
        if name.text == rule.name {
            let loc = self.loc(name.at);
            self.report(messages::the_rule_itself(loc, &name.text));
            return;
        }
        if !matches!(
            self.checker.names.get(&name.text).map(|named| named.def),
            Some(Def::Rule)
        ) {
            let loc = self.loc(name.at);
            self.unknown(loc, &name.text, "rule", |def| matches!(def, Def::Rule));
        }
    }

    fn genres(&mut self, not: bool, names: &[Name]) -> Vec<Genre> {
        let mut found = Vec::new();
        for name in names {
            match Genre::parse(&name.text) {
                Some(genre) => found.push(genre),
                None => self.unknown_genre(name),
            }
        }
        let kept = Genre::ALL
            .iter()
            .map(|&(_, genre)| genre)
            .filter(|genre| found.contains(genre) != not);
        kept.collect()
    }

    /// Says that there is no such genre.
    pub(super) fn unknown_genre(&mut self, name: &Name) {
        let known: Vec<String> = Genre::ALL
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect();
        let loc = self.loc(name.at);
        let near = nearest(&name.text, known.iter().map(String::as_str)).map(str::to_owned);
        self.report(messages::unknown_name(
            loc,
            &name.text,
            "genre",
            None,
            near.as_deref(),
            &known,
        ));
    }

    /// What can only be said at the end: names nothing speaks of, things that may be absent, examples.
    fn after(&mut self, rule: &mut Rule) {
        let lets = std::mem::take(&mut self.lets);
        // What could not be read may speak of them.
        let certain = !self.has_failed();
        let known = lets.iter().filter(|known| certain && known.ty.is_some());
        for one in known {
            if !one.used {
                self.warn(messages::unused(one.loc, &one.name, "name"));
            } else if !one.guarded {
                self.warn(messages::may_be_absent(one.loc, &one.name));
            }
        }
        rule.lets = lets
            .into_iter()
            .filter_map(|known| Some((known.name, known.ty?)))
            .collect();
        self.examples(rule);
    }
}
