//! The plan equals the reference: random rules over random things.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that cannot go on fails"
)]

mod common;

use std::fmt::Write as _;

use common::{Desk, draft};
use copydesk_draft::layer::{Cell, LayerId, LayerSchema, Row, Schema, Table, Thing, Type, Value};
use copydesk_draft::{Day, DayRange, Draft, Span, Weekday};
use copydesk_engine::Options;
use copydesk_reading::Reading;

/// A small generator of pseudo-random numbers (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len())]
    }
}

/// The layers that rules are made about; three of them have keys.
const LAYERS: [&str; 6] = [
    "casualty-figure",
    "percentage",
    "person",
    "armed-group",
    "date",
    "attribution",
];

const TEXTS: [&str; 4] = ["the army", "The Army", "rebels", "hayat-tahrir-al-sham"];

const REGISTER: &str = r#"
[register]
name = "listings"
about = "Who lists whom"
checked-on = 2024-06-01
verified-through = 2024-06-30

[[row]]
group = "hayat-tahrir-al-sham"
by = "the army"
kind = "banned"
from = "2012"
to = 2024-05-01

[[row]]
group = "rebels"
by = "rebels"
kind = "banned"
from = 2024-01-01
"#;

const TABLE: &str = "facts listings from \"listings\"\n  group: armed-group key\n  by: text authority\n  kind: text\n\n";

struct Author<'s> {
    random: Random,
    schema: &'s Schema,
}

