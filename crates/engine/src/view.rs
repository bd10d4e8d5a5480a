//! One draft as rules see it: all tables, scopes and settings.

use std::cell::{OnceCell, RefCell};

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, FieldId, LayerId, LayerSchema, Row, Table, Thing, Value};
use copydesk_reading::Reading;

use crate::engine::{Engine, default_steps};
use crate::layers::Made;
use crate::pattern::{Search, Tables, is_word};
use crate::sections::Sections;

/// A draft with everything rules ask of it.
#[derive(Debug)]
pub(crate) struct View<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) sections: Sections,
    /// The tables of the readers and of the desk's own layers.
    pub(crate) made: Made<'a>,
    /// Values that take the place of the program's, by setting; of two for one the later.
    settings: &'a [(usize, Value)],
    /// A text in which words are folded.
    pub(crate) folded: RefCell<String>,
    /// For each token, how many words stand before it; one more at the end. Made when first asked for.
    words: OnceCell<Vec<u32>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(
        engine: &'a Engine,
        reading: &'a Reading<'a>,
        settings: &'a [(usize, Value)],
    ) -> Self {
        Self::within(engine, reading, settings, None, default_steps(reading))
    }

    /// The same with so many steps for each of the desk's layers; with a search only of those it is for.
    pub(crate) fn within(
        engine: &'a Engine,
        reading: &'a Reading<'a>,
        settings: &'a [(usize, Value)],
        search: Option<&'a Search>,
        steps: u64,
    ) -> Self {
        let made = Made::new(engine, reading, search, steps);
        Self::with(made, engine, reading, settings)
    }

    /// The same with the desk's layers made the slow way: the reference.
    pub(crate) fn plain(
        engine: &'a Engine,
        reading: &'a Reading<'a>,
        settings: &'a [(usize, Value)],
    ) -> Self {
        Self::with(Made::plain(engine, reading), engine, reading, settings)
    }

    fn with(
        made: Made<'a>,
        engine: &'a Engine,
        reading: &'a Reading<'a>,
        settings: &'a [(usize, Value)],
    ) -> Self {
        Self {
            engine,
            reading,
            sections: Sections::new(reading),
            made,
            settings,
            folded: RefCell::default(),
            words: OnceCell::new(),
        }
    }

    fn words(&self) -> &[u32] {
        self.words.get_or_init(|| {
            let tokens = &self.reading.tokens;
            let mut words = Vec::with_capacity(tokens.len() + 1);
            let mut count = 0;
            for token in tokens {
                words.push(count);
                count += u32::from(is_word(token));
            }
            words.push(count);
            words
        })
    }

    /// The reading text.
    pub(crate) fn text(&self) -> &'a str {
        self.reading.draft.text()
    }

    /// The table of a layer.
    pub(crate) fn table(&self, layer: LayerId) -> Option<&Table> {
        self.made.table(layer)
    }

    /// The schema of a layer.
    pub(crate) fn schema(&self, layer: LayerId) -> Option<&'a LayerSchema> {
        self.engine.program.schema.get(layer)
    }

    /// Where a thing stands.
    pub(crate) fn row(&self, thing: Thing) -> Option<&Row> {
        self.table(thing.layer)?.row(thing.row)
    }

    /// The bytes of a thing.
    pub(crate) fn span(&self, thing: Thing) -> Span {
        self.row(thing).map_or(Span::default(), |row| row.span)
    }

    /// A field of a thing.
    pub(crate) fn cell(&self, thing: Thing, field: FieldId) -> &Cell {
        self.table(thing.layer)
            .and_then(|table| table.cell(thing.row, field))
            .unwrap_or(&Cell::Absent)
    }

    /// The key of a thing: `None` if its layer has none.
    pub(crate) fn key(&self, thing: Thing) -> Option<&Cell> {
        let key = self.schema(thing.layer)?.key?;
        Some(self.cell(thing, key))
    }

    /// The value of a setting.
    pub(crate) fn setting(&self, index: usize) -> Option<&Value> {
        let own = self.settings.iter().rfind(|(setting, _)| *setting == index);
        match own {
            Some((_, value)) => Some(value),
            None => Some(&self.engine.program.settings.get(index)?.value),
        }
    }

    /// The first and the last sentence of a span.
    pub(crate) fn sentences(&self, span: Span) -> (u32, u32) {
        let first = self.sentence_at(span.start);
        let last = if span.is_empty() {
            first
        } else {
            self.sentence_at(span.end - 1).max(first)
        };
        (first, last)
    }

    /// The sentence that holds byte `at`, or the last one before it.
    pub(crate) fn sentence_at(&self, at: u32) -> u32 {
        self.reading
            .sentences
            .partition_point(|sentence| sentence.span.start <= at)
            .saturating_sub(1) as u32
    }

    /// The bytes within so many words of a span, at least: what starts before the second and ends after the first.
    pub(crate) fn around(&self, span: Span, words: u32) -> (u32, u32) {
        let tokens = &self.reading.tokens;
        let from = tokens.partition_point(|token| token.span.end <= span.start);
        let to = tokens.partition_point(|token| token.span.start < span.end);
        let words_before = self.words();
        let count = |at: usize| words_before.get(at).copied().unwrap_or(0);
        let low = count(from).saturating_sub(words);
        let high = count(to).saturating_add(words);
        // The last token with fewer words before it, the first with more.
        let first = words_before.partition_point(|&n| n < low).saturating_sub(1);
        let last = words_before.partition_point(|&n| n <= high);
        let start = tokens.get(first).map_or(0, |token| token.span.start);
        let end = tokens.get(last).map_or(u32::MAX, |token| token.span.end);
        (start.saturating_sub(1).min(span.start), end)
    }

    /// Words between two spans, 0 if they touch or overlap, and one more: the distance in words. Next neighbours
    /// are at distance 1.
    pub(crate) fn distance(&self, a: Span, b: Span) -> u32 {
        if a.overlaps(b) {
            return 0;
        }
        let (left, right) = if a.start <= b.start { (a, b) } else { (b, a) };
        let tokens = &self.reading.tokens;
        let from = tokens.partition_point(|token| token.span.start < left.end);
        let to = tokens.partition_point(|token| token.span.start < right.start);
        let words = self.words();
        let count = |at: usize| words.get(at).copied().unwrap_or(0);
        count(to).saturating_sub(count(from)) + 1
    }
}
