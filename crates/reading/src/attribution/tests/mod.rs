//! What attributions are found, and what each covers.

mod limits;
mod lists;
mod matrix;
mod sources;

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
