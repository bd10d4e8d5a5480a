//! Every way of saying who said it, with every kind of source and many kinds of clause: the grammar, not its examples.

use super::said;

const SOURCES: &[&str] = &[
    "police",
    "the ministry",
    "a nurse",
    "Maria Lopez",
    "the army spokesman",
    "two residents",
    "officials in Kabul",
    "the governor of Kherson",
    "Mayor Jan Novak",
    "Ana Ruiz, the mayor,",
    "the Syrian Observatory for Human Rights",
    "a source close to the talks",
    "one of the survivors",
    "the health ministry in Gaza",
    "Abu Khalid, who runs a shop there,",
    "an official who asked not to be named",
    "a spokeswoman for the fire service",
];

const CLAUSES: &[&str] = &[
    "the man fled",
    "rebels attacked the town",
    "20 people were killed",
    "the two sides will exchange lists",
    "three sisters died in the fire",
    "a drone hit a bus",
    "it had closed the road",
    "fighting had stopped",
    "many people are missing",
    "there is no water",
    "shelling killed four people overnight",
    "prices rose 3% in May",
    "he was not there",
];

/// `S` stands for the source, `c` and `C` for the clause in small letters or with a capital.
const FRAMES: &[&str] = &[
    "{S} said {c}.",
    "{S} said that {c}.",
    "{S} said on Monday {c}.",
    "{S} told AFP that {c}.",
    "{S} told reporters {c}.",
    "{C}, {S} said.",
    "{C}, said {S}.",
    "According to {S}, {c}.",
    "{C}, according to {S}.",
    "{S} said in a statement that {c}.",
    "In a statement, {S} said {c}.",
    "{S} confirmed that {c}.",
    "{S} said late on Sunday that {c}.",
    "“{C},” {S} said.",
    "“{C},” said {S}.",
    "{S} said: “{C}.”",
    "{S} reported that {c}.",
    "On Monday, {S} said, {c}.",
    "{S} has said {c}.",
    "{S} said the road was shut, adding that {c}.",
    "{S} said that the road was shut and that {c}.",
    "As {S} put it, {c}.",
    "In the words of {S}, “{c}”.",
    "Asked about the raid, {S} said {c}.",
    "{S} was quoted as saying {c}.",
    "“{C},” {S} added.",
    "{S} announced on Sunday that {c}.",
    "“{C},” {S} wrote on X.",
    "A statement from {S} said {c}.",
    "A report by {S} found that {c}.",
    "Figures from {S} show that {c}.",
    "{S} estimated that {c}.",
    "{S} warned that {c}.",
    "{C}, as {S} said on Sunday.",
    "{S} later told the court that {c}.",
    "{S} told a news conference that {c}.",
    "“We know,” {S} said, “that {c}.”",
    "Reached by phone, {S} said {c}.",
    "For its part, {S} said {c}.",
    "But {S} said {c}.",
    "The road is shut, and {S} said {c}.",
];

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

#[test]
fn every_frame_with_every_source() {
    let mut missed = Vec::new();
    for (f, frame) in FRAMES.iter().enumerate() {
        for (s, source) in SOURCES.iter().enumerate() {
            // Each pair with three clauses; all clauses come round.
            for step in 0..3 {
                let clause = CLAUSES[(f + s + step * 5) % CLAUSES.len()];
                let text = frame
                    .replace("{S}", source)
                    .replace("{c}", clause)
                    .replace("{C}", &capital(clause))
                    .replace(",,", ",")
                    .replace(",.", ".");
                let text = format!("The road is shut. {}", capital(&text));
                let head = source.split(',').next().unwrap_or(source).to_lowercase();
                let found = said(&text);
                let right = found.iter().any(|(who, _, what)| {
                    let what = what.replace('”', "").to_lowercase();
                    who.to_lowercase().contains(&head) && what.contains(&clause.to_lowercase())
                });
                if !right {
                    missed.push(format!("{text}\n    {found:?}"));
                }
            }
        }
    }
    let all = FRAMES.len() * SOURCES.len() * 3;
    assert!(
        missed.len() * 200 <= all,
        "{} of {all} missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
}
