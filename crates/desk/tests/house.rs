//! What a house adds to the standard pack is checked over the compiled pack: with the outcome of reading all files anew.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test"
)]

use std::path::Path;
use std::sync::LazyLock;

use copydesk_desk::{Config, Desk, Faults, Override, Pack, compile};
use copydesk_draft::layer::LayerId;
use copydesk_formats as formats;
use copydesk_lang::program::StepKind;

static COMPILED: LazyLock<&'static [u8]> =
    LazyLock::new(|| compile(&Pack::standard()).unwrap().leak());

/// The standard pack and files of a house, compiled and not.
fn packs(files: &[(&str, &str)]) -> [Pack; 2] {
    [Pack::standard_compiled(*COMPILED), Pack::standard()].map(|mut pack| {
        for (name, text) in files {
            assert!(pack.add(*name, (*text).to_owned()));
        }
        pack
    })
}

fn words(lists: &[(&str, &str)]) -> Config {
    let mut config = Config::default();
    for (list, word) in lists {
        let words = config.choices.words.entry((*list).to_owned());
        words.or_default().push((*word).to_owned());
    }
    config
}

const DRAFTS: [&str; 3] = [
    "# Ferry sinks off Mokpo\n\nForty people were killed when a ferry sank near Mokpo on Tuesday.\n\n\
     The zyxgate was shown to 12 souls aboard, and was was seen at the quay.\n\nThe KZPLC said 40 souls on board drowned.\n",
    "Terrorists shot dead nine people near Kharkiv, and the price of rice rose by 12 percent.\n\n\
     The KZPLC did not comment. The zyxgate of the port was shown on Monday.\n",
    "At least 14 people were killed on Monday, the interior ministry said.\n\nSixteen died, it said. The ferry had 60 souls aboard.\n",
];

fn findings(desk: &Desk) -> Vec<String> {
    let options = formats::Options::default();
    let mut all = Vec::new();
    for (at, text) in DRAFTS.iter().enumerate() {
        let draft = formats::read(&format!("{at}.md"), text.as_bytes(), &options).unwrap();
        all.push(format!("{:?}", desk.report(vec![desk.check(&draft, None)])));
    }
    all
}

/// What is found with a house's files and words, the same both ways; the rules that found something.
fn same(files: &[(&str, &str)], config: &Config) -> (Desk, Faults, String) {
    let [ready, plain] = packs(files);
    let (quick, own) = Desk::open(&ready, config)
        .map_err(|(error, _)| error)
        .unwrap();
    let (slow, all) = Desk::open(&plain, config)
        .map_err(|(error, _)| error)
        .unwrap();
    let told = |faults: &Faults| {
        format!(
            "{:?} {:?} {:?}",
            faults.rules, faults.left_out, faults.registers
        )
    };
    assert_eq!(told(&own), told(&all));
    // The compiled pack has no examples; those of the house are there.
    let mut program = slow.program().clone();
    for (rule, read) in program.rules.iter_mut().zip(&quick.program().rules) {
        if read.examples.is_empty() {
            rule.examples.clear();
        }
    }
    assert!(*quick.program() == program, "other programs");
    let found = findings(&quick);
    assert_eq!(found, findings(&slow));
    (quick, own, found.concat())
}

const SOULS: &str = "\
words souls-word: \"souls aboard\", \"souls on board\"
pattern souls-pattern: <souls-word>
layer souls-mention from souls-pattern

rule passenger-souls
  title    \"Passengers are people\"
  severity warning
  for each souls-mention
  say      \"“{it}” stands for passengers.\"
  bad      \"The ferry sank with 60 [[souls on board]].\"
  good     \"The ferry sank with 60 people on board.\"
";

#[test]
fn rules_of_a_house_are_checked_over_the_compiled_pack() {
    let (desk, faults, found) = same(&[("own/souls.desk", SOULS)], &Config::default());
    assert!(found.contains("passenger-souls"), "{found}");
    assert!(found.contains("doubled-word"), "{found}");
    assert!(!faults.is_broken());
    let rule = desk.program().rule("passenger-souls").unwrap();
    assert_eq!(rule.examples.len(), 2);
    // The standard pack's own files were not read again.
    let known = desk.program().rule("doubled-word").unwrap();
    assert!(known.examples.is_empty());
}

/// Layers, chosen layers, word lists, settings, registers and rules of the pack.
#[test]
fn rules_of_a_house_speak_of_what_the_pack_has() {
    let own = "\
setting own-window: number = 2
facts own-listings from \"designations\"
  group: armed-group = entity key
  kind: text
words own-sign: \"zyxgate\"
pattern own-signs: <own-sign> ...3 \"shown\"
  except after \"the price of\"
  or <own-sign> ...8 <casualty-figure>
layer own-sign-shown from own-signs
pattern own-tolls: <listed> or \"killed\" ...3 <own-sign>
layer own-toll from own-tolls
layer own-day-toll from toll-of-the-day
  where its highest is at least 20

rule own-sign-alone
  title    \"Say who shows it\"
  severity error
  yields to doubled-word
  for each own-sign-shown
  unless   a casualty-figure in the same or the next own-window sentences
  say      \"{it} stands alone.\"

rule toll-of-many
  title    \"A toll of many needs the desk\"
  severity warning
  for each own-day-toll
  say      \"“{it}” goes past the desk.\"
";
    let own = own.replace("listed", &listed_layer().1);
    let files = [("own/a.desk", own.as_str()), ("own/souls.desk", SOULS)];
    let (_, _, found) = same(&files, &Config::default());
    assert!(found.contains("toll-of-many"), "{found}");
}

