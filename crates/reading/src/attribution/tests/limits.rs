//! What is no attribution, what a cue does not cover, kinds of sources, quotations beside their speaker.

use super::*;

#[test]
fn no_cue() {
    silent("The bridge fell on Monday and nine cars went into the river.");
    silent("The report runs to 90 pages.");
    silent("Four states border the lake.");
    silent("The claims office shut at noon.");
}

#[test]
fn thought_and_topics_do_not_govern() {
    let governed = |text: &str, words: &str| {
        let draft = draft(text, None);
        let at = draft.text().find(words).unwrap();
        let span = Span::of(at, at + words.len());
        find_in(&draft).governing_said(span).is_some()
    };
    assert!(governed(
        "The ministry said 12 people had died.\n",
        "12 people"
    ));
    assert!(governed(
        "Twelve people had died, the ministry said.\n",
        "Twelve people"
    ));
    assert!(!governed(
        "Relatives fear 12 people have died.\n",
        "12 people"
    ));
    assert!(!governed(
        "The envoy condemned the raid that killed 12 people.\n",
        "12 people"
    ));
    assert!(!governed(
        "The company did not respond to questions about the deaths of 12 people.\n",
        "12 people"
    ));
    assert!(!governed(
        "The ministry said the road was shut. Shelling killed 12 people.\n",
        "12 people"
    ));
}

/// Behind ", and" another deed of those spoken of goes on with what was said; a deed of the speaker's does not.
#[test]
fn deeds_behind_a_comma() {
    for (text, want) in [
        (
            "Colonel Hadar said the rebels advanced near Kenda, and took 65 troops.",
            "took 65 troops",
        ),
        (
            "Police said the man stabbed two women, and fled on foot.",
            "fled on foot",
        ),
        (
            "The firm said the duty was simple, but would cost jobs.",
            "would cost jobs",
        ),
    ] {
        let draft = draft(&format!("{text}\n"), None);
        let at = draft.text().find(want).unwrap();
        assert!(
            find_in(&draft)
                .governing_said(Span::of(at, at + 4))
                .is_some(),
            "{text}"
        );
    }
    for (text, other) in [
        (
            "The minister said the plan was ready, and left the hall.",
            "left the hall",
        ),
        (
            "The envoy said the raids had failed, but declined to say how.",
            "declined to",
        ),
        (
            "The agency said it would wait, but did not say how long.",
            "did not say",
        ),
    ] {
        let draft = draft(&format!("{text}\n"), None);
        let at = draft.text().find(other).unwrap();
        let row = find_in(&draft).governing_said(Span::of(at, at + 4));
        assert!(row.is_none(), "{text}");
    }
}

/// "According to reports" names a source, if a bare one; "adding to a dispute" says nothing.
#[test]
fn reports_and_additions() {
    let found = find_in(&draft(
        "According to reports, one man was taken hostage.\n",
        None,
    ));
    assert_eq!(found.attributions.len(), 1);
    silent("The find was shown on Friday, adding to a dispute over a leak that hurt hundreds.");
}

#[test]
fn denial_and_silence() {
    let polarity = |text: &str| {
        let found = find_in(&draft(text, None));
        found.attributions.first().map(|one| one.polarity)
    };
    assert_eq!(
        polarity("The army denied that its troops had fired.\n"),
        Some(Polarity::Denied)
    );
    assert_eq!(
        polarity("The army did not say that it had fired.\n"),
        Some(Polarity::Denied)
    );
    assert_eq!(
        polarity("The minister declined to comment.\n"),
        Some(Polarity::NoComment)
    );
    assert_eq!(
        polarity("The company did not respond to a request for comment.\n"),
        Some(Polarity::NoComment)
    );
    assert_eq!(
        polarity("The army said that it had fired.\n"),
        Some(Polarity::Affirmed)
    );
}

