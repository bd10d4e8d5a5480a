//! What stands between a subject and its verb, wherever it stands: asides between commas and words of time are passed
//! over, so that "Banda, the largest town of the north, fell" and "troops entered and within hours had taken the square"
//! are read as the plain sentences are.

use super::clause::Clauses;
use crate::lists::List;
use crate::token::TokenKind;

impl Clauses<'_, '_> {
    /// Where the subject before token `end` ends, once an aside that a comma closes there is passed over: "Banda, the
    /// largest town of the north, |fell". `None` where no aside stands.
    pub(super) fn before_aside(&self, end: usize) -> Option<usize> {
        /// How many tokens an aside may fill.
        const LONGEST: usize = 16;
        let cx = self.cx;
        let close = end.checked_sub(1).filter(|&k| k > self.first)?;
        if cx.word(close) != "," {
            return None;
        }
        let open = (close.saturating_sub(LONGEST).max(self.first + 1)..close)
            .rev()
            .find(|&k| cx.word(k) == ",")?;
        // "On Friday, rebels, …": what a comma closes behind a fronted phrase is the sentence itself.
        let inside = open + 1..close;
        let aside = cx.is(inside.start, List::Determiner)
            || cx.is(inside.start, List::NumberWord)
            || cx.is(inside.start, List::Preposition)
            || cx.is(inside.start, List::Compass)
            || cx.kind(inside.start) == Some(TokenKind::Number)
            || matches!(
                cx.folded(inside.start),
                "which"
                    | "who"
                    | "where"
                    | "whose"
                    | "home"
                    | "long"
                    | "once"
                    | "now"
                    | "still"
                    | "then"
                    | "already"
            )
            || cx.folded(inside.start).ends_with("ed")
            || cx.kind(inside.start + 1) == Some(TokenKind::Possessive)
            || cx
                .token(inside.start)
                .is_some_and(|token| token.kind == TokenKind::Word && !token.capital)
                && (inside.start..inside.end).any(|k| cx.folded(k) == "of");
        (aside && !inside.is_empty()).then_some(open)
    }

    /// Where the words before token `end` end, once words of time are passed over: "and |within hours had taken".
    pub(super) fn before_time(&self, end: usize) -> usize {
        let cx = self.cx;
        let mut at = end;
        let mut time = false;
        while at > self.first + 1 {
            let word = cx.folded(at - 1);
            let noun = cx.is(at - 1, List::Weekday)
                || matches!(
                    word,
                    "hours"
                        | "hour"
                        | "minutes"
                        | "days"
                        | "day"
                        | "night"
                        | "nightfall"
                        | "dawn"
                        | "dusk"
                        | "noon"
                        | "midday"
                        | "midnight"
                        | "evening"
                        | "morning"
                        | "afternoon"
                        | "sunset"
                        | "sunrise"
                        | "daybreak"
                        | "dark"
                        | "week"
                        | "weekend"
                        | "lunchtime"
                        | "overnight"
                        | "soon"
                        | "quickly"
                        | "there"
                        | "turn"
                        | "end"
                );
            let beside = cx.kind(at - 1) == Some(TokenKind::Number)
                || cx.is(at - 1, List::NumberWord)
                || matches!(
                    word,
                    "within"
                        | "by"
                        | "in"
                        | "on"
                        | "at"
                        | "before"
                        | "after"
                        | "the"
                        | "a"
                        | "an"
                        | "that"
                        | "same"
                        | "next"
                        | "late"
                        | "early"
                        | "few"
                        | "of"
                        | "from"
                        | "less"
                        | "than"
                        | "during"
                        | "over"
                        | "some"
                        | "several"
                );
            if !(noun || beside && time) {
                break;
            }
            time |= noun;
            at -= 1;
        }
        if time { at } else { end }
    }
}
