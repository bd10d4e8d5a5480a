//! Headlines that name another person than the lede: another office or court, given name, one in a row, sex or trade.

use super::opposed::{Found, base, content};
use super::{Ground, stem};
use super::{Kind, shared};
use crate::lists::List;
use crate::numbers::Number;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// The field of a ministry, by one name for each.
fn field(word: &str) -> Option<&str> {
    Some(match word {
        "finance" | "treasury" | "economy" | "economic" | "budget" => "finance",
        "interior" | "home" | "security" => "interior",
        "defence" | "defense" | "war" => "defence",
        "labour" | "labor" | "employment" | "work" | "welfare" | "social" => "labour",
        "energy" | "oil" | "petroleum" | "power" | "electricity" => "energy",
        "mines" | "mining" => "mines",
        "environment" | "climate" => "environment",
        "trade" | "commerce" | "industry" => "trade",
        "sport" | "sports" | "youth" => "sport",
        "agriculture" | "farm" | "farming" => "agriculture",
        "fisheries" | "fishing" => "fisheries",
        "transport" | "transportation" | "infrastructure" | "roads" => "transport",
        "culture" | "arts" => "culture",
        "foreign" | "health" | "education" | "justice" | "tourism" | "housing" | "science"
        | "information" | "planning" | "water" | "prime" | "immigration" => word,
        _ => return None,
    })
}
/// The kind of a court.
fn court(word: &str) -> Option<&str> {
    Some(match word {
        "supreme" | "constitutional" | "district" | "county" | "military" => word,
        "appeal" | "appeals" | "appellate" => "appeal",
        _ => return None,
    })
}
/// What a word names, of a class.
type Class = fn(&str) -> Option<&str>;

/// "Finance minister quits" over "Peru's interior minister resigned": another office of the same kind.
pub(super) fn office(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let kinds: [(Class, &[&str]); 2] = [(field, &["minister", "ministry"]), (court, &["court"])];
    for (class, nouns) in kinds {
        let of = |look: &Look<'_, '_>, i: usize| -> Option<(usize, usize)> {
            if !nouns.contains(&look.word(i)) {
                return None;
            }
            let back = i.checked_sub(1).filter(|&k| k >= look.first)?;
            class(look.word(back)).map(|_| (back, i + 1))
        };
        let (title, told) = (ground.look(head), ground.look(lede));
        let mut own = (title.first..title.end).filter_map(|i| of(&title, i));
        let (Some(claimed), None) = (own.next(), own.next()) else {
            continue;
        };
        let mut others = (told.first..told.end).filter_map(|i| of(&told, i));
        let (Some(rival), None) = (others.next(), others.next()) else {
            continue;
        };
        let name = class(title.word(claimed.0));
        let again = (head.last as usize..cx.tokens.len()).any(|i| class(cx.folded(i)) == name);
        // "foreign and defence minister"
        let joined = matches!(told.before(rival.0, 1), "and" | "&" | "," | "-")
            || matches!(title.before(claimed.0, 1), "and" | "&" | "-");
        if !again && !joined && class(told.word(rival.0)) != name {
            return Some((
                Kind::Turned,
                cx.span(claimed.0, claimed.1),
                cx.span(rival.0, rival.1),
            ));
        }
    }
    ranked(ground, head, lede)
}
/// "Ex-president dies" over "The former vice-president": the rank below.
fn ranked(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    let (title, told) = (ground.look(head), ground.look(lede));
    let rank = |word: &str| {
        matches!(
            word,
            "president"
                | "mayor"
                | "minister"
                | "governor"
                | "chairman"
                | "chair"
                | "speaker"
                | "premier"
                | "ambassador"
        )
    };
    let below = |look: &Look<'_, '_>, i: usize| {
        (1..=3).find_map(|back| {
            let k = i.checked_sub(back).filter(|&k| k >= look.first)?;
            matches!(look.word(k), "vice" | "deputy").then_some(k)
        })
    };
    let i = (title.first..title.end).find(|&i| rank(title.word(i)))?;
    let noun = title.word(i);
    if below(&title, i).is_some() || matches!(title.word(i + 1), "s" | "'s" | "’s") {
        return None;
    }
    let mut all = (told.first..told.end).filter(|&k| told.word(k) == noun);
    let (at, None) = (all.next()?, all.next()) else {
        return None;
    };
    let from = below(&told, at)?;
    // "The minister, R. K. Shetty, said he would stay": the one above, told of as another.
    let another = |k: usize| {
        // "Her superior, the health minister, stays": with its field and another beside it, no short form of the one below.
        let beside = k
            .checked_sub(3)
            .is_some_and(|at| cx.word(at) == "," && field(cx.folded(k - 1)).is_some())
            && (k.saturating_sub(6)..k).any(|at| {
                matches!(
                    cx.folded(at),
                    "superior" | "boss" | "senior" | "chief" | "predecessor"
                )
            });
        if beside {
            return true;
        }
        let name = k + 1 + usize::from(cx.word(k + 1) == ",");
        cx.token(name).is_some_and(|token| token.capital)
            && !(told.first..told.end).any(|i| cx.word(i) == cx.word(name))
    };
    let elsewhere = (lede.last as usize..cx.tokens.len()).any(|k| {
        cx.folded(k) == noun
            && !(1..=3).any(|back| matches!(cx.folded(k.wrapping_sub(back)), "vice" | "deputy"))
            && !another(k)
    });
    (!elsewhere).then(|| (Kind::Turned, cx.span(i, i + 1), cx.span(from, at + 1)))
}

