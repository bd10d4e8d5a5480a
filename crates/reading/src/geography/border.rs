//! A town near a border: "Guadalajara, near the border with Guatemala".

use super::Relation;
use super::point::Point;
use super::related::Related;
use super::spot::Spot;
use super::words::starting;
use crate::cx::Cx;
use crate::names::Register;

/// "near the border with", "close to the frontier with": one past the words.
pub(super) fn words(cx: &Cx<'_>, i: usize) -> Option<usize> {
    let next = match (cx.folded(i), cx.folded(i + 1)) {
        ("near" | "on" | "by" | "along", "the" | "its") => i + 2,
        ("close", "to") if matches!(cx.folded(i + 2), "the" | "its") => i + 3,
        ("not", "far") if matches!(cx.folded(i + 3), "the" | "its") => i + 4,
        _ => return None,
    };
    let border = matches!(cx.folded(next), "border" | "frontier");
    (border && cx.folded(next + 1) == "with").then_some(next + 2)
}

/// The statement behind the mention `a`, at token `i`.
pub(super) fn find(cx: &Cx<'_>, spots: &[Spot], a: &Spot, i: usize) -> Option<Related> {
    // "close to Argentina's border with Brazil"
    let near = match cx.folded(i) {
        "near" | "on" | "by" | "along" => i + 1,
        "close" => i + 2,
        _ => i,
    };
    let owned = starting(spots, near)
        .filter(|own| near > i && cx.kind(own.last) == Some(crate::token::TokenKind::Possessive))
        .map(|own| own.last + 1)
        .filter(|&k| matches!(cx.folded(k), "border" | "frontier") && cx.folded(k + 1) == "with")
        .map(|k| k + 2);
    let register = cx.registers.get(Register::Places.name())?;
    // "near the Austrian border"
    if let Some((code, end)) = of_people(cx, register, near).filter(|_| near > i) {
        return told(cx, a, &code, end);
    }
    let at = words(cx, i).or(owned)?;
    let other = starting(spots, at)?;
    let country = other
        .meanings
        .iter()
        .filter_map(|meaning| register.entities.get(meaning.entity? as usize))
        .find(|entity| entity.text("kind") == Some("country"))?
        .text("country")?
        .to_owned();
    told(cx, a, &country, other.last)
}

/// "the Austrian border": the code of the country whose people the word names, and one past the border.
fn of_people(
    cx: &Cx<'_>,
    register: &copydesk_facts::Register,
    near: usize,
) -> Option<(String, usize)> {
    let at = near + usize::from(matches!(cx.folded(near), "the" | "to"));
    let at = at + usize::from(cx.folded(at) == "the");
    if !matches!(cx.folded(at + 1), "border" | "frontier")
        || !cx.token(at).is_some_and(|token| token.capital)
    {
        return None;
    }
    let word = cx.word(at);
    let country = register.entities.iter().find(|entity| {
        entity.text("kind") == Some("country")
            && entity.list("demonym").iter().any(|name| name == word)
    })?;
    Some((country.text("country")?.to_owned(), at + 2))
}

/// How far the place lies from the nearest town of the country; the words end before token `end`.
fn told(cx: &Cx<'_>, a: &Spot, country: &str, end: usize) -> Option<Related> {
    // A country of its own border: "the Austrian border" of Vienna.
    if a.meanings.iter().any(|meaning| meaning.country == country) {
        return None;
    }
    let points: Vec<Point> = a
        .meanings
        .iter()
        .filter(|meaning| meaning.country != country)
        .filter_map(|meaning| meaning.point)
        .collect();
    let nearest = cx
        .names
        .gazetteer
        .large_of(country)
        .flat_map(|town| {
            let there = Point {
                latitude: town.point.0,
                longitude: town.point.1,
            };
            points.iter().map(move |point| point.kilometres(there))
        })
        .reduce(f64::min)?;
    Some(Related {
        span: cx.span(a.first, end),
        kind: Relation::Border,
        first: a.span,
        second: cx.span(end.saturating_sub(2).max(a.last), end),
        kilometres: Some(nearest),
        turn: None,
        elsewhere: None,
        lies_in: None,
        depth: None,
    })
}