impl Author<'_> {
    fn layer(&self, name: &str) -> &LayerSchema {
        self.schema.get(self.schema.find(name).unwrap()).unwrap()
    }

    /// A field of a layer, of a type if one is wanted.
    fn field(&mut self, layer: &str, ty: Option<&Type>) -> Option<(String, Type)> {
        let fields: Vec<(String, Type)> = self
            .layer(layer)
            .fields
            .iter()
            .filter(|field| {
                !matches!(
                    field.ty,
                    Type::Things(_) | Type::Duration | Type::Money | Type::Quantity
                )
            })
            .filter(|field| ty.is_none_or(|ty| field.ty == *ty))
            .map(|field| (field.name.to_string(), field.ty.clone()))
            .collect();
        (!fields.is_empty()).then(|| self.random.pick(&fields).clone())
    }

    fn literal(&mut self, ty: &Type) -> Option<String> {
        Some(match ty {
            Type::Number => self.random.below(4).to_string(),
            Type::Date => (*self.random.pick(&["2024-03-01", "2024-06-01"])).to_owned(),
            Type::Text => format!("\"{}\"", self.random.pick(&TEXTS)),
            Type::Weekday => (*self.random.pick(&["Monday", "Friday"])).to_owned(),
            Type::Enum(name) => {
                let known = self.schema.find_enum(name).unwrap();
                known.values[self.random.below(known.values.len().min(3))].to_string()
            }
            _ => return None,
        })
    }

    /// The other side of a test of a type.
    fn other(&mut self, it: &str, lets: &[(String, String)], ty: &Type) -> Option<String> {
        match self.random.below(4) {
            0 | 1 => self
                .field(it, Some(ty))
                .map(|(name, _)| format!("its {name}")),
            2 if !lets.is_empty() => {
                let (name, layer) = self.random.pick(lets).clone();
                self.field(&layer, Some(ty))
                    .map(|(field, _)| format!("{name}'s {field}"))
            }
            _ => self.literal(ty),
        }
    }

    fn test(
        &mut self,
        it: &str,
        lets: &[(String, String)],
        ty: &Type,
        ordered: &mut bool,
    ) -> Option<String> {
        let not = if self.random.one_in(4) { "not " } else { "" };
        Some(match (ty, self.random.below(6)) {
            (_, 0) => format!("is {not}known"),
            (Type::Thing(_), 1) => format!("is {not}inside a quote"),
            (Type::Number, 1 | 2) if !*ordered => {
                *ordered = true;
                let order = *self
                    .random
                    .pick(&["at most", "at least", "more than", "less than"]);
                format!("is {not}{order} {}", self.other(it, lets, ty)?)
            }
            (Type::Date, 1 | 2) if !*ordered => {
                *ordered = true;
                let order = *self.random.pick(&["before", "more than 2 months after"]);
                format!("is {not}{order} {}", self.other(it, lets, ty)?)
            }
            _ => format!("is {not}{}", self.other(it, lets, ty)?),
        })
    }

    fn whose(
        &mut self,
        layer: &str,
        it: &str,
        lets: &[(String, String)],
        most: usize,
    ) -> Option<String> {
        let mut out = String::new();
        let mut ordered = false;
        for i in 0..self.random.below(most + 1) {
            let (field, ty) = self.field(layer, None)?;
            let test = self.test(it, lets, &ty, &mut ordered)?;
            let word = if i == 0 { " whose" } else { " and whose" };
            let _ = write!(out, "{word} {field} {test}");
        }
        Some(out)
    }

    fn scope(&mut self) -> &'static str {
        self.random.pick::<&str>(&[
            "",
            " in the article",
            " in the article",
            " in the body",
            " in the headline",
            " in the caption",
            " in the lede",
            " in the headline or lede",
            " in the same sentence",
            " in the same or a neighbouring sentence",
            " in the same or the next paragraph",
            " before it",
            " after it",
            " within 4 words",
            " inside a quote",
            " inside it",
        ])
    }

    fn atom(&mut self, it: &str, lets: &[(String, String)]) -> Option<String> {
        if self.random.one_in(3) {
            let (field, ty) = self.field(it, None)?;
            let test = self.test(it, lets, &ty, &mut false)?;
            return Some(format!("its {field} {test}"));
        }
        if it == "armed-group" && self.random.one_in(3) {
            let by = self.literal(&Type::Text)?;
            let valid = *self.random.pick(&["", " valid on the draft's date"]);
            let quantifier = *self.random.pick(&["a", "no"]);
            return Some(format!(
                "{quantifier} row of listings whose group is it and whose by is {by}{valid}"
            ));
        }
        let layer = *self.random.pick(&LAYERS);
        let scope = self.scope();
        let quotes = if self.random.one_in(4) {
            " outside quotes"
        } else {
            ""
        };
        let whose = self.whose(layer, it, lets, 3)?;
        let plural = format!("{layer}s");
        let (quantifier, noun) = match self.random.below(7) {
            0 | 1 => ("a", layer.to_owned()),
            2 => ("no", layer.to_owned()),
            3 => ("at least 2", plural),
            4 => ("at most 1", plural),
            5 => ("exactly 1", layer.to_owned()),
            _ => ("at least 2 different", plural),
        };
        Some(format!("{quantifier} {noun}{scope}{quotes}{whose}"))
    }

    fn condition(&mut self, it: &str, lets: &[(String, String)]) -> Option<String> {
        let first = self.atom(it, lets)?;
        if self.random.one_in(4) {
            let join = *self.random.pick(&["and", "or"]);
            return Some(format!("{first} {join} {}", self.atom(it, lets)?));
        }
        Some(first)
    }

    fn rule(&mut self, number: usize) -> Option<String> {
        let it = *self.random.pick(&LAYERS);
        let keyed = self.layer(it).key.is_some();
        let mut out = format!("rule r{number}\n  title \"T\"\n  severity error\n");
        if number > 3 && self.random.one_in(8) {
            let _ = writeln!(out, "  yields to r{}", self.random.below(number));
        }
        let each = match self.random.below(6) {
            0 if keyed => "the first mention of each",
            1 if keyed => "the last mention of each",
            _ => "each",
        };
        let scope = *self
            .random
            .pick(&["", "", "", " in the body", " in the headline"]);
        let quotes = if self.random.one_in(3) {
            " including quotes"
        } else {
            ""
        };
        let every = if keyed && self.random.one_in(2) {
            " every time"
        } else {
            ""
        };
        let _ = writeln!(out, "  for {each} {it}{scope}{quotes}{every}");
        let mut lets: Vec<(String, String)> = Vec::new();
        let mut holes = String::new();
        for _ in 0..self.random.below(4) {
            match self.random.below(3) {
                0 => {
                    let _ = writeln!(out, "  where {}", self.condition(it, &lets)?);
                }
                1 => {
                    let _ = writeln!(out, "  unless {}", self.condition(it, &lets)?);
                }
                _ => {
                    let layer = *self.random.pick(&LAYERS);
                    let choice = *self.random.pick(&[
                        "",
                        "first ",
                        "last ",
                        "nearest ",
                        "previous ",
                        "next ",
                    ]);
                    let extreme = if choice.is_empty() && self.random.one_in(2) {
                        self.field(layer, Some(&Type::Number)).map_or(
                            String::new(),
                            |(field, _)| {
                                format!(
                                    " with the {} {field}",
                                    if number.is_multiple_of(2) {
                                        "largest"
                                    } else {
                                        "smallest"
                                    }
                                )
                            },
                        )
                    } else {
                        String::new()
                    };
                    let name = ["B", "C", "D", "E"][lets.len()];
                    let scope = self.scope();
                    let whose = self.whose(layer, it, &lets, 2)?;
                    let _ = writeln!(
                        out,
                        "  let {name} be the {choice}{layer}{scope}{extreme}{whose}"
                    );
                    let _ = write!(holes, " {{{name}}}");
                    lets.push((name.to_owned(), layer.to_owned()));
                }
            }
        }
        for _ in 0..self.random.below(3) {
            let _ = writeln!(out, "  require {}", self.condition(it, &lets)?);
        }
        let _ = write!(
            out,
            "  say \"{{it}}.{holes}\"\n  bad \"[[x]]\"\n  good \"y\"\n\n"
        );
        Some(out)
    }
}

fn text() -> Draft {
    draft(
        Some("Some words stand here in the headline"),
        "One sentence has a few words. Another one has some more of them, “quoted ones” too. A third.\n\nPhoto: A caption of its own. With two sentences.\n\nThe second paragraph follows it. It has two sentences.\n\n> A block quote.\n\nThe last paragraph is short.",
    )
}

