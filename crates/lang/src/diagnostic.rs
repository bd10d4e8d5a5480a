//! What the parser and the checker report: plain values, and their way into miette.

use std::fmt;

use copydesk_draft::Span;

use crate::program::{Loc, SourceFile};

/// How much a diagnostic weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Gravity {
    /// Worth knowing.
    Advice,
    /// Likely not what was meant; the rule runs.
    Warning,
    /// Wrong; the rule or definition is left out (except where only its examples are at fault).
    Error,
}

/// Declares [`Code`] with the name and the description of each value.
macro_rules! codes {
    ($($code:ident $name:literal $about:literal)*) => {
        /// What kind of thing is wrong.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code {
            $(#[doc = $about] $code,)*
        }

        impl Code {
            /// All codes, in order.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// Its name, hyphenated.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }

            /// What it means, in one sentence.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$code => $about,)* }
            }
        }
    };
}

codes! {
    Syntax "syntax" "Something else was expected here."
    UnclosedText "unclosed-text" "A quoted text has no closing mark."
    UnknownClause "unknown-clause" "No clause or definition starts with this word."
    ClauseOrder "clause-order" "The clauses of a rule have a fixed order."
    ClauseTwice "clause-twice" "A rule has this clause once."
    ClauseMissing "clause-missing" "A rule needs this clause."
    MixedJoin "mixed-join" "One condition mixes `and` and `or`."
    UnknownName "unknown-name" "Nothing has this name."
    UnknownField "unknown-field" "The layer has no such field."
    UnknownValue "unknown-value" "The enumeration or column has no such value."
    DuplicateName "duplicate-name" "The name is taken."
    WrongKind "wrong-kind" "Values of different kinds are compared, or a value of another kind is needed."
    NoOrder "no-order" "Values of this kind have no order."
    WrongScope "wrong-scope" "The scope does not fit what it is used for."
    BadName "bad-name" "A name is not spelled as names are."
    BadLiteral "bad-literal" "A date, a number, a unit or an escape cannot be read."
    Cost "cost" "It would cost more than the engine allows."
    LayerCycle "layer-cycle" "Patterns and layers are made from each other in a circle."
    Capture "capture" "A field and the capture that fills it do not fit."
    Marks "marks" "The marks of an example are not in order."
    NoExample "no-example" "A rule needs examples that fire and examples that stay silent."
    NeverTrue "never-true" "The clause can never hold; the rule never fires."
    AlwaysTrue "always-true" "The clause always holds; it says nothing."
    NeverFilled "never-filled" "No recogniser fills the field; the clause is always unknown."
    MayBeAbsent "may-be-absent" "A named thing may not exist; then the rule stays silent."
    Unused "unused" "Nothing uses it."
    DuplicateRule "duplicate-rule" "Two rules ask for the same."
    CaseTrap "case-trap" "A word in small letters matches more than meant."
    LookAlike "look-alike" "A letter of another alphabet looks like a Latin one."
    AmericanSpelling "spelling" "This language is spelled the British way."
}

/// A place with a word on it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The place.
    pub loc: Loc,
    /// What stands there; may be empty for the main label.
    pub text: String,
}

