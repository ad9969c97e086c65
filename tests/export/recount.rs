//! The figures, counted again from the facts by SQL that owes nothing to the tool.

use std::path::Path;

use rusqlite::types::Value;

use super::{Repo, exported, rich, rows};

/// Counts every method by year, from the tables of facts, fields, lives, records and methods.
const RECOUNT: &str = "
WITH RECURSIVE goes_on (life, last) AS (
  SELECT life, life FROM lives WHERE joined_life IS NULL
  UNION ALL
  SELECT lives.life, goes_on.last FROM lives JOIN goes_on ON lives.joined_life = goes_on.life
),
candidates AS (
  SELECT methods.indicator, methods.method, methods.take, facts.*, goes_on.last,
    coalesce(CASE WHEN methods.year_by = 'cohort' THEN cohort END,
      CAST(substr(effective, 1, 4) AS INTEGER) - coalesce(substr(effective_last, 6) <= methods.cutoff, 0)) AS year
  FROM methods
  JOIN records ON records.kind = methods.counts
  JOIN facts ON facts.record = records.record AND facts.what = methods.what
  JOIN goes_on ON goes_on.life = facts.life
  WHERE facts.known_to IS NULL
    AND facts.effective_first <= (SELECT value FROM about WHERE item = 'today')
    AND facts.name IN (SELECT value FROM json_each(methods.names))
    AND methods.share IS NULL
    AND NOT EXISTS (
      SELECT 1 FROM json_each(coalesce(methods.filter, '{}')) AS asked
      WHERE NOT EXISTS (
        SELECT 1 FROM fields JOIN goes_on AS its ON its.life = fields.life
        WHERE its.last = goes_on.last AND fields.field = asked.key AND fields.known_to IS NULL
          AND fields.value IN (SELECT value FROM json_each(asked.value))))
),
ranked AS (
  SELECT *,
    row_number() OVER (PARTITION BY indicator, method, last ORDER BY effective_first, effective_last, name, ordinal) AS up,
    row_number() OVER (PARTITION BY indicator, method, last ORDER BY effective_first DESC, effective_last DESC, name DESC, ordinal DESC) AS down
  FROM candidates
)
SELECT indicator, method, year, count(*) FROM ranked
WHERE (take = 'first' AND up = 1) OR (take = 'last' AND down = 1) OR take = 'every'
GROUP BY indicator, method, year ORDER BY indicator, method, year";

/// What the tool counts.
const COUNTED: &str = "SELECT figures.indicator, figures.method, year, value FROM figures \
    WHERE value > 0 ORDER BY figures.indicator, figures.method, year";

/// What the tool answers to `greffe indicators`, in the same form.
fn answered(repo: &Repo, register: &Path, out: &Path, as_of: &[&str]) -> Vec<Vec<Value>> {
    let mut found = Vec::new();
    for row in rows(out, "SELECT DISTINCT method FROM methods WHERE share IS NULL") {
        let Value::Text(method) = &row[0] else { panic!("{row:?}") };
        let args = [&["indicators", "--format", "csv", "--method", method], as_of].concat();
        let run = repo.greffe_in(register, &args);
        assert_eq!(run.status, 0, "{}", run.stderr);
        for line in csv::Reader::from_reader(run.stdout.as_bytes()).records().map(Result::unwrap) {
            let number = |at: usize| line[at].parse().ok();
            if let (Some(year), Some(value @ 1..)) = (number(3), number(4)) {
                let text = |at: usize| Value::Text(line[at].to_owned());
                found.push(vec![text(1), text(2), Value::Integer(year), Value::Integer(value)]);
            }
        }
    }
    found.sort_by_key(|row| format!("{row:?}"));
    found
}

