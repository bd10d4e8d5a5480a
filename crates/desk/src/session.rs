//! A draft that is being written: kept, edited, and checked after every edit.

use std::fmt;
use std::ops::Range;

use copydesk_draft::Day;
use copydesk_formats::Options;

use crate::desk::Desk;
use crate::report::{FileReport, Finding};
use crate::stet::side::Side;

/// A draft in an editor. It takes edits and says after each what is found.
///
/// What it says is always what a fresh check of the text would say: nothing of an earlier state is kept but the text.
/// A draft that cannot be linted for a while (a front matter half written) has no findings, and
/// [`FileReport::not_linted_reason`] says why; the next edit may mend it.
///
/// ```
/// use copydesk_desk::{Config, Desk, Pack, Session};
///
/// let (desk, _) = Desk::open(&Pack::standard(), &Config::default()).map_err(|(error, _)| error).unwrap();
/// let mut session = Session::open(&desk, "draft.md", "He walked to the gate.\n", None);
/// assert!(session.findings().is_empty());
///
/// // A word is typed once too often, at byte 13.
/// session.edit(13..13, "the ").unwrap();
/// assert_eq!(session.text(), "He walked to the the gate.\n");
/// assert_eq!(session.findings()[0].rule, "doubled-word");
///
/// // And taken out again.
/// session.edit(13..17, "").unwrap();
/// assert!(session.findings().is_empty());
///
/// // An edit that does not fit the text changes nothing.
/// assert!(session.edit(90..91, "x").is_err());
/// ```
#[derive(Debug)]
pub struct Session<'d> {
    desk: &'d Desk,
    name: String,
    text: String,
    options: Options,
    as_of: Option<Day>,
    side: Side,
    report: FileReport,
}

/// Why an edit was not made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EditError {
    /// The range ends before it begins, or goes beyond the text.
    OutOfText {
        /// Length of the text, in bytes.
        length: usize,
    },
    /// This end of the range, in bytes, lies within a character.
    WithinCharacter(usize),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfText { length } => {
                write!(f, "the edit goes beyond the text of {length} bytes")
            }
            Self::WithinCharacter(at) => write!(f, "byte {at} lies within a character"),
        }
    }
}

impl std::error::Error for EditError {}

impl<'d> Session<'d> {
    /// Takes a draft and checks it. The name gives the format and the path under which a house's overrides apply;
    /// `as_of` is the draft's date, whatever it says itself.
    pub fn open(
        desk: &'d Desk,
        name: impl Into<String>,
        text: impl Into<String>,
        as_of: Option<Day>,
    ) -> Self {
        let name = name.into();
        let mut session = Self {
            desk,
            report: FileReport::not_linted(&name, ""),
            name,
            text: text.into(),
            options: desk.draft_options().clone(),
            as_of,
            side: Side::default(),
        };
        session.check();
        session
    }

    /// With the stet marks beside the draft.
    #[must_use]
    pub fn with_marks(mut self, side: Side) -> Self {
        self.side = side;
        self.check();
        self
    }

    /// Puts `text` in the place of a range of bytes of [`Session::text`] and checks the draft.
    ///
    /// # Errors
    /// The range does not fit the text; nothing is changed then.
    pub fn edit(&mut self, range: Range<usize>, text: &str) -> Result<&FileReport, EditError> {
        if range.start > range.end || range.end > self.text.len() {
            return Err(EditError::OutOfText {
                length: self.text.len(),
            });
        }
        if let Some(&at) = [range.start, range.end]
            .iter()
            .find(|&&at| !self.text.is_char_boundary(at))
        {
            return Err(EditError::WithinCharacter(at));
        }
        self.text.replace_range(range, text);
        self.check();
        Ok(&self.report)
    }

    /// The draft as it stands.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is found in it, in order of position, then rule. Places are in characters, lines and bytes of
    /// [`Session::text`].
    pub fn findings(&self) -> &[Finding] {
        &self.report.findings
    }

    /// All that was found out about it.
    pub fn report(&self) -> &FileReport {
        &self.report
    }

    fn check(&mut self) {
        self.report = self.desk.check_bytes_with(
            &self.name,
            self.text.as_bytes(),
            &self.options,
            self.as_of,
            &self.side,
        );
    }
}
