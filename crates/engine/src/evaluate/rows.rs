use std::rc::Rc;

use copydesk_draft::layer::{Cell, Thing, Value};
use copydesk_lang::program::{Quantifier, RowQuery, Test};

use super::{Candidate, Compare, Env, Evaluator, LetValue, quantified};
use crate::facts::Facts;
use crate::truth::{Truth, Why};

/// Whether a register speaks about what is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Coverage {
    /// It does: what is not there is false.
    Covered,
    /// It has no row for the key, or none of that authority; of a partial register that is merely absent.
    Open(Why),
}

/// What a `row of` finds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Rows {
    /// Rows for which every test is true.
    pub(crate) sure: Vec<u32>,
    /// Rows that are open, with the reason.
    pub(crate) open: Vec<(u32, Why)>,
    /// Rows of the key and authority asked for: what the answer rests on.
    pub(crate) about: Vec<u32>,
    /// Whether nothing found means false.
    pub(crate) coverage: Coverage,
}

impl Rows {
    fn nothing(why: Why) -> Self {
        Self {
            sure: Vec::new(),
            open: Vec::new(),
            about: Vec::new(),
            coverage: Coverage::Open(why),
        }
    }

    /// What a quantifier makes of it. Registers are never assumed complete.
    pub(crate) fn truth(&self, quantifier: Quantifier) -> Truth {
        let sure = self.sure.len() as u32;
        let open = self.open.iter().map(|(_, why)| why.clone()).reduce(Why::or);
        match &self.coverage {
            Coverage::Covered => quantified(
                quantifier,
                sure,
                Some(sure + self.open.len() as u32),
                open.as_ref(),
            ),
            Coverage::Open(why) => {
                let why = open.map_or(why.clone(), |open| open.or(why.clone()));
                quantified(quantifier, sure, None, Some(&why))
            }
        }
    }
}

impl<'v> Evaluator<'v> {
    /// Looks up the rows of a fact table.
    pub(crate) fn rows(&self, query: &'v RowQuery, env: &Env) -> Rc<Rows> {
        match self.index {
            Some(index) => index.rows(self, query, env, || self.look_up(query, env)),
            None => Rc::new(self.look_up(query, env)),
        }
    }

    fn look_up(&self, query: &'v RowQuery, env: &Env) -> Rows {
        let Some(facts) = self.view.engine.facts(query.table) else {
            return Rows::nothing(Why::ABSENT);
        };
        let days = match &query.valid_on {
            None => Ok(None),
            Some(expr) => match self.expr(expr, env) {
                super::Got::Unknown(why) => Err(why),
                got => match got.value() {
                    Some(Value::Date(range)) => Ok(Some(*range)),
                    _ => Err(Why::ABSENT),
                },
            },
        };
        let key = facts.key.and_then(|key| self.asked(query, key, env));
        let authority = facts
            .authority
            .map(|column| (column, self.asked(query, column, env)));
        if let Some(super::Got::Unknown(why)) = &key {
            return Rows::nothing(why.clone());
        }
        if let Some((_, Some(super::Got::Unknown(why)))) = &authority {
            return Rows::nothing(why.clone());
        }
        if let Some(Value::Thing(thing)) = key.as_ref().and_then(super::Got::value) {
            match self.view.key(*thing) {
                Some(Cell::Filled(_)) => {}
                Some(Cell::Unclear(why)) => return Rows::nothing(Why::unclear(why.clone())),
                Some(Cell::Absent) | None => return Rows::nothing(Why::ABSENT),
            }
        }
        let mut rows = Rows {
            sure: Vec::new(),
            open: Vec::new(),
            about: Vec::new(),
            coverage: Coverage::Covered,
        };
        let mut of_key = false;
        for row in self.of_key(query.table, facts, key.as_ref()) {
            let candidate = Candidate::Row(query.table, row);
            let tested = |column: Option<u16>| {
                query
                    .whose
                    .iter()
                    .filter(|test| column.is_some() && test.path.first().map(|f| f.0) == column)
                    .fold(Truth::True, |truth, test| {
                        truth.and(env.with(candidate, |env| self.field_test(test, env)))
                    })
            };
            match tested(facts.key) {
                Truth::True => of_key = true,
                Truth::False if key.is_some() => continue,
                // Cannot be told: decided by the whole query below.
                Truth::False | Truth::Unknown(_) => {}
            }
            if tested(facts.authority) != Truth::False {
                rows.about.push(row);
            }
            let mut truth = query.whose.iter().fold(Truth::True, |truth, test| {
                truth.and(env.with(candidate, |env| self.field_test(test, env)))
            });
            if truth != Truth::False {
                let valid = match (&days, self.view.engine.fact(query.table, row)) {
                    (Ok(None), _) => Truth::True,
                    (Ok(Some(range)), Some(fact)) => fact.valid(range.first, range.last),
                    (Err(why), _) => Truth::Unknown(why.clone()),
                    (_, None) => Truth::False,
                };
                truth = truth.and(valid);
            }
            match truth {
                Truth::True => rows.sure.push(row),
                Truth::False => {}
                Truth::Unknown(why) => rows.open.push((row, why)),
            }
        }
        if key.is_some() && !of_key && facts.partial {
            rows.coverage = Coverage::Open(Why::ABSENT);
        } else if key.is_some() && !of_key {
            rows.coverage = Coverage::Open(self.uncovered(query.table, key.as_ref(), None));
        } else if let Some((_, Some(by))) = &authority
            && rows.about.is_empty()
        {
            rows.coverage = Coverage::Open(self.uncovered(query.table, key.as_ref(), Some(by)));
        }
        rows
    }

