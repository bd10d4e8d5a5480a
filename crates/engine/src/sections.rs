//! The draft as scopes see it: sentences of the body in one run, each headline, caption or crosshead a run of its own.

use copydesk_draft::BlockKind;
use copydesk_lang::program::{Part, Unit};
use copydesk_reading::Reading;

/// An interval of sentence numbers, both ends included.
pub(crate) type Interval = (u32, u32);

/// One run of sentences that "neighbouring" does not leave.
#[derive(Debug, Default)]
struct Run {
    /// Sentence numbers in order.
    sentences: Vec<u32>,
    /// For each of its blocks, the first and one past the last position in `sentences`.
    blocks: Vec<(u32, u32)>,
}

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    run: u32,
    position: u32,
    block: u32,
}

/// Runs and parts of one draft.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    runs: Vec<Run>,
    places: Vec<Place>,
    headline: Vec<Interval>,
    dek: Vec<Interval>,
    lede: Vec<Interval>,
    body: Vec<Interval>,
    caption: Vec<Interval>,
    headline_or_lede: Vec<Interval>,
    article: Vec<Interval>,
}

/// Appends sentences `first..last`, joining neighbours.
fn add(list: &mut Vec<Interval>, first: u32, last: u32) {
    if last <= first {
        return;
    }
    match list.last_mut() {
        Some(known) if known.1 + 1 == first => known.1 = last - 1,
        _ => list.push((first, last - 1)),
    }
}

impl Sections {
    /// Sorts the sentences of a reading into runs and parts.
    pub(crate) fn new(reading: &Reading<'_>) -> Self {
        let mut sections = Self {
            places: vec![Place::default(); reading.sentences.len()],
            ..Self::default()
        };
        // The first run is the body's.
        sections.runs.push(Run::default());
        for block in &reading.blocks {
            let (first, last) = (block.first_sentence, block.last_sentence);
            if last <= first {
                continue;
            }
            add(&mut sections.article, first, last);
            match block.kind {
                BlockKind::Headline => {
                    add(&mut sections.headline, first, last);
                    add(&mut sections.headline_or_lede, first, last);
                }
                BlockKind::Dek => add(&mut sections.dek, first, last),
                BlockKind::Caption => add(&mut sections.caption, first, last),
                kind if kind.is_body() => add(&mut sections.body, first, last),
                _ => {}
            }
            if block.lede {
                add(&mut sections.lede, first, last);
                add(&mut sections.headline_or_lede, first, last);
            }
            let runs = block.kind.is_body() && block.kind != BlockKind::Subhead;
            if !runs {
                sections.runs.push(Run::default());
            }
            let number = if runs { 0 } else { sections.runs.len() - 1 };
            let Some(run) = sections.runs.get_mut(number) else {
                continue;
            };
            let from = run.sentences.len() as u32;
            for sentence in first..last {
                if let Some(place) = sections.places.get_mut(sentence as usize) {
                    *place = Place {
                        run: number as u32,
                        position: run.sentences.len() as u32,
                        block: run.blocks.len() as u32,
                    };
                }
                run.sentences.push(sentence);
            }
            run.blocks.push((from, run.sentences.len() as u32));
        }
        sections
    }

    /// The sentences of a part of the draft; empty if the draft has no such part.
    pub(crate) fn part(&self, part: Part) -> &[Interval] {
        match part {
            Part::Headline => &self.headline,
            Part::Dek => &self.dek,
            Part::Lede => &self.lede,
            Part::Body => &self.body,
            Part::Article => &self.article,
            Part::Caption => &self.caption,
            Part::HeadlineOrLede => &self.headline_or_lede,
        }
    }

    /// The sentences around `first..=last`, within their run: sentence numbers in order.
    pub(crate) fn around(
        &self,
        first: u32,
        last: u32,
        unit: Unit,
        before: u32,
        after: u32,
    ) -> &[u32] {
        let Some(place) = self.places.get(first as usize) else {
            return &[];
        };
        let Some(run) = self.runs.get(place.run as usize) else {
            return &[];
        };
        let end = self
            .places
            .get(last as usize)
            .filter(|end| end.run == place.run)
            .unwrap_or(place);
        let (from, to) = match unit {
            Unit::Sentence => (
                place.position.saturating_sub(before),
                end.position.saturating_add(after).saturating_add(1),
            ),
            Unit::Paragraph => {
                let block = |at: u32| {
                    let at = (at as usize).min(run.blocks.len().saturating_sub(1));
                    run.blocks.get(at).copied().unwrap_or_default()
                };
                (
                    block(place.block.saturating_sub(before)).0,
                    block(end.block.saturating_add(after)).1,
                )
            }
        };
        let to = (to as usize).min(run.sentences.len());
        run.sentences.get(from as usize..to).unwrap_or(&[])
    }

