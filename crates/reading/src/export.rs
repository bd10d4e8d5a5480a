//! The layers under the names of annotated corpora (`layers --jsonl`). Maps names; finds nothing of its own.

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerId, Schema, Table, Value};

use crate::reading::Reading;
use crate::schema::{id, schema};

mod attributions;
mod casualties;
#[cfg(test)]
mod tests;

/// One thing under its corpus name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exported {
    /// Its corpus type: `time.date`, `entity.cardinal` …
    pub kind: &'static str,
    /// Its bytes in the reading text.
    pub span: Span,
    /// Its `TimeML` value, for types that have one.
    pub value: Option<String>,
}

/// Who says what: things by their place in [`Export::spans`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Relation {
    /// The source, if one is named.
    pub source: Vec<usize>,
    /// The words that attribute.
    pub cue: Vec<usize>,
    /// The clauses covered.
    pub content: Vec<usize>,
    /// `direct` (all in quotation marks), `mixed` or `indirect`.
    pub kind: &'static str,
    /// `said` or `thought`.
    pub stance: &'static str,
}

/// People killed or wounded: how many.
#[derive(Clone, PartialEq, Debug)]
pub struct Count {
    /// The number as printed.
    pub count: f64,
    /// The least number that the words allow.
    pub low: f64,
    /// The largest number that the words allow; infinite for an open end.
    pub high: f64,
    /// `killed`, `wounded` …: the outcome's name.
    pub kind: &'static str,
}

/// All of a reading under the names of the corpora.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Export {
    /// Things in order of position, then type.
    pub spans: Vec<Exported>,
    /// Attributions.
    pub relations: Vec<Relation>,
    /// Casualty figures.
    pub casualties: Vec<Count>,
}

/// All things of a reading under the names of the corpora.
pub fn export(reading: &Reading<'_>) -> Export {
    let schema = schema();
    let mut spans = Vec::new();
    times(reading, &schema, &mut spans);
    values(reading, &schema, &mut spans);
    names(reading, &schema, &mut spans);
    attributions::spans(reading, &schema, &mut spans);
    let casualties = casualties::counts(reading, &schema, &mut spans);
    spans.sort_by(|a, b| (a.span, a.kind).cmp(&(b.span, b.kind)));
    spans.dedup();
    let relations = attributions::relations(reading, &schema, &spans);
    Export {
        spans,
        relations,
        casualties,
    }
}

/// One layer with its columns by name.
struct Layer<'a> {
    table: Option<&'a Table>,
    schema: &'a Schema,
    id: LayerId,
}

impl<'a> Layer<'a> {
    fn new(reading: &'a Reading<'_>, schema: &'a Schema, id: LayerId) -> Self {
        Self {
            table: reading.table(id),
            schema,
            id,
        }
    }

    fn rows(&self) -> impl Iterator<Item = (u32, Span)> + '_ {
        self.table
            .into_iter()
            .flat_map(|table| table.rows().iter().enumerate())
            .map(|(i, row)| (i as u32, row.span))
    }

    fn value(&self, row: u32, field: &str) -> Option<&'a Value> {
        let field = self.schema.get(self.id)?.find(field)?;
        self.table?.cell(row, field).and_then(Cell::value)
    }

    fn text(&self, row: u32, field: &str) -> Option<String> {
        match self.value(row, field)? {
            Value::Text(text) => Some(text.to_string()),
            _ => None,
        }
    }

    fn words(&self, row: u32, field: &str) -> Option<Span> {
        match self.value(row, field)? {
            Value::Words(span) => Some(*span),
            _ => None,
        }
    }

    fn flag(&self, row: u32, field: &str) -> bool {
        matches!(self.value(row, field), Some(Value::Flag(true)))
    }

    fn number(&self, row: u32, field: &str) -> Option<f64> {
        match self.value(row, field)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn thing(&self, row: u32, field: &str) -> Option<u32> {
        match self.value(row, field)? {
            Value::Thing(thing) => Some(thing.row),
            _ => None,
        }
    }

    /// The bytes of a row.
    fn span(&self, row: u32) -> Option<Span> {
        self.table?.row(row).map(|row| row.span)
    }

    /// The name of an enumeration's value.
    fn name(&self, row: u32, field: &str) -> &'a str {
        let found = || {
            let column = self.schema.get(self.id)?.find(field)?;
            let copydesk_draft::layer::Type::Enum(set) = &self.schema.field(self.id, column)?.ty
            else {
                return None;
            };
            let Value::Enum(place) = self.value(row, field)? else {
                return None;
            };
            self.schema
                .find_enum(set)?
                .values
                .get(usize::from(*place))
                .map(AsRef::as_ref)
        };
        found().unwrap_or("")
    }
}

