//! Desk-made layers: patterns become tables like those of the readers.

mod ahead;
mod glance;

use std::cell::{OnceCell, RefCell};

use copydesk_draft::layer::{Cell, LayerId, Row, Table, Type, Value};
use copydesk_lang::program::DeskLayer;
use copydesk_reading::Reading;
use rustc_hash::FxHashMap;

use glance::Glance;

use crate::bits::Bits;
use crate::engine::Engine;
use crate::pattern::{
    Captured, Matcher, Memo, PatternMatch, Patterns, Peek, Plain, Search, Tables, Window,
};

/// The tables of one draft: those of the readers, and those of the desk, each made when a rule first asks for it.
#[derive(Debug)]
pub(crate) struct Made<'a> {
    engine: &'a Engine,
    reading: &'a Reading<'a>,
    /// What the draft is searched for; `None`: the words of all patterns.
    search: Option<&'a Search>,
    tables: Desk,
    /// The layers that the draft may have things of, by number.
    woken: Bits,
    /// Steps for each layer.
    steps: u64,
    /// `None` where every table is made.
    memo: Option<RefCell<Option<Box<Memo>>>>,
    /// Layers that took too many steps, by number.
    stopped: RefCell<Bits>,
    /// By number, what is known of layers that are not made.
    glances: RefCell<FxHashMap<usize, Glance>>,
}

impl Tables for Made<'_> {
    fn table(&self, layer: LayerId) -> Option<&Table> {
        match self.number(layer) {
            None => self.reading.table(layer),
            Some(number) => self.desk_table(number),
        }
    }

    fn peek(&self, layer: LayerId) -> Peek<'_> {
        match self.number(layer) {
            None => Peek::Made(self.reading.table(layer)),
            Some(number) => match self.tables.made(number) {
                Some(table) => Peek::Made(table.as_deref()),
                None if self.woken.has(number as u32) => {
                    let layer = self.engine.program.layers.get(number);
                    layer.map_or(Peek::Made(None), |layer| Peek::Unmade(layer.pattern))
                }
                None => Peek::Made(None),
            },
        }
    }
}

/// What is known of a layer before it is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum State {
    /// It has no thing.
    Empty,
    /// It has some.
    Full,
    /// It is not made yet, and its words are there.
    Open,
}

impl<'a> Made<'a> {
    /// The tables of a draft; a layer may take so many steps. With a search no others are asked for than those it is for.
    pub(crate) fn new(
        engine: &'a Engine,
        reading: &'a Reading<'a>,
        search: Option<&'a Search>,
        steps: u64,
    ) -> Self {
        let patterns = &engine.patterns;
        let mut occurrences = engine.shelf.lend();
        let window = Window::whole(reading);
        occurrences.fill(patterns, search, reading, &window);
        let woken = occurrences.woken(patterns, search, &|layer| {
            // A layer that no rule wants is not read, and has no things.
            let table = reading.tables().get(usize::from(layer.0));
            table.is_some_and(|table| !table.is_empty())
        });
        Self {
            engine,
            reading,
            search,
            tables: Desk::new(engine.program.layers.len()),
            woken,
            steps,
            memo: Some(RefCell::new(Some(Box::new(Memo::new(occurrences, window))))),
            stopped: RefCell::default(),
            glances: RefCell::default(),
        }
    }

    /// The same, looked for at every word and all at once: the reference.
    pub(crate) fn plain(engine: &'a Engine, reading: &'a Reading<'a>) -> Self {
        let mut made = Self {
            engine,
            reading,
            search: None,
            tables: Desk::new(engine.program.layers.len()),
            woken: Bits::default(),
            steps: u64::MAX,
            memo: None,
            stopped: RefCell::default(),
            glances: RefCell::default(),
        };
        for (number, layer) in engine.program.layers.iter().enumerate() {
            let plain = Plain {
                patterns: &engine.patterns,
                reading,
                tables: &made,
            };
            let hits = plain.all(layer.pattern);
            let table = made.table_of(layer, &hits);
            if table.is_some() {
                made.woken.add(number as u32);
            }
            made.tables.make(number, || table);
        }
        made
    }

    /// Which of the desk's layers it is.
    fn number(&self, layer: LayerId) -> Option<usize> {
        let number = self.engine.desk.get(usize::from(layer.0));
        number.copied().flatten()
    }

