use copydesk_draft::Span;
use copydesk_lang::program::Level;

/// What a rule reports about one place of one draft. All spans are bytes of the draft's reading text.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// Name of the rule.
    pub rule: String,
    /// Severity after the rule's conditions, the profile and staleness.
    pub severity: Level,
    /// Why the severity differs from the rule's own, if it does ("the register was last checked on …").
    pub severity_reason: Option<String>,
    /// One sentence: what is missing or wrong.
    pub message: String,
    /// One line: what would satisfy.
    pub help: Option<String>,
    /// The norm behind the rule.
    pub because: Option<String>,
    /// The words that are the matter.
    pub span: Span,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// A correction.
    pub fix: Option<FindingFix>,
    /// Identity that survives edits elsewhere: 16 hexadecimal digits over rule and key, or rule, folded evidence
    /// and ordinal.
    pub fingerprint: String,
}

/// A related place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    /// Its words.
    pub span: Span,
    /// What it is.
    pub message: String,
}

/// A correction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindingFix {
    /// True: may be applied unasked. False: only offered.
    pub safe: bool,
    /// The edits, in order, not overlapping.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The words to replace (empty: insert before).
    pub span: Span,
    /// The new words.
    pub text: String,
}

/// A rule that could not be decided on a draft.
#[derive(Clone, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub struct Undecided {
    /// Name of the rule.
    pub rule: String,
    /// The reason, e.g. "the draft has no date".
    pub why: String,
}
