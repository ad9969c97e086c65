//! The sites of the EIG: lists, then pages.

use std::collections::BTreeSet;

use greffe::import::{Note, Request, SourceKind, import};
use tempfile::TempDir;

use super::{Bench, count, git, only, source};

fn bench() -> Bench {
    Bench::named(TempDir::new().unwrap(), "site-eig.git")
}

fn request(bench: &Bench, into: &str) -> Request {
    let sources = vec![source(SourceKind::Eig, &bench.source())];
    Request { sources, into: bench.target(into), ..Request::default() }
}

fn run(bench: &Bench, into: &str) -> greffe::import::Report {
    import(&request(bench, into), &mut |_, _| {}).unwrap()
}

fn files(bench: &Bench, folder: &str) -> BTreeSet<String> {
    let listed = git(&bench.target("register"), &["ls-files", folder]);
    listed.lines().map(|path| path.rsplit('/').next().unwrap().to_owned()).collect()
}

const CHALLENGES: &str = "ADEX:\n  title: ADEX\n  year: 2020\n  promotion: 4\n  duration_months: 10\n  administration: Haute Autorité de Santé\n  ville: Saint-Denis\n  eigs: [Zoé A, Abel B]\n  mentors: [Chloé C]\nAlphabet:\n  title: Alphabet\n  year: 2019\n  promotion: dig\n  eigs: [Dora D]\nEIG Link 2020:\n  title: EIG Link\n  year: 2020\n  promotion: 4\n  eigs: []\n";
const PERSONS: &str = "Zoé A:\n  title: Zoé A\n  class: [eig-4, eig, designer]\n  profil: Designer\n  defis: [ADEX]\nChloé C:\n  title: Chloé C\n  class: [mentor, eig-4]\n  profil: Mentor\n  defis: [ADEX]\nEva E:\n  title: Eva E\n  class: [eig-4, eig]\n  profil: Dev\n  defis: [ADEX]\n";

#[test]
fn lists_become_promotions_challenges_hosts_and_eig() {
    let mut bench = bench();
    bench.put("_data/defis.yml", CHALLENGES);
    bench.put("_data/personnes.yml", PERSONS);
    bench.put("_data/menu.yml", "a: 1\n");
    bench.commit("Un");
    let report = run(&bench, "register");
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(files(&bench, "registry/promotions"), set(&["dig.yml", "eig4.yml"]));
    assert_eq!(files(&bench, "registry/defis"), set(&["dig-alphabet.yml", "eig4-adex.yml", "eig4-eig-link.yml"]));
    assert_eq!(files(&bench, "registry/organisations"), set(&["haute-autorite-de-sante.yml"]));
    assert_eq!(
        bench.read("register", "registry/defis/eig4-adex.yml"),
        "# yaml-language-server: $schema=../../schema/defi.schema.json\nname: ADEX\npromotion: eig4\nadministration: Haute Autorité de Santé\nhost: haute-autorite-de-sante\nduration_months: 10\neig_count: 2\n"
    );
    let eig = files(&bench, "registry/eig");
    assert_eq!((eig.len(), eig.iter().filter(|name| name.starts_with("eig4-")).count()), (3, 2));
    let texts: Vec<String> = eig.iter().map(|name| bench.read("register", &format!("registry/eig/{name}"))).collect();
    let designer = texts.iter().find(|text| text.contains("profil: Designer")).unwrap();
    assert!(designer.contains("promotion: eig4\nprogramme: eig\ndefi: eig4-adex\n"), "{designer}");
    assert!(designer.contains("- name: selection\n  start: 2020\n  comment: 'Année de la promotion"), "{designer}");
    assert!(texts.iter().any(|text| text.contains("programme: dig\n")));
    assert!(!texts.concat().contains("Zoé"));
    for (note, times) in [
        (Note::NotParticipant, 1),
        (Note::NotInChallenge, 1),
        (Note::Personal("mentors".to_owned()), 1),
        (Note::UnknownField("ville".to_owned()), 1),
    ] {
        assert_eq!(count(&report, &note), times, "{note:?}");
    }
    assert_eq!(only(&report).other_files.keys().collect::<Vec<_>>(), ["_data/menu.yml"]);
}

