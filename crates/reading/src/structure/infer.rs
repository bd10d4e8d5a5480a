//! What plain text does not mark: headline, standfirst, byline, crossheads; captions and credits in running text; the
//! sign-off; the lede.

use copydesk_draft::{BlockKind, Draft};
use memchr::memchr3_iter;

use super::TextBlock;
use crate::sentence::Sentence;
use crate::token::{Token, TokenKind};

/// The most words and characters of a headline.
const HEADLINE: (usize, usize) = (16, 120);
/// The most words of a standfirst.
const DEK: usize = 32;
/// The most words of a crosshead.
const CROSSHEAD: usize = 9;
/// The least words of a paragraph that a headline or crosshead stands over.
const PROSE: usize = 8;
/// The most words of a credit line.
const CREDIT: usize = 10;

/// One block as these rules see it. What its tokens tell is told when asked for: it is asked of few.
struct Seen<'a> {
    text: &'a str,
    source: &'a str,
    tokens: &'a [Token],
    sentences: usize,
    /// Ends in a full stop or the like, closing marks left out.
    stopped: bool,
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

impl Seen<'_> {
    /// Words and numbers; no more are counted than matter.
    fn words(&self) -> usize {
        // A long paragraph is a long paragraph.
        let tokens = self.tokens.iter().take(400);
        tokens.filter(|token| is_word(token)).take(DEK + 1).count()
    }

    /// Begins with a capital or a number.
    fn capital(&self) -> bool {
        let first = self.tokens.iter().find(|token| is_word(token));
        first.is_some_and(|token| token.capital || token.kind == TokenKind::Number)
    }

    /// Holds an address, a bar or another sign of furniture.
    fn furniture(&self) -> bool {
        self.text.ends_with([':', ',', ';', '-', '–', '—'])
            || self.tokens.iter().take(40).any(|token| {
                token.kind == TokenKind::Address
                    || !is_word(token)
                        && matches!(token.span.text(self.source), "|" | "»" | "•" | "@" | "#")
            })
    }
}

/// Infers headline, standfirst, byline and crossheads where the source marks none; tells captions, credits and
/// sign-offs in running text; marks the lede.
pub(crate) fn infer(
    draft: &Draft,
    blocks: &mut [TextBlock],
    tokens: &[Token],
    sentences: &[Sentence],
) {
    let text = draft.text();
    let seen: Vec<Option<Seen<'_>>> = blocks
        .iter()
        .map(|block| {
            (block.kind == BlockKind::Paragraph).then(|| see(text, block, tokens, sentences))
        })
        .collect();
    let at = |i: usize| seen.get(i).and_then(Option::as_ref);
    let prose = |i: usize| at(i).is_some_and(|seen| seen.stopped && seen.words() >= PROSE);
    let last = blocks.len().saturating_sub(1);
    let mut kinds: Vec<Option<BlockKind>> = vec![None; blocks.len()];
    let marked = |kind: BlockKind| blocks.iter().any(|block| block.kind == kind);
    let mut set = |i: usize, kind: BlockKind| {
        if let Some(slot) = kinds.get_mut(i) {
            *slot = Some(kind);
        }
    };
    let first = seen.iter().position(Option::is_some);
    let mut over = first;
    if let Some(i) = first
        && !marked(BlockKind::Headline)
        && at(i).is_some_and(is_headline)
        && (i + 1..=i + 3).any(prose)
    {
        set(i, BlockKind::Headline);
        over = Some(i + 1);
    }
    // A standfirst and a byline stand between headline and story.
    let headed = marked(BlockKind::Headline) || over > first;
    if let Some(mut i) = over.filter(|_| headed) {
        for _ in 0..2 {
            let Some(here) = at(i) else { break };
            if is_byline(here) && !marked(BlockKind::Byline) {
                set(i, BlockKind::Byline);
            } else if over > first
                && !marked(BlockKind::Dek)
                && !here.stopped
                && (4..=DEK).contains(&here.words())
                && here.sentences <= 2
                && here.capital()
                && !here.furniture()
                && caption(here).is_none()
                && (prose(i + 1) || at(i + 1).is_some_and(is_byline) && prose(i + 2))
            {
                set(i, BlockKind::Dek);
            } else {
                break;
            }
            i += 1;
        }
    }
    let subheads = marked(BlockKind::Subhead);
    for i in 1..last {
        let over =
            |i: usize| prose(i) || blocks.get(i).is_some_and(|b| b.kind == BlockKind::ListItem);
        if !subheads && at(i).is_some_and(is_crosshead) && over(i - 1) && prose(i + 1) {
            set(i, BlockKind::Subhead);
        }
    }
    let signs_from = last.saturating_sub(3);
    for (i, block) in blocks.iter_mut().enumerate() {
        if let Some(kind) = kinds.get(i).copied().flatten() {
            block.kind = kind;
            block.inferred = true;
            continue;
        }
        let Some(here) = seen.get(i).and_then(Option::as_ref) else {
            continue;
        };
        block.reads_as = caption(here);
        block.sign_off = i >= signs_from && is_sign_off(here.text);
    }
    // A notice to editors ("EMBARGOED until 0700 GMT") stands over the story without a full stop.
    let notice = |i: usize| {
        at(i)
            .is_some_and(|seen| !seen.stopped && seen.words() <= HEADLINE.0 && is_notice(seen.text))
            && prose(i + 1)
    };
    let lede = blocks
        .iter()
        .enumerate()
        .position(|(i, block)| {
            block.kind == BlockKind::Paragraph && block.reads_as.is_none() && !notice(i)
        })
        .or_else(|| {
            blocks
                .iter()
                .position(|block| block.kind == BlockKind::Paragraph)
        });
    if let Some(block) = lede.and_then(|i| blocks.get_mut(i)) {
        block.lede = true;
    }
}