/// "Anna Lindqvist wins" over "went to Maria Lindqvist": the surname with another given name.
pub(super) fn given(ground: &Ground<'_, '_>, head: &Sentence) -> Found {
    let cx = ground.cx;
    let persons = &ground.names.persons;
    let own = persons
        .iter()
        .find(|person| head.span.contains(person.span) && person.given.is_some())?;
    let first = cx.folded(own.first);
    let surname = cx.folded(cx.token_at(own.surname.start));
    if first.chars().count() < 3 || first == surname {
        return None;
    }
    let again = (head.last as usize..cx.tokens.len()).any(|i| {
        let word = cx.folded(i);
        word.starts_with(first) || word.len() > 2 && first.starts_with(word)
    });
    let named = || {
        persons.iter().filter(|person| {
            person.span.start >= head.span.end
                && person.given.is_some()
                && cx.folded(cx.token_at(person.surname.start)) == surname
        })
    };
    let other = named().next()?;
    let given = cx.folded(other.first);
    // "Bob" for "Robert", an initial, a slip of a letter: the same person.
    let same_letter = given.chars().next() == first.chars().next();
    let nick = is_nickname(first) || is_nickname(given);
    let plain = cx.is(other.first, List::GivenName) && cx.is(own.first, List::GivenName);
    let lede = super::in_lede(ground, other.span);
    let all_alike = named().all(|person| cx.folded(person.first) == given);
    (!again && !same_letter && !nick && plain && lede && all_alike && given.chars().count() > 2)
        .then_some((Kind::Turned, own.span, other.span))
}

/// Short names of another letter than the full name: "Bob" is Robert.
pub(in crate::relations) fn is_nickname(word: &str) -> bool {
    matches!(
        word,
        "bob"
            | "bill"
            | "dick"
            | "ted"
            | "peggy"
            | "tony"
            | "hank"
            | "jack"
            | "chuck"
            | "harry"
            | "betty"
            | "ned"
            | "nancy"
            | "polly"
            | "sally"
            | "molly"
            | "lula"
    )
}

/// "Third Briton held" over "A second Briton has been detained": another one in a row.
pub(super) fn nth(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let ordinals = |sentence: &Sentence| -> Vec<&Number> {
        ground
            .numbers_in(sentence.span)
            .iter()
            .filter(|number| number.ordinal && number.number < 1000.0)
            .collect()
    };
    let own = ordinals(head);
    let [claimed] = own.as_slice() else {
        return None;
    };
    let noun = |number: &Number| {
        let last = number.tokens.1 as usize;
        (last..last + 4)
            .take_while(|&i| cx.kind(i) == Some(TokenKind::Word) && !cx.is(i, List::Preposition))
            .map(|i| stem(cx.folded(i)).to_owned())
            .filter(|word| word.len() > 2)
            .collect::<Vec<_>>()
    };
    let row = |sentence: &Sentence, number: &Number| {
        let last = number.tokens.1 as usize;
        (last..(last + 5).min(sentence.last as usize)).any(|i| {
            matches!(
                cx.folded(i),
                "row" | "running" | "straight" | "successive" | "consecutive"
            )
        })
    };
    let names = noun(claimed);
    let rival = ordinals(lede).into_iter().find(|number| {
        (number.number - claimed.number).abs() > 0.5
            && (noun(number).iter().any(|word| names.contains(word))
                || row(head, claimed) && row(lede, number))
    })?;
    let near = |number: &Number| {
        (number.number - claimed.number).abs() < 0.5
            || (number.number - claimed.number + 1.0).abs() < 0.5 && !number.ordinal
    };
    let again = ground
        .numbers
        .iter()
        .any(|number| cx.in_body(number.span) && near(number));
    (!again).then_some((Kind::Figure, claimed.span, rival.span))
}

