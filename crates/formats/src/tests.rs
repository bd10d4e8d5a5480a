use std::fmt::Write as _;

use copydesk_draft::{BlockKind, Draft, InlineKind, NO_ALTERNATIVE, Span};

use super::{FileSort, Format, Options, read, sort_of_file};

fn md(text: &str) -> Draft {
    read("a.md", text.as_bytes(), &Options::default()).unwrap()
}

fn txt(text: &str) -> Draft {
    read("a.txt", text.as_bytes(), &Options::default()).unwrap()
}

fn reason(name: &str, bytes: &[u8]) -> String {
    read(name, bytes, &Options::default()).unwrap_err().reason
}

fn blocks(draft: &Draft) -> Vec<(BlockKind, &str)> {
    draft
        .blocks()
        .iter()
        .map(|block| (block.kind, block.span.text(draft.text())))
        .collect()
}

/// The source words under the first place of `words` in the reading text.
fn under<'a>(draft: &'a Draft, words: &str) -> &'a str {
    let at = draft.text().find(words).unwrap();
    draft
        .to_source(Span::of(at, at + words.len()))
        .text(draft.source().text())
}

/// Every piece of the same length holds the same bytes, but for a line break that is read as a blank.
fn assert_exact(draft: &Draft) {
    let mut last = 0;
    for piece in draft.pieces() {
        assert!(piece.text.start >= last);
        last = piece.text.end;
        if piece.text.len() == piece.source.len() {
            let text = piece.text.text(draft.text());
            let source = piece
                .source
                .text(draft.source().text())
                .replace(['\n', '\r', '\t'], " ");
            assert_eq!(text.replace(['\n', '\r', '\t'], " "), source);
        }
    }
    for block in draft.blocks() {
        assert!(draft.text().is_char_boundary(block.span.start as usize));
        assert!(draft.text().is_char_boundary(block.span.end as usize));
        let source = draft.to_source(block.span);
        assert!(
            draft
                .source()
                .text()
                .is_char_boundary(source.start as usize)
        );
        assert!(draft.source().text().is_char_boundary(source.end as usize));
    }
}

#[test]
fn yaml_fields_become_blocks() {
    let draft = md(
        "---\r\ntitle: \"Ferry runs \\u201Caground\\u201D off Lamu\"\r\nstandfirst: 'The captain''s account'\r\nauthors:\r\n  - Amina Odhiambo\r\n  - Jo Li\r\ndate: 2025-03-11T09:30:00+03:00\r\ngenre: Analysis\r\nlang: en-GB\r\ntags: [ports, kenya]\r\n---\r\n\r\nThe ferry ran aground.\r\n",
    );
    assert_eq!(
        blocks(&draft),
        [
            (BlockKind::Headline, "Ferry runs “aground” off Lamu"),
            (BlockKind::Dek, "The captain's account"),
            (BlockKind::Byline, "Amina Odhiambo"),
            (BlockKind::Byline, "Jo Li"),
            (BlockKind::Paragraph, "The ferry ran aground."),
        ]
    );
    assert_eq!(under(&draft, "“aground”"), "\\u201Caground\\u201D");
    assert_eq!(under(&draft, "off Lamu"), "off Lamu");
    assert_eq!(under(&draft, "'s account"), "''s account");
    assert_eq!(under(&draft, "Jo Li"), "Jo Li");
    assert_eq!(draft.date().unwrap().to_string(), "2025-03-11");
    assert_eq!(draft.meta.genre.name(), "analysis");
    assert_eq!(draft.meta.lang.as_deref(), Some("en-GB"));
    let tags = draft
        .meta
        .keys
        .iter()
        .find(|(key, ..)| key == "tags")
        .unwrap();
    assert_eq!(tags.1, "ports, kenya");
    assert_exact(&draft);
}

#[test]
fn yaml_multi_line_scalars() {
    let draft = md(
        "---\ntitle: >-\n  Floods cut off\n  Kuala Lipis\ndek: |\n  Two dead\nauthor:\n  name: Siti Rahim\n  id: 7\n---\nRain.\n",
    );
    assert_eq!(
        blocks(&draft),
        [
            (BlockKind::Headline, "Floods cut off Kuala Lipis"),
            (BlockKind::Dek, "Two dead"),
            (BlockKind::Byline, "Siti Rahim"),
            (BlockKind::Paragraph, "Rain."),
        ]
    );
    assert_eq!(under(&draft, "Kuala Lipis"), "Kuala Lipis");
    assert_eq!(under(&draft, "Two dead"), "Two dead");
    assert_exact(&draft);
}