#[test]
fn kinds_of_sources() {
    let kind = |text: &str| {
        let found = find_in(&draft(text, None));
        found.sources.first().map(|one| (one.kind, one.count))
    };
    assert_eq!(
        kind("Two officials said the plan was dead.\n"),
        Some((SourceKind::Anonymous, Some(2.0)))
    );
    assert_eq!(
        kind("Officials said the plan was dead.\n"),
        Some((SourceKind::Anonymous, None))
    );
    assert_eq!(
        kind("The foreign minister said the plan was dead.\n"),
        Some((SourceKind::Official, Some(1.0)))
    );
    assert_eq!(
        kind("The ministry said the plan was dead.\n"),
        Some((SourceKind::Institution, None))
    );
    assert_eq!(
        kind("The army said the plan was dead.\n"),
        Some((SourceKind::Party, None))
    );
    assert_eq!(
        kind("Local media said the plan was dead.\n"),
        Some((SourceKind::Outlet, None))
    );
    assert_eq!(
        kind("She said the plan was dead.\n"),
        Some((SourceKind::Pronoun, Some(1.0)))
    );
    assert_eq!(
        kind("A spokesman for the ministry said the plan was dead.\n"),
        Some((SourceKind::Official, Some(1.0)))
    );
}

#[test]
fn pronouns_and_short_forms() {
    let text = "The Syrian Observatory for Human Rights said 15 people were dead. It said the toll could rise. \
                The Observatory said two medics were among them.\n";
    let found = find_in(&draft(text, None));
    let speakers: Vec<Option<usize>> = (0..3).map(|i| found.speaker(i)).collect();
    assert_eq!(speakers, [Some(0), Some(0), Some(0)]);
    assert!(found.attributions[1].carried_over);
}

#[test]
fn quotations_across_paragraphs() {
    let text = "“We had no warning,” said Ana Ruiz. “Nobody came.\n\n“The gate was shut.”\n";
    let draft = draft(text, None);
    let found = find_in(&draft);
    let at = draft.text().find("The gate").unwrap();
    let speaker = found
        .governing_said(Span::of(at, at + 8))
        .and_then(|i| found.speaker(i))
        .map(|i| found.sources[i].span.text(draft.text()).to_owned());
    assert_eq!(speaker.as_deref(), Some("Ana Ruiz"));
}

#[test]
fn told_without_a_source() {
    check(
        "The two brothers are believed to hold a third of the shares.",
        "",
        "are believed",
        "The two brothers … to hold a third of the shares",
    );
    check(
        "Four tankers were reported to have left the harbour.",
        "",
        "were reported",
        "Four tankers … to have left the harbour",
    );
    check(
        "It was announced on Monday that the mine would close.",
        "",
        "was announced",
        "that the mine would close",
    );
    check(
        "The coach seemed unwilling to talk.",
        "",
        "seemed",
        "The coach … unwilling to talk",
    );
    check(
        "The claim that the ferry was full has spread.",
        "",
        "claim",
        "that the ferry was full",
    );
    silent("The crew were told to leave.");
    silent("She appeared in court.");
    let text = "Four tankers were reported to have left the harbour.\n";
    let draft = draft(text, None);
    let found = find_in(&draft);
    assert!(found.attributions.is_empty());
    assert_eq!(found.hearsay.len(), 1);
    assert!(found.governing_said(Span::of(30, 40)).is_none());
}

#[test]
fn verbs_that_speak_only_with_a_clause() {
    silent("The navy maintained a blockade of the port.");
    silent("A stream called Miller Run floods the road.");
    silent("The union would object if pay were cut.");
    check(
        "The navy maintained that the port was open.",
        "The navy",
        "maintained",
        "that the port was open",
    );
}

#[test]
fn what_is_done_with_the_words() {
    let acts = |text: &str| {
        find_in(&draft(text, None))
            .attributions
            .iter()
            .map(|one| one.act)
            .collect::<Vec<_>>()
    };
    assert_eq!(acts("The clerk said the gate was shut.\n"), [Act::Telling]);
    assert_eq!(
        acts("The clerk alleged that the gate was shut.\n"),
        [Act::Arguing]
    );
    assert_eq!(
        acts("The clerk asked whether the gate was shut.\n"),
        [Act::Asking]
    );
    assert_eq!(
        acts("The clerk hoped the gate was shut.\n"),
        [Act::Thinking]
    );
}

#[test]
fn sources_with_lists_and_names_of_parts() {
    check(
        "Adler’s Timber Co., a maker of doors, floors and other joinery, said it would merge.",
        "Adler’s Timber Co., a maker of doors, floors and other joinery",
        "said",
        "it would merge",
    );
    check(
        "First of Norland said some branches would close.",
        "First of Norland",
        "said",
        "some branches would close",
    );
}

