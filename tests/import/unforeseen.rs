//! Unforeseen shapes are listed in the report: they neither stop the import nor vanish silently.

use std::fs;
use std::process::Command;

use greffe::import::{Note, RecordKind, Request, SourceKind, import};
use tempfile::TempDir;

use super::{Bench, STARTUP, count, only, source, versions};
use crate::support::CommandInTime;

fn validates(bench: &Bench) {
    let args = ["validate", "--format", "json"];
    let run =
        Command::new(env!("CARGO_BIN_EXE_greffe")).current_dir(bench.target("register")).args(args).output_in_time();
    let answer: serde_json::Value = serde_json::from_slice(&run.unwrap().stdout).unwrap();
    let wrong: Vec<_> = answer["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| "DSR".contains(&finding["code"].as_str().unwrap()[..1]))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn strange_pages_are_told_and_the_others_come_over() {
    let mut bench = Bench::new();
    let page =
        |id: &str, fields: &str| bench.put(&format!("content/_startups/{id}.md"), &format!("---\n{fields}\n---\n"));
    page("phases-map", "title: A\nphases:\n  investigation: 2020-01-01\n");
    page("phases-text", "title: A\nphases: construction\n");
    page("phases-empty", "title: A\nphases: []\nstatus: ''\n");
    page("phase-texts", "title: A\nphases: [construction, {name: abandon, start: 2024-05-01T00:00:00.000Z}]\n");
    page(
        "nested",
        "title: [a, [b]]\nmission: {fr: x}\nincubator: [x, y]\nphases: [{name: opere, start: 2026}]\nsponsors: [[a], 3, ~, {x: y}]\nevents: {a: b}\nfast: oui\n",
    );
    page(
        "numbers",
        "title: 1.10\nmission: true\nincubator: 12\nphases: [{name: perennisation, start: 20260511, end: 12/05/2026}]\n",
    );
    page("alias", "title: &a A\nmission: *a\nphases: [{name: construction}]\n");
    page("tag", "title: !!binary aGk=\nphases: [{name: construction}]\n");
    page("list", "- title: A\n");
    page("control", "title: \"a\\u0007b\"\nphases: [{name: construction, start: 2020}]\nincubator: ../../etc\n");
    bench.put("content/_startups/binaire.md", "\u{0}\u{1}\u{2}");
    bench.put("content/_startups/dossier.md/x.md", STARTUP);
    bench.put("content/_startups/bon.md", STARTUP);
    bench.put("content/_incubators/vide.md", "---\n---\n");
    bench.put("content/_organisations/x.md", "---\nname: X\ntype: martien\nacronym: {a: b}\n---\n");
    bench.put("content/_formations/x.md", "x");
    #[cfg(unix)]
    std::os::unix::fs::symlink("bon.md", bench.source().join("content/_startups/lien.md")).unwrap();
    bench.commit("Tout");
    let report = bench.import("register").unwrap();
    let told: Vec<&str> = only(&report).unread.iter().map(|unread| unread.seen.path.as_str()).collect();
    for (id, is_told) in [
        ("phases-map", true),
        ("phases-text", true),
        ("phases-empty", true),
        ("phase-texts", false),
        ("nested", false),
        ("numbers", false),
        ("alias", true),
        ("list", true),
        ("binaire", true),
        ("control", false),
        ("bon", false),
    ] {
        let path = format!("content/_startups/{id}.md");
        assert_eq!(told.contains(&path.as_str()), is_told, "{id}: {told:?}");
        assert_eq!(bench.has("register", &format!("registry/startups/{id}.yml")), !is_told, "{id}");
    }
    assert_eq!(only(&report).other_folders, ["content/_formations"]);
    assert!(versions(&report, RecordKind::Startup) >= 6);
    assert!(only(&report).notes.keys().any(|note| matches!(note, Note::Refused(_) | Note::Unfit(_))));
    validates(&bench);
}

#[test]
fn the_vocabulary_of_2026_comes_over_as_it_is() {
    let mut bench = Bench::new();
    let page = |phase: &str| {
        STARTUP.replace("    end: ''\n", &format!("    end: 2018-07-01\n  - name: construction\n    start: 2018-07-01\n  - name: {phase}\n    start: 2021-01-01\n"))
    };
    for (at, words) in [("alumni", "Avant"), ("abandon", "Migration"), ("opere", "Après")] {
        bench.put("content/_startups/a.md", &page(at));
        bench.commit(words);
    }
    let report = bench.import("register").unwrap();
    assert_eq!((only(&report).written, versions(&report, RecordKind::Startup)), (3, 3));
    assert!(bench.read("register", "registry/startups/a.yml").contains("- name: opere\n  start: 2021-01-01\n"));
    validates(&bench);
}

#[test]
fn strange_lists_of_the_eig_are_told_and_the_others_come_over() {
    let mut bench = Bench::named(TempDir::new().unwrap(), "site-eig.git");
    bench.put("_data/defis.yml", "a: 3\nb: [x]\nc: {title: C, promotion: {x: y}}\nd: {title: D, promotion: 9, year: bientôt, eigs: Zoé, duration_months: dix}\n'': {}\n");
    bench.put("_data/personnes.yml", "x: ~\ny: {class: 3, annees: [2030, x]}\nz: {title: Z, class: [eig]}\n");
    bench.put("site/content/personnes/a.md", "---\ntitle: {a: b}\nrole: [participant]\npromos: Promotion neuf\n---\n");
    bench.put("site/content/defis/b.md", "---\npromos: [~]\n---\n");
    bench.put("site/content/defis/c.md", "prose");
    bench.commit("Tout");
    let sources = vec![source(SourceKind::Eig, &bench.source())];
    let request = Request { sources, into: bench.target("register"), ..Request::default() };
    let report = import(&request, &mut |_, _| {}).unwrap();
    assert!(bench.has("register", "registry/defis/eig9-d.yml"), "{report:#?}");
    assert_eq!(only(&report).unread.len(), 1);
    assert!(count(&report, &Note::NoPromotion) >= 3, "{report:#?}");
    validates(&bench);
    assert!(fs::read_dir(bench.target("register").join("registry/eig")).unwrap().count() >= 1);
}