#[test]
fn toml_fields_become_blocks() {
    let draft = md(
        "+++\ntitle = \"“No one left” in \\\"Ward 4\\\"\"\ndate = 2024-11-05\nbyline = 'Shamima Nahar'\n[params]\ngenre = \"x\"\n+++\nA fire.\n",
    );
    assert_eq!(
        blocks(&draft)[0],
        (BlockKind::Headline, "“No one left” in \"Ward 4\"")
    );
    assert_eq!(under(&draft, "Ward 4\""), "Ward 4\\\"");
    assert_eq!(draft.date().unwrap().to_string(), "2024-11-05");
    let keys: Vec<&str> = draft
        .meta
        .keys
        .iter()
        .map(|(key, ..)| key.as_str())
        .collect();
    assert_eq!(keys, ["title", "date", "byline", "params.genre"]);
    assert_exact(&draft);
}

#[test]
fn front_matter_faults_name_line_and_remedy() {
    assert_eq!(
        reason("a.md", b"---\ntitle: X\ndate: 2025-02-30\n---\nText.\n"),
        "front matter, line 3: `date: 2025-02-30` is not a date; write it as 2025-03-11"
    );
    assert!(reason("a.md", b"---\ntitle: X\nText.\n").contains("never closed"));
    assert!(reason("a.md", b"---\ntitle: X\ntitle: Y\n---\n").contains("first on line 2"));
    assert!(
        reason("a.md", b"---\ntitle: \"X\ndate: 2025-01-01\n---\nText\n")
            .starts_with("front matter, line")
    );
    assert!(reason("a.md", b"+++\ntitle = X\n+++\n").starts_with("front matter, line 2"));
    assert!(reason("a.md", b"---\ngenre: gossip\n---\n").contains("no genre"));
}

#[test]
fn rules_are_not_front_matter() {
    let draft = md("---\nA passage between two rules.\n\n---\n\nText.\n");
    assert_eq!(draft.blocks().len(), 2);
    assert!(draft.meta.keys.is_empty());
}

#[test]
fn markdown_blocks_and_inlines() {
    let draft = md(
        "# Quake &amp; floods\n\nThe _Daily_ said [the dam](https://x.example/a) held,\nand `cargo` was \\*not\\* lost.\n\n## Rescue\n\n- One\n  - Two\n\n> Quoted\n> words\n>\n> > deeper\n\n```rust\nlet x = 1;\n```\n\n| a | b |\n|---|---|\n| 1 | two words |\n\n<!-- stet doubled-word: checked -->\n\nEnd.\n",
    );
    assert_eq!(
        blocks(&draft),
        [
            (BlockKind::Headline, "Quake & floods"),
            (
                BlockKind::Paragraph,
                "The Daily said the dam held, and cargo was *not* lost."
            ),
            (BlockKind::Subhead, "Rescue"),
            (BlockKind::ListItem, "One"),
            (BlockKind::ListItem, "Two"),
            (BlockKind::BlockQuote, "Quoted words"),
            (BlockKind::BlockQuote, "deeper"),
            (BlockKind::Code, "let x = 1;"),
            (BlockKind::TableRow, "a | b"),
            (BlockKind::TableRow, "1 | two words"),
            (BlockKind::Markup, "<!-- stet doubled-word: checked -->"),
            (BlockKind::Paragraph, "End."),
        ]
    );
    let levels: Vec<u8> = draft.blocks().iter().map(|block| block.level).collect();
    assert_eq!(levels, [1, 0, 2, 1, 2, 1, 2, 0, 0, 0, 0, 0]);
    assert_eq!(under(&draft, "&"), "&amp;");
    assert_eq!(under(&draft, "*not*"), "*not\\*");
    assert_eq!(under(&draft, "two words"), "two words");
    let marks: Vec<(&InlineKind, &str)> = draft
        .inlines()
        .iter()
        .map(|inline| (&inline.kind, inline.span.text(draft.text())))
        .collect();
    assert_eq!(
        marks,
        [
            (&InlineKind::Emphasis, "Daily"),
            (
                &InlineKind::Link {
                    target: "https://x.example/a".into()
                },
                "the dam"
            ),
            (&InlineKind::Code, "cargo"),
        ]
    );
    assert_exact(&draft);
}

