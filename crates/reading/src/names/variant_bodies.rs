//! Bodies and groups whose name is spelled in two ways.

use copydesk_draft::Span;
use copydesk_facts::fold_name;

use super::variant::{Variant, VariantKind, near_words};
use super::{Group, Names};
use crate::cx::Cx;
use crate::lists::List;

/// Organisations that no register has: "Kachin Independance Organisation", "Kachin Independence Organisation".
pub(super) fn organisations(cx: &Cx<'_>, names: &Names, out: &mut Vec<Variant>) {
    // A draft names few organisations; the longest lists are cut.
    // "organization", "organisation": a spelling of the language, not of the name.
    let bodies: Vec<(Span, String, String)> = names
        .organisations
        .iter()
        .filter(|body| cx.in_body(body.span))
        .map(|body| (body.span, fold_name(cx.str(body.span))))
        .filter(|(_, name)| name.len() >= 12 && name.contains(' '))
        .take(40)
        .map(|(span, name)| {
            let british = name.replace("iz", "is");
            (span, name, british)
        })
        .collect();
    for (i, (span, name, b)) in bodies.iter().enumerate() {
        let earlier = bodies.iter().take(i).find(|(_, _, a)| {
            let mut differ = a.split(' ').zip(b.split(' ')).filter(|(x, y)| x != y);
            let one = |(x, y): (&str, &str)| x.chars().count().min(y.chars().count()) >= 6;
            a != b && differ.next().is_some_and(one) && differ.next().is_none() && near_words(a, b)
        });
        let told = bodies.iter().take(i).any(|(_, other, _)| other == name);
        if let Some((other, _, _)) = earlier.filter(|_| !told) {
            out.push(Variant {
                span: *span,
                whose: *other,
                earlier: *other,
                kind: VariantKind::Letters,
            });
        }
    }
}

/// "Boko Haram … Boko Harram": the words of a group's name, one of them a letter off, where no register knows them.
pub(super) fn beside_groups(cx: &Cx<'_>, names: &Names, out: &mut Vec<Variant>) {
    let mut groups: Vec<(&str, &Group)> = names
        .groups
        .iter()
        .filter(|group| group.last >= group.first + 2)
        .map(|group| (cx.folded(group.first), group))
        .collect();
    groups.sort_by_key(|(word, group)| (*word, group.first));
    groups.dedup_by_key(|(word, group)| (*word, group.entity));
    if groups.is_empty() {
        return;
    }
    for i in 0..cx.tokens.len() {
        if cx.token(i).is_none_or(|token| !token.capital) {
            continue;
        }
        let at = groups.partition_point(|(word, _)| *word < cx.folded(i));
        let Some((_, group)) = groups.get(at).filter(|(word, _)| *word == cx.folded(i)) else {
            continue;
        };
        let (length, start) = (group.last - group.first, group.first);
        let known = names.groups.partition_point(|other| other.last <= i);
        if names
            .groups
            .get(known)
            .is_some_and(|other| other.first <= i)
        {
            continue;
        }
        let mut off = 0;
        let same = (0..length).all(|k| {
            let (a, b) = (cx.folded(start + k), cx.folded(i + k));
            let slip = a != b;
            off += usize::from(slip);
            !slip
                || a.chars().count() >= 5
                    && cx.token(i + k).is_some_and(|token| token.capital)
                    && !cx.is(i + k, List::CommonWord)
                    && a.strip_suffix('s') != Some(b)
                    && b.strip_suffix('s') != Some(a)
                    && super::spelling::distance(a, b, 1).is_some()
        });
        if same && off == 1 {
            out.push(Variant {
                span: cx.span(i, i + length),
                whose: group.span,
                earlier: group.span,
                kind: VariantKind::Letters,
            });
        }
    }
}

/// "Houthi movement", "Houthi rebels": the name without the noun behind it.
pub(super) fn bare_name(name: &str) -> &str {
    name.split_once(' ')
        .filter(|(_, noun)| noun.chars().all(char::is_lowercase))
        .map_or(name, |(name, _)| name)
}

/// "Houthi movement", "Houthis": one spelling.
pub(super) fn same_but_plural(a: &str, b: &str) -> bool {
    let bare = |name| fold_name(bare_name(name)).trim_end_matches('s').to_owned();
    bare(a) == bare(b)
}
