use std::fmt::Write as _;

use copydesk_draft::layer::{Cell, LayerId, Value};

use crate::schema::{id, schema};
use crate::testing::{draft, reader};

/// The things of a layer with the `value` field: "words=value".
fn found(layer: LayerId, text: &str, date: Option<&str>) -> Vec<String> {
    let reader = reader(&[]);
    let draft = draft(text, date);
    let reading = reader.read(&draft, None);
    let schema = schema();
    let table = reading.table(layer).unwrap();
    let field = |name: &str| schema.get(layer).unwrap().find(name);
    let mut out = Vec::new();
    for (i, row) in table.rows().iter().enumerate() {
        let mut line = row.span.text(draft.text()).to_owned();
        let cell = |name: &str| table.cell(i as u32, field(name)?);
        for name in ["value", "years"] {
            match cell(name) {
                Some(Cell::Filled(Value::Text(text))) => {
                    let _ = write!(line, "={text}");
                }
                Some(Cell::Filled(Value::Number(number))) => {
                    let _ = write!(line, "={number}");
                }
                _ => {}
            }
        }
        if layer == id::DATE {
            if let Some(Cell::Filled(Value::Weekday(weekday))) = cell("weekday") {
                let _ = write!(line, " {weekday}");
            }
            match cell("day") {
                Some(Cell::Filled(Value::Date(range))) if !range.is_exact() => {
                    let _ = write!(line, " {}..{}", range.first, range.last);
                }
                Some(Cell::Unclear(_)) => line.push_str(" ?"),
                _ => {}
            }
            if let Some(Cell::Filled(Value::Flag(true))) = cell("relative") {
                line.push_str(" r");
            }
        }
        out.push(line);
    }
    out
}

/// The draft's date of these tests is a Saturday.
const DATE: Option<&str> = Some("2024-11-30");