fn see<'a>(
    text: &'a str,
    block: &TextBlock,
    tokens: &'a [Token],
    sentences: &[Sentence],
) -> Seen<'a> {
    let own = sentences
        .get(block.first_sentence as usize..block.last_sentence as usize)
        .unwrap_or(&[]);
    let range = match (own.first(), own.last()) {
        (Some(a), Some(b)) => a.first as usize..b.last as usize,
        _ => 0..0,
    };
    let tokens = tokens.get(range).unwrap_or(&[]);
    let words = block.span.text(text);
    let end = words.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»', '*', '_']);
    Seen {
        text: words,
        source: text,
        tokens,
        sentences: own.len(),
        stopped: end.ends_with(['.', '!', '?', '…', '。']) && !ends_in_initials(end),
    }
}

/// "Troops leave Donbas, says U.S.": the full stop belongs to letters.
fn ends_in_initials(text: &str) -> bool {
    let mut chars = text.chars().rev();
    chars.next() == Some('.')
        && chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(|c| c == '.' || c == ' ')
}

/// The first word, without an opening bracket.
fn first_word(text: &str) -> &str {
    text.trim_start_matches(['(', '[', '*', '_', '—', '–', '-', ' '])
        .split([' ', ':', ',', '\u{a0}'])
        .next()
        .unwrap_or("")
}

/// It begins with a word in capitals, as what is said to editors does.
fn is_notice(text: &str) -> bool {
    let first = first_word(text);
    first.len() >= 3 && first.bytes().all(|byte| byte.is_ascii_uppercase())
        || first.to_ascii_lowercase().starts_with("embargo")
}

fn is_headline(seen: &Seen<'_>) -> bool {
    let question = seen.text.ends_with('?') || seen.text.ends_with('!');
    (!seen.stopped || question)
        && (3..=HEADLINE.0).contains(&seen.words())
        && seen.text.chars().take(HEADLINE.1 + 1).count() <= HEADLINE.1
        && seen.sentences <= 2
        && seen.capital()
        // "(Corrects third paragraph)" is a note to the reader.
        && !(seen.text.starts_with('(') && seen.text.ends_with(')'))
        && !seen.furniture()
        && !is_byline(seen)
        && caption(seen).is_none()
        && !is_date(seen.text)
}

fn is_crosshead(seen: &Seen<'_>) -> bool {
    (!seen.stopped || seen.text.ends_with('?'))
        && (1..=CROSSHEAD).contains(&seen.words())
        && seen.sentences == 1
        && seen.capital()
        && !seen.furniture()
        && !is_byline(seen)
        && caption(seen).is_none()
        && !is_date(seen.text)
        && !is_sign_off(seen.text)
        && !seen
            .text
            .starts_with(['"', '“', '‘', '\'', '(', '[', '—', '–', '-', '*'])
        && !seen.text.contains([':', '(', '/', '“', '"'])
}

