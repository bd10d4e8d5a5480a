use copydesk_draft::layer::{Cell, FieldId, LayerId, Value};

use crate::schema::id;
use crate::testing::{STANDARD, draft};

/// Excerpt and the numbers of the named columns, for each thing of a layer.
fn things(text: &str, layer: LayerId, columns: &[&str]) -> Vec<String> {
    let draft = draft(text, Some("2024-12-01"));
    let reading = STANDARD.read(&draft, None);
    let schema = crate::schema();
    let fields: Vec<FieldId> = columns
        .iter()
        .map(|column| schema.get(layer).unwrap().find(column).unwrap())
        .collect();
    let table = reading.table(layer).unwrap();
    (0..table.len() as u32)
        .map(|row| {
            let excerpt = table.row(row).unwrap().span.text(draft.text()).to_owned();
            fields.iter().fold(excerpt, |out, &field| {
                let cell = match table.cell(row, field).unwrap() {
                    Cell::Filled(Value::Number(number)) => number.to_string(),
                    Cell::Filled(Value::Enum(value)) => format!("#{value}"),
                    Cell::Filled(Value::Flag(flag)) => flag.to_string(),
                    Cell::Filled(Value::Text(text)) => text.to_string(),
                    Cell::Filled(Value::Thing(thing)) => format!("row {}", thing.row),
                    other => format!("{other:?}"),
                };
                format!("{out}|{cell}")
            })
        })
        .collect()
}

fn figures(text: &str) -> Vec<String> {
    things(text, id::CASUALTY_FIGURE, &["number", "outcome"])
}

#[test]
fn wordings() {
    for (text, want) in [
        (
            "Shelling killed four people overnight.",
            vec!["killed four people|4|#0"],
        ),
        (
            "The blast killed at least 15 people and wounded 40 others.",
            vec!["killed at least 15 people|15|#0", "wounded 40 others|40|#1"],
        ),
        (
            "Jets hit the market, leaving at least 15 people dead.",
            vec!["at least 15 people dead|15|#0"],
        ),
        (
            "Dozens of its soldiers had been killed.",
            vec!["Dozens of its soldiers had been killed|24|#0"],
        ),
        (
            "Three ski tourers were killed by an avalanche.",
            vec!["Three ski tourers were killed|3|#0"],
        ),
        (
            "Over 70 villagers, mostly herders, have been killed since January.",
            vec!["Over 70 villagers, mostly herders, have been killed|70|#0"],
        ),
        (
            "Twelve miners died when the shaft fell in.",
            vec!["Twelve miners died|12|#0"],
        ),
        (
            "Police shot dead two protesters.",
            vec!["shot dead two protesters|2|#0"],
        ),
        (
            "The death toll rose to 63.",
            vec!["death toll rose to 63|63|#0"],
        ),
        (
            "The agency put the number of dead at 63.",
            vec!["number of dead at 63|63|#0"],
        ),
        ("All 19 dead were traders.", vec!["19 dead|19|#0"]),
        (
            "A woman was wounded by shrapnel.",
            vec!["A woman was wounded|1|#1"],
        ),
        (
            "Rebels took 65 soldiers as prisoners.",
            vec!["65 soldiers as prisoners|65|#3"],
        ),
        (
            "Rebels took 40 villagers hostage.",
            vec!["40 villagers hostage|40|#3"],
        ),
        (
            "The storm left 30 people missing.",
            vec!["30 people missing|30|#2"],
        ),
        (
            "Rescuers said 12 were missing.",
            vec!["12 were missing|12|#2"],
        ),
        (
            "Sixty girls ran away and 276 remain missing.",
            vec!["276 remain missing|276|#2"],
        ),
        ("Twelve of the paintings are still missing.", vec![]),
        ("Twelve are missing and eight were sold.", vec![]),
        (
            "The man stabbed a guard and was shot.",
            vec!["stabbed a guard|1|#6"],
        ),
        ("A lot fewer civilians died in the spring.", vec![]),
        ("The toll will be paid from May at 14 gates.", vec![]),
        ("Police held three brothers over the dead carp.", vec![]),
        ("She had taken 60 tablets and died by morning.", vec![]),
        ("He was found with three bullet wounds.", vec![]),
        ("Wolves killed 46 sheep. Thirteen died on Monday.", vec![]),
        (
            "Troops were sent to prevent the slaughter of thousands.",
            vec![],
        ),
        ("Nobody can stop him from killing ten people.", vec![]),
        ("It is not clear whether 21 hostages were killed.", vec![]),
        ("Two men succumbed to his charm.", vec![]),
        ("Two men were shot at while they ran.", vec![]),
        (
            "Two men succumbed to their wounds.",
            vec!["Two men succumbed|2|#0"],
        ),
        (
            "The killing of six aid workers drew protests.",
            vec!["killing of six aid workers|6|#0"],
        ),
        ("There were 12 deaths in the camp.", vec!["12 deaths|12|#0"]),
        (
            "Gunmen abducted 40 schoolgirls.",
            vec!["abducted 40 schoolgirls|40|#4"],
        ),
        (
            "Two people were killed and five others wounded.",
            vec!["Two people were killed|2|#0", "five others wounded|5|#1"],
        ),
        (
            "Four people in the car were killed.",
            vec!["Four people in the car were killed|4|#0"],
        ),
        (
            "Cholera has killed 46 people in the town.",
            vec!["killed 46 people|46|#0"],
        ),
        (
            "The crash claimed 12 lives.",
            vec!["claimed 12 lives|12|#0"],
        ),
    ] {
        assert_eq!(figures(text), want, "{text}");
    }
}