fn check(repo: &Repo, register: &Path, name: &str, as_of: &[&str], at_least: usize) {
    let out = exported(repo, register, "sqlite", name, as_of);
    let recounted = rows(&out, RECOUNT);
    assert!(recounted.len() >= at_least, "{as_of:?}: too little is compared: {recounted:?}");
    assert_eq!(rows(&out, COUNTED), recounted, "{as_of:?}: the table says something else than its own facts");
    assert_eq!(answered(repo, register, &out, as_of), recounted, "{as_of:?}: the command says something else");
    assert_eq!(rows(&out, "PRAGMA foreign_key_check").len(), 0);
}

#[test]
fn the_figures_can_be_counted_again_from_the_facts() {
    let repo = rich();
    check(&repo, &repo.path(), "now.sqlite", &[], 8);
    for (at, as_of) in ["2020-03-01", "2021-07-20", "HEAD~1", "HEAD~2", "HEAD~3"].iter().enumerate() {
        check(&repo, &repo.path(), &format!("then-{at}.sqlite"), &["--as-of", as_of], 2);
    }
}

/// As known on a day, from the tables of today: the intervals of the facts say it all.
#[test]
fn a_past_moment_can_be_counted_from_the_tables_of_today() {
    let repo = rich();
    let now = exported(&repo, &repo.path(), "sqlite", "now.sqlite", &[]);
    let then = exported(&repo, &repo.path(), "sqlite", "then.sqlite", &["--as-of", "2020-12-01"]);
    let of = |extra: &str| {
        format!(
            "SELECT what, name, ordinal, effective, known_from_commit FROM facts WHERE {extra} \
             ORDER BY what, name, ordinal, effective, known_from_commit, path"
        )
    };
    let moment = "2020-12-01T23:59:59Z";
    let known = format!("known_from <= '{moment}' AND (known_to IS NULL OR known_to > '{moment}')");
    let expected = rows(&then, &of("known_to IS NULL"));
    assert!(expected.len() > 5);
    assert_eq!(rows(&now, &of(&known)), expected);
}

/// The shipped register, in one commit.
pub(crate) fn shipped() -> Repo {
    let registry = Path::new(env!("CARGO_MANIFEST_DIR")).join("registry");
    let repo = Repo::with_register();
    repo.remove("registry");
    crate::support::copy_tree(&registry, &repo.path().join("registry"));
    repo.commit(super::START + 2_000 * super::DAY, "The shipped register");
    repo
}

#[test]
fn the_figures_of_the_shipped_register_can_be_counted_again() {
    let repo = shipped();
    check(&repo, &repo.path(), "now.sqlite", &[], 15);
}

/// Records that are renamed in each way, deleted and brought back, on branches and in octopuses.
#[test]
fn the_figures_of_a_made_register_can_be_counted_again() {
    let repo = Repo::new();
    let made = repo.outside().join("made.git");
    crate::generate::generate(crate::generate::Size { records: 100, commits: 600 }, &made);
    check(&repo, &made, "now.sqlite", &[], 20);
    for (at, as_of) in ["HEAD~100", "HEAD~300"].iter().enumerate() {
        check(&repo, &made, &format!("then-{at}.sqlite"), &["--as-of", as_of], 10);
    }
}

#[test]
fn the_figures_of_the_imported_sample_can_be_counted_again() {
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/beta-gouv-2015-2023.bundle");
    if !bundle.exists() {
        println!("skipped: {} is not there", bundle.display());
        return;
    }
    let repo = Repo::new();
    let source = repo.outside().join("source.git");
    repo.git(&["clone", "--quiet", "--bare", bundle.to_str().unwrap(), source.to_str().unwrap()]);
    let register = repo.outside().join("register");
    let run = repo.greffe(&["import", "beta-gouv", source.to_str().unwrap(), "--into", register.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{run:?}");
    check(&repo, &register, "now.sqlite", &[], 40);
    super::agreement::check(&repo, &register, "now.sqlite", &[]);
    for (at, day) in ["2017-06-30", "2020-01-01", "2022-01-26"].iter().enumerate() {
        check(&repo, &register, &format!("then-{at}.sqlite"), &["--as-of", day], 5);
    }
}
