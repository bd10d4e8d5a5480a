//! Places told from the other end: "close to Berlin, in Munich", "north of Damascus, in Daraa", "the Turkish city of
//! Thessaloniki", "Nairobi, the capital of Tanzania".

use super::Relation;
use super::point::between;
use super::related::{Related, near_word};
use super::spot::Spot;
use super::words::{direction, starting};
use copydesk_facts::Entity;

use crate::cx::Cx;
use crate::names::Register;
use crate::token::TokenKind;

/// All such statements.
pub(super) fn find(cx: &Cx<'_>, spots: &[Spot]) -> Vec<Related> {
    let mut out = Vec::new();
    for spot in spots {
        out.extend(inverted(cx, spots, spot));
        out.extend(nationality(cx, spot));
        out.extend(capital(cx, spots, spot));
    }
    out
}

fn row(cx: &Cx<'_>, kind: Relation, a: &Spot, b: (usize, usize)) -> Related {
    Related {
        span: cx.span(a.first.min(b.0), a.last.max(b.1)),
        kind,
        first: a.span,
        second: cx.span(b.0, b.1),
        kilometres: None,
        turn: None,
        elsewhere: None,
        lies_in: None,
        depth: None,
    }
}

/// "close to Berlin, in Munich,", "north of Damascus, in Daraa": the other place first.
fn inverted(cx: &Cx<'_>, spots: &[Spot], b: &Spot) -> Option<Related> {
    // Behind the other place: ", in A" that closes.
    if cx.word(b.last) != "," || cx.folded(b.last + 1) != "in" {
        return None;
    }
    let a = starting(spots, b.last + 2)?;
    let closes = cx.kind(a.last) != Some(TokenKind::Possessive)
        && (matches!(cx.word(a.last), "," | "." | ";" | "")
            || cx.kind(a.last) == Some(TokenKind::Punct));
    if !closes {
        return None;
    }
    let start = b.first;
    let near = (1..=4).find_map(|back| {
        let i = start.checked_sub(back)?;
        (near_word(cx, i) == Some(start)).then_some(i)
    });
    let points = || {
        a.meanings
            .iter()
            .filter_map(|one| one.point)
            .flat_map(|one| {
                b.meanings
                    .iter()
                    .filter_map(|other| other.point)
                    .map(move |other| (one, other))
            })
    };
    if near.is_some() {
        let straight = points()
            .map(|(one, other)| one.kilometres(other))
            .reduce(f64::min)?;
        return Some(Related {
            kilometres: Some(straight),
            ..row(cx, Relation::Near, a, (b.first, b.last))
        });
    }
    if cx.folded(start.checked_sub(1)?) != "of" {
        return None;
    }
    // "north of Damascus": no distance is told, and nothing else lies there.
    let said = (2..=4).find_map(|back| {
        let i = start.checked_sub(back)?;
        direction(cx, i)
            .filter(|&(_, next)| next + 1 == start)
            .map(|(said, _)| (said, i))
    });
    let (said, at) = said?;
    let opens = at == 0
        || cx.token(at - 1).map(|token| token.sentence) != cx.token(at).map(|token| token.sentence);
    if !opens {
        return None;
    }
    let (turn, straight) = points()
        .map(|(one, other)| (between(other.bearing(one), said), one.kilometres(other)))
        .min_by(|x, y| x.0.total_cmp(&y.0))?;
    Some(Related {
        kilometres: Some(straight),
        turn: Some(turn),
        ..row(cx, Relation::Direction, a, (b.first, b.last))
    })
}

/// The code and the name of the country whose people the word at token `i` names: "Turkish".
fn people(cx: &Cx<'_>, i: usize) -> Option<(String, String)> {
    if !cx.token(i).is_some_and(|token| token.capital) {
        return None;
    }
    let register = cx.registers.get(Register::Places.name())?;
    let word = cx.word(i);
    let entity = register.entities.iter().find(|entity| {
        entity.text("kind") == Some("country")
            && entity.list("demonym").iter().any(|name| name == word)
    })?;
    Some((entity.text("country")?.to_owned(), entity.name.clone()))
}

