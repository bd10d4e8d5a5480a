//! Questions answered before a layer is made: nothing can stand there, or it is enough to look at a few sentences.

use copydesk_draft::Span;
use copydesk_draft::layer::{LayerId, Row, Thing};
use copydesk_lang::program::{Candidates, Scope};

use super::candidates::{Bytes, Side, Tally};
use super::{Env, Evaluator};
use crate::layers::State;
use crate::sections::Region;

impl Evaluator<'_> {
    /// True if there is surely no candidate in a place that the draft has: so many questions end here, before anything
    /// is looked up for them.
    pub(super) fn is_barren(&self, side: Side, candidates: &Candidates, env: &Env) -> bool {
        let (made, scope) = (&self.view.made, candidates.scope.as_ref());
        if self.index.is_none() {
            return false;
        }
        match made.state(candidates.layer) {
            State::Full => false,
            State::Empty => !matches!(scope, Some(Scope::Part(_))),
            State::Open => self.place(scope, env.span).is_some_and(|place| {
                let (low, high) = self.reach(side, place.bytes, env.span);
                let sentences = place.region.near(low, high).intervals();
                let clipped = sentences.map(|(first, last)| (first.max(low), last.min(high)));
                !made.may_be(candidates.layer, clipped)
            }),
        }
    }

    /// The first and the last sentence in which a thing can stand where a place and a side want it.
    fn reach(&self, side: Side, bytes: Bytes, it: Span) -> (u32, u32) {
        let view = self.view;
        let (low, high) = match bytes {
            Bytes::Any | Bytes::EndsBehind(_) | Bytes::InsideLayer(_) => (0, u32::MAX),
            Bytes::EndsBy(at) => (0, view.sentence_at(at)),
            Bytes::StartsFrom(at) => (view.sentence_at(at), u32::MAX),
            Bytes::Within(outer) => view.sentences(outer),
            Bytes::Near(near, words) => {
                let (from, to) = view.around(near, words);
                (view.sentence_at(from), view.sentence_at(to))
            }
        };
        match side {
            Side::Both => (low, high),
            Side::Before => (low, high.min(view.sentence_at(it.start))),
            Side::After => (low.max(view.sentence_at(it.end)), high),
        }
    }

    /// False if surely no thing of a layer holds a span.
    pub(crate) fn may_be_at(&self, layer: LayerId, span: Span) -> bool {
        let made = &self.view.made;
        match made.state(layer) {
            State::Full => true,
            State::Empty => false,
            State::Open => {
                let sentence = self.view.sentence_at(span.start);
                // A span between two sentences touches the one before.
                made.may_be(layer, [(sentence.saturating_sub(1), sentence)])
            }
        }
    }

    /// Counts things near `it` of which nothing is asked but where they stand: their layer is not made for it.
    pub(super) fn glance(&self, candidates: &Candidates, env: &Env) -> Option<Tally> {
        let layer = candidates.layer;
        let made = &self.view.made;
        if !candidates.whose.is_empty() || made.state(layer) != State::Open {
            return None;
        }
        let place = self.place(candidates.scope.as_ref(), env.span)?;
        let bytes = place.bytes;
        let near = matches!(place.region, Region::Sentences(_))
            || matches!(bytes, Bytes::Within(_) | Bytes::Near(..));
        if !near || matches!(bytes, Bytes::InsideLayer(_)) {
            return None;
        }
        let (low, high) = self.reach(Side::Both, bytes, env.span);
        let sentences = place.region.near(low, high).intervals();
        let sentences = sentences.map(|(first, last)| (first.max(low), last.min(high)));
        let sure = made.glance(layer, sentences.clone(), |rows| {
            let stands = |row: &&Row| {
                let thing = Thing { layer, row: 0 };
                sentences
                    .clone()
                    .any(|(first, last)| first <= row.sentence && row.sentence <= last)
                    && !(candidates.outside_quotes && row.masked)
                    && self.stands(thing, row.span, bytes)
            };
            rows.iter().filter(stands).count()
        })?;
        Some(Tally {
            sure: sure as u32,
            ..Tally::default()
        })
    }
}
