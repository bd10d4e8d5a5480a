use super::*;
use crate::export::export;
use crate::testing::{STANDARD, draft};

/// Everything that is said in a text: (source, cue, what is covered, its pieces joined by " … ").
fn said(text: &str) -> Vec<(String, String, String)> {
    let draft = draft(text, Some("2024-11-30"));
    let reading = STANDARD.read(&draft, None);
    let export = export(&reading);
    let words = |places: &[usize]| {
        places
            .iter()
            .filter_map(|&i| export.spans.get(i))
            .map(|one| {
                one.span
                    .text(draft.text())
                    .trim_end_matches(['.', ','])
                    .to_owned()
            })
            .collect::<Vec<_>>()
            .join(" … ")
    };
    export
        .relations
        .iter()
        .map(|one| (words(&one.source), words(&one.cue), words(&one.content)))
        .collect()
}

#[track_caller]
fn check(text: &str, source: &str, cue: &str, content: &str) {
    let found = said(text);
    let wanted = (source.to_owned(), cue.to_owned(), content.to_owned());
    assert!(
        found.contains(&wanted),
        "{text}\n  wanted {wanted:?}\n  found  {found:?}"
    );
}

#[track_caller]
fn silent(text: &str) {
    let found = said(text);
    assert!(found.is_empty(), "{text}\n  found  {found:?}");
}

#[test]
fn subject_before_the_verb() {
    check(
        "The regional governor said four people had died.",
        "The regional governor",
        "said",
        "four people had died",
    );
    check(
        "He added that the search would resume at dawn.",
        "He",
        "added",
        "that the search would resume at dawn",
    );
    check(
        "Activists say at least 12 people were shot.",
        "Activists",
        "say",
        "at least 12 people were shot",
    );
    check(
        "The union has repeatedly said it will strike on Friday.",
        "The union",
        "has repeatedly said",
        "it will strike on Friday",
    );
    check(
        "In a statement, the bank said its systems were safe.",
        "the bank",
        "said",
        "its systems were safe",
    );
    check(
        "The bank said in a statement that its systems were safe.",
        "The bank",
        "said",
        "that its systems were safe",
    );
    check(
        "The bank said on Monday its systems were safe.",
        "The bank",
        "said",
        "its systems were safe",
    );
    check(
        "State television reported that the bridge had fallen.",
        "State television",
        "reported",
        "that the bridge had fallen",
    );
    check(
        "Half of voters say they trust the police.",
        "Half of voters",
        "say",
        "they trust the police",
    );
    check(
        "The minister would not say whether the plant was safe.",
        "The minister",
        "would not say",
        "whether the plant was safe",
    );
}

#[test]
fn source_at_the_end() {
    check(
        "Four people had died, the regional governor said.",
        "the regional governor",
        "said",
        "Four people had died",
    );
    check(
        "Four people had died, said the regional governor, Amadou Keita.",
        "the regional governor, Amadou Keita",
        "said",
        "Four people had died",
    );
    check(
        "Nine people were on board, according to the coastguard.",
        "the coastguard",
        "according to",
        "Nine people were on board",
    );
    check(
        "According to the coastguard, nine people were on board.",
        "the coastguard",
        "According to",
        "nine people were on board",
    );
    check(
        "The road, the mayor said, would stay shut until May.",
        "the mayor",
        "said",
        "The road … would stay shut until May",
    );
    check(
        "There was no plan, as the inquiry noted.",
        "the inquiry",
        "noted",
        "There was no plan",
    );
    check(
        "Bridge will reopen in May, says minister",
        "minister",
        "says",
        "Bridge will reopen in May",
    );
    check(
        "Police: Two held after raid on warehouse",
        "Police",
        ":",
        "Two held after raid on warehouse",
    );
}