    /// What is known of a layer before it is asked for.
    pub(crate) fn state(&self, layer: LayerId) -> State {
        match self.peek(layer) {
            Peek::Unmade(_) => State::Open,
            Peek::Made(table) if table.is_none_or(Table::is_empty) => State::Empty,
            Peek::Made(_) => State::Full,
        }
    }

    /// False if a layer surely has nothing in some sentences (first and last of each run of them). The layer is not made
    /// for it.
    pub(crate) fn may_be(
        &self,
        layer: LayerId,
        sentences: impl IntoIterator<Item = (u32, u32)>,
    ) -> bool {
        let Peek::Unmade(pattern) = self.peek(layer) else {
            return true;
        };
        // Without it a layer is being made.
        let Some(known) = self.memo.as_ref().and_then(RefCell::take) else {
            return true;
        };
        let mut matcher = Matcher::new(&self.engine.patterns, self.reading, known, u64::MAX);
        let may = matcher.may(pattern, self);
        if let Some(memo) = &self.memo {
            memo.replace(Some(matcher.into_memo()));
        }
        if may.any.iter().all(|&part| part == 0)
            && let Some(number) = self.number(layer)
        {
            self.tables.make(number, || None);
            return false;
        }
        let mut sentences = sentences.into_iter();
        sentences.any(|(first, last)| any_between(&may.any, first, last))
    }

    /// The table of one of the desk's layers, by number.
    fn desk_table(&self, number: usize) -> Option<&Table> {
        if let Some(known) = self.tables.made(number) {
            return known.as_deref();
        }
        let made = self.make(number);
        self.tables.make(number, || made)
    }

    fn make(&self, number: usize) -> Option<Box<Table>> {
        let memo = self.memo.as_ref()?;
        if !self.woken.has(number as u32) {
            return None;
        }
        let engine = self.engine;
        let mut takes = engine.patterns.takes(number);
        // First those it is made of: the matcher then finds them ready.
        for other in takes.clone() {
            self.desk_table(other as usize);
        }
        let layer = engine.program.layers.get(number)?;
        let known = memo.take().unwrap_or_default();
        let mut matcher = Matcher::new(&engine.patterns, self.reading, known, self.steps);
        let hits = matcher.all(layer.pattern, None, self);
        let spent = matcher.is_spent();
        memo.replace(Some(matcher.into_memo()));
        // Half a layer would be taken for the whole; so would one that is made of such.
        let mut stopped = self.stopped.borrow_mut();
        if spent || takes.any(|other| stopped.has(other)) {
            stopped.add(number as u32);
            return None;
        }
        self.table_of(layer, &hits)
    }

    /// Names of the layers that were asked for and took too many steps, in order of the program.
    pub(crate) fn stopped(&self) -> Vec<String> {
        let program = &self.engine.program;
        let stopped = self.stopped.borrow().clone();
        stopped
            .into_iter()
            .filter_map(|number| {
                let layer = program.layers.get(number)?;
                Some(program.schema.get(layer.id)?.name.clone().into_owned())
            })
            .collect()
    }

    /// The matches of a layer's pattern as a table; `None` if there are none.
    fn table_of(&self, layer: &DeskLayer, hits: &[PatternMatch]) -> Option<Box<Table>> {
        let mut table = None;
        self.add_rows(&mut table, layer, hits);
        table
    }

    /// Adds the matches of a layer's pattern to its table, which is made for the first.
    fn add_rows(&self, table: &mut Option<Box<Table>>, layer: &DeskLayer, hits: &[PatternMatch]) {
        let engine = self.engine;
        let Some(schema) = engine.program.schema.get(layer.id) else {
            return;
        };
        if hits.is_empty() {
            return;
        }
        let table = table.get_or_insert_with(|| Box::new(Table::new(schema.fields.len())));
        for hit in hits {
            let Some(row) = self.row_of(hit) else {
                continue;
            };
            let cells = layer
                .captures
                .iter()
                .zip(&schema.fields)
                .map(|(capture, field)| {
                    captured(&engine.patterns, hit, capture)
                        .and_then(|captured| cell(captured, &field.ty))
                        .map_or(Cell::Absent, Cell::Filled)
                });
            table.push(row, cells);
        }
    }