fn times(reading: &Reading<'_>, schema: &Schema, out: &mut Vec<Exported>) {
    let mut add = |kind, span, value| out.push(Exported { kind, span, value });
    let times = Layer::new(reading, schema, id::TIME);
    for (row, span) in times.rows() {
        add("time.time", span, times.text(row, "value"));
    }
    let dates = Layer::new(reading, schema, id::DATE);
    for (row, span) in dates.rows() {
        // A date inside a time is not told twice there; "this morning" is a time, "Friday morning" a date.
        let part = dates.value(row, "part-of-day").is_some();
        let weekday = dates.value(row, "weekday").is_some();
        if !dates.flag(row, "in-time") {
            let kind = if part && !weekday {
                "time.time"
            } else {
                "time.date"
            };
            add(kind, span, dates.text(row, "value"));
        }
        if let Some(name) = dates.words(row, "name")
            && dates.name(row, "granularity") != "quarter"
        {
            add("entity.date", name, None);
        }
        if let Some(words) = dates.words(row, "length-words") {
            add("entity.duration", words, None);
        }
    }
    let durations = Layer::new(reading, schema, id::DURATION);
    for (row, span) in durations.rows() {
        add("time.duration", span, durations.text(row, "value"));
        if let Some(words) = durations.words(row, "words") {
            add("entity.duration", words, None);
        }
    }
    let recurrences = Layer::new(reading, schema, id::RECURRENCE);
    for (row, span) in recurrences.rows() {
        // The corpora leave out "a quarterly dividend".
        if recurrences.flag(row, "describes") {
            continue;
        }
        add("time.set", span, recurrences.text(row, "value"));
    }
}

fn values(reading: &Reading<'_>, schema: &Schema, out: &mut Vec<Exported>) {
    let mut add = |kind, span| {
        out.push(Exported {
            kind,
            span,
            value: None,
        });
    };
    let numbers = Layer::new(reading, schema, id::NUMBER);
    for (row, _) in numbers.rows() {
        let counts = matches!(numbers.name(row, "role"), "cardinal" | "score" | "fraction")
            && !numbers.flag(row, "compound");
        if let Some(words) = numbers.words(row, "words").filter(|_| counts) {
            for end in ends(reading, &numbers, row, words) {
                add("entity.cardinal", end);
            }
        }
    }
    for (layer, kind) in [
        (id::AGE, "entity.measure"),
        (id::QUANTITY, "entity.measure"),
        (id::MONEY, "entity.money"),
        (id::PERCENTAGE, "entity.percent"),
    ] {
        let layer = Layer::new(reading, schema, layer);
        for (row, _) in layer.rows() {
            if let Some(words) = layer.words(row, "words") {
                if layer.id == id::PERCENTAGE {
                    for end in ends(reading, &layer, row, words) {
                        add(kind, end);
                    }
                } else {
                    add(kind, words);
                }
            }
        }
    }
}

/// The two ends of a range ("5" and "15 per cent"), which the corpora count apart; else the words themselves.
fn ends(reading: &Reading<'_>, layer: &Layer<'_>, row: u32, words: Span) -> Vec<Span> {
    let range = match (layer.number(row, "lowest"), layer.number(row, "highest")) {
        (Some(low), Some(high)) => low < high && high.is_finite(),
        _ => false,
    };
    let text = words.text(reading.draft.text());
    let join = [" to ", " and ", " or ", "–", "-"]
        .iter()
        .filter(|_| range)
        .find_map(|join| text.find(join).map(|at| (at as u32, join.len() as u32)));
    match join {
        Some((at, length)) if at > 0 && at + length < words.len() => vec![
            Span::new(words.start, words.start + at),
            Span::new(words.start + at + length, words.end),
        ],
        _ => vec![words],
    }
}

fn names(reading: &Reading<'_>, schema: &Schema, out: &mut Vec<Exported>) {
    // Corpora spell "organisation" either way.
    for (layer, kinds) in [
        (id::PERSON, &["entity.person"][..]),
        (
            id::ORGANISATION,
            &["entity.organisation", "entity.organization"],
        ),
        (id::OUTLET, &["entity.organisation", "entity.organization"]),
        (
            id::ARMED_GROUP,
            &["entity.organisation", "entity.organization"],
        ),
        (id::PLACE, &["entity.location"]),
    ] {
        for (_, span) in Layer::new(reading, schema, layer).rows() {
            out.extend(kinds.iter().map(|&kind| Exported {
                kind,
                span,
                value: None,
            }));
        }
    }
}