#[test]
fn the_first_lists_knew_years_and_no_ranks() {
    let mut bench = bench();
    bench.put("_data/defis.yml", "- title: Hopkins\n  class: 2018 data\n- title: Les défis à venir\n  class: data\n");
    bench.put(
        "_data/personnes.yml",
        "- title: Zoé A\n  annee: 2018\n  profil: Dev\n  defi: <a href=\"/x\">Hopkins</a>\n  class: [2018, eig]\n- title: Chloé C\n  annee: 2017, 2019\n  profil: Mentor\n  class: 2019 mentor\n",
    );
    bench.commit("Un");
    let report = run(&bench, "register");
    assert!(bench.has("register", "registry/promotions/eig-2018.yml"));
    assert_eq!(count(&report, &Note::NoPromotion), 1);
    assert_eq!(files(&bench, "registry/eig").len(), 1);
    // The rank, once it was said, holds for the whole history.
    bench.put("_data/promos.yml", "EIG 2:\n  title: Les défis EIG 2\n  promotion: 2\n  class: 2018 eig-2\n");
    bench.commit("Deux");
    import(&request(&bench, "whole"), &mut |_, _| {}).unwrap();
    assert!(bench.has("whole", "registry/defis/eig2-hopkins.yml"));
    assert_eq!(git(&bench.target("whole"), &["log", "--format=%s", "--", "registry/promotions"]).lines().count(), 1);
    assert!(!bench.has("whole", "registry/promotions/eig-2018.yml"));
    assert!(bench.read("whole", "registry/promotions/eig2.yml").contains("year: 2018\nprogramme: eig\nnumber: 2\n"));
}

const PAGE: &str =
    "---\ntitle: ADEX\nwho: HAS\npromos: [Promotion 4]\ndate: 2021-09-22 14:30:53.904000+00:00\ntown: x\n---\n";

#[test]
fn pages_become_the_same_records_and_follow_their_titles() {
    let mut bench = bench();
    bench.put("site/content/promos/promotion-4.md", "---\ntitle: Promotion 4\n---\n");
    bench.put("site/content/defis/_index.md", "---\ntitle: x\n---\n");
    bench.put("site/content/defis/adex.md", PAGE);
    bench.put(
        "site/content/personnes/zoe.md",
        "---\ntitle: Zoé A\nrole: participant\npromos: [Promotion 4]\ndefis: ['ADEX ']\nexpertises: [Design, Data]\n---\n",
    );
    bench.put("site/content/personnes/agent.md", "---\ntitle: B\nrole: agent-public\ndefis: [ADEX]\n---\n");
    bench.commit("Un");
    let report = run(&bench, "register");
    let promotion = bench.read("register", "registry/promotions/eig4.yml");
    assert!(
        promotion.contains("year: 2021\n") && promotion.contains("comment: 'Année la plus ancienne"),
        "{promotion}"
    );
    assert_eq!(count(&report, &Note::NotParticipant), 1);
    let eig = files(&bench, "registry/eig").into_iter().next().unwrap();
    assert!(bench.read("register", &format!("registry/eig/{eig}")).contains("defi: eig4-adex\nprofil: Design, Data\n"));

    bench.put(
        "site/content/defis/adex.md",
        &PAGE
            .replace("ADEX", "ADEX 2 santé")
            .replace("who: HAS", "who: HAS\nisSET: true\nurlSET: https://beta.gouv.fr/startups/adex.html"),
    );
    bench.commit("Deux");
    let report = run(&bench, "register");
    let renamed = bench.read("register", "registry/defis/eig4-adex-2-sante.yml");
    assert!(renamed.contains("previous_ids:\n- eig4-adex\n"), "{renamed}");
    assert_eq!(count(&report, &Note::Dangling("startup".to_owned())), 1);
    bench.put("site/content/defis/adex.md", &PAGE.replace("ADEX", "ADEX 2 santé").replace("HAS", "Autre"));
    bench.commit("Trois");
    run(&bench, "register");
    assert!(bench.read("register", "registry/defis/eig4-adex-2-sante.yml").contains("previous_ids:\n- eig4-adex\n"));
    import(&request(&bench, "single"), &mut |_, _| {}).unwrap();
    let head = |into: &str| git(&bench.target(into), &["rev-parse", "HEAD"]);
    assert_eq!(head("register"), head("single"));
}

