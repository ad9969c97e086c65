//! What is mended without a person: only where one text is possible, in place, and without bringing another finding.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::support::{EXEMPLE, NOON, Repo};
use greffe::check::{self, subtract};
use greffe::git::{Origin, Repository};
use greffe::registry::Listing;
use greffe::yaml::Document;
use proptest::prelude::*;

const HEAD: &str = "# En tête\nname: Exemple\nmission: Prendre rendez-vous\nincubator: dinum\n";
const PATH: &str = "registry/startups/exemple.yml";

/// Mends a register with these startups, and gives what they say then and what is left to be said of each.
fn mended(texts: &[String]) -> (Vec<String>, Vec<Vec<String>>) {
    let repo = Repo::with_register();
    let path = |at: usize| format!("registry/startups/x{at}.yml");
    repo.write("registry/organisations/anct.yml", "name: ANCT\ntype: operateur\nprevious_ids: [cget]\n");
    texts.iter().enumerate().for_each(|(at, text)| _ = repo.write(&path(at), text));
    let run = repo.greffe(&["validate", "--fix", "--format", "json"]);
    assert!(run.status < 2, "{run:?}");
    let left = run.findings();
    let codes = |at: usize| {
        let own = left.iter().filter(|finding| finding["path"] == path(at).as_str());
        own.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    };
    let range = 0..texts.len();
    (range.clone().map(|at| repo.read(&path(at))).collect(), range.map(codes).collect())
}

#[test]
fn what_can_mean_but_one_thing_is_mended_and_all_else_stays() {
    let phases = "phases:\n  - name: construction\n    start: 2020\n";
    let cases = [
        ("misson: x\n", "mission: x\n"),
        ("contact: a@b.fr\nreposittory: https://a.fr # où\n", "contact: a@b.fr\nrepository: https://a.fr # où\n"),
        ("'conttact': a@b.fr\n", "'contact': a@b.fr\n"),
        ("\u{a0}contact: a@b.fr\n", "contact: a@b.fr\n"),
        ("contact:\u{a0}a@b.fr # c\n", "contact: a@b.fr # c\n"),
        ("stats: \"true\"\n", "stats: true\n"),
        ("fast: {promotion: '3'}\n", "fast: {promotion: 3}\n"),
        ("sponsors: dinum # un\n", "sponsors: [dinum] # un\n"),
        ("sponsors:\n- DINUM\n- \"cget\"\n", "sponsors:\n- dinum\n- \"anct\"\n"),
        ("usertypes: [Particulier, agnet]\n", "usertypes: [particulier, agent]\n"),
        ("start: 2021-6-9\n", "start: 2021-06-09\n"),
        ("start: '2021/06/09'\n", "start: '2021-06-09'\n"),
        ("start: 23/06/2021\r\n", "start: 2021-06-23\r\n"),
        ("events:\n- {name: comittee, date: 2021-6}\n", "events:\n- {name: committee, date: 2021-06}\n"),
    ];
    let before: Vec<String> = cases.iter().map(|(before, _)| format!("{HEAD}{before}{phases}")).collect();
    let before: Vec<String> = before
        .iter()
        .map(|text| {
            text.replace("mission: Prendre rendez-vous\nincubator: dinum\nmisson: x\n", "misson: x\nincubator: dinum\n")
        })
        .collect();
    let after: Vec<String> = cases.iter().map(|(_, after)| format!("{HEAD}{after}{phases}")).collect();
    let after: Vec<String> = after
        .iter()
        .map(|text| {
            text.replace(
                "mission: Prendre rendez-vous\nincubator: dinum\nmission: x\n",
                "mission: x\nincubator: dinum\n",
            )
        })
        .collect();
    let (made, left) = mended(&before);
    for at in 0..cases.len() {
        assert_eq!(made[at], after[at]);
        assert_eq!(left[at], Vec::<String>::new(), "{}", made[at]);
    }
}

#[test]
fn a_phase_is_mended_as_its_lifecycle_reads_it_unless_it_is_not_sure() {
    let with = |phase: &str| {
        format!("{HEAD}phases:\n  - name: construction\n    start: 2020\n  - name: {phase} # ici\n    start: 2021\n")
    };
    let (made, left) = mended(&["perennisation", "Opère", "alumni"].map(with));
    assert_eq!(made, ["consolidation", "opere", "alumni"].map(with));
    assert_eq!(left, [&[][..], &[], &["L008"]]);
}

#[test]
fn what_a_person_must_choose_is_left_with_its_help() {
    let with = |more: &str| format!("{HEAD}{more}phases: [{{name: construction}}]\n");
    let texts = [
        "start: 09/06/2021\n",
        "sponsors: [dinun]\n",
        "nom: Exemple\n",
        "contact: a@b.fr\nconttact: c@d.fr\n",
        "link2: https://a.fr\nlinc: https://b.fr\n",
        "robots: 12\n",
        "sponsors: dinum, anct\n",
    ]
    .map(with);
    let (made, left) = mended(&texts);
    assert_eq!(made, texts);
    assert!(left.iter().all(|left| !left.is_empty()), "{left:?}");
}

