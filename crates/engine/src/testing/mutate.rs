//! A rule with one of its clauses dropped.

use copydesk_lang::program::{
    Atom, Base, Candidates, Clause, Cond, Distinct, Expr, ExprKind, FieldTest, Loc, Pick, RowQuery,
    Rule, Test,
};

/// Every rule that lacks one `where`, `unless`, `require` or one test after `whose`, with the place of what it lacks.
pub(crate) fn mutants(rule: &Rule) -> Vec<(Loc, Rule)> {
    let mut found = Vec::new();
    for (i, clause) in rule.clauses.iter().enumerate() {
        if let Clause::Where(cond) | Clause::Unless(cond) = clause {
            // `where B is known` only says aloud that the rule is silent where there is no B; so it is without it.
            if matches!(clause, Clause::Where(_)) && cond.atoms.iter().all(is_there) {
                continue;
            }
            let mut mutant = rule.clone();
            mutant.clauses.remove(i);
            found.push((cond.loc, mutant));
        }
    }
    for (i, require) in rule.requires.iter().enumerate() {
        let mut mutant = rule.clone();
        mutant.requires.remove(i);
        found.push((require.cond.loc, mutant));
    }
    // Each test after `whose`, by its number in the order of `tests`.
    let count = {
        let mut copy = rule.clone();
        let mut count = 0;
        tests(&mut copy, &mut |tests| count += tests.len());
        count
    };
    for wanted in 0..count {
        let mut mutant = rule.clone();
        let mut at = 0;
        let mut dropped = None;
        tests(&mut mutant, &mut |tests| {
            if let Some(own) = wanted.checked_sub(at)
                && own < tests.len()
            {
                dropped = Some(tests.remove(own).loc);
                // The rest is numbered as before.
                at += 1;
            }
            at += tests.len();
        });
        if let Some(loc) = dropped {
            found.push((loc, mutant));
        }
    }
    found
}

/// `B is known`, of what a `let` names.
fn is_there(atom: &Atom) -> bool {
    matches!(
        atom,
        Atom::Test {
            expr: Expr { kind: ExprKind::Path { base: Base::Let(_), fields }, .. },
            test: Test::Known { negated: false },
            ..
        } if fields.is_empty()
    )
}

/// Calls `each` for every list of tests in clauses and obligations.
fn tests(rule: &mut Rule, each: &mut dyn FnMut(&mut Vec<FieldTest>)) {
    let mut cond = |cond: &mut Cond| {
        for atom in &mut cond.atoms {
            match atom {
                Atom::Count { candidates, .. }
                | Atom::Different {
                    of: Distinct::Among(candidates),
                    ..
                } => {
                    let Candidates { whose, .. } = candidates;
                    each(whose);
                }
                Atom::Row { query, .. } => {
                    let RowQuery { whose, .. } = query;
                    each(whose);
                }
                Atom::Different {
                    of: Distinct::Of(_),
                    ..
                }
                | Atom::Test { .. } => {}
            }
        }
    };
    let mut picks = Vec::new();
    for clause in &mut rule.clauses {
        match clause {
            Clause::Where(clause) | Clause::Unless(clause) => cond(clause),
            Clause::Let(name) => picks.push(name),
        }
    }
    for require in &mut rule.requires {
        cond(&mut require.cond);
    }
    for name in picks {
        match &mut name.pick {
            Pick::Thing { candidates, .. } => each(&mut candidates.whose),
            Pick::Row(query) => each(&mut query.whose),
        }
    }
}