/// A random cell of a type.
fn cell(random: &mut Random, ty: &Type, counts: &dyn Fn(&str) -> Option<(LayerId, usize)>) -> Cell {
    match random.below(8) {
        0 => return Cell::Absent,
        1 => return Cell::unclear("it cannot be told"),
        _ => {}
    }
    let value = match ty {
        Type::Number => Value::Number(random.below(4) as f64),
        Type::Date => {
            let day = Day::new(2024, 1 + random.below(6) as u8, 1).unwrap();
            Value::Date(match random.below(3) {
                0 => DayRange::month(2024, 1 + random.below(6) as u8).unwrap(),
                1 => DayRange::year(2024).unwrap(),
                _ => DayRange::day(day),
            })
        }
        Type::Weekday => Value::Weekday(*random.pick(&[Weekday::Monday, Weekday::Friday])),
        Type::Text => (*random.pick(&TEXTS)).into(),
        Type::Flag => Value::Flag(random.one_in(2)),
        Type::Enum(_) => Value::Enum(random.below(3) as u16),
        Type::Thing(layer) => match counts(layer) {
            Some((layer, count)) if count > 0 => Value::Thing(Thing {
                layer,
                row: random.below(count) as u32,
            }),
            _ => return Cell::Absent,
        },
        _ => return Cell::Absent,
    };
    Cell::Filled(value)
}

/// Fills the tables of some layers at random.
fn fill(random: &mut Random, schema: &Schema, reading: &mut Reading<'_>) {
    let counts: Vec<(LayerId, usize)> = LAYERS
        .iter()
        .map(|name| (schema.find(name).unwrap(), random.below(9)))
        .collect();
    let count_of = |name: &str| {
        let id = schema.find(name)?;
        counts.iter().find(|(known, _)| *known == id).copied()
    };
    let tokens = reading.tokens.clone();
    for &(id, count) in &counts {
        let layer = schema.get(id).unwrap();
        let mut spans: Vec<(Span, u32)> = (0..count)
            .map(|_| {
                let first = random.below(tokens.len());
                let last = (first + random.below(4)).min(tokens.len() - 1);
                (
                    tokens[first].span.to(tokens[last].span),
                    tokens[first].sentence,
                )
            })
            .collect();
        spans.sort_unstable();
        let mut table = Table::new(layer.fields.len());
        for (span, sentence) in spans {
            let masked = reading.masks.iter().any(|mask| mask.holds(span.start));
            let cells: Vec<Cell> = layer
                .fields
                .iter()
                .map(|field| cell(random, &field.ty, &count_of))
                .collect();
            table.push(
                Row {
                    span,
                    sentence,
                    masked,
                },
                cells,
            );
        }
        reading.set_table(id, table);
    }
}

#[test]
fn the_plan_equals_the_reference() {
    let seeds: u64 = std::env::var("PLAN_SEEDS").map_or(4, |seeds| seeds.parse().unwrap());
    let schema = copydesk_reading::schema();
    let (mut rules, mut findings, mut open) = (0, 0, 0);
    for seed in 1..=seeds {
        let mut author = Author {
            random: Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            schema: &schema,
        };
        let mut text_of_rules = TABLE.to_owned();
        let mut number = 0;
        while number < 150 {
            if let Some(rule) = author.rule(number) {
                text_of_rules.push_str(&rule);
                number += 1;
            }
        }
        let desk = Desk::lenient(&text_of_rules, &[("listings.toml", REGISTER)]);
        rules += desk.engine.program().rules.len();
        let draft = text();
        for turn in 0..60 {
            let mut random = Random(seed * 1_000 + turn + 1);
            for _ in 0..10 {
                random.next();
            }
            let date = *random.pick(&[None, Day::new(2024, 3, 15), Day::new(2025, 3, 15)]);
            let mut reading = desk.reader.read(&draft, date);
            fill(&mut random, &schema, &mut reading);
            let planned = desk.engine.check(&reading, &Options::default());
            let reference = desk
                .engine
                .check_by_reference(&reading, &Options::default());
            findings += reference.findings.len();
            open += reference.undecided.len();
            if planned != reference {
                for (a, b) in planned.findings.iter().zip(&reference.findings) {
                    assert_eq!(a, b, "seed {seed}, turn {turn}\n{}", source(&desk, &b.rule));
                }
                for (a, b) in planned.undecided.iter().zip(&reference.undecided) {
                    assert_eq!(a, b, "seed {seed}, turn {turn}\n{}", source(&desk, &b.rule));
                }
                assert_eq!(planned, reference, "seed {seed}, turn {turn}");
            }
        }
    }
    println!("{rules} rules, {findings} findings, {open} undecided");
    assert!(
        rules as u64 > 75 * seeds,
        "too few rules are right: {rules}"
    );
    assert!(findings > 1_000, "too little is found: {findings}");
    assert!(open > 1_000, "too little is open: {open}");
}

fn source(desk: &Desk, name: &str) -> String {
    let program = desk.engine.program();
    let rule = program.rule(name).unwrap();
    rule.loc
        .span
        .text(&program.files[rule.loc.file as usize].text)
        .to_owned()
}