#[test]
fn what_the_hurt_are_called() {
    for (text, want) in [
        (
            "Twelve passengers sustained severe burns.",
            vec!["Twelve passengers sustained severe burns|12|#1"],
        ),
        (
            "The killers of the four nuns were freed.",
            vec!["killers of the four nuns|4|#0"],
        ),
        (
            "The murder in Lyon of six students shocked the town.",
            vec!["murder in Lyon of six students|6|#0"],
        ),
        (
            "The six monks' slaying was condemned.",
            vec!["six monks' slaying|6|#0"],
        ),
        (
            "The 18 wounded included five children.",
            vec!["18 wounded|18|#1", "wounded included five children|5|#1"],
        ),
        ("The dead numbered 14.", vec!["dead numbered 14|14|#0"]),
        (
            "Killed were two officers.",
            vec!["Killed were two officers|2|#0"],
        ),
        (
            "Gunmen murdered a family of five.",
            vec!["murdered a family of five|5|#0"],
        ),
        (
            "Half of the wounded were between the ages of 30 and 41.",
            vec![],
        ),
        ("The wardens suffered two setbacks.", vec![]),
    ] {
        assert_eq!(figures(text), want, "{text}");
    }
}

#[test]
fn subjects_across_asides() {
    for (text, want) in [
        (
            "Ten people – six men and four women – were killed.",
            vec![
                "Ten people – six men and four women – were killed|10|#0",
                "six men|6|#0",
                "four women|4|#0",
            ],
        ),
        (
            "Six priests (four Spaniards and two Poles) and three cooks were murdered.",
            vec![
                "Six priests (four Spaniards and two Poles) and three cooks were murdered|6|#0",
                "four Spaniards|4|#0",
                "two Poles|2|#0",
                "three cooks were murdered|3|#0",
            ],
        ),
        (
            "Nine soldiers were on leave and were wounded by a bomb.",
            vec!["Nine soldiers were on leave and were wounded|9|#1"],
        ),
        (
            "At least 16 members of the \"Lions\" militia died.",
            vec!["At least 16 members of the \"Lions\" militia died|16|#0"],
        ),
    ] {
        assert_eq!(figures(text), want, "{text}");
    }
}