#[test]
fn direct_speech() {
    check(
        "“We had no warning,” said Ana Ruiz, a nurse.",
        "Ana Ruiz, a nurse",
        "said",
        "“We had no warning,”",
    );
    check(
        "“We had no warning,” Ana Ruiz, a nurse, told reporters in Lagos.",
        "Ana Ruiz, a nurse",
        "told",
        "“We had no warning,”",
    );
    check(
        "“We had no warning,” she said, “and nobody came.”",
        "she",
        "said",
        "“We had no warning,” … “and nobody came.”",
    );
    check(
        "“We had no warning,” she said. “Nobody came.”",
        "she",
        "said",
        "“We had no warning,” … “Nobody came.”",
    );
    check(
        "“It is over,” the captain announced. “We are going home.”",
        "the captain",
        "announced",
        "“It is over,” … “We are going home.”",
    );
    check(
        "“Why now?” Ms Ruiz asked.",
        "Ms Ruiz",
        "asked",
        "“Why now?”",
    );
    check(
        "“Leave,” the guard shouted at the crowd.",
        "the guard",
        "shouted",
        "“Leave,”",
    );
    check(
        "''We had no warning,'' said Ana Ruiz.",
        "Ana Ruiz",
        "said",
        "''We had no warning,''",
    );
    check(
        "The envoy called the vote “a sham”.",
        "The envoy",
        "called",
        "the vote “a sham”",
    );
    check(
        "She was quoted as saying that the gate was open.",
        "She",
        "was quoted as saying",
        "that the gate was open",
    );
}

#[test]
fn whom_it_is_told() {
    check(
        "Two port officials told Reuters that nine people were on board.",
        "Two port officials",
        "told",
        "that nine people were on board",
    );
    check(
        "The ministry told the Kivu Herald it had sent 40 tents.",
        "The ministry",
        "told",
        "it had sent 40 tents",
    );
    check(
        "She told me the gate was open.",
        "She",
        "told",
        "the gate was open",
    );
    let draft = draft(
        "Two port officials told Reuters that nine people were on board.\n",
        None,
    );
    let found = find_in(&draft);
    let first = &found.attributions[0];
    assert_eq!(first.addressee.unwrap().text(draft.text()), "Reuters");
    assert_eq!(&*first.lemma, "tell");
}

fn find_in(draft: &copydesk_draft::Draft) -> Attributions {
    STANDARD.read(draft, None).attributions
}

#[test]
fn long_sources() {
    check(
        "Officials who attended the meeting said the talks had failed.",
        "Officials who attended the meeting",
        "said",
        "the talks had failed",
    );
    check(
        "People briefed on the plan said the plant would close.",
        "People briefed on the plan",
        "said",
        "the plant would close",
    );
    check(
        "The minister, who returned on Sunday, said the talks had failed.",
        "The minister",
        "said",
        "the talks had failed",
    );
    check(
        "A source close to him said the offer was final.",
        "A source close to him",
        "said",
        "the offer was final",
    );
    check(
        "One manager at the airline said the route would go.",
        "One manager at the airline",
        "said",
        "the route would go",
    );
    check(
        "The army's spokesman, Colonel Idris Bello, said rebels had fled.",
        "The army's spokesman, Colonel Idris Bello",
        "said",
        "rebels had fled",
    );
    check(
        "Colonel Idris Bello, the army's spokesman, said rebels had fled.",
        "Colonel Idris Bello, the army's spokesman",
        "said",
        "rebels had fled",
    );
    check(
        "Rebels, however, said the town was theirs.",
        "Rebels",
        "said",
        "the town was theirs",
    );
    check(
        "Neither the army nor the rebels said how many had died.",
        "Neither the army nor the rebels",
        "said",
        "how many had died",
    );
    check(
        "The Observatory, a monitor based in London, said 30 people were dead.",
        "The Observatory, a monitor based in London",
        "said",
        "30 people were dead",
    );
    check(
        "Ms Ruiz (Unity) said the vote was fair.",
        "Ms Ruiz (Unity)",
        "said",
        "the vote was fair",
    );
    check(
        "Rebels and the army both said they held the bridge.",
        "Rebels and the army both",
        "said",
        "they held the bridge",
    );
    check(
        "The wounded man said he had seen three gunmen.",
        "The wounded man",
        "said",
        "he had seen three gunmen",
    );
}