#[test]
fn quotations_beside_their_speaker() {
    check(
        "“We lost the roof,” said Ana Ruiz, speaking of the storm. “The rain came in.”",
        "Ana Ruiz",
        "said",
        "“We lost the roof,” … “The rain came in.”",
    );
    check(
        "The mayor condemned the raid. “It was a crime. It must end.”",
        "The mayor",
        "condemned",
        "“It was a crime. It must end.”",
    );
    check(
        "“It was a long night,” said Ana Ruiz. “My father called it ‘the flood.’”",
        "Ana Ruiz",
        "said",
        "“It was a long night,” … “My father called it ‘the flood.’”",
    );
    check(
        "The pilot told his crew of six, “We turn back now.”",
        "The pilot",
        "told",
        "“We turn back now.”",
    );
    check(
        "“I like the plan,” she said, but “when it comes to cost, it fails.”",
        "she",
        "said",
        "“I like the plan,” … but “when it comes to cost, it fails.”",
    );
    check(
        "“We lost everything.” — Ana Ruiz\n",
        "Ana Ruiz",
        "—",
        "“We lost everything.”",
    );
    check(
        "The harbour master wrote:\n\n“The ferry left at six. It was full.”\n",
        "The harbour master",
        "wrote",
        "“The ferry left at six. It was full.”",
    );
    silent("The gate is supposed to open at six.");
}

#[test]
fn what_a_cue_does_not_cover() {
    let governed = |text: &str, words: &str| {
        let draft = draft(text, None);
        let at = draft.text().find(words).unwrap();
        find_in(&draft)
            .governing_said(Span::of(at, at + words.len()))
            .is_some()
    };
    assert!(!governed(
        "He said this when asked about the raid that killed six men.\n",
        "killed"
    ));
    assert!(!governed(
        "The group claimed responsibility for a blast that killed six men.\n",
        "killed"
    ));
    assert!(governed(
        "The war has killed six men, Reuters reports.\n",
        "killed"
    ));
    assert!(governed(
        "The United Nations estimates more than 900 men have died.\n",
        "died"
    ));
}

#[test]
fn long_sentences_end() {
    let text = format!("{}.\n", "he said that she said, and ".repeat(4000));
    let start = std::time::Instant::now();
    said(&text);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn verbs_that_mean_something_else() {
    silent("The delay means the bridge will open in spring.");
    silent("Fares have fallen, meaning that more people ride the tram.");
    silent("A by-law regarding pets in parks was repealed.");
    silent("The mill has long been shut.");
    silent("The bishop was speaking to the choir when the lights failed.");
    silent("The villagers find themselves in the path of the lava.");
    silent("The rate would decline by four points each year.");
    silent("The port has record traffic this spring.");
    silent("The runner was like a sprinter in a marathon.");
    silent("Two crucial contests Saturday drew a crowd.");
    silent("The mill is owned by a man named Tom Clark, who lives in Leeds.");
    silent("Questions from widows invited to attend the session went on.");
    silent("The owners put the mill on the market.");
    check(
        "She means the bridge will open in spring.",
        "She",
        "means",
        "the bridge will open in spring",
    );
    check(
        "A survey put the damage at 300 million pesos.",
        "A survey",
        "put",
        "the damage at 300 million pesos",
    );
    check(
        "The fire began in the galley, a well-placed official has told the paper.",
        "a well-placed official",
        "has told",
        "The fire began in the galley",
    );
    check(
        "The villagers long for rain.",
        "The villagers",
        "long for",
        "rain",
    );
}

#[test]
fn a_thing_ends_before_the_paper_it_was_spoken_of_in() {
    check(
        "The mayor criticised the judge in a post on Monday.",
        "The mayor",
        "criticised",
        "the judge",
    );
    check(
        "The mayor praised the crew at the hospital.",
        "The mayor",
        "praised",
        "the crew at the hospital",
    );
}

#[test]
fn labels_and_headings_in_quotation_marks() {
    let text = "The host pressed the guest, who said, \"We will see.\"\n\n\"PRADO: We lost the vote and we accept it.\"\n\n\"(Laughter.)\"\n";
    check(text, "PRADO", ":", "We lost the vote and we accept it");
    assert!(!said(text).iter().any(|one| one.2.contains("Laughter")));
    let text = "\"We lost the vote and we accept it,\" Ms Prado said.\n\n'Nobody Is Safe.'\n\nThe town woke to snow.\n";
    assert!(!said(text).iter().any(|one| one.2.contains("Nobody")));
}
