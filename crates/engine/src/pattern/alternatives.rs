//! The alternatives of all patterns, one behind the other: what is looked through for each draft lies close together.

use copydesk_draft::layer::LayerId;
use copydesk_facts::{Items, Numbers, Row, Rows};
use copydesk_lang::program::Where;
use serde::{Deserialize, Serialize};

use super::compile::{CompiledStep, Part, SetId};

/// One alternative.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alternative<'p> {
    all: &'p Alternatives,
    number: u32,
    body: &'p Body,
}

/// What is matched of an alternative: of few of them a draft has the words.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Body {
    steps: Box<[CompiledStep]>,
    except: Box<[(Where, Part)]>,
    captures: Box<[String]>,
}

impl<'p> Alternative<'p> {
    /// Its steps.
    pub(crate) fn steps(self) -> &'p [CompiledStep] {
        &self.body.steps
    }

    /// What drops a match, and where it would stand.
    pub(crate) fn except(self) -> &'p [(Where, Part)] {
        &self.body.except
    }

    /// Names of the captures.
    pub(crate) fn captures(self) -> &'p [String] {
        &self.body.captures
    }

    /// What no match can be without, the rarest first as far as can be told without a draft.
    pub(crate) fn needs(self) -> Needs<'p> {
        self.all.needs(self.number)
    }

    /// Its steps and its exceptions.
    pub(super) fn parts(self) -> impl Iterator<Item = Part> {
        let steps = self.steps().iter().map(|step| step.part);
        steps.chain(self.except().iter().map(|&(_, part)| part))
    }
}

/// A step that every match has, which can be looked up in a draft.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Need {
    pub(crate) thing: Needed,
    /// The least number of tokens before it.
    pub(crate) least: u16,
    /// The largest; `None`: as far as the sentence begins.
    pub(crate) most: Option<u16>,
}

/// What is needed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Needed {
    Set(SetId),
    Layer(LayerId),
    Pattern(u32),
}

impl Row<2> for Need {
    fn to_row(&self) -> [u32; 2] {
        let thing = match self.thing {
            Needed::Set(set) => set.0 * 4,
            Needed::Layer(layer) => u32::from(layer.0) * 4 + 1,
            Needed::Pattern(pattern) => pattern * 4 + 2,
        };
        // No sentence has as many tokens.
        let most = self.most.map_or(u16::MAX, |most| most.min(u16::MAX - 1));
        [thing, u32::from(self.least) | u32::from(most) << 16]
    }

    #[inline]
    fn of_row([thing, bounds]: [u32; 2]) -> Self {
        let number = thing / 4;
        let most = (bounds >> 16) as u16;
        Self {
            thing: match thing % 4 {
                0 => Needed::Set(SetId(number)),
                1 => Needed::Layer(LayerId(number as u16)),
                _ => Needed::Pattern(number),
            },
            least: bounds as u16,
            most: (most < u16::MAX).then_some(most),
        }
    }
}

/// What an alternative needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Needs<'p> {
    all: &'p Rows<Need, 2>,
    from: u32,
    to: u32,
}

impl<'p> Needs<'p> {
    /// How much it needs.
    pub(crate) fn len(self) -> usize {
        (self.to - self.from) as usize
    }

    /// The rarest.
    pub(crate) fn first(self) -> Option<Need> {
        self.iter().next()
    }

    /// All in order.
    #[inline]
    pub(crate) fn iter(self) -> impl Iterator<Item = Need> + 'p {
        self.all.range(self.from as usize..self.to as usize)
    }
}

/// All of them. An alternative has a number; those of a pattern follow each other.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Alternatives {
    /// By pattern, one past its last alternative.
    of_pattern: Numbers,
    /// By alternative, where what it needs begins; one more at the end.
    begins: Numbers,
    needs: Rows<Need, 2>,
    /// By alternative.
    bodies: Items<Body>,
}

impl Alternatives {
    /// How many patterns there are.
    pub(crate) fn patterns(&self) -> usize {
        self.of_pattern.len()
    }

    /// How many alternatives there are.
    pub(super) fn len(&self) -> usize {
        self.bodies.len()
    }

    /// The numbers of a pattern's alternatives.
    pub(super) fn of(&self, pattern: usize) -> std::ops::Range<u32> {
        let before = pattern
            .checked_sub(1)
            .and_then(|before| self.of_pattern.get(before));
        match self.of_pattern.get(pattern) {
            Some(end) => before.unwrap_or(0)..end,
            None => 0..0,
        }
    }

    /// An alternative by its number.
    pub(crate) fn get(&self, number: u32) -> Option<Alternative<'_>> {
        Some(Alternative {
            all: self,
            number,
            body: self.bodies.get(number as usize)?,
        })
    }

    /// What an alternative needs.
    #[inline]
    pub(super) fn needs(&self, number: u32) -> Needs<'_> {
        let [from, to] = self.begins.two(number as usize).unwrap_or_default();
        let all = &self.needs;
        Needs { all, from, to }
    }

    /// The alternatives of a pattern.
    pub(super) fn each(&self, pattern: usize) -> impl Iterator<Item = Alternative<'_>> {
        self.of(pattern).filter_map(|number| self.get(number))
    }

    /// Adds an alternative to the pattern that is being made. What it needs is not known yet.
    pub(super) fn push(
        &mut self,
        steps: Vec<CompiledStep>,
        except: Vec<(Where, Part)>,
        captures: Vec<String>,
    ) {
        self.bodies.push(Body {
            steps: steps.into(),
            except: except.into(),
            captures: captures.into(),
        });
    }

    /// Ends the pattern that is being made.
    pub(super) fn end_pattern(&mut self) {
        self.of_pattern.push(self.bodies.len() as u32);
    }

    /// Notes what the alternatives from a number on need.
    pub(super) fn set_needs(&mut self, first: u32, needs: impl IntoIterator<Item = Vec<Need>>) {
        let mut end = self.begins.get(first as usize).unwrap_or(0);
        self.begins = self.begins.iter().take(first as usize).collect();
        self.needs.truncate(end as usize);
        self.begins.push(end);
        for needs in needs {
            end += needs.len() as u32;
            self.needs.extend(needs);
            self.begins.push(end);
        }
    }

    /// Puts another in the place of one of the parts of an alternative, by its place among [`Alternative::parts`].
    pub(super) fn set_part(&mut self, number: u32, at: usize, part: Part) {
        let Some(body) = self.bodies.get(number as usize) else {
            return;
        };
        let mut body = body.clone();
        let steps = body.steps.iter_mut().map(|step| &mut step.part);
        let mut parts = steps.chain(body.except.iter_mut().map(|(_, part)| part));
        if let Some(slot) = parts.nth(at) {
            *slot = part;
        }
        self.bodies.set(number as usize, body);
    }
}
