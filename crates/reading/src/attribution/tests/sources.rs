//! Sources that are more than a name: bodies by initials, counts, long subjects, clauses, one of those before.

use super::{check, find_in, said};
use crate::attribution::SourceKind;
use crate::export::export;
use crate::testing::{STANDARD, draft};

/// Bodies by their initials, counts as papers, ranks before a name that a comma cuts off.
#[test]
fn bodies_by_initials_and_counts() {
    check(
        "IS claimed responsibility, saying one of its men had fired.",
        "IS",
        "saying",
        "one of its men had fired",
    );
    check(
        "A tally by the agency shows 12 bridges are shut.",
        "A tally by the agency",
        "shows",
        "12 bridges are shut",
    );
    check(
        "Data from the ministry show that rents fell.",
        "Data from the ministry",
        "show",
        "that rents fell",
    );
    check(
        "On Friday, Brig. Gen. Ana Ruiz of the harbour police, said that the quay was shut.",
        "Brig. Gen. Ana Ruiz of the harbour police",
        "said",
        "that the quay was shut",
    );
    check(
        "The ministry gave a figure of 40 drowned sheep.",
        "The ministry",
        "gave a figure of",
        "40 drowned sheep",
    );
}

/// Subjects that lists, ranks, relative clauses and roles make long.
#[test]
fn long_subjects() {
    for (text, source, cue, content) in [
        (
            "The flood has cut off 12 farms, harbour officials and family doctors said Wednesday.",
            "harbour officials and family doctors",
            "said",
            "The flood has cut off 12 farms",
        ),
        (
            "The mayor, harbour officials and family doctors said the road was open.",
            "The mayor, harbour officials and family doctors",
            "said",
            "the road was open",
        ),
        (
            "The tests could match the two ropes, the first harbour officer said.",
            "the first harbour officer",
            "said",
            "The tests could match the two ropes",
        ),
        (
            "Sources who spoke on condition of anonymity said that the ferry was full.",
            "Sources who spoke on condition of anonymity",
            "said",
            "that the ferry was full",
        ),
        (
            "Those who oppose the law say that rents will rise.",
            "Those who oppose the law",
            "say",
            "that rents will rise",
        ),
        (
            "Ana Ruiz, fleet group president, said the boat was sold.",
            "Ana Ruiz, fleet group president",
            "said",
            "the boat was sold",
        ),
        (
            "Lundgren's said the ferry was late.",
            "Lundgren's",
            "said",
            "the ferry was late",
        ),
        (
            "They said Friday's talks had failed.",
            "They",
            "said",
            "Friday's talks had failed",
        ),
        (
            "The in-home nurse said the ward was full.",
            "The in-home nurse",
            "said",
            "the ward was full",
        ),
        (
            "The ferry is a burden, say harbour officers and some captains.",
            "harbour officers and some captains",
            "say",
            "The ferry is a burden",
        ),
    ] {
        check(text, source, cue, content);
    }
    assert!(
        said("The owner of a site found to be a threat left.").is_empty(),
        "{:?}",
        said("The owner of a site found to be a threat left.")
    );
}

/// What belongs to a source, and what to the moment.
#[test]
fn ends_of_sources() {
    for (text, source, cue, content) in [
        (
            "“The quay is shut,” said Ana Ruiz, who runs the harbour.",
            "Ana Ruiz, who runs the harbour",
            "said",
            "“The quay is shut,”",
        ),
        (
            "“The quay is shut,” said Ana Ruiz (Unity), the deputy mayor.",
            "Ana Ruiz (Unity), the deputy mayor",
            "said",
            "“The quay is shut,”",
        ),
        (
            "The quay is shut, said one officer on the bridge.",
            "one officer on the bridge",
            "said",
            "The quay is shut",
        ),
        (
            "The harbour board on Friday said that the quay was shut.",
            "The harbour board",
            "said",
            "that the quay was shut",
        ),
        (
            "Three unions, including the teachers, said that pay had fallen.",
            "Three unions, including the teachers",
            "said",
            "that pay had fallen",
        ),
        (
            "No one believes that the quay is shut.",
            "No one",
            "believes",
            "that the quay is shut",
        ),
        (
            "According to a report by the harbour board, the quay is shut.",
            "a report by the harbour board",
            "According to",
            "the quay is shut",
        ),
        (
            "In a letter, one of the family's lawyers, Ana Ruiz, said that the quay was shut.",
            "one of the family's lawyers, Ana Ruiz",
            "said",
            "that the quay was shut",
        ),
    ] {
        check(text, source, cue, content);
    }
}

/// The clause that attributes holds whom it was told to, when, and the word that joins it.
#[test]
fn clauses_that_attribute() {
    for (text, want) in [
        (
            "The mayor told the court on Friday that the quay was shut.",
            vec!["The mayor told the court on Friday"],
        ),
        (
            "The quay is shut, but the mayor says that it will open.",
            vec!["but the mayor says"],
        ),
        (
            "“The quay is shut,” the mayor said in Oslo.",
            vec!["the mayor said in Oslo"],
        ),
        (
            "On Friday, the mayor said that the quay was shut.",
            vec!["On Friday, the mayor said"],
        ),
        (
            "The board met on Friday and said that the quay was shut.",
            vec!["and said"],
        ),
        ("The mayor condemned the strike.", vec![]),
    ] {
        let draft = draft(text, Some("2024-11-30"));
        let reading = STANDARD.read(&draft, None);
        let found: Vec<String> = export(&reading)
            .spans
            .iter()
            .filter(|one| one.kind == "attribution.clause")
            .map(|one| one.span.text(draft.text()).to_owned())
            .collect();
        assert_eq!(found, want, "{text}");
    }
    check(
        "A study documenting the losses of the fleet has found that boats are old.",
        "A study documenting the losses of the fleet",
        "has found",
        "that boats are old",
    );
}

/// "One of them" speaks for those before.
#[test]
fn one_of_those_before() {
    let draft = draft(
        "Some residents blamed the board. “It is a disgrace,” one of them said.",
        Some("2024-11-30"),
    );
    let found = find_in(&draft);
    let one = found
        .sources
        .iter()
        .find(|source| source.span.text(draft.text()) == "one of them")
        .unwrap();
    assert_eq!(one.kind, SourceKind::Pronoun);
    let earlier = found.sources.get(one.antecedent.unwrap()).unwrap();
    assert_eq!(earlier.span.text(draft.text()), "Some residents");
}
