//! Parts of different peoples or trades: "including 14 Filipinos and 11 Indians", "including 27 dockers and 19 lorry drivers".

use super::{Finder, end};
use crate::lists::List;
use crate::numbers::Number;
use crate::token::TokenKind;

/// What one may be beside any trade.
const OF_BOTH: &[&str] = &[
    "members",
    "others",
    "foreigners",
    "teenagers",
    "minors",
    "survivors",
    "prisoners",
    "protesters",
    "demonstrators",
    "leaders",
    "workers",
    "voters",
    "owners",
    "users",
    "speakers",
    "supporters",
    "followers",
    "strangers",
    "seniors",
    "pensioners",
    "smokers",
    "holders",
    "winners",
    "losers",
    "newcomers",
    "strikers",
    "offenders",
    "settlers",
    "mothers",
    "fathers",
    "brothers",
    "sisters",
    "daughters",
    "donors",
    "believers",
    "activists",
    "readers",
    "viewers",
    "customers",
    "borrowers",
    "tourists",
    "visitors",
    "buyers",
    "numbers",
    "orders",
    "women",
    "men",
    "gunmen",
    "founders",
    "organisers",
    "organizers",
    "commanders",
    "officers",
    "employers",
    "carers",
    "learners",
    "doors",
    "floors",
    "towers",
    "containers",
    "papers",
    "letters",
    "lorries",
    "trailers",
    "rivers",
    "centres",
    "errors",
    "motors",
    "chapters",
    "dollars",
    "meters",
    "metres",
    "litres",
    "computers",
    "printers",
];

impl Finder<'_, '_> {
    /// The longest run of parts from the first on that are of different peoples, or of different trades: "14 Filipinos and 11
    /// Indians", "27 dockers and 19 lorry drivers".
    pub(super) fn callings<'n>(&self, parts: &'n [Number]) -> &'n [Number] {
        let cx = self.cx;
        let mut seen: Vec<(bool, &str)> = Vec::new();
        for part in parts {
            let noun = (end(part)..end(part) + 3)
                .take_while(|&i| cx.kind(i) == Some(TokenKind::Word) && cx.folded(i) != "and")
                .last();
            let Some(noun) = noun.filter(|&i| cx.folded(i).len() > 3) else {
                break;
            };
            // A preposition or a clause behind the noun tells of something else: "19 workers in Lyon".
            let (first, word) = (end(part), cx.folded(noun));
            let small = !cx.word(noun).starts_with(char::is_uppercase);
            let people = !small
                && noun == first
                && (word.ends_with('s') || word.ends_with("ese"))
                && !cx.is(noun, List::Month)
                && !cx.is(noun, List::Weekday);
            let trade = small
                && noun <= first + 1
                && ["ers", "ors", "ists", "men"]
                    .iter()
                    .any(|end| word.ends_with(end))
                && !OF_BOTH.contains(&word);
            let other = seen
                .iter()
                .any(|(nation, one)| *nation != people || *one == word);
            if !(people || trade) || other {
                break;
            }
            seen.push((people, word));
        }
        parts.get(..seen.len()).unwrap_or(parts)
    }
}