/// A layer of the standard pack that is made from one word list, and the name of the list.
fn listed_layer() -> (LayerId, String) {
    let [ready, _] = packs(&[]);
    let (desk, _) = Desk::open(&ready, &Config::default()).unwrap();
    let program = desk.program();
    let found = program.layers.iter().find_map(|layer| {
        let [sequence] = program.patterns.get(layer.pattern)?.alternatives.as_slice() else {
            return None;
        };
        match sequence.steps.as_slice() {
            [step] if sequence.except.is_empty() => match step.kind {
                StepKind::Words(list) => Some((layer.id, program.words[list].name.clone())),
                _ => None,
            },
            _ => None,
        }
    });
    found.unwrap()
}

#[test]
fn words_are_added_to_lists_of_the_pack() {
    let (layer, matched) = listed_layer();
    // One that patterns match, one that the readers need.
    for list in [matched.as_str(), "reporting-verb"] {
        let config = words(&[(list, "KZPLC"), (list, "~zyxgate")]);
        let (desk, ..) = same(&[("own/souls.desk", SOULS)], &config);
        if list == matched {
            let draft = formats::read("a.md", DRAFTS[0].as_bytes(), &formats::Options::default());
            let draft = draft.unwrap();
            let tables = desk.tables(&desk.read(&draft, None));
            assert!(tables[usize::from(layer.0)].len() >= 2, "{list}");
        }
        let own = words(&[("souls-word", "zyxgate of the port")]);
        let found = same(&[("own/souls.desk", SOULS)], &own).2;
        assert!(found.contains("zyxgate of the port"), "{found}");
    }
}

/// A mistake is told as if all files were read anew, with the place of the first definition.
#[test]
fn mistakes_of_a_house_are_told_the_same() {
    for wrong in [
        "words common-word: \"zyx\"\n",
        "rule doubled-word\n  title \"T\"\n  severity error\n  for each sentence\n  say \"It.\"\n",
        "pattern p: <no-such-list>\nlayer q from p\n",
        "rule r\n  title \"T\"\n  severity error\n  for each casualty-figur\n  say \"It.\"\n",
        "words unused-list: \"a\"\n",
        "rule half\n  title \"T\n",
    ] {
        let files = [("own/souls.desk", SOULS), ("own/wrong.desk", wrong)];
        same(&files, &Config::default());
    }
    // The rule of another name that asks for what one of the pack does.
    let pack = Pack::standard();
    let file = pack
        .files()
        .iter()
        .find(|file| file.name.ends_with("/doubled-word.desk"))
        .unwrap();
    let rule = file.text.split_once("\nrule doubled-word").unwrap().1;
    let again = format!("rule doubled-word-again{rule}");
    let (_, faults, _) = same(&[("own/again.desk", &again)], &Config::default());
    assert!(
        format!("{:?}", faults.rules).contains("doubled-word"),
        "{:?}",
        faults.rules
    );
}

/// `replaces` puts a rule in the place of one of the pack; by its own name that one can still be asked for.
#[test]
fn a_rule_takes_the_place_of_another() {
    let own = SOULS.replace(
        "  severity warning\n",
        "  severity warning\n  replaces doubled-word\n",
    );
    let files = [("own/souls.desk", own.as_str())];
    let (_, _, found) = same(&files, &Config::default());
    assert!(found.contains("rule: \"passenger-souls\""), "{found}");
    assert!(!found.contains("rule: \"doubled-word\""), "{found}");
    let asked = Config {
        select: vec!["doubled-word".to_owned()],
        ..Config::default()
    };
    assert!(same(&files, &asked).2.contains("rule: \"doubled-word\""));
    // `--ignore` of another rule changes nothing.
    let ignoring = Config {
        ignore: vec!["web-debris".to_owned()],
        ..Config::default()
    };
    assert!(!same(&files, &ignoring).2.contains("rule: \"doubled-word\""));
    // Where it is off itself, it stands for nothing: for all drafts, or for some paths.
    let mut off = Config::default();
    let names = &mut off.choices.rules;
    names.insert("passenger-souls".to_owned(), None);
    assert!(same(&files, &off).2.contains("rule: \"doubled-word\""));
    let mut elsewhere = Config::default();
    let here = Override::new(Path::new("."), vec!["0.md".to_owned()], off.choices.clone());
    elsewhere.overrides.push(here.unwrap());
    assert!(
        same(&files, &elsewhere)
            .2
            .contains("rule: \"doubled-word\"")
    );
    // The examples of both can be run.
    let tests = Config {
        even_off: true,
        ..Config::default()
    };
    let (desk, ..) = same(&files, &tests);
    let rule = desk.program().rule("doubled-word").unwrap();
    assert!(desk.severity(rule).is_some());
}