/// "By Jane Roe", "By Jane Roe and Omar Diaz, Example News".
fn is_byline(seen: &Seen<'_>) -> bool {
    let Some(rest) = seen
        .text
        .strip_prefix("By ")
        .or_else(|| seen.text.strip_prefix("BY "))
        .or_else(|| seen.text.strip_prefix("by "))
    else {
        return false;
    };
    !seen.stopped
        && (2..=14).contains(&seen.words())
        && rest.split(' ').all(|word| {
            word.chars().next().is_none_or(|c| !c.is_lowercase())
                || matches!(
                    word,
                    "and"
                        | "in"
                        | "for"
                        | "of"
                        | "the"
                        | "at"
                        | "with"
                        | "de"
                        | "van"
                        | "von"
                        | "der"
                        | "al"
                        | "bin"
                        | "el"
                        | "la"
                        | "correspondent"
                        | "reporter"
                        | "editor"
                )
        })
}

/// "Friday, May 8, 2009", "Published 12:04 GMT".
fn is_date(text: &str) -> bool {
    const DAYS: [&str; 12] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "published",
        "updated",
        "posted",
        "last",
        "first",
    ];
    let first = first_word(text);
    let day = DAYS.iter().any(|day| first.eq_ignore_ascii_case(day));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 && (day || text.split(' ').count() <= 4)
        || DAYS
            .iter()
            .take(7)
            .any(|day| text.eq_ignore_ascii_case(day))
}

/// What a paragraph in running text reads as: the words under a picture, or the line that says who took it.
fn caption(seen: &Seen<'_>) -> Option<BlockKind> {
    let text = seen.text.trim_start_matches(['(', '[', '*', '_', ' ']);
    let starts = |lead: &str| {
        text.get(..lead.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(lead))
    };
    let initial = text.as_bytes().first().map(u8::to_ascii_lowercase);
    let file = initial == Some(b'f')
        && [
            "FILE -",
            "FILE –",
            "FILE —",
            "FILE PHOTO",
            "FILE - ",
            "FILE PICTURE",
            "File photo",
            "File picture",
        ]
        .iter()
        .any(|lead| text.starts_with(lead));
    let lead = matches!(initial, Some(b'p' | b'i' | b'c' | b'm' | b'v' | b'g'))
        && [
            "photo:",
            "photos:",
            "photograph:",
            "photography:",
            "picture:",
            "pictures:",
            "image:",
            "images:",
            "caption:",
            "photo by",
            "photograph by",
            "picture by",
            "image by",
            "photo credit",
            "image credit",
            "picture credit",
            "image source",
            "image copyright",
            "image caption",
            "media caption",
            "credit:",
            "illustration:",
            "video:",
            "graphic:",
            "map:",
        ]
        .iter()
        .any(|lead| lead.as_bytes().first() == initial.as_ref() && starts(lead));
    let owner = [
        "AP Photo",
        "Getty Images",
        "REUTERS/",
        "via Getty",
        "/AFP",
        "/EPA",
        "via AP)",
        "/Reuters",
    ];
    // A credit stands at the end of a caption; its words may stand in the middle of a story.
    let tail = || {
        let at = text.char_indices().rev().nth(60).map_or(0, |(i, _)| i);
        text.get(at..).unwrap_or(text)
    };
    // Each has one of these: a slash, "AP" or "Ge". The end has no more bytes than four a character.
    let bytes = text.as_bytes();
    let bytes = bytes.get(bytes.len().saturating_sub(4 * 61)..);
    let bytes = bytes.unwrap_or(&[]);
    let mut marked = memchr3_iter(b'/', b'P', b'G', bytes);
    let marked = marked.any(|at| match bytes.get(at) {
        Some(b'P') => at.checked_sub(1).and_then(|a| bytes.get(a)) == Some(&b'A'),
        Some(b'G') => bytes.get(at + 1) == Some(&b'e'),
        _ => true,
    });
    let owned = marked && {
        let tail = tail();
        owner.iter().any(|owner| tail.contains(owner))
    };
    if !(file || lead || owned) {
        return None;
    }
    let credit = seen.words() <= CREDIT
        && (lead || owned)
        && !file
        && !seen.stopped
        && !starts("image caption")
        && !starts("media caption")
        && !starts("caption");
    Some(if credit {
        BlockKind::Credit
    } else {
        BlockKind::Caption
    })
}

