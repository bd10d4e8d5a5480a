//! Attributions beside lists, counts and stray commas.

use super::*;

#[test]
fn counts_with_their_hedge() {
    for count in ["at least 55", "more than 55", "up to 55", "as many as 55"] {
        check(
            &format!("Activists reported {count} deaths."),
            "Activists",
            "reported",
            &format!("{count} deaths"),
        );
    }
    check(
        "Doctors in Aden said at least 19 people, including a teacher, had been hurt.",
        "Doctors in Aden",
        "said",
        "at least 19 people, including a teacher, had been hurt",
    );
}

#[test]
fn a_clause_with_a_list_is_no_apposition() {
    check(
        "Eight clerks, a guest and two officers were hurt, said Henri Malin.",
        "Henri Malin",
        "said",
        "Eight clerks, a guest and two officers were hurt",
    );
    check(
        "The bank, which now has 45 branches, announced a deal.",
        "The bank, which now has 45 branches",
        "announced",
        "a deal",
    );
}

#[test]
fn a_comma_that_cuts_off_the_subject() {
    check(
        "General Omar Khatab of the border police, said Saturday that 80 people had fled.",
        "General Omar Khatab of the border police",
        "said",
        "that 80 people had fled",
    );
}

#[test]
fn an_apposition_with_its_place() {
    check(
        "Bruce Plant, a club secretary in Oamaru, south of Dunedin, said there was no need.",
        "Bruce Plant, a club secretary in Oamaru, south of Dunedin",
        "said",
        "there was no need",
    );
}

#[test]
fn what_stands_before_an_apposition_was_said() {
    check(
        "Nine people were killed in Goma, its governor, Ana Ruiz, said.",
        "its governor, Ana Ruiz",
        "said",
        "Nine people were killed in Goma",
    );
    check(
        "A drone killed 31 people on Tuesday, the Doctors' Network, a medical group, said on Wednesday.",
        "the Doctors' Network, a medical group",
        "said",
        "A drone killed 31 people on Tuesday",
    );
    check(
        "Nine people were killed, the ministry, which runs the port, said.",
        "the ministry, which runs the port",
        "said",
        "Nine people were killed",
    );
    check(
        "The institute, known as Indeci, said the road was shut.",
        "The institute",
        "said",
        "the road was shut",
    );
}

#[test]
fn papers_kept_by_somebody() {
    check(
        "According to data kept by the foundation, 45 people have moved since 2001.",
        "data kept by the foundation",
        "According to",
        "45 people have moved since 2001",
    );
}

#[test]
fn a_participle_like_its_verb() {
    silent("Rain is forecast for October.");
}