#[test]
fn lists_and_clauses() {
    for (text, want) in [
        (
            "Gunmen murdered six nuns and two cooks at the convent.",
            vec![
                "murdered six nuns|6|#0",
                "murdered six nuns and two cooks|2|#0",
            ],
        ),
        (
            "Four soldiers and a civilian were wounded by the mine.",
            vec![
                "Four soldiers and a civilian were wounded|4|#1",
                "a civilian were wounded|1|#1",
            ],
        ),
        (
            "Two guards who were watching the gate were killed.",
            vec!["Two guards who were watching the gate were killed|2|#0"],
        ),
        (
            "Three sailors guarding the jetty were killed at dawn.",
            vec!["Three sailors guarding the jetty were killed|3|#0"],
        ),
        (
            "It was a raid in which 11 herders were killed.",
            vec!["11 herders were killed|11|#0"],
        ),
        (
            "The rebels killed the mayor of Tessa, as well as three farmers, police said.",
            vec!["killed the mayor of Tessa, as well as three farmers|3|#0"],
        ),
        (
            "The governor was killed on the road to Dargo, along with two bodyguards.",
            vec!["killed on the road to Dargo, along with two bodyguards|2|#0"],
        ),
        (
            "Two teachers were among those killed.",
            vec!["Two teachers were among those killed|2|#0"],
        ),
        (
            "Among the wounded were three nurses.",
            vec!["wounded were three nurses|3|#1"],
        ),
        (
            "The flood cost the lives of 40 people.",
            vec!["cost the lives of 40 people|40|#0"],
        ),
        (
            "More than 60 people were killed or wounded.",
            vec!["More than 60 people were killed or wounded|60|#6"],
        ),
        (
            "THREE POLICEMEN AND A DRIVER WERE KILLED AND NINE OTHERS WOUNDED IN THE AMBUSH.",
            vec![
                "THREE POLICEMEN AND A DRIVER WERE KILLED|3|#0",
                "A DRIVER WERE KILLED|1|#0",
                "NINE OTHERS WOUNDED|9|#1",
            ],
        ),
        (
            "THE ASSASSINATION OF FOUR JUDGES SHOCKED THE CAPITAL.",
            vec!["ASSASSINATION OF FOUR JUDGES|4|#0"],
        ),
        ("Two gunmen killed the mayor and fled.", vec![]),
        ("Three rebels have killed a trader's dogs.", vec![]),
    ] {
        assert_eq!(figures(text), want, "{text}");
    }
    assert_eq!(
        things(
            "The blast killed nine people, including two children and a nurse.",
            id::CASUALTY_FIGURE,
            &["number", "part"]
        ),
        vec![
            "killed nine people|9|false",
            "two children|2|true",
            "a nurse|1|true"
        ]
    );
}

