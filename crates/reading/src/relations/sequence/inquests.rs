//! What can only come after a death: "The body of a man was found on 2 February. The inquest into his death opened on 14
//! January", "Ruiz died on 9 May. A post-mortem examination was carried out on 7 May".

use copydesk_draft::DayRange;

use super::afterwards::Finder;
use super::{Pair, Tie};
use crate::dates::Date;
use crate::lists::List;

impl Finder<'_, '_> {
    /// The inquest, the autopsy, the burial before the death it is about, or before the body was found.
    pub(super) fn inquest(&self, before: &Self, out: &mut Vec<Pair>) {
        let other = |word: &str| {
            matches!(
                word,
                "second"
                    | "another"
                    | "fresh"
                    | "new"
                    | "other"
                    | "earlier"
                    | "previous"
                    | "separate"
                    | "resumed"
                    | "adjourned"
                    | "anniversary"
                    | "not"
                    | "no"
                    | "wife"
                    | "husband"
                    | "widow"
                    | "brother"
                    | "sister"
                    | "also"
            )
        };
        if self.any(other) || before.any(other) {
            return;
        }
        let (Some(held), Some(died)) = (self.held(), before.died()) else {
            return;
        };
        self.push(out, died, held, Tie::Stages);
    }

    /// The only day of a sentence that tells of one death, or of the finding of one body.
    fn died(&self) -> Option<(&Date, DayRange)> {
        let (cx, look) = (self.ground.cx, &self.look);
        let body = (look.first..look.end).find(|&i| {
            matches!(look.word(i), "body" | "remains" | "corpse")
                && (i + 1..look.end.min(i + 14)).any(|k| {
                    matches!(
                        look.word(k),
                        "found"
                            | "recovered"
                            | "discovered"
                            | "spotted"
                            | "retrieved"
                            | "pulled"
                            | "lifted"
                            | "dragged"
                    ) && matches!(look.before(k, 1), "was" | "were" | "been")
                })
        });
        let dead = (look.first..look.end).find(|&i| cx.phrase(i, List::DeathStage).is_some());
        let told = body.or(dead)?;
        let (date, day) = self.only()?;
        let first = self.first(date);
        let mut between = told.min(first)..told.max(first);
        let plain = first.abs_diff(told) <= 20
            && (first <= look.first + 1
                || matches!(look.before(first, 1), "on" | "," | "late" | "early"))
            && !between.any(|i| {
                matches!(look.text(i), ";" | ":")
                    || matches!(
                        look.word(i),
                        "since" | "until" | "missing" | "disappeared" | "vanished" | "born"
                    )
            });
        plain.then_some((date, day))
    }

    /// The only day of a sentence whose subject is an examination of that death, or the burial.
    fn held(&self) -> Option<(&Date, DayRange)> {
        let (cx, look) = (self.ground.cx, &self.look);
        let opens = look.first;
        let noun = (opens + 1..look.end.min(opens + 3)).find(|&i| {
            matches!(
                look.word(i),
                "inquest"
                    | "autopsy"
                    | "post-mortem"
                    | "postmortem"
                    | "necropsy"
                    | "funeral"
                    | "burial"
                    | "cremation"
            ) || look.word(i) == "post" && look.word(i + 2) == "mortem"
                || look.word(i) == "post" && look.word(i + 1) == "mortem"
        })?;
        let article = matches!(look.word(opens), "the" | "an" | "a" | "his" | "her");
        let verb = (noun + 1..look.end.min(noun + 9)).find(|&i| {
            matches!(
                look.word(i),
                "opened"
                    | "began"
                    | "started"
                    | "took"
                    | "held"
                    | "carried"
                    | "performed"
                    | "conducted"
                    | "concluded"
                    | "heard"
                    | "found"
                    | "showed"
                    | "ended"
            )
        })?;
        let whose = !(noun + 1..verb).any(|i| {
            look.capital(i) || matches!(look.word(i), "who" | "which" | "that" | "of" | "for")
        });
        let (date, day) = self.only()?;
        let first = self.first(date);
        let behind = first > verb
            && first <= verb + 8
            && look.before(first, 1) == "on"
            && !(verb..first).any(|i| {
                matches!(look.text(i), ";" | ":" | ",")
                    || matches!(look.word(i), "that" | "who" | "died" | "killed" | "had")
                    || cx.phrase(i, List::DeathStage).is_some()
            });
        (article && whose && behind).then_some((date, day))
    }
}