#[test]
fn a_fix_that_would_bring_another_finding_is_left_out_and_the_others_are_made() {
    let text = format!(
        "{HEAD}conttact: a@b.fr\nphaes:\n  - name: abandon\n    start: 2020\n  - name: construction\n    start: 2019\n    end: 2018\n"
    );
    let (made, left) = mended(std::slice::from_ref(&text));
    assert_eq!(made, [text.replace("conttact", "contact")]);
    assert_eq!(left, [["S002"]]);
}

#[test]
fn a_text_that_can_be_read_again_is_mended_whatever_comes_to_light() {
    let text = format!("{HEAD}contact:\u{a0}a@b.fr\nphases:\n  - name: constructoin\n    start: jadis\n");
    let (made, left) = mended(&[text]);
    assert_eq!(made, [format!("{HEAD}contact: a@b.fr\nphases:\n  - name: construction\n    start: jadis\n")]);
    assert_eq!(left, [["S005"]]);
}

#[test]
fn it_says_how_many_were_mended_and_how_many_are_left() {
    let repo = Repo::with_register();
    repo.write(PATH, format!("{HEAD}stat: true\nstart: 2021-6-9\nphases: [{{name: perennisation}}]\n"));
    repo.commit(NOON, "before");
    let run = repo.greffe(&["validate"]);
    assert!(run.stderr.contains("2 findings can be mended without risk: “greffe validate --fix” does it."), "{run:?}");
    let run = repo.greffe(&["validate", "--fix", "--dry-run"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("+start: 2021-06-09\n"), "{}", run.stdout);
    assert!(run.stdout.ends_with("2 findings to be mended so, 1 left.\n"), "{}", run.stdout);
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
    let run = repo.greffe(&["validate", "--fix", "registry/incubators"]);
    assert_eq!(repo.git(&["status", "--porcelain"]), "", "{run:?}");
    let run = repo.greffe(&["validate", "--fix"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.ends_with("2 findings mended, 1 left.\n"), "{}", run.stdout);
    let run = repo.greffe(&["validate", "--base", "HEAD", "--format", "json"]);
    assert_eq!(run.codes(), ["S002"], "no fix rewrites the past: {}", run.stdout);
    let run = repo.greffe_with(&repo.path(), &[], &["--lang", "fr", "validate", "--fix"]);
    assert!(run.stdout.contains("Rien n’a été corrigé, 1 restante."), "{}", run.stdout);
    for bad in ["--staged", "--index", "--rev=HEAD"] {
        assert_eq!(repo.greffe(&["validate", "--fix", bad]).status, 2);
    }
}

#[test]
fn programs_get_the_fix_with_its_places() {
    let repo = Repo::with_register();
    repo.write(PATH, EXEMPLE.replace("mission:", "misson:"));
    let run = repo.greffe(&["validate", "--format", "json"]);
    let finding = &run.findings()[0];
    let fix = &finding["fix"];
    assert_eq!(
        (fix["safe"].as_bool(), fix["title"].as_str()),
        (Some(true), Some("Write “mission” in the place of “misson”"))
    );
    let edit = &fix["edits"][0];
    assert_eq!(
        (&edit["start"], &edit["end"], edit["text"].as_str()),
        (&finding["start"], &finding["end"], Some("mission"))
    );
    assert!(run.json()["summary"]["fixed"].is_null());
    let run = repo.greffe(&["validate", "--fix", "--format", "json"]);
    assert_eq!((run.status, run.json()["summary"]["fixed"].as_u64()), (0, Some(1)));
    assert!(run.stderr.contains("1 finding mended, none left."), "{}", run.stderr);
}

#[test]
fn whatever_is_mistyped_no_fix_brings_a_finding() {
    let repo = Repo::with_register();
    let repository = Repository::discover(&repo.path()).unwrap();
    let listing = Listing::read(&repository, Origin::Worktree).unwrap();
    let words = [
        "name", ":", " ", "-", "\n", "'", "\"", "2020-1-2", "12", "true", "phases", "abandon", "\u{a0}", "dinum", "[",
        "}",
    ];
    let changes =
        proptest::collection::vec((0..EXEMPLE.len(), 0..3_usize, proptest::sample::select(words.to_vec())), 1..4);
    let config = ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() };
    let mut made = 0;
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let count = std::cell::Cell::new(0);
    runner
        .run(&changes, |changes| {
            let mut text = EXEMPLE.to_owned();
            for (at, gone, word) in changes {
                let at = (at.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
                let end = (at + gone).min(text.len());
                let end = (end..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap();
                text.replace_range(at..end, word);
            }
            let wrong = listing.with(&BTreeMap::from([(PATH.to_owned(), Some(Arc::from(text.as_str())))]));
            let before = check::listed(&repository, &wrong, None).unwrap().findings;
            let mended = check::apply_fixes(&repository, &wrong, None, |_| true).unwrap();
            let Some(Some(new)) = mended.texts.get(PATH) else { return Ok(()) };
            count.set(count.get() + 1);
            let mut after = check::listed(&repository, &wrong.with(&mended.texts), None).unwrap().findings;
            let left = after.len();
            subtract(&mut after, &before);
            let was_readable = Document::read(text.as_bytes()).root.is_some();
            prop_assert!(after.is_empty() || !was_readable, "{}\n→\n{}\n{:?}", text, new, after);
            prop_assert!(left < before.len() || !was_readable, "{}\n→\n{}", text, new);
            Ok(())
        })
        .unwrap();
    made += count.get();
    assert!(made > 10, "{made}");
}