    /// All sentences of the run in which a sentence stands.
    pub(crate) fn run_of(&self, sentence: u32) -> &[u32] {
        self.places
            .get(sentence as usize)
            .and_then(|place| self.runs.get(place.run as usize))
            .map_or(&[], |run| &run.sentences)
    }
}

/// Where candidates may stand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Region<'a> {
    /// Anywhere.
    All,
    /// In these sentences, in order.
    Sentences(&'a [u32]),
    /// In these intervals, in order.
    Intervals(&'a [Interval]),
}

impl<'a> Region<'a> {
    /// The intervals of sentence numbers it consists of, in order.
    pub(crate) fn intervals(self) -> Intervals<'a> {
        Intervals { region: self }
    }

    /// What of it can reach into the sentences from `first` to `last`: a draft may have many captions.
    pub(crate) fn near(self, first: u32, last: u32) -> Self {
        match self {
            Self::All => Self::All,
            Self::Sentences(list) => {
                let from = list.partition_point(|&sentence| sentence < first);
                let to = list.partition_point(|&sentence| sentence <= last);
                Self::Sentences(list.get(from..to).unwrap_or(&[]))
            }
            Self::Intervals(list) => {
                let from = list.partition_point(|interval| interval.1 < first);
                let to = list.partition_point(|interval| interval.0 <= last);
                Self::Intervals(list.get(from..to).unwrap_or(&[]))
            }
        }
    }

    /// True if a sentence lies in it.
    pub(crate) fn has(self, sentence: u32) -> bool {
        match self {
            Self::All => true,
            Self::Sentences(list) => list.binary_search(&sentence).is_ok(),
            Self::Intervals(list) => list
                .get(list.partition_point(|interval| interval.1 < sentence))
                .is_some_and(|interval| interval.0 <= sentence),
        }
    }
}

/// Iterator over the intervals of a [`Region`], from either end.
#[derive(Clone, Debug)]
pub(crate) struct Intervals<'a> {
    region: Region<'a>,
}

impl Iterator for Intervals<'_> {
    type Item = Interval;

    fn next(&mut self) -> Option<Interval> {
        match self.region {
            Region::All => {
                self.region = Region::Intervals(&[]);
                Some((0, u32::MAX))
            }
            Region::Intervals(list) => {
                let (&first, rest) = list.split_first()?;
                self.region = Region::Intervals(rest);
                Some(first)
            }
            Region::Sentences(list) => {
                let (&first, mut rest) = list.split_first()?;
                let mut last = first;
                while let Some((&next, more)) = rest.split_first() {
                    if next != last + 1 {
                        break;
                    }
                    last = next;
                    rest = more;
                }
                self.region = Region::Sentences(rest);
                Some((first, last))
            }
        }
    }
}

impl DoubleEndedIterator for Intervals<'_> {
    fn next_back(&mut self) -> Option<Interval> {
        match self.region {
            Region::All => self.next(),
            Region::Intervals(list) => {
                let (&last, rest) = list.split_last()?;
                self.region = Region::Intervals(rest);
                Some(last)
            }
            Region::Sentences(list) => {
                let (&last, mut rest) = list.split_last()?;
                let mut first = last;
                while let Some((&before, more)) = rest.split_last() {
                    if before + 1 != first {
                        break;
                    }
                    first = before;
                    rest = more;
                }
                self.region = Region::Sentences(rest);
                Some((first, last))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Region;

    fn regions() -> [Region<'static>; 3] {
        [
            Region::All,
            Region::Sentences(&[2, 3, 7, 9, 10]),
            Region::Intervals(&[(2, 3), (7, 7), (9, 10)]),
        ]
    }

    #[test]
    fn intervals_are_the_same_from_either_end() {
        for region in regions() {
            let forth: Vec<_> = region.intervals().collect();
            let mut back: Vec<_> = region.intervals().rev().collect();
            back.reverse();
            assert_eq!(forth, back, "{region:?}");
        }
    }

    #[test]
    fn a_region_near_some_sentences_has_all_of_it_that_lies_there() {
        for region in regions() {
            for first in 0..12 {
                for last in first..12 {
                    let near = region.near(first, last);
                    for sentence in first..=last {
                        let told = near
                            .intervals()
                            .any(|(from, to)| (from..=to).contains(&sentence));
                        assert_eq!(told, region.has(sentence), "{region:?} {sentence}");
                    }
                }
            }
        }
    }
}