const PERSON: &str = "---\ntitle: NAME\nrole: participant\npromos: [Promotion 7]\n---\n";

#[test]
fn a_promotion_under_way_counts_each_person_in_the_year_in_which_they_are_shown() {
    let bench = bench();
    let person = |name: &str| PERSON.replace("NAME", name);
    let starts = |into: &str| -> BTreeSet<String> {
        let listed = git(&bench.target(into), &["grep", "-h", "-A4", "name: selection", "--", "registry/eig"]);
        let starts = listed.lines().filter_map(|line| line.trim().strip_prefix("start: "));
        starts.map(str::to_owned).collect()
    };
    bench.put("site/content/promos/promotion-7.md", "---\ntitle: Promotion 7\n---\n");
    bench.put("site/content/personnes/zoe.md", &person("Zoé A"));
    bench.commit_at(1_725_500_000, "2024-09-05");
    run(&bench, "register");
    let promotion = bench.read("register", "registry/promotions/eig7.yml");
    assert!(
        promotion.contains("year: 2024\n") && promotion.contains("comment: 'Promotion au fil de l’eau"),
        "{promotion}"
    );
    bench.put("site/content/personnes/abel.md", &person("Abel B"));
    bench.put("site/content/personnes/eva.md", &person("Eva E").replace("role:", "date: 2026-03-01\nrole:"));
    bench.commit_at(1_747_000_000, "2025-05-11");
    run(&bench, "register");
    bench.put("site/content/personnes/zoe.md", &person("Zoé A").replace("role:", "expertises: [Data]\nrole:"));
    bench.commit_at(1_767_500_000, "2026-01-04");
    run(&bench, "register");
    assert_eq!(starts("register"), ["2024", "2025", "2026"].map(str::to_owned).into());
    let text = git(&bench.target("register"), &["grep", "-h", "-A5", "name: selection", "--", "registry/eig"]);
    assert_eq!((text.matches("dated_by: commit").count(), text.matches("approximate: true").count()), (2, 3), "{text}");
    import(&request(&bench, "single"), &mut |_, _| {}).unwrap();
    let head = |into: &str| git(&bench.target(into), &["rev-parse", "HEAD"]);
    assert_eq!(head("register"), head("single"));
}

#[test]
fn a_promotion_that_was_over_when_the_site_began_has_one_year() {
    let bench = bench();
    bench.put("site/content/defis/adex.md", PAGE);
    let person = |name: &str| PERSON.replace("NAME", name).replace("Promotion 7", "Promotion 4");
    bench.put("site/content/personnes/zoe.md", &person("Zoé A"));
    bench.commit_at(1_702_500_000, "2023-12-13");
    bench.put("site/content/personnes/abel.md", &person("Abel B"));
    bench.commit_at(1_725_500_000, "2024-09-05");
    run(&bench, "register");
    let text = git(&bench.target("register"), &["grep", "-h", "-A5", "name: selection", "--", "registry/eig"]);
    assert_eq!(text.matches("start: 2021\n").count(), 2, "{text}");
    assert!(!text.contains("approximate"), "{text}");
}

#[test]
fn a_bad_list_leaves_the_last_good_one() {
    let mut bench = bench();
    bench.put("_data/defis.yml", CHALLENGES);
    bench.commit("Un");
    bench.put("_data/defis.yml", "a: [\n");
    bench.commit("Deux");
    let report = run(&bench, "register");
    assert_eq!((only(&report).unread.len(), only(&report).written), (1, 1));
    assert!(bench.has("register", "registry/defis/eig4-adex.yml"));
}