#[test]
fn nobody_was_hurt() {
    for text in [
        "The blast could have killed dozens of people.",
        "No one was killed when the roof fell.",
        "He threatened to kill 12 hostages.",
        "The cull killed 12,000 chickens.",
        "The senate killed two bills on Friday.",
        "She captured three wickets before lunch.",
        "The striker is missing two games through injury.",
        "The plan was not to kill any soldiers.",
        "In the film, a bomb kills 12 people.",
        "The envoy warned of a civilian massacre in the valley.",
        "Six of the charges included premeditated murder.",
        "He was killed on 12 March.",
        "The car was found 12 km from where he died.",
    ] {
        assert_eq!(figures(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn figures_point_back() {
    let columns = ["number", "definite", "refers-to", "event"];
    let found = |text: &str| things(text, id::CASUALTY_FIGURE, &columns);
    assert_eq!(
        found(
            "The blast killed 12 people in Dargo, police said. Relatives came to bury the 12 dead."
        ),
        vec![
            "killed 12 people|12|false|Absent|event-1",
            "12 dead|12|true|row 0|event-1",
        ]
    );
    assert_eq!(
        found(
            "A raid killed 12 people on Monday. More than 40,000 people have been killed in the war since 2019."
        ),
        vec![
            "killed 12 people|12|false|Absent|event-1",
            "More than 40,000 people have been killed|40000|false|Absent|event-2",
        ]
    );
    assert_eq!(
        things(
            "It was the deadliest attack since 2011 and killed 30 people.",
            id::CASUALTY_FIGURE,
            &["number", "running"]
        ),
        vec!["killed 30 people|30|false"]
    );
    assert_eq!(
        things(
            "A quake killed 300 people in the valley in August 2018.",
            id::CASUALTY_FIGURE,
            &["number", "telling"]
        ),
        vec!["killed 300 people|300|#2"]
    );
}

#[test]
fn events_are_told_apart() {
    let found = |text: &str| things(text, id::CASUALTY_FIGURE, &["event"]);
    for (text, want) in [
        (
            "A blast in Dargo killed 12 people on Friday.\nThe explosion in Dargo wounded 40 others.",
            vec!["killed 12 people|event-1", "wounded 40 others|event-1"],
        ),
        (
            "Ten people died in Aleppo and 20 were killed in Homs.",
            vec!["Ten people died|event-1", "20 were killed|event-2"],
        ),
        (
            "The raid killed 12 people on Friday, and 137 have been killed since the siege began.",
            vec!["killed 12 people|event-1", "137 have been killed|event-2"],
        ),
        (
            "The attack killed 12 people. A 2004 attack in the city killed 192 people.",
            vec!["killed 12 people|event-1", "killed 192 people|event-2"],
        ),
        (
            "The strike killed nine people, including two children.",
            vec!["killed nine people|event-1", "two children|event-1"],
        ),
    ] {
        assert_eq!(found(text), want, "{text}");
    }
}

#[test]
fn breakdowns() {
    let found = |text: &str| things(text, id::BREAKDOWN, &["kind", "whole", "sum"]);
    for (text, want) in [
        (
            "Twelve people died: seven men, four women and three children.",
            vec!["Twelve people died: seven men, four women and three|#1|12|14"],
        ),
        (
            "It killed 15 people, including two children.",
            vec!["15 people, including two|#0|15|2"],
        ),
        (
            "Of the 1,240 adults enrolled, 640 were given the drug and the other 620 a placebo.",
            vec!["1,240 adults enrolled, 640 were given the drug and the other 620|#1|1240|1260"],
        ),
        ("They shot down 17 of 20 drones.", vec!["17 of 20|#0|20|17"]),
        (
            "The raid killed 30 people, 21 of them civilians.",
            vec!["30 people, 21|#0|30|21"],
        ),
        (
            "Nine residents, the oldest of whom is 94, were moved.",
            vec![],
        ),
    ] {
        assert_eq!(found(text), want, "{text}");
    }
}

#[test]
fn superlatives() {
    let found = |text: &str| things(text, id::SUPERLATIVE, &[]);
    for (text, want) in [
        (
            "It was the biggest attack since March 2020.",
            vec!["the biggest attack since March 2020"],
        ),
        (
            "This is the worst flooding in the province in living memory.",
            vec!["the worst flooding in the province in living memory"],
        ),
        (
            "The quake was the strongest to hit the region in half a century.",
            vec!["the strongest to hit the region in half a century"],
        ),
        (
            "Rebels took the town for the first time in years.",
            vec!["the first time in years"],
        ),
        (
            "Hospitals treated a record number of children with pneumonia.",
            vec!["a record number of children"],
        ),
        (
            "It is the most expensive house ever sold.",
            vec!["the most expensive house ever"],
        ),
        (
            "The country's second-largest bank shut 40 branches.",
            vec![],
        ),
        (
            "Its towers are the tallest in South America.",
            vec!["the tallest in South America"],
        ),
        (
            "The council has built the biggest heat network in Wales.",
            vec!["the biggest heat network in Wales"],
        ),
        (
            "The river has not been so low for a century.",
            vec!["has not been so low for a century"],
        ),
        ("It was only the third time in history.", vec![]),
        (
            "He had no criminal record and failed to record the talk.",
            vec![],
        ),
        ("The first half of the year was dry.", vec![]),
        ("It was at first unclear.", vec![]),
        ("At least 12 people have left since May.", vec![]),
    ] {
        assert_eq!(found(text), want, "{text}");
    }
}

/// Whoever speaks takes the toll for granted, or tells it.
#[test]
fn taken_for_granted() {
    for text in [
        "The mayor said she was shocked by the attack that left nine people dead.",
        "Police said the man who killed four passengers had no licence.",
        "The minister said a couple who shot dead three guards were former soldiers.",
        "Officials said they would rebuild the quay after Monday's blast killed nine people.",
        "The president said talks would resume despite the raid in which six villagers were killed.",
        "Prosecutors said the flat was rented by the mastermind of a bombing that killed twelve people.",
        "The army said it had arrested five men over an ambush that killed eight soldiers.",
        "The group said it had sought revenge for the killing of three fishermen.",
        "The ministry said it feared a repeat of 2008, when 40 people died.",
        "The envoy said she was hopeful of ending a war that has killed 20,000 people.",
        "The court said the fire, which killed seven children, had been foreseeable.",
        "Two men who killed a guard are in custody, police said.",
        "The president tweeted that talks were off after the group took credit for an attack in Goma, Congo, that killed a dozen people.",
        "The ministry blamed the group for the raid on Friday near Goma, Congo, that wounded four soldiers.",
        "The army said the strike was a response to the rocket attack that wounded eleven people, including four children.",
        "The ministry announced on Friday that a Ghanaian nurse was one of the 19 people killed in two raids.",
        "Ghana promised to avenge the murders of its consul and three other envoys, officials said.",
        "Two banks said they would pay for the search for dozens of miners kidnapped by bandits.",
    ] {
        let found = things(
            text,
            id::CASUALTY_FIGURE,
            &["attribution", "taken-for-granted"],
        );
        assert!(!found.is_empty(), "{text}");
        for one in found {
            assert!(one.ends_with("Absent|row 0"), "{one} in: {text}");
        }
    }
    for text in [
        "The mayor said nine people had died.",
        "Police reported a blast that killed nine people.",
        "The governor said there had been eleven raids that left 90 people dead.",
        "The group said its men had carried out a bombing that killed six soldiers.",
        "The war has killed 20,000 people, the agency said.",
        "The fire, which killed seven children, began in a kitchen, police said.",
        "“The attack that killed nine people was an act of war,” the mayor said.",
        "The mayor said a wall fell after rain, killing four people.",
        "Police said he fled after two men were killed.",
        "The ministry confirmed the deaths of four people.",
        "The coastguard said a wave struck the boat, which it said killed two sailors.",
        "It was the blast that witnesses said killed nine people.",
    ] {
        for one in things(
            text,
            id::CASUALTY_FIGURE,
            &["attribution", "taken-for-granted"],
        ) {
            assert!(one.ends_with("|Absent"), "{one} in: {text}");
            assert!(!one.contains("|Absent|"), "{one} in: {text}");
        }
    }
}

/// A clause with its figures: the frames of a template that went wrong once.
#[test]
fn constructions() {
    for (text, want) in [
        (
            "Four soldiers were kidnapped on Sunday and later killed.",
            &["4|#0"][..],
        ),
        (
            "Four soldiers were dragged from a bus and shot dead.",
            &["4|#0"],
        ),
        (
            "Four soldiers were attacked near the river and wounded.",
            &["4|#1"],
        ),
        ("Four villagers were hacked to death.", &["4|#0"]),
        ("Four villagers were blown up by a mine.", &["4|#0"]),
        ("Two bridges were blown up.", &[]),
        ("Two men were sentenced to death.", &[]),
        ("Four villagers, among them a nun, died.", &["4|#0"]),
        ("Ruiz, a field commander, was killed.", &[]),
        ("He admitted to having killed four villagers.", &["4|#0"]),
        (
            "The murder of the rector, five other teachers and two women shocked the town.",
            &["5|#0", "2|#0"],
        ),
        (
            "The murder of a priest, his cook and four boys shocked the town.",
            &["1|#0", "4|#0"],
        ),
        ("The blast killed Ruiz, 43, and two others.", &["2|#0"]),
        (
            "Two officers who were guarding her and a driver were wounded.",
            &["2|#1", "1|#1"],
        ),
        (
            "He killed nine people before he was shot to death.",
            &["9|#0"],
        ),
    ] {
        let found: Vec<String> = figures(text)
            .iter()
            .map(|figure| figure.split_once('|').unwrap().1.to_owned())
            .collect();
        assert_eq!(found, want, "{text}");
    }
}