#[track_caller]
fn check(layer: LayerId, date: Option<&str>, cases: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = found(layer, text, date);
        if found != *expected {
            let _ = write!(
                wrong,
                "{text}\n  found    {found:?}\n  expected {expected:?}\n"
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn days_of_the_calendar() {
    check(
        id::DATE,
        DATE,
        &[
            (
                "It began on 27 November 2024.",
                &["27 November 2024=2024-11-27"],
            ),
            (
                "It began on Nov. 27, 2024, in Goma.",
                &["Nov. 27, 2024=2024-11-27"],
            ),
            (
                "It began on November 27th.",
                &["November 27th=2024-11-27 r"],
            ),
            (
                "The 3rd of March 1998 was wet.",
                &["3rd of March 1998=1998-03-03"],
            ),
            (
                "They meet on 4-8 August 2025.",
                &["4-8 August 2025=2025-08-04 2025-08-04..2025-08-08"],
            ),
            (
                "They met on April 3-5.",
                &["April 3-5=2025-04-03 2025-04-03..2025-04-05 r"],
            ),
            ("It ends on Dec. 31.", &["Dec. 31=2024-12-31 r"]),
            (
                "It was dated 2019-05-06 and 17/06/2021.",
                &["2019-05-06=2019-05-06", "17/06/2021=2021-06-17"],
            ),
            ("It was dated 03/04/2021.", &["03/04/2021=2021-XX-XX ?"]),
            (
                "It fell on 30 February 2024.",
                &["30 February 2024=2024-02-30 ?"],
            ),
            (
                "In March 12 people died.",
                &["March=2024-03 2024-03-01..2024-03-31 r"],
            ),
        ],
    );
}

#[test]
fn weekdays_with_their_dates() {
    check(
        id::DATE,
        DATE,
        &[
            (
                "It began on Tuesday, 27 November 2024.",
                &["Tuesday, 27 November 2024=2024-11-27 Tuesday"],
            ),
            (
                "Polls open on Thursday, Sept. 20, 2024.",
                &["Thursday, Sept. 20, 2024=2024-09-20 Thursday"],
            ),
            (
                "They signed on Monday (25 November) at noon.",
                &["Monday (25 November)=2024-11-25 Monday r"],
            ),
            (
                "The fair opens on 1 March, a Sunday, after repairs.",
                &["1 March, a Sunday=2025-03-01 Sunday r"],
            ),
            (
                "On Saturday 12 October 2024 it sailed. By Sunday the 14th it was lost.",
                &[
                    "Saturday 12 October 2024=2024-10-12 Saturday",
                    "Sunday the 14th=2024-10-14 Sunday",
                ],
            ),
            (
                "The court ruled on Thursday on the 12 August 2018 crash.",
                &[
                    "Thursday=2024-11-28 Thursday r",
                    "12 August 2018=2018-08-12",
                ],
            ),
            (
                "The council met on Tuesday to mark the flood of 3 August 2004.",
                &["Tuesday=2024-11-26 Tuesday r", "3 August 2004=2004-08-03"],
            ),
            (
                "From Wednesday 26 November to Friday 28 November it is shut.",
                &[
                    "Wednesday 26 November=2024-11-26 Wednesday r",
                    "Friday 28 November=2024-11-28 Friday r",
                ],
            ),
            (
                "The letter of Saturday, 1 January 1916 in the Julian calendar was sold.",
                &["Saturday, 1 January 1916=1916-01-01 Saturday ?"],
            ),
            (
                "She was born on a Thursday, she says, on 29 February 1968.",
                &[
                    "Thursday=2024-11-28 Thursday r",
                    "29 February 1968=1968-02-29",
                ],
            ),
        ],
    );
}

#[test]
fn weekdays_alone() {
    check(
        id::DATE,
        DATE,
        &[
            (
                "He left on Wednesday.",
                &["Wednesday=2024-11-27 Wednesday r"],
            ),
            (
                "He died on Saturday night.",
                &["Saturday night=2024-11-30TNI Saturday r"],
            ),
            (
                "The court will sit on Monday.",
                &["Monday=2024-12-02 Monday r"],
            ),
            (
                "He was freed last Saturday.",
                &["last Saturday=2024-11-23 Saturday r"],
            ),
            (
                "They meet next Friday.",
                &["next Friday=2024-12-06 Friday r"],
            ),
            ("The Sunday Times and USA Today on Black Friday.", &[]),
            ("Theresa May said she may march.", &[]),
        ],
    );
    check(
        id::DATE,
        None,
        &[(
            "He left on Wednesday.",
            &["Wednesday=XXXX-WXX-3 Wednesday ? r"],
        )],
    );
}

#[test]
fn months_years_decades() {
    check(
        id::DATE,
        DATE,
        &[
            (
                "In October it rained, in December it will.",
                &[
                    "October=2024-10 2024-10-01..2024-10-31 r",
                    "December=2024-12 2024-12-01..2024-12-31 r",
                ],
            ),
            (
                "Since early March 2011 nobody came.",
                &["early March 2011=2011-03 2011-03-01..2011-03-31"],
            ),
            (
                "Last May and June last year were dry.",
                &[
                    "Last May=2024-05 2024-05-01..2024-05-31 r",
                    "June last year=2023-06 2023-06-01..2023-06-30 r",
                ],
            ),
            (
                "By mid-2020 and in 1998-2000 it was over.",
                &[
                    "mid-2020=2020 2020-01-01..2020-12-31",
                    "1998-2000=1998 1998-01-01..2000-12-31",
                ],
            ),
            (
                "In fiscal 2023 and fiscal year 2024 it lost money.",
                &["fiscal 2023=2023 ?", "fiscal year 2024=2024 ?"],
            ),
            (
                "In the late 1970s, the 1990s and the ’60s.",
                &[
                    "the late 1970s=197 1970-01-01..1979-12-31",
                    "the 1990s=199 1990-01-01..1999-12-31",
                    "the ’60s=196 1960-01-01..1969-12-31",
                ],
            ),
            (
                "The 19th century ended.",
                &["The 19th century=18 1801-01-01..1900-12-31"],
            ),
            (
                "Sales in the third quarter of 2023 and in the fourth quarter fell.",
                &[
                    "the third quarter of 2023=2023-Q3 2023-07-01..2023-09-30",
                    "the fourth quarter=2024-Q4 2024-10-01..2024-12-31 r",
                ],
            ),
            (
                "Last summer and the winter of 1994 were hard.",
                &["Last summer=2024-SU ? r", "the winter of 1994=1994-WI ?"],
            ),
            ("The fall of the wall and a spring of water.", &[]),
            (
                "They have met since 2011.",
                &["2011=2011 2011-01-01..2011-12-31"],
            ),
        ],
    );
}

#[test]
fn relative_days() {
    check(
        id::DATE,
        DATE,
        &[
            (
                "Yesterday it rained, tomorrow it will not.",
                &["Yesterday=2024-11-29 r", "tomorrow=2024-12-01 r"],
            ),
            (
                "Last week it rained; this week it snows; next month it thaws.",
                &[
                    "Last week=2024-W47 2024-11-18..2024-11-24 r",
                    "this week=2024-W48 2024-11-25..2024-12-01 r",
                    "next month=2024-12 2024-12-01..2024-12-31 r",
                ],
            ),
            (
                "Earlier this year he left.",
                &["Earlier this year=2024 2024-01-01..2024-12-31 r"],
            ),
            (
                "He came two days ago and left ten years ago.",
                &[
                    "two days ago=2024-11-28 r",
                    "ten years ago=2014 2014-01-01..2014-12-31 r",
                ],
            ),
            (
                "More than two years ago he left.",
                &["More than two years ago=2022 ? r"],
            ),
            (
                "The choir sang on 3 June 2019. A week later it sang in Bari and the next day in Lecce.",
                &[
                    "3 June 2019=2019-06-03",
                    "A week later=2019-06-10",
                    "the next day=2019-06-11",
                ],
            ),
            (
                "It was sold in 1985. The following year it burned.",
                &[
                    "1985=1985 1985-01-01..1985-12-31",
                    "The following year=1986 1986-01-01..1986-12-31",
                ],
            ),
            (
                "Last night and this morning it snowed, over the weekend it rained.",
                &[
                    "Last night=2024-11-29TNI r",
                    "this morning=2024-11-30TMO r",
                    "the weekend=2024-W48-WE 2024-11-30..2024-12-01 r",
                ],
            ),
            ("Today's farmers use less.", &["Today=PRESENT_REF"]),
            (
                "It was on Christmas Eve and Good Friday.",
                &["Christmas Eve=2024-12-24 r", "Good Friday=2024-03-29 r"],
            ),
            (
                "He recently came and will soon go.",
                &["recently=PAST_REF ?", "soon=FUTURE_REF ?"],
            ),
        ],
    );
    check(
        id::DATE,
        None,
        &[
            ("Police came yesterday.", &["yesterday=XXXX-XX-XX ? r"]),
            ("It opens next month.", &["next month=XXXX-XX ? r"]),
        ],
    );
}

#[test]
fn times_of_day() {
    check(
        id::TIME,
        DATE,
        &[
            (
                "It struck at 10:35 a.m. on 27 November.",
                &["10:35 a.m.=2024-11-27T10:35"],
            ),
            (
                "It closes at 5 p.m. EST Friday.",
                &["5 p.m. EST Friday=2024-11-29T17:00"],
            ),
            ("It was 0600 GMT.", &["0600 GMT=XXXX-XX-XXT06:00"]),
            (
                "He left at noon Thursday.",
                &["noon Thursday=2024-11-28T12:00"],
            ),
            (
                "Around 7:15 p.m. local time it shook.",
                &["Around 7:15 p.m. local time=XXXX-XX-XXT19:15"],
            ),
            (
                "It began at 10 o'clock and ended at 17:30.",
                &["10 o'clock=XXXX-XX-XXT10:00", "17:30=XXXX-XX-XXT17:30"],
            ),
            (
                "I am a doctor. It is 12 a.m. now.",
                &["12 a.m.=XXXX-XX-XXT00:00"],
            ),
        ],
    );
}

#[test]
fn lengths() {
    check(
        id::DURATION,
        DATE,
        &[
            (
                "It took two months and 10 days.",
                &["two months and 10 days=P2M10D"],
            ),
            ("After nearly a decade it ended.", &["nearly a decade=P10Y"]),
            (
                "Over the last 48 hours 40 came.",
                &["the last 48 hours=PT48H"],
            ),
            (
                "A 10-day truce and a three-year term.",
                &["10-day=P10D", "three-year=P3Y"],
            ),
            ("The three-year-old war goes on.", &["three-year-old=P3Y"]),
            (
                "He waited half an hour, then a year and a half.",
                &["half an hour=PT30M", "a year and a half=P1Y6M"],
            ),
            (
                "She won in 2 hours, 32 minutes and 25 seconds.",
                &["2 hours, 32 minutes and 25 seconds=PT2H32M25S"],
            ),
            (
                "For years they waited; it took a few days.",
                &["years=PXY", "a few days=PXD"],
            ),
            (
                "It lasted 2 1/2 years and several weeks.",
                &["2 1/2 years=P2Y6M", "several weeks=PXW"],
            ),
            (
                "The past year was dry, the next two weeks will be wet.",
                &["The past year=P1Y", "the next two weeks=P2W"],
            ),
            ("It took a second man to lift it.", &[]),
        ],
    );
}

#[test]
fn what_comes_again() {
    check(
        id::RECURRENCE,
        DATE,
        &[
            (
                "Every Monday and each year they march.",
                &["Every Monday=XXXX-WXX-1", "each year=P1Y"],
            ),
            (
                "It is closed on Wednesdays and sold daily.",
                &["Wednesdays=XXXX-WXX-3", "daily=P1D"],
            ),
            ("The Daily Mail said so.", &[]),
        ],
    );
}

#[test]
fn ages() {
    check(
        id::AGE,
        DATE,
        &[
            ("Ana Ruiz, 42, left.", &["42=42"]),
            (
                "A 9-year-old girl and two 14-year-olds were hurt.",
                &["9-year-old=9", "14-year-olds=14"],
            ),
            (
                "He is 61 years old; the man, aged 61, slept.",
                &["61 years old=61", "aged 61=61"],
            ),
            ("The woman, in her 20s, left.", &["20s=20"]),
            ("An 18-month-old baby was found.", &["18-month-old=1.5"]),
            ("In Homs, 12, of them children, died.", &[]),
            ("The three-year-old war goes on.", &[]),
            ("On Dec. 5, 12, people said.", &[]),
        ],
    );
}