/// One thing that is wrong in the rule files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// What kind of thing.
    pub code: Code,
    /// How much it weighs.
    pub gravity: Gravity,
    /// One sentence.
    pub message: String,
    /// The place, then related places.
    pub labels: Vec<Label>,
    /// What could stand there instead, if the list is short and known.
    pub expected: Vec<String>,
    /// How to mend it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, loc: Loc, message: impl Into<String>) -> Self {
        Self {
            code,
            gravity: Gravity::Error,
            message: message.into(),
            labels: vec![Label {
                loc,
                text: String::new(),
            }],
            expected: Vec::new(),
            help: None,
        }
    }

    /// A warning at a place.
    pub fn warning(code: Code, loc: Loc, message: impl Into<String>) -> Self {
        Self {
            gravity: Gravity::Warning,
            ..Self::error(code, loc, message)
        }
    }

    /// Advice at a place.
    pub fn advice(code: Code, loc: Loc, message: impl Into<String>) -> Self {
        Self {
            gravity: Gravity::Advice,
            ..Self::error(code, loc, message)
        }
    }

    /// Words on the main label.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = text.into();
        }
        self
    }

    /// A related place.
    #[must_use]
    pub fn also(mut self, loc: Loc, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            loc,
            text: text.into(),
        });
        self
    }

    /// How to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What could stand there.
    #[must_use]
    pub fn expecting(mut self, expected: impl IntoIterator<Item = String>) -> Self {
        self.expected = expected.into_iter().collect();
        self
    }

    /// Where it is.
    pub fn loc(&self) -> Loc {
        self.labels
            .first()
            .map_or_else(Loc::default, |label| label.loc)
    }

    /// The diagnostic with the texts of the files it speaks about, for a miette handler.
    pub fn with_files<'a>(&'a self, files: &'a [SourceFile]) -> Reported<'a> {
        Reported::new(self, files)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Diagnostic {}

/// A diagnostic with its source texts: what miette shows.
///
/// miette shows labels of one file; labels in other files become related diagnostics.
#[derive(Debug)]
pub struct Reported<'a> {
    message: &'a str,
    code: Option<&'static str>,
    gravity: Gravity,
    help: Option<&'a str>,
    source: Option<FileText<'a>>,
    labels: Vec<miette::LabeledSpan>,
    related: Vec<Reported<'a>>,
}

fn labeled(span: Span, text: &str, primary: bool) -> miette::LabeledSpan {
    let text = (!text.is_empty()).then(|| text.to_owned());
    let place = (span.start as usize, span.len() as usize);
    if primary {
        miette::LabeledSpan::new_primary_with_span(text, place)
    } else {
        miette::LabeledSpan::new_with_span(text, place)
    }
}

/// A rule file as miette reads it.
#[derive(Debug)]
struct FileText<'a>(&'a SourceFile);

impl miette::SourceCode for FileText<'_> {
    fn read_span<'b>(
        &'b self,
        span: &miette::SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn miette::SpanContents<'b> + 'b>, miette::MietteError> {
        let found = self.0.text.as_ref().read_span(span, before, after)?;
        Ok(Box::new(miette::MietteSpanContents::new_named(
            self.0.name.clone(),
            found.data(),
            *found.span(),
            found.line(),
            found.column(),
            found.line_count(),
        )))
    }
}

fn source(files: &[SourceFile], file: u32) -> Option<FileText<'_>> {
    files.get(file as usize).map(FileText)
}

impl<'a> Reported<'a> {
    fn new(diagnostic: &'a Diagnostic, files: &'a [SourceFile]) -> Self {
        let main = diagnostic.loc().file;
        let mut labels = Vec::new();
        let mut related = Vec::new();
        for (i, label) in diagnostic.labels.iter().enumerate() {
            if label.loc.file == main {
                labels.push(labeled(label.loc.span, &label.text, i == 0));
            } else {
                related.push(Self {
                    message: &label.text,
                    code: None,
                    gravity: Gravity::Advice,
                    help: None,
                    source: source(files, label.loc.file),
                    labels: vec![labeled(label.loc.span, "", true)],
                    related: Vec::new(),
                });
            }
        }
        Self {
            message: &diagnostic.message,
            code: Some(diagnostic.code.name()),
            gravity: diagnostic.gravity,
            help: diagnostic.help.as_deref(),
            source: source(files, main),
            labels,
            related,
        }
    }
}

impl fmt::Display for Reported<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl std::error::Error for Reported<'_> {}

impl miette::Diagnostic for Reported<'_> {
    fn code<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        self.code
            .map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.gravity {
            Gravity::Advice => miette::Severity::Advice,
            Gravity::Warning => miette::Severity::Warning,
            Gravity::Error => miette::Severity::Error,
        })
    }

    fn help<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        self.help
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.source
            .as_ref()
            .map(|source| -> &dyn miette::SourceCode { source })
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = miette::LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'b>(&'b self) -> Option<Box<dyn Iterator<Item = &'b dyn miette::Diagnostic> + 'b>> {
        if self.related.is_empty() {
            return None;
        }
        Some(Box::new(
            self.related
                .iter()
                .map(|one| one as &dyn miette::Diagnostic),
        ))
    }
}