/// "(Reporting by Jane Roe in Dargo; editing by Omar Diaz)", "Additional reporting by …".
fn is_sign_off(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[', '*', '_', '—', '–', '-', ' ']);
    let mut words = text.split([' ', '\u{a0}']);
    let mut first = words.next().unwrap_or("");
    if first.eq_ignore_ascii_case("additional") || first.eq_ignore_ascii_case("further") {
        first = words.next().unwrap_or("");
    }
    let work = [
        "reporting",
        "writing",
        "editing",
        "written",
        "edited",
        "compiled",
        "reported",
        "translated",
        "translation",
        "research",
        "graphics",
    ]
    .iter()
    .any(|work| first.eq_ignore_ascii_case(work));
    let next = words.next().unwrap_or("");
    let and = next.eq_ignore_ascii_case("and");
    let by = if and {
        words.nth(1).unwrap_or("")
    } else {
        next
    };
    work && by.eq_ignore_ascii_case("by")
}

#[cfg(test)]
mod tests {
    use copydesk_draft::BlockKind;

    use crate::schema::id;
    use crate::testing::{STANDARD, draft};

    fn kinds(text: &str) -> Vec<(BlockKind, bool, bool)> {
        let draft = draft(text, None);
        let reading = STANDARD.read(&draft, None);
        reading
            .blocks
            .iter()
            .map(|block| (block.kind, block.inferred, block.lede))
            .collect()
    }

    const STORY: &str = "The river burst its banks on Monday and flooded the old town.\nMore rain is due on Tuesday, the weather office said.";

    #[test]
    fn headline_dek_byline() {
        let text = format!(
            "River bursts banks in Norland town\nHundreds leave their homes as water rises in the old town\nBy Jana Horak and Omar Diaz\n{STORY}"
        );
        assert_eq!(
            kinds(&text),
            vec![
                (BlockKind::Headline, true, false),
                (BlockKind::Dek, true, false),
                (BlockKind::Byline, true, false),
                (BlockKind::Paragraph, false, true),
                (BlockKind::Paragraph, false, false),
            ]
        );
        let text = format!("River bursts banks in Norland town\nBy Jana Horak\n{STORY}");
        assert_eq!(
            kinds(&text),
            vec![
                (BlockKind::Headline, true, false),
                (BlockKind::Byline, true, false),
                (BlockKind::Paragraph, false, true),
                (BlockKind::Paragraph, false, false),
            ]
        );
    }

    #[test]
    fn notices_to_editors() {
        for text in [
            "EMBARGOED until 0700 GMT on Monday",
            "Embargoed: not before noon",
            "NOT FOR RELEASE BEFORE NOON",
        ] {
            assert!(super::is_notice(text), "{text}");
        }
        for text in [
            "Media playback is unsupported",
            "A river bursts its banks",
            "UN to meet",
        ] {
            assert!(!super::is_notice(text), "{text}");
        }
    }

    #[test]
    fn prose_alone_has_no_headline() {
        for text in [
            "The river burst its banks on Monday.",
            "A first paragraph that does not end",
            "Advertisement\nThe river burst its banks on Monday and flooded the old town.",
            "Read more:\nThe river burst its banks on Monday and flooded the old town.",
            "The river burst its banks.\nMore rain is due on Tuesday, the weather office said.",
        ] {
            assert!(
                kinds(text)
                    .iter()
                    .all(|(kind, ..)| *kind == BlockKind::Paragraph),
                "{text}"
            );
        }
    }

    #[test]
    fn crossheads_captions_sign_offs() {
        let text = "The river burst its banks on Monday and flooded the old town.\nNo warning\nNobody had been told that the dam was full, residents said.\nFILE PHOTO: A boat on the Norva. REUTERS/Ida Kane\nMore rain is due on Tuesday, the weather office said.\n(Reporting by Jana Horak; editing by Omar Diaz)";
        let draft = draft(text, None);
        let reading = STANDARD.read(&draft, None);
        let count = |layer| reading.table(layer).unwrap().len();
        assert_eq!(count(id::SUBHEAD), 1);
        assert_eq!(count(id::CAPTION), 1);
        assert_eq!(count(id::SIGN_OFF), 1);
        assert_eq!(count(id::HEADLINE), 0);
    }
}
