//! Persons: names with titles and roles, and which mentions are the same person.

mod judge;
mod known;
mod people;
mod position;
mod titles;

use copydesk_draft::Span;

use super::organisations::Use;
use super::runs::Run;
use super::scan::{Casing, Hit};
use super::spelling::Difference;
use crate::cx::Cx;

pub(crate) use titles::{Titles, titles};

/// One mention of a person.
#[derive(Clone, PartialEq, Debug)]
pub struct Person {
    /// Its bytes: the name, without title or role.
    pub span: Span,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Which person of the draft: index into [`super::Names::people`].
    pub identity: usize,
    /// The surname as printed (a lone given name if only that is given).
    pub surname: Span,
    /// Given names as printed.
    pub given: Option<Span>,
    /// Mr, Ms and the like.
    pub honorific: Option<Span>,
    /// Title or role before the name, with its description.
    pub title: Option<Span>,
    /// The role behind it.
    pub role: Option<Span>,
    /// The role set off before it: "the group's spokesman, A B, said".
    pub role_before: Option<Span>,
    /// The rank, office or honorific before it: place in the register of ranks.
    pub(crate) rank: Option<u32>,
    /// The age given beside the name.
    pub age: Option<f64>,
    /// The body or place that the role or title names: "head of [the Central Bank]", "[Interior Ministry] spokesman".
    pub affiliation: Option<Span>,
    /// 1 for the first mention.
    pub mention: u32,
    /// The earlier mention that this one is compared with (index into persons), and how its spelling differs.
    pub earlier: Option<(usize, Difference)>,
}

/// A person of a draft.
#[derive(Clone, PartialEq, Debug)]
pub struct Identity {
    /// The folded full name.
    pub key: String,
    /// The fullest form in which the draft names the person first.
    pub full: Span,
    /// Mentions in the draft.
    pub mentions: u32,
}

/// Finds the persons of a draft and who is who.
pub(crate) fn find(
    cx: &Cx<'_>,
    hits: &[Hit],
    runs: &[Run],
    uses: &[Use],
    titles: &Titles,
    casings: &[Casing],
) -> (Vec<Person>, Vec<Identity>) {
    let bench = judge::Bench {
        hits,
        titles,
        casings,
    };
    let candidates = judge::candidates(cx, &bench, runs, uses);
    people::settle(cx, &candidates, casings)
}
