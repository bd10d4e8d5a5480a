//! Drafts that nobody would write, in any size.

use std::fmt::Write as _;

/// A kind of draft, by name.
pub(crate) type Kind = (&'static str, fn(usize) -> String);

/// Every kind; each makes a Markdown draft of about so many bytes.
pub(crate) const KINDS: [Kind; 64] = [
    ("one line of sentences", |n| {
        repeat(
            "The ministry said 14 people were killed in Basra on Monday, and “four were wounded”, according to Ali Hassan. ",
            n,
        )
    }),
    ("one sentence of names and figures", |n| {
        let words = [
            "the ministry said",
            "14",
            "people were killed",
            "by Hassan Adeyemi",
            "in Basra",
            "on Monday",
            "and",
            "that",
            "of the army",
            "wounded",
            "according to",
        ];
        let mut dice = 7_u32;
        fill(n, |text| {
            let at = roll(&mut dice) as usize % words.len();
            text.push_str(words.get(at).copied().unwrap_or(""));
            text.push(' ');
        })
    }),
    ("one sentence of clauses", |n| {
        repeat("police said the mayor of Basra told reporters, ", n)
    }),
    ("nested quotation marks", |n| {
        nested("“", "The gate was shut.", "”", n)
    }),
    ("nested quotations", |n| {
        nested("“He said ‘", "no", "’ ”", n)
    }),
    ("straight marks", |n| repeat("the \" gate ' was ", n)),
    ("single marks", |n| repeat("'the ", n)),
    ("marks only", |n| repeat("\"'`", n)),
    ("nested brackets", |n| {
        nested("(", "The gate was shut.", ")", n)
    }),
    ("open brackets", |n| repeat("(the ", n)),
    ("nested square brackets", |n| {
        nested("[", "The gate was shut.", "]", n)
    }),
    ("image brackets", |n| repeat("![", n)),
    ("nested block quotes", |n| {
        format!("{}The gate was shut.", repeat("> ", n))
    }),
    ("deeper and deeper block quotes", |n| {
        stairs(n, |text, depth| {
            text.push_str(&">".repeat(depth));
            text.push_str(" the gate\n");
        })
    }),
    ("deeper and deeper lists", |n| {
        stairs(n, |text, depth| {
            text.push_str(&" ".repeat(2 * depth));
            text.push_str("- the gate\n");
        })
    }),
    ("emphasis opened", |n| repeat("*the **gate ", n)),
    ("emphasis alone", |n| repeat("**_", n)),
    ("digits", |n| digits(n, 0)),
    ("groups of digits", |n| digits(n, 5)),
    ("digits in threes", |n| repeat("123,", n)),
    ("number words", |n| {
        repeat("two hundred thousand and three million ", n)
    }),
    ("percentages", |n| repeat("41% of 3.5 percent of ", n)),
    ("dates", |n| {
        repeat("3 March 2021 to 11 May 2024, Monday, ", n)
    }),
    ("tolls", |n| {
        repeat("At least 14 people were killed and 30 wounded. ", n)
    }),
    ("sums of money", |n| {
        repeat("$3 million (£2.4m) and €50bn ", n)
    }),
    ("capitals", |n| letters(n, 0, 'A')),
    ("words of capitals", |n| letters(n, 6, 'A')),
    ("capitalised words", |n| {
        repeat("Kestrel Adeyemi Basra Oyelaran ", n)
    }),
    ("names without end", |n| {
        let mut dice = 3_u32;
        fill(n, |text| {
            text.push_str("Mr ");
            for _ in 0..2 {
                text.push_str(&word(&mut dice, 'A', 1));
                text.push_str(&word(&mut dice, 'a', 6));
                text.push(' ');
            }
            text.push_str("said so. ");
        })
    }),
    ("acronyms without end", |n| {
        let mut dice = 5_u32;
        fill(n, |text| {
            let _ = write!(text, "Big Red Dog ({}) went. ", word(&mut dice, 'A', 3));
        })
    }),
    ("Hebrew", |n| letters(n, 5, 'א')),
    ("Arabic", |n| letters(n, 5, 'ب')),
    ("Chinese", |n| letters(n, 0, '中')),
    ("emoji", |n| repeat("👩🏽‍🚒🇺🇸😀", n)),
    ("combining marks on one letter", |n| {
        format!("The e{} gate", repeat("\u{301}", n))
    }),
    ("letters with marks", |n| {
        repeat("The e\u{301}a\u{300} gate ", n)
    }),
    ("direction overrides", |n| repeat("\u{202e}", n)),
    ("direction overrides in words", |n| {
        repeat("the \u{202e}etag\u{202c} was ", n)
    }),
    ("no width at all", |n| repeat("\u{200b}", n)),
    ("joiners", |n| repeat("\u{200d}", n)),
    ("no width in words", |n| repeat("the ga\u{200b}te was ", n)),
    ("letters in disguise", |n| {
        repeat("Mr Viktor Рavlenkо said so. ", n)
    }),
    ("nothing but letters in disguise", |n| repeat("оо", n)),
    ("blanks", |n| repeat(" ", n)),
    ("no-break spaces", |n| repeat("\u{a0}x ", n)),
    ("line ends", |n| repeat("\n", n)),
    ("carriage returns", |n| repeat("the\r", n)),
    ("full stops", |n| repeat(".", n)),
    ("exclamation marks", |n| repeat("!", n)),
    ("sites", |n| repeat("a.", n)),
    ("dashes", |n| repeat("the — gate - ", n)),
    ("one compound", |n| repeat("gate-", n)),
    ("one word", |n| repeat("a", n)),
    ("links", |n| repeat("[the](gate) ", n)),
    ("tags", |n| repeat("<b>the ", n)),
    ("stet marks", |n| {
        repeat(
            "<!-- stet doubled-word: as it was said, RK -->\n\nThe the gate.\n\n",
            n,
        )
    }),
    ("headings", |n| repeat("# The gate\n\n", n)),
    ("a table", |n| {
        format!("|a|b|\n|-|-|\n{}", repeat("|the|gate|\n", n))
    }),
    ("footnotes", |n| repeat("[^1] [^2]: the\n", n)),
    ("front matter", |n| {
        format!("---\ntitle: {}\n---\nThe gate.\n", repeat("The gate ", n))
    }),
    ("front matter of many keys", |n| {
        let mut number = 0;
        let keys = fill(n, |text| {
            let _ = writeln!(text, "key{number}: the gate");
            number += 1;
        });
        format!("---\n{keys}---\nThe gate.\n")
    }),
    ("front matter within front matter", |n| {
        format!("---\na: {}\n---\nThe gate.\n", repeat("{a: ", n))
    }),
    ("entities", |n| repeat("&amp;&#8217;", n)),
    ("misread characters", |n| repeat("Ãƒâ€šâ€™ ", n)),
];

fn repeat(text: &str, size: usize) -> String {
    text.repeat((size / text.len()).max(1))
}

fn fill(size: usize, mut add: impl FnMut(&mut String)) -> String {
    let mut text = String::with_capacity(size + 64);
    while text.len() < size {
        add(&mut text);
    }
    text
}

fn nested(open: &str, inner: &str, close: &str, size: usize) -> String {
    let depth = (size / (open.len() + close.len())).max(1);
    format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
}

fn stairs(size: usize, step: impl Fn(&mut String, usize)) -> String {
    let mut depth = 0;
    fill(size, |text| {
        step(text, depth);
        depth += 1;
    })
}

fn roll(dice: &mut u32) -> u32 {
    *dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    *dice >> 8
}

fn word(dice: &mut u32, first: char, length: usize) -> String {
    (0..length)
        .filter_map(|_| char::from_u32(first as u32 + roll(dice) % 22))
        .collect()
}

/// Letters of an alphabet in words of a length; 0: without a blank.
fn letters(size: usize, length: usize, first: char) -> String {
    let mut dice = 11_u32;
    fill(size, |text| {
        text.push_str(&word(&mut dice, first, length.max(1)));
        if length > 0 {
            text.push(' ');
        }
    })
}

fn digits(size: usize, length: usize) -> String {
    letters(size, length, 'a')
        .chars()
        .map(|c| match c {
            ' ' => ' ',
            c => char::from(b'0' + (c as u32 % 10) as u8),
        })
        .collect()
}