/// "the Turkish city of Thessaloniki".
fn nationality(cx: &Cx<'_>, a: &Spot) -> Option<Related> {
    let at = |back: usize| a.first.checked_sub(back);
    let settlement = matches!(
        cx.folded(at(2)?),
        "city" | "town" | "village" | "port" | "capital" | "resort"
    );
    if cx.folded(at(1)?) != "of" || !settlement {
        return None;
    }
    // "Turkish port city of"
    let back = if matches!(
        cx.folded(at(3)?),
        "port" | "border" | "coastal" | "industrial"
    ) {
        4
    } else {
        3
    };
    let first = at(back)?;
    let (country, _) = people(cx, first)?;
    let known: Vec<&str> = a
        .meanings
        .iter()
        .map(|meaning| meaning.country.as_str())
        .filter(|code| !code.is_empty())
        .collect();
    if known.is_empty() || cx.kind(a.last) == Some(TokenKind::Possessive) {
        return None;
    }
    let register = cx.registers.get(Register::Places.name())?;
    // Only a town of the register is known well enough: "the German city of Halle" is another than the Belgian one.
    let exact = a.meanings.iter().any(|meaning| {
        meaning
            .entity
            .and_then(|entity| register.entities.get(entity as usize))
            .is_some_and(|entity| matches!(entity.text("kind"), Some("city" | "capital")))
    });
    // A town that several countries have, or that the long list has there too, may be meant.
    let name = copydesk_facts::fold_name(cx.str(a.span));
    let there = cx
        .names
        .gazetteer
        .named(&name)
        .any(|town| town.country == country);
    let lies_in = register
        .entities
        .iter()
        .find(|entity| {
            entity.text("kind") == Some("country")
                && known.contains(&entity.text("country").unwrap_or(""))
        })
        .map(|entity| entity.name.clone());
    Some(Related {
        elsewhere: Some(exact && !there && !known.contains(&country.as_str())),
        lies_in,
        ..row(cx, Relation::Within, a, (first, first + 1))
    })
}

/// "Nairobi, the capital of Tanzania", "Tanzania's capital, Nairobi".
fn capital(cx: &Cx<'_>, spots: &[Spot], a: &Spot) -> Option<Related> {
    let register = cx.registers.get(Register::Places.name())?;
    let own = a
        .meanings
        .iter()
        .filter_map(|meaning| register.entities.get(meaning.entity? as usize))
        .find(|entity| matches!(entity.text("kind"), Some("capital" | "city")))?;
    let comma = a.last;
    let behind = (cx.word(comma) == ",").then(|| {
        let mut i = comma + 1;
        while matches!(
            cx.folded(i),
            "the" | "a" | "which" | "is" | "now" | "provincial" | "regional" | "state"
        ) {
            i += 1;
        }
        i
    });
    let country = behind
        .filter(|&i| cx.folded(i) == "capital" && cx.folded(i + 1) == "of")
        .and_then(|i| starting(spots, i + 2))
        .or_else(|| {
            // "Tanzania's capital, Nairobi"
            let at = a.first.checked_sub(1)?;
            let at = if cx.word(at) == "," {
                at.checked_sub(1)?
            } else {
                at
            };
            (cx.folded(at) == "capital").then_some(())?;
            spots.iter().find(|spot| {
                spot.last + 1 == at && cx.kind(spot.last) == Some(TokenKind::Possessive)
            })
        })?;
    if let Some(found) = of_province(cx, own, a, country) {
        return Some(found);
    }
    let code = country
        .meanings
        .iter()
        .filter_map(|meaning| register.entities.get(meaning.entity? as usize))
        .find(|entity| entity.text("kind") == Some("country"))?
        .text("country")?;
    // "Lagos, the capital of Lagos State", "the former capital of"
    let known = a
        .meanings
        .iter()
        .all(|meaning| meaning.country.is_empty() || meaning.country != code);
    let elsewhere = known && own.text("country") != Some(code);
    let lies_in = own
        .text("part-of")
        .and_then(|part| register.entity(part))
        .map(|entity| entity.name.clone());
    Some(Related {
        elsewhere: Some(elsewhere),
        lies_in,
        ..row(cx, Relation::Within, a, (country.first, country.last))
    })
}

/// "Bukavu, the capital of North Kivu": another province of the country than that in which it lies.
fn of_province(cx: &Cx<'_>, own: &Entity, a: &Spot, told: &Spot) -> Option<Related> {
    let register = cx.registers.get(Register::Places.name())?;
    let province = |entity: &&Entity| matches!(entity.text("kind"), Some("province" | "state"));
    let outer = told
        .meanings
        .iter()
        .filter_map(|meaning| register.entities.get(meaning.entity? as usize))
        .find(province)?;
    let holder = register.entity(own.text("part-of")?).filter(province)?;
    let same_country = own.text("country") == outer.text("country");
    let elsewhere = same_country && holder.id != outer.id;
    elsewhere.then(|| Related {
        elsewhere: Some(true),
        lies_in: Some(holder.name.clone()),
        ..row(cx, Relation::Within, a, (told.first, told.last))
    })
}