/// A man or a woman: `Some(true)` for a man.
fn male(word: &str) -> Option<bool> {
    Some(match word {
        "man" | "boy" | "father" | "husband" | "son" | "brother" | "schoolboy" | "grandfather"
        | "uncle" | "nephew" | "businessman" | "policeman" | "men" | "boys" | "brothers"
        | "sons" | "fathers" | "actor" | "king" | "prince" | "dad" => true,
        "woman" | "girl" | "mother" | "wife" | "daughter" | "sister" | "schoolgirl"
        | "grandmother" | "aunt" | "niece" | "businesswoman" | "policewoman" | "women"
        | "girls" | "sisters" | "daughters" | "mothers" | "actress" | "queen" | "princess"
        | "mum" => false,
        _ => return None,
    })
}

/// "Girl, 6, found alive in forest" over "A boy of six was found alive".
pub(super) fn sex(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &Sentence,
    body: &[&Sentence],
) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let (title, told) = (ground.look(head), ground.look(lede));
    let all = |look: &Look<'_, '_>| {
        (look.first..look.end)
            .filter_map(|i| male(look.word(i)).map(|male| (i, male)))
            .collect::<Vec<_>>()
    };
    let own = all(&title);
    let [(at, sex)] = own.as_slice() else {
        return None;
    };
    let (at, sex) = (*at, *sex);
    // The one it is about: at the head of the headline.
    if at > title.first + 2 {
        return None;
    }
    let others = all(&told);
    let [(rival, other)] = others.as_slice() else {
        return None;
    };
    let opening = (told.first..*rival).all(|i| !cx.is(i, List::Preposition));
    let told_so = body.iter().any(|sentence| {
        (sentence.first as usize..sentence.last as usize).any(|i| {
            male(cx.folded(i)) == Some(sex)
                || if sex {
                    matches!(cx.folded(i), "he" | "his" | "him" | "mr")
                } else {
                    matches!(cx.folded(i), "she" | "her" | "ms" | "mrs" | "hers")
                }
        })
    });
    (*other != sex && opening && !told_so).then(|| {
        (
            Kind::Turned,
            cx.span(at, at + 1),
            cx.span(*rival, *rival + 1),
        )
    })
}

/// A trade or calling in the singular, not a word for anybody.
fn calling(ground: &Ground<'_, '_>, i: usize) -> bool {
    let word = ground.cx.folded(i);
    let any = matches!(
        word,
        "man"
            | "woman"
            | "person"
            | "boy"
            | "girl"
            | "child"
            | "baby"
            | "teenager"
            | "teen"
            | "youth"
            | "resident"
            | "villager"
            | "local"
            | "official"
            | "officer"
            | "worker"
            | "employee"
            | "victim"
            | "suspect"
            | "passenger"
            | "citizen"
            | "national"
            | "tourist"
            | "leader"
            | "member"
            | "father"
            | "mother"
            | "son"
            | "daughter"
            | "brother"
            | "sister"
            | "other"
            | "family"
            | "couple"
            | "people"
            | "police"
            | "crew"
            | "staff"
            | "killer"
            | "attacker"
            | "robber"
            | "survivor"
            | "owner"
            | "manager"
            | "winner"
            | "pensioner"
            | "adult"
            | "foreigner"
            | "prisoner"
            | "inmate"
            | "detainee"
            | "migrant"
            | "refugee"
            | "gunman"
            | "fan"
            | "visitor"
            | "walker"
            | "relative"
            | "neighbour"
            | "neighbor"
            | "volunteer"
            | "player"
            | "toddler"
            | "october"
            | "september"
            | "november"
            | "december"
            | "number"
            | "member's"
            | "assailant"
            | "minister"
            | "senator"
            | "expert"
            | "troop"
            | "guest"
            | "author"
            | "infant"
            | "grandfather"
            | "grandmother"
            | "parent"
            | "fighter"
            | "activist"
            | "civilian"
            | "rider"
            | "motorist"
    );
    !any && ground.cx.is(i, List::PersonNoun) && !word.ends_with('s')
}

/// "Teacher finds Roman coins" over "A farmer found 300 Roman coins".
pub(super) fn trade(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let (title, told) = (ground.look(head), ground.look(lede));
    let at = (title.first..title.first + 2).find(|&i| calling(ground, i))?;
    let verb = (at + 1..title.end.min(at + 5)).find(|&i| content(ground, i))?;
    let rival = (told.first + 1..told.first + 4).find(|&i| {
        calling(ground, i) && (told.first..i).any(|k| matches!(told.word(k), "a" | "an" | "the"))
    })?;
    let (own, other) = (title.word(at), told.word(rival));
    let again = (head.last as usize..cx.tokens.len())
        .any(|i| stem(cx.folded(i)) == stem(own) || cx.folded(i).ends_with(own));
    let same_verb = (rival + 1..told.end.min(rival + 8)).any(|k| {
        told.kind(k) == Some(TokenKind::Word) && base(told.word(k)) == base(title.word(verb))
    });
    let kin = own.ends_with(other) || other.ends_with(own);
    (!again && same_verb && !kin)
        .then(|| (Kind::Turned, cx.span(at, at + 1), cx.span(rival, rival + 1)))
}
