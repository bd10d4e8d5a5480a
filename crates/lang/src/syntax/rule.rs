//! Rules and their clauses.

use std::hash::{Hash as _, Hasher as _};

use copydesk_draft::Span;
use rustc_hash::FxHasher;

use super::{At, Comment, CondNode, ExprNode, LetNode, Name, ScopeNode, Text};

/// `rule NAME` with its clauses, in the order written.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RuleItem {
    /// Its name.
    pub name: Name,
    /// Its clauses.
    pub clauses: Vec<ClauseNode>,
}

impl RuleItem {
    /// The clauses that say what the rule asks for: of whom, where, on what conditions. Two rules with the same ones
    /// ask for the same.
    pub fn obligation(&self) -> impl Iterator<Item = Obligation<'_>> {
        self.clauses.iter().filter_map(|clause| {
            Some(match &clause.kind {
                ClauseKind::Genres { not, names } => Obligation::Genres(*not, names),
                ClauseKind::Subject(subject) => Obligation::Subject(subject),
                ClauseKind::Where(cond) => Obligation::Where(cond),
                ClauseKind::Unless(cond) => Obligation::Unless(cond),
                ClauseKind::Let(node) => Obligation::Let(node),
                ClauseKind::Require { cond, .. } => Obligation::Require(cond),
                _ => return None,
            })
        })
    }

    /// A number made of the obligation: equal for rules that ask for the same.
    pub fn obligation_number(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.obligation()
            .for_each(|clause| clause.hash(&mut hasher));
        hasher.finish()
    }
}

/// A clause as far as it says what a rule asks for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Obligation<'t> {
    Genres(bool, &'t [Name]),
    Subject(&'t SubjectNode),
    Where(&'t CondNode),
    Unless(&'t CondNode),
    Let(&'t LetNode),
    Require(&'t CondNode),
}

/// One clause.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ClauseNode {
    /// Comment lines before and within it.
    pub comments: Vec<Comment>,
    /// A comment at the end of its last line.
    pub note: Option<Comment>,
    /// What it says.
    pub kind: ClauseKind,
    /// From its keyword to its last word.
    pub at: At,
}

/// What a clause says.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ClauseKind {
    /// `title "…"`.
    Title(Text),
    /// `severity error, warning where …`.
    Severity {
        /// The default.
        level: Name,
        /// Other levels where a condition holds.
        cases: Vec<(Name, CondNode)>,
    },
    /// `replaces NAME`.
    Replaces(Name),
    /// `formerly NAME, NAME`.
    Formerly(Vec<Name>),
    /// `in genres …`, `not in genres …`.
    Genres {
        /// `not in`.
        not: bool,
        /// The genres.
        names: Vec<Name>,
    },
    /// `yields to NAME, NAME`.
    Yields(Vec<Name>),
    /// `for each …`.
    Subject(SubjectNode),
    /// `where …`.
    Where(CondNode),
    /// `unless …`.
    Unless(CondNode),
    /// `let NAME be …`.
    Let(LetNode),
    /// `require … otherwise say "…"`.
    Require {
        /// What must hold.
        cond: CondNode,
        /// The message where it does not.
        otherwise: Option<MessageNode>,
    },
    /// `say "…"`.
    Say(MessageNode),
    /// `help "…"`.
    Help(MessageNode),
    /// `show … as "…"`.
    Show(ShowNode),
    /// `fix safe|offer …`.
    Fix(FixNode),
    /// `because "…"`.
    Because(Text),
    /// `bad "…"`, `good "…"`.
    Example(ExampleNode),
    /// A clause that could not be read; reported.
    Bad {
        /// Its first word.
        keyword: String,
        /// For `let`: the name, if it could be read.
        name: Option<Name>,
    },
}

impl ClauseKind {
    /// Where the clause stands in the fixed order; `None` for one that could not be read.
    pub fn rank(&self) -> Option<u8> {
        Some(match self {
            Self::Title(_) => 0,
            Self::Severity { .. } => 1,
            Self::Replaces(_) => 2,
            Self::Formerly(_) => 3,
            Self::Genres { .. } => 4,
            Self::Yields(_) => 5,
            Self::Subject(_) => 6,
            Self::Where(_) | Self::Unless(_) | Self::Let(_) => 7,
            Self::Require { .. } => 8,
            Self::Say(_) => 9,
            Self::Help(_) => 10,
            Self::Show(_) => 11,
            Self::Fix(_) => 12,
            Self::Because(_) => 13,
            Self::Example(_) => 14,
            Self::Bad { .. } => return None,
        })
    }

    /// The words it begins with.
    pub fn keyword(&self) -> &'static str {
        match self {
            Self::Title(_) => "title",
            Self::Severity { .. } => "severity",
            Self::Replaces(_) => "replaces",
            Self::Formerly(_) => "formerly",
            Self::Genres { not: false, .. } => "in genres",
            Self::Genres { not: true, .. } => "not in genres",
            Self::Yields(_) => "yields to",
            Self::Subject(_) => "for",
            Self::Where(_) => "where",
            Self::Unless(_) => "unless",
            Self::Let(_) => "let",
            Self::Require { .. } => "require",
            Self::Say(_) => "say",
            Self::Help(_) => "help",
            Self::Show(_) => "show",
            Self::Fix(_) => "fix",
            Self::Because(_) => "because",
            Self::Example(ExampleNode { bad, today, .. }) => match (today, bad) {
                (false, true) => "bad",
                (false, false) => "good",
                (true, true) => "today bad",
                (true, false) => "today good",
            },
            Self::Bad { .. } => "",
        }
    }
}

/// What a rule is about.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SubjectNode {
    /// The kind.
    pub kind: SubjectKindNode,
    /// Where it is looked for.
    pub scope: Option<ScopeNode>,
    /// `including quotes`.
    pub including_quotes: Option<At>,
    /// `every time`.
    pub every_time: Option<At>,
    /// `once`.
    pub once: Option<At>,
}

/// The kind of subject.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum SubjectKindNode {
    /// `for the article`.
    Article,
    /// `for each LAYER`.
    Each(Name),
    /// `for the first mention of each LAYER`.
    First(Name),
    /// `for the last mention of each LAYER`.
    Last(Name),
}