#[test]
fn images_are_captions() {
    let draft = md(
        "First.\n\n![A bridge in Mostar](b.jpg)\n\n![](empty.jpg)\n\n![Crowd](c.jpg)\n*Fans in Rabat. Photo: N. Idrissi*\n\nWords ![a map](m.png) around it.\n",
    );
    assert_eq!(
        blocks(&draft),
        [
            (BlockKind::Paragraph, "First."),
            (BlockKind::Caption, "A bridge in Mostar"),
            (BlockKind::Caption, NO_ALTERNATIVE),
            (BlockKind::Caption, "Fans in Rabat. Photo: N. Idrissi"),
            (BlockKind::Caption, "Crowd"),
            (BlockKind::Paragraph, "Words around it."),
            (BlockKind::Caption, "a map"),
        ]
    );
    assert_eq!(
        draft
            .inlines()
            .iter()
            .filter(|inline| matches!(inline.kind, InlineKind::Image { .. }))
            .count(),
        4
    );
    assert_exact(&draft);
}

#[test]
fn plain_text_without_blank_lines_has_a_paragraph_a_line() {
    let long = "The ministry said on Monday that the road to the north would stay closed until the end of the month because of mud.";
    let draft = txt(&format!("{long}\n{long}\r\n{long}"));
    assert_eq!(draft.blocks().len(), 3);
    assert_exact(&draft);
    let draft = txt("He came.\nHe saw.\nHe left.\n");
    assert_eq!(draft.blocks().len(), 3);
}

#[test]
fn hard_wrapped_text_is_joined() {
    let text = "The river rose by two metres in the night and took the bridge at Pa Sang with\r\nit, the district office said. Nobody was hurt. The office had closed the road at\r\ndusk.\r\n\r\nA second bridge, four kilometres upstream, was closed in the morning. Engineers\r\nsaid that it would be tested on Friday.\r\n";
    let draft = txt(text);
    assert_eq!(draft.blocks().len(), 2);
    assert!(draft.text().contains("with it, the district"));
    assert!(draft.text().contains("at dusk."));
    assert_eq!(under(&draft, "with it"), "with\r\nit");
    assert_exact(&draft);
}

#[test]
fn headline_over_wrapped_text_stays_apart() {
    let text = "Bridge lost in flood\nBy Anong Srisai\nThe river rose by two metres in the night and took the bridge at Pa\nSang with it, the district office said, and two villages are now cut\noff from the market.\n";
    let draft = txt(text);
    assert_eq!(
        blocks(&draft)[0],
        (BlockKind::Paragraph, "Bridge lost in flood")
    );
    assert_eq!(draft.blocks().len(), 3);
}

#[test]
fn bullets_are_list_items() {
    let draft =
        txt("Key points:\n\n• The vote is on Sunday.\n• Polls close at 6 p.m.\n\n- One.\n- Two.\n");
    let kinds: Vec<BlockKind> = draft.blocks().iter().map(|block| block.kind).collect();
    assert_eq!(kinds[0], BlockKind::Paragraph);
    assert_eq!(kinds[1..], [BlockKind::ListItem; 4]);
    assert_eq!(blocks(&draft)[1].1, "The vote is on Sunday.");
}

#[test]
fn reasons_for_not_linting() {
    assert_eq!(
        reason("a.txt", b"caf\xe9\x81 \n"),
        "not UTF-8 at byte 3, line 1, nor Windows-1252 (it has bytes that stand for nothing); save it as UTF-8"
    );
    assert!(reason("a.txt", b"a\0b").starts_with("binary file"));
    assert!(reason("a.md", b"PK\x03\x04rest").contains("ZIP"));
    assert!(reason("a.txt", b"\xff\xfea").starts_with("UTF-16"));
    assert_eq!(
        reason("dir/a.docx", b""),
        "format .docx is not read yet; copydesk reads .txt and .md"
    );
    let mut keys = String::new();
    for i in 0..1_001 {
        let _ = writeln!(keys, "k{i}: a");
    }
    assert_eq!(
        reason("a.md", format!("---\n{keys}---\n").as_bytes()),
        "front matter, line 1002: more than 1000 keys; is this front matter?"
    );
    let deep = "{a: ".repeat(40);
    assert!(
        reason("a.md", format!("---\nb: {deep}\n---\n").as_bytes()).starts_with("front matter")
    );
    assert!(reason("notes", b"").contains("no ending"));
    let options = Options {
        max_bytes: 3,
        ..Options::default()
    };
    assert!(
        read("a.txt", b"four", &options)
            .unwrap_err()
            .reason
            .starts_with("over 3 bytes (4 bytes)")
    );
}

