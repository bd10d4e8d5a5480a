//! Traces as plain lines.

use std::fmt::{self, Display, Formatter};

use super::{Answer, Clause, Ending, Looked, Part, Seen, Step, Trace};
use crate::truth::{Truth, WhyKind};

fn outcome(truth: &Truth) -> String {
    match truth {
        Truth::True => "holds".to_owned(),
        Truth::False => "does not hold".to_owned(),
        Truth::Unknown(why) => match why.kind {
            WhyKind::Absent => "cannot be tested: something it speaks of is not there".to_owned(),
            WhyKind::Vague | WhyKind::Unclear => format!("cannot be told: {}", why.text),
        },
    }
}

impl Display for Answer {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} is about: {}", self.rule, self.about)?;
        if self.traces.is_empty() {
            writeln!(f, "  there is none here")?;
            if let Some(nearest) = &self.nearest {
                writeln!(f, "  the nearest is “{}”", nearest.words)?;
            }
        }
        for trace in &self.traces {
            trace.fmt(f)?;
        }
        Ok(())
    }
}

impl Display for Trace {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”: {}", self.words, self.ending)?;
        // What decided, before how it was found.
        match (&self.ending, self.steps.last()) {
            (Ending::Skipped, Some(step)) => write!(f, ": where {}", step.words)?,
            (Ending::Excused, Some(step)) => write!(f, ": unless {}", step.words)?,
            _ => {}
        }
        writeln!(f)?;
        for step in &self.steps {
            step.fmt(f)?;
        }
        if let Some(finding) = &self.finding {
            writeln!(f, "  says: {}", finding.message)?;
        }
        Ok(())
    }
}

impl Display for Ending {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => write!(f, "silent, the rule is off"),
            Self::Genre(genre) => write!(f, "silent, the rule does not run in genre {genre}"),
            Self::NotAbout(why) => write!(f, "silent, {why}"),
            Self::Skipped => write!(f, "silent, a condition does not hold"),
            Self::Excused => write!(f, "silent, it is excused"),
            Self::Content => write!(f, "silent, nothing required is missing"),
            Self::Undecided(why) => write!(f, "undecided, {why}"),
            Self::Fault => write!(f, "a finding"),
            Self::ReportedAt(_) => write!(f, "reported at another mention"),
            Self::LeftTo(rule) => write!(f, "left to {rule}, which speaks about this sentence"),
        }
    }
}

impl Display for Step {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.clause {
            Clause::Where => write!(f, "  where {}", self.words)?,
            Clause::Unless => write!(f, "  unless {}", self.words)?,
            Clause::Require => write!(f, "  require {}", self.words)?,
            Clause::Let(_) => write!(f, "  {}", self.words)?,
        }
        let found = match (&self.clause, &self.truth) {
            (Clause::Let(_), Truth::True) => "found".to_owned(),
            (Clause::Let(_), Truth::False) => "not found".to_owned(),
            (_, truth) => outcome(truth),
        };
        writeln!(f, ": {found}")?;
        let alone = self.parts.len() == 1;
        for part in &self.parts {
            if !alone {
                writeln!(f, "    {}: {}", part.words, outcome(&part.truth))?;
            }
            part.fmt(f)?;
        }
        Ok(())
    }
}

impl Display for Part {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for side in &self.sides {
            if side.expression.trim_matches('"') != side.value {
                writeln!(f, "      {} is {}", side.expression, side.value)?;
            }
        }
        match &self.looked {
            Some(looked) => looked.fmt(f),
            None => Ok(()),
        }
    }
}

impl Display for Looked {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "      looked for a {} {}", self.what, self.place)?;
        if self.seen.is_empty() {
            writeln!(f, "        there is none")?;
        }
        for seen in &self.seen {
            seen.fmt(f)?;
        }
        for seen in &self.elsewhere {
            writeln!(f, "        elsewhere: “{}” would match", seen.words)?;
        }
        Ok(())
    }
}

impl Display for Seen {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "        “{}”", self.words)?;
        match (&self.truth, &self.failed) {
            (Truth::True, _) => writeln!(f, " matches"),
            (Truth::False, Some(failed)) => writeln!(f, " does not match: {failed}"),
            (Truth::False, None) => writeln!(f, " does not match"),
            (Truth::Unknown(_), Some(failed)) => writeln!(f, " is open: {failed}"),
            (Truth::Unknown(_), None) => writeln!(f, " is open"),
        }
    }
}