/// A message with holes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct MessageNode {
    /// Words and holes; no two stretches of words side by side.
    pub parts: Vec<MessagePartNode>,
    /// With its quotation marks.
    pub at: At,
}

/// Part of a message.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum MessagePartNode {
    /// Words.
    Words(String),
    /// `{expression}`.
    Hole(ExprNode),
}

/// `show … as "…"`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ShowNode {
    /// The thing.
    pub what: ShowWhatNode,
    /// Its label.
    pub label: MessageNode,
}

/// What is shown.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ShowWhatNode {
    /// An expression that holds a thing.
    Expr(ExprNode),
    /// `the nearest LAYER`.
    Nearest(Name),
}

/// `fix safe|offer …`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FixNode {
    /// `safe`.
    pub safe: bool,
    /// What is done.
    pub kind: FixKind,
}

/// What a fix does.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum FixKind {
    /// `replace X with …`.
    Replace(ExprNode, FixTextNode),
    /// `delete X`.
    Delete(ExprNode),
    /// `delete its line`.
    DeleteLine,
    /// `insert … after X`.
    Insert(FixTextNode, ExprNode),
}

/// New words of a fix.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum FixTextNode {
    /// A value.
    Expr(ExprNode),
    /// A text with holes.
    Message(MessageNode),
}

/// A text with `[[marks]]`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Marked {
    /// The text without the marks.
    pub value: String,
    /// The marked spans, in bytes of `value`.
    pub marks: Vec<Span>,
    /// True if written as a `"""` block.
    pub block: bool,
    /// With its quotation marks.
    pub at: At,
}

/// `bad "…"` or `good "…"` with what belongs to it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ExampleNode {
    /// `bad`.
    pub bad: bool,
    /// `today`.
    pub today: bool,
    /// The text.
    pub text: Marked,
    /// What belongs to it, in order.
    pub options: Vec<ExampleOption>,
}

/// What belongs to an example.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ExampleOption {
    /// `dated 2024-11-30`.
    Dated(Name),
    /// `headline "…"`.
    Headline(Marked),
    /// `genre NAME`.
    Genre(Name),
    /// `profile NAME`.
    Profile(Name),
    /// `with SETTING VALUE`.
    With(Name, ExprNode),
    /// `says "…"`.
    Says(Text),
    /// `fixed "…"`.
    Fixed(Text),
}