#[test]
fn scope() {
    check(
        "While the army said it had left, residents filled the square.",
        "the army",
        "said",
        "it had left",
    );
    check(
        "The mayor said the bridge was safe, but engineers said it could fall.",
        "The mayor",
        "said",
        "the bridge was safe",
    );
    check(
        "The mayor said the bridge was safe, but engineers said it could fall.",
        "engineers",
        "said",
        "it could fall",
    );
    check(
        "The mayor said the bridge was safe and added that trains would run.",
        "The mayor",
        "said",
        "the bridge was safe",
    );
    check(
        "The mayor said the bridge was safe and added that trains would run.",
        "The mayor",
        "added",
        "that trains would run",
    );
    check(
        "The owner said he had called the police, but they never came.",
        "The owner",
        "said",
        "he had called the police",
    );
}

#[test]
fn participles() {
    check(
        "The mayor criticised the plan, saying it would cost jobs.",
        "The mayor",
        "saying",
        "it would cost jobs",
    );
    check(
        "The count is wrong, he said on Monday, adding that a new one was under way.",
        "he",
        "adding",
        "that a new one was under way",
    );
    check(
        "The delegation left early, with the envoy telling reporters that the deal was dead.",
        "the envoy",
        "telling",
        "that the deal was dead",
    );
}

#[test]
fn quotations_whose_verb_no_list_holds() {
    check(
        "“Go back to your desk,” the guard barked.",
        "the guard",
        "barked",
        "“Go back to your desk,”",
    );
    check(
        "The mayor was clear: “Not this year.”",
        "The mayor",
        "was clear",
        "“Not this year.”",
    );
    check(
        "Several groups granted the mine a delay, saying the cost was too high.",
        "Several groups",
        "saying",
        "the cost was too high",
    );
    check(
        "The mayor vowed to “defend the park”.",
        "The mayor",
        "vowed",
        "to “defend the park”",
    );
}

#[test]
fn papers() {
    check(
        "A report by the auditor found that 40 schools had no water.",
        "A report by the auditor",
        "found",
        "that 40 schools had no water",
    );
    check(
        "A survey showed that prices had doubled since June.",
        "A survey",
        "showed",
        "that prices had doubled since June",
    );
}

#[test]
fn thought_and_intention() {
    check(
        "The president believes the war will end soon.",
        "The president",
        "believes",
        "the war will end soon",
    );
    check(
        "The president hopes to visit Nairobi in May.",
        "The president",
        "hopes",
        "to visit Nairobi in May",
    );
    check(
        "Aid workers fear that thousands have fled.",
        "Aid workers",
        "fear",
        "that thousands have fled",
    );
    check(
        "The party supports a ban on plastic bags.",
        "The party",
        "supports",
        "a ban on plastic bags",
    );
    check(
        "Mr Keita vowed to rebuild the school.",
        "Mr Keita",
        "vowed",
        "to rebuild the school",
    );
}

#[test]
fn judgements() {
    check(
        "Police accused the driver of fleeing the scene.",
        "Police",
        "accused",
        "the driver of fleeing the scene",
    );
    check(
        "The mayor criticised the plan, saying it would cost jobs.",
        "The mayor",
        "criticised",
        "the plan",
    );
    check(
        "The ministry warned of more floods in the north.",
        "The ministry",
        "warned of",
        "more floods in the north",
    );
    check(
        "The court rejected the claim that the vote was rigged.",
        "The court",
        "rejected",
        "the claim that the vote was rigged",
    );
}

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
        "Young’s Market Co., a seller of spirits, wines and other goods, said it would merge.",
        "Young’s Market Co., a seller of spirits, wines and other goods",
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