    /// Where a match stands.
    fn row_of(&self, hit: &PatternMatch) -> Option<Row> {
        let (first, last) = hit.tokens;
        let from = self.reading.tokens.get(first)?;
        let to = self.reading.tokens.get(last.checked_sub(1)?)?;
        Some(Row {
            span: from.span.to(to.span),
            sentence: from.sentence,
            masked: masked(self.reading, from.span.start),
        })
    }

    /// The layers that may have things in the draft, in no order; of the readers' layers those that have.
    pub(crate) fn likely(&self) -> impl Iterator<Item = LayerId> + '_ {
        let read = self.reading.tables().iter().enumerate();
        let read = read
            .filter(|(_, table)| !table.is_empty())
            .map(|(layer, _)| LayerId(layer as u16));
        let layers = &self.engine.program.layers;
        let woken = self.woken.clone().into_iter();
        read.chain(woken.filter_map(|number| layers.get(number).map(|layer| layer.id)))
    }

    /// The tables in order of the program's layers.
    pub(crate) fn into_tables(self) -> Vec<Table> {
        let layers = self.engine.program.layers.iter();
        layers
            .map(|layer| {
                self.table(layer.id).cloned().unwrap_or_else(|| {
                    let schema = self.engine.program.schema.get(layer.id);
                    Table::new(schema.map_or(0, |schema| schema.fields.len()))
                })
            })
            .collect()
    }
}

/// How many tables lie together in [`Desk`].
const TOGETHER: usize = 64;

/// By layer of the program: its table once it was asked for; `None` inside stands for an empty one. Room is made for some
/// layers at a time, since few rules ask for few layers.
#[derive(Debug)]
struct Desk(Vec<OnceCell<Box<[Slot; TOGETHER]>>>);

type Slot = OnceCell<Option<Box<Table>>>;

impl Desk {
    fn new(layers: usize) -> Self {
        Self(vec![OnceCell::new(); layers.div_ceil(TOGETHER)])
    }

    /// The table of a layer if it was made.
    fn made(&self, number: usize) -> Option<&Option<Box<Table>>> {
        let some = self.0.get(number / TOGETHER)?.get()?;
        some.get(number % TOGETHER)?.get()
    }

    /// The table of a layer, which is made now if it was not before.
    fn make(&self, number: usize, make: impl FnOnce() -> Option<Box<Table>>) -> Option<&Table> {
        let some = self.0.get(number / TOGETHER)?;
        let some = some.get_or_init(|| Box::new([const { OnceCell::new() }; TOGETHER]));
        some.get(number % TOGETHER)?.get_or_init(make).as_deref()
    }
}

/// True if one of the bits `first..=last` is set.
fn any_between(bits: &[u64], first: u32, last: u32) -> bool {
    let (from, to) = (first as usize / 64, last as usize / 64);
    let low = |at: usize| if at == from { first % 64 } else { 0 };
    let high = |at: usize| if at == to { 63 - last % 64 } else { 0 };
    first <= last
        && (from..bits.len().min(to.saturating_add(1))).any(|at| {
            let part = bits.get(at).copied().unwrap_or(0);
            part & (u64::MAX << low(at)) & (u64::MAX >> high(at)) != 0
        })
}

/// True if byte `at` lies in a mask.
pub(crate) fn masked(reading: &Reading<'_>, at: u32) -> bool {
    let next = reading.masks.partition_point(|mask| mask.start <= at);
    next.checked_sub(1)
        .and_then(|i| reading.masks.get(i))
        .is_some_and(|mask| mask.holds(at))
}

/// What a match captured under a name.
fn captured(patterns: &Patterns, hit: &PatternMatch, name: &str) -> Option<Captured> {
    let alternative = patterns.alternatives.get(hit.alternative)?;
    let at = alternative
        .captures()
        .iter()
        .position(|known| known == name)?;
    hit.captures.get(at).copied().flatten()
}

fn cell(captured: Captured, ty: &Type) -> Option<Value> {
    match ty {
        Type::Thing(_) => captured.thing.map(Value::Thing),
        Type::Things(_) => captured.thing.map(|thing| Value::Things(vec![thing])),
        _ => Some(Value::Words(captured.span)),
    }
}
