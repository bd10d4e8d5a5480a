//! A rule with one of its clauses dropped.

use copydesk_lang::program::{
    Atom, Base, Candidates, Clause, Cond, Distinct, Expr, ExprKind, FieldTest, Loc, Pick, RowQuery,
    Rule, Test,
};

/// A clause or a test and the rules that are without it. It is exercised if one of them ends an example otherwise.
pub(crate) struct Mutant {
    /// The clause or test.
    pub(crate) loc: Loc,
    /// The rule without it; for a test on rows of a register also the rule with the test turned round.
    pub(crate) rules: Vec<Rule>,
}

/// Every `where`, `unless`, `require` and every test after `whose`.
///
/// An example brings its own words, but not its own register: no example can show that a test keeps out a row that no
/// register has yet. So a test on rows counts as exercised as well if an example ends otherwise when it is turned round,
/// that is, if the row that decides is there by this test.
pub(crate) fn mutants(rule: &Rule) -> Vec<Mutant> {
    let mut found = Vec::new();
    for (i, clause) in rule.clauses.iter().enumerate() {
        if let Clause::Where(cond) | Clause::Unless(cond) = clause {
            // `where B is known` only says aloud that the rule is silent where there is no B; so it is without it.
            if matches!(clause, Clause::Where(_)) && cond.atoms.iter().all(is_there) {
                continue;
            }
            let mut mutant = rule.clone();
            mutant.clauses.remove(i);
            found.push(Mutant {
                loc: cond.loc,
                rules: vec![mutant],
            });
        }
    }
    for (i, require) in rule.requires.iter().enumerate() {
        let mut mutant = rule.clone();
        mutant.requires.remove(i);
        found.push(Mutant {
            loc: require.cond.loc,
            rules: vec![mutant],
        });
    }
    // Each test after `whose`, by its place in the order of `tests`.
    let mut places = Vec::new();
    {
        let mut copy = rule.clone();
        let mut list = 0;
        tests(&mut copy, &mut |tests, of_rows| {
            let own = tests.iter().enumerate();
            places.extend(own.map(|(own, test)| (list, own, test.loc, of_rows)));
            list += 1;
        });
    }
    for (wanted, own, loc, of_rows) in places {
        let changed = |change: &dyn Fn(&mut Vec<FieldTest>)| {
            let mut mutant = rule.clone();
            let mut list = 0;
            tests(&mut mutant, &mut |tests, _| {
                if list == wanted {
                    change(tests);
                }
                list += 1;
            });
            mutant
        };
        let mut rules = vec![changed(&|tests| {
            if own < tests.len() {
                tests.remove(own);
            }
        })];
        if of_rows {
            rules.push(changed(&|tests| {
                if let Some(test) = tests.get_mut(own) {
                    turn_round(&mut test.test);
                }
            }));
        }
        found.push(Mutant { loc, rules });
    }
    found
}

/// `is` becomes `is not`, and the other way round.
fn turn_round(test: &mut Test) {
    match test {
        Test::Equals { negated, .. }
        | Test::Known { negated }
        | Test::Inside { negated, .. }
        | Test::InWords { negated, .. }
        | Test::Compare { negated, .. }
        | Test::Agrees { negated, .. }
        | Test::Overlaps { negated, .. } => *negated = !*negated,
    }
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

/// Calls `each` for every list of tests in clauses and obligations; the second is true for tests on rows of a register.
fn tests(rule: &mut Rule, each: &mut dyn FnMut(&mut Vec<FieldTest>, bool)) {
    let mut cond = |cond: &mut Cond| {
        for atom in &mut cond.atoms {
            match atom {
                Atom::Count { candidates, .. }
                | Atom::Different {
                    of: Distinct::Among(candidates),
                    ..
                } => {
                    let Candidates { whose, .. } = candidates;
                    each(whose, false);
                }
                Atom::Row { query, .. } => {
                    let RowQuery { whose, .. } = query;
                    each(whose, true);
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
            Pick::Thing { candidates, .. } => each(&mut candidates.whose, false),
            Pick::Row(query) => each(&mut query.whose, true),
        }
    }
}
