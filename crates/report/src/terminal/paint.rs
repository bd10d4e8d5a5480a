//! Colours, and the signs that lines are drawn with.

use super::Style;

/// What a stretch of output is; decides its colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ink {
    /// As it is.
    Plain,
    /// The one thing to read first.
    Strong,
    /// Frame, paths, notes.
    Faint,
    /// An error and its words.
    Error,
    /// A warning and its words.
    Warning,
    /// Advice and its words.
    Advice,
    /// A related place.
    Related,
    /// The words `help`, `because`, `fix`.
    Lead,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Error => "1;31",
            Self::Warning => "1;33",
            Self::Advice => "1;36",
            Self::Related => "34",
            Self::Lead => "32",
        }
    }
}

/// Draws with a style.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    pub(super) colour: bool,
    pub(super) signs: Signs,
}

/// The signs of a frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    /// Beside every line of text.
    pub(super) bar: char,
    /// Between two sentences that do not follow one another.
    pub(super) gap: char,
    /// Under the words that are the matter.
    pub(super) primary: char,
    /// Under related words.
    pub(super) related: char,
    /// From related words down to their note.
    pub(super) down: char,
    /// Turns to a note on its right.
    pub(super) right: &'static str,
    /// Turns to a note on its left.
    pub(super) left: &'static str,
    /// Line above the footer.
    pub(super) rule: char,
}

impl Paint {
    pub(super) fn new(style: Style) -> Self {
        let signs = if style.unicode {
            Signs {
                bar: '│',
                gap: '┊',
                primary: '━',
                related: '─',
                down: '│',
                right: "╰ ",
                left: " ╯",
                rule: '─',
            }
        } else {
            Signs {
                bar: '|',
                gap: ':',
                primary: '^',
                related: '-',
                down: '|',
                right: "` ",
                left: " '",
                rule: '-',
            }
        };
        Self {
            colour: style.colour,
            signs,
        }
    }

    /// Appends `text` in `ink`.
    pub(super) fn put(self, out: &mut String, ink: Ink, text: &str) {
        let code = ink.code();
        if self.colour && !code.is_empty() && !text.is_empty() {
            out.push_str("\u{1b}[");
            out.push_str(code);
            out.push('m');
            out.push_str(text);
            out.push_str("\u{1b}[0m");
        } else {
            out.push_str(text);
        }
    }
}
