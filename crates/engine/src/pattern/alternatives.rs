//! The alternatives of all patterns, one behind the other: what is looked through for each draft lies close together.

use copydesk_lang::program::Where;
use serde::{Deserialize, Serialize};

use super::compile::{CompiledStep, Need, Part};

/// One alternative.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alternative<'p> {
    all: &'p Alternatives,
    from: Ends,
    to: Ends,
}

impl<'p> Alternative<'p> {
    /// Its steps.
    pub(crate) fn steps(self) -> &'p [CompiledStep] {
        part_of(&self.all.steps, self.from.steps, self.to.steps)
    }

    /// What drops a match, and where it would stand.
    pub(crate) fn except(self) -> &'p [(Where, Part)] {
        part_of(&self.all.except, self.from.except, self.to.except)
    }

    /// Names of the captures.
    pub(crate) fn captures(self) -> &'p [String] {
        part_of(&self.all.captures, self.from.captures, self.to.captures)
    }

    /// What no match can be without, the rarest first as far as can be told without a draft.
    pub(crate) fn needs(self) -> &'p [Need] {
        part_of(&self.all.needs, self.from.needs, self.to.needs)
    }

    /// Its steps and its exceptions.
    pub(super) fn parts(self) -> impl Iterator<Item = Part> {
        let steps = self.steps().iter().map(|step| step.part);
        steps.chain(self.except().iter().map(|&(_, part)| part))
    }
}

fn part_of<T>(all: &[T], from: u32, to: u32) -> &[T] {
    all.get(from as usize..to as usize).unwrap_or(&[])
}

/// Where the parts of an alternative end, each among those of all alternatives.
#[derive(Clone, Copy, Default, Debug, Serialize, Deserialize)]
struct Ends {
    steps: u32,
    except: u32,
    captures: u32,
    needs: u32,
}

/// All of them. An alternative has a number; those of a pattern follow each other.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Alternatives {
    /// By pattern, one past its last alternative.
    of_pattern: Vec<u32>,
    /// By alternative.
    ends: Vec<Ends>,
    steps: Vec<CompiledStep>,
    except: Vec<(Where, Part)>,
    captures: Vec<String>,
    needs: Vec<Need>,
}

impl Alternatives {
    /// How many patterns there are.
    pub(crate) fn patterns(&self) -> usize {
        self.of_pattern.len()
    }

    /// How many alternatives there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The numbers of a pattern's alternatives.
    pub(super) fn of(&self, pattern: usize) -> std::ops::Range<u32> {
        let before = pattern
            .checked_sub(1)
            .and_then(|before| self.of_pattern.get(before));
        match self.of_pattern.get(pattern) {
            Some(&end) => before.copied().unwrap_or(0)..end,
            None => 0..0,
        }
    }

    /// An alternative by its number.
    pub(crate) fn get(&self, number: u32) -> Option<Alternative<'_>> {
        let (from, to) = self.ends(number)?;
        Some(Alternative {
            all: self,
            from,
            to,
        })
    }

    /// What an alternative needs.
    pub(super) fn needs(&self, number: u32) -> &[Need] {
        self.get(number).map_or(&[], Alternative::needs)
    }

    fn ends(&self, number: u32) -> Option<(Ends, Ends)> {
        let before = (number as usize).checked_sub(1);
        let from = before.and_then(|before| self.ends.get(before)).copied();
        Some((from.unwrap_or_default(), *self.ends.get(number as usize)?))
    }

    /// The alternatives of a pattern.
    pub(super) fn each(&self, pattern: usize) -> impl Iterator<Item = Alternative<'_>> {
        self.of(pattern).filter_map(|number| self.get(number))
    }

    /// Adds an alternative to the pattern that is being made. What it needs is not known yet.
    pub(super) fn push(
        &mut self,
        steps: impl IntoIterator<Item = CompiledStep>,
        except: impl IntoIterator<Item = (Where, Part)>,
        captures: impl IntoIterator<Item = String>,
    ) {
        self.steps.extend(steps);
        self.except.extend(except);
        self.captures.extend(captures);
        self.ends.push(Ends {
            steps: self.steps.len() as u32,
            except: self.except.len() as u32,
            captures: self.captures.len() as u32,
            needs: self.needs.len() as u32,
        });
    }

    /// Ends the pattern that is being made.
    pub(super) fn end_pattern(&mut self) {
        self.of_pattern.push(self.ends.len() as u32);
    }

    /// Notes what the alternatives from a number on need.
    pub(super) fn set_needs(&mut self, first: u32, needs: impl IntoIterator<Item = Vec<Need>>) {
        let known = self.ends(first).map_or(0, |(before, _)| before.needs);
        self.needs.truncate(known as usize);
        for (ends, needs) in self.ends.iter_mut().skip(first as usize).zip(needs) {
            self.needs.extend(needs);
            ends.needs = self.needs.len() as u32;
        }
    }

    /// The steps and the exceptions of an alternative, to be changed.
    pub(super) fn parts_mut(&mut self, number: u32) -> impl Iterator<Item = &mut Part> {
        let (from, to) = self.ends(number).unwrap_or_default();
        let steps = self.steps.get_mut(from.steps as usize..to.steps as usize);
        let except = self
            .except
            .get_mut(from.except as usize..to.except as usize);
        let steps = steps
            .unwrap_or_default()
            .iter_mut()
            .map(|step| &mut step.part);
        steps.chain(except.unwrap_or_default().iter_mut().map(|(_, part)| part))
    }
}