#[test]
fn byte_order_mark_and_empty_files() {
    let draft = read(
        "a.md",
        "\u{feff}---\ntitle: Été\n---\nTexte.".as_bytes(),
        &Options::default(),
    )
    .unwrap();
    assert_eq!(blocks(&draft)[0], (BlockKind::Headline, "Été"));
    assert_eq!(draft.position(draft.blocks()[0].span.start).byte, 14);
    assert_eq!(txt("").blocks().len(), 0);
    assert_eq!(md("\r\n").blocks().len(), 0);
}

#[test]
fn endings() {
    assert_eq!(sort_of_file("a/B.TXT"), FileSort::Draft(Format::Text));
    assert_eq!(sort_of_file("a.docx"), FileSort::UnreadDocument);
    assert_eq!(sort_of_file("a.gold.json"), FileSort::Other);
    assert_eq!(sort_of_file(".md"), FileSort::Other);
}

/// Documents strung together from awkward fragments by a small generator: all offsets stay exact, nothing panics.
#[test]
fn offsets_hold_on_random_documents() {
    const FRAGMENTS: [&str; 44] = [
        "The minister",
        " said ",
        "“no”",
        "\n",
        "\r\n",
        "\n\n",
        "\r\n\r\n",
        "&amp;",
        "&nbsp;",
        "&#8212;",
        "\\*",
        "*em*",
        "**strong _both_**",
        "`code`",
        "`` a ` b ``",
        "![alt *x*](i.png)",
        "![](e.png)",
        "[link](u)",
        "[ref]",
        "<b>",
        "<br>",
        "<!-- c -->",
        "> ",
        "- ",
        "1. ",
        "# ",
        "## ",
        "\t",
        "    ",
        "|a|b|\n|-|-|\n|c|d|\n",
        "```\nx\r\ny\n```\n",
        "日本語",
        "e\u{301}",
        "🇫🇷",
        "---\n",
        "+++\n",
        "title: \"a \\u00e9 b\"\n",
        "date: 2025-01-01\n",
        "x = 'y'\n",
        "• item",
        "~~gone~~",
        "\u{feff}",
        "\r",
        "[^1]: note\n",
    ];
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |bound: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % bound as u64) as usize
    };
    let (mut linted, mut refused) = (0, 0);
    for round in 0..6000 {
        let mut text = String::new();
        if round % 3 == 0 {
            text.push_str(["---\n", "+++\n", "\u{feff}---\r\n"][next(3)]);
        }
        for _ in 0..next(24) {
            text.push_str(FRAGMENTS[next(FRAGMENTS.len())]);
        }
        for name in ["a.md", "a.txt"] {
            match read(name, text.as_bytes(), &Options::default()) {
                Ok(draft) => {
                    assert_exact(&draft);
                    linted += 1;
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(
        linted > 6000 && refused > 100,
        "{linted} linted, {refused} refused"
    );
}

#[test]
fn a_draft_may_name_its_genre_itself() {
    let genre = |name: &str, text: &str| {
        super::read(name, text.as_bytes(), &super::Options::default())
            .unwrap()
            .meta
            .genre
            .name()
    };
    assert_eq!(
        genre(
            "a.md",
            "---\ntitle: \"OPINION: Who armed them?\"\n---\n\nThe war is lost.\n"
        ),
        "opinion"
    );
    assert_eq!(
        genre(
            "a.md",
            "---\ntitle: Who armed them?\n---\n\nANALYSIS/OPINION:\n\nThe war is lost.\n"
        ),
        "opinion"
    );
    assert_eq!(
        genre(
            "a.md",
            "---\ntitle: \"Opinion: Who armed them?\"\ngenre: news\n---\n\nThe war is lost.\n"
        ),
        "news"
    );
    assert_eq!(
        genre(
            "a.md",
            "---\ntitle: \"Analysis | Who armed them?\"\n---\n\nThe war is lost.\n"
        ),
        "analysis"
    );
    assert_eq!(
        genre(
            "a.md",
            "---\ntitle: Who armed them?\n---\n\nAnalysis: the bank said rates would fall.\n"
        ),
        "news"
    );
    assert_eq!(
        genre("a.txt", "Opinion is divided\n\nThe war is lost.\n"),
        "news"
    );
}