    /// What a query asks of a column with `is`: the other side.
    fn asked(&self, query: &'v RowQuery, column: u16, env: &Env) -> Option<super::Got<'v>> {
        query.whose.iter().find_map(|test| match &test.test {
            Test::Equals { negated: false, to }
                if test.path.first().is_some_and(|field| field.0 == column) =>
            {
                Some(self.expr(to, env))
            }
            _ => None,
        })
    }

    /// The rows of a key, or all rows if the key cannot be looked up.
    fn of_key(&self, table: usize, facts: &Facts, key: Option<&super::Got<'v>>) -> Vec<u32> {
        let all = || (0..facts.len()).collect();
        match key.and_then(super::Got::value) {
            Some(text @ (Value::Text(_) | Value::Words(_))) => {
                match Compare::new(self.view).words(text) {
                    Some(words) => self.view.engine.facts_of(table, words),
                    None => all(),
                }
            }
            Some(Value::Thing(thing)) => {
                let key = self.view.key(*thing).and_then(Cell::value);
                match key.and_then(|key| Compare::new(self.view).words(key)) {
                    Some(words) => self.view.engine.facts_of(table, words),
                    None => all(),
                }
            }
            _ => all(),
        }
    }

    /// The first mention of the same thing.
    fn first_mention(&self, thing: Thing) -> Thing {
        let compare = Compare::new(self.view);
        let layer = thing.layer;
        (0..thing.row)
            .map(|row| Thing { layer, row })
            .find(|&other| compare.same_thing(other, thing) == Truth::True)
            .unwrap_or(thing)
    }

    /// Says that a register has nothing about a key, or nothing by an authority.
    fn uncovered(
        &self,
        table: usize,
        key: Option<&super::Got<'v>>,
        by: Option<&super::Got<'v>>,
    ) -> Why {
        let words = |got: Option<&super::Got<'v>>| {
            let compare = Compare::new(self.view);
            match got.and_then(super::Got::value)? {
                Value::Thing(thing) => {
                    let first = self.first_mention(*thing);
                    Some(crate::say::tidy(
                        self.view.span(first).text(self.view.text()),
                    ))
                }
                value => compare.words(value).map(str::to_owned),
            }
        };
        let name = self
            .view
            .engine
            .program
            .tables
            .get(table)
            .map_or("", |table| table.register.as_str());
        let about = words(key).map_or(String::new(), |key| format!(" about {key}"));
        let by = words(by).map_or(String::new(), |by| format!(" by {by}"));
        Why::unclear(format!("the register `{name}` has no row{about}{by}"))
    }

    /// The row a `let` picks: the first that is surely right.
    pub(crate) fn pick_row(&self, query: &'v RowQuery, env: &Env) -> LetValue {
        let rows = self.rows(query, env);
        if let Some(&row) = rows.sure.first() {
            return LetValue::Row(query.table, row);
        }
        if let Some((_, why)) = rows.open.first() {
            return LetValue::Unknown(why.clone());
        }
        match &rows.coverage {
            Coverage::Covered => LetValue::Unknown(Why::ABSENT),
            Coverage::Open(why) => LetValue::Unknown(why.clone()),
        }
    }
}
