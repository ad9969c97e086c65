//! Members: only intrapreneurs are imported, under a pseudonym.

use greffe::import::{Note, RecordKind, Request, import};

use super::{Bench, STARTUP, count, git, only, versions};

const MEMBER: &str = "---\nfullname: Zoé Exemple\nrole: Intrapreneuse\ndomaine: Intraprenariat\nmissions:\n  - start: '2021-03-01'\n    end: 2021-09-01\n    startups: [a, /startups/Gone.html, a]\n    employer: Ministère A\n  - start: 2020-01-15\n    employer: ''\n---\n";

fn only_intrapreneur(bench: &Bench, into: &str) -> String {
    let listed = git(&bench.target(into), &["ls-files", "registry/intrapreneurs"]);
    assert_eq!(listed.lines().count(), 1, "{listed}");
    listed
}

#[test]
fn an_intrapreneur_has_missions_an_employer_and_no_name() {
    let mut bench = Bench::new();
    bench.put("content/_startups/a.md", STARTUP);
    bench.put("content/_authors/zoe.exemple.md", MEMBER);
    bench.put("content/_authors/abel.md", "---\nfullname: Abel\ndomaine: Design\n---\n");
    let oid = bench.commit("Bienvenue à Zoé Exemple");
    let report = bench.import("register").unwrap();
    let path = only_intrapreneur(&bench, "register");
    assert_eq!(
        bench.read("register", &path),
        "# yaml-language-server: $schema=../../schema/intrapreneur.schema.json\norganisation: ministere-a\nevents:\n- name: mission\n  date: 2020-01-15\n- name: mission\n  date: 2021-03-01\n  end: 2021-09-01\n  startups:\n  - a\n"
    );
    assert!(
        bench.read("register", "registry/organisations/ministere-a.yml").contains("name: Ministère A\ntype: autre\n")
    );
    let log = git(&bench.target("register"), &["log", "-1", "--format=%an %cn %ct|%s|%b"]);
    let time = git(&bench.source(), &["log", "-1", "--format=%ct"]);
    let id = path.trim_start_matches("registry/intrapreneurs/").trim_end_matches(".yml");
    let expected = format!("greffe greffe {time}|Bienvenue à {id}|Imported-From: betagouv@{oid}");
    assert_eq!(log.trim(), expected);
    let all = git(&bench.target("register"), &["log", "-1", "-p"]).to_lowercase();
    for secret in ["zoé", "zoe", "exemple", "abel"] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
    assert_eq!((count(&report, &Note::NotIntrapreneur), count(&report, &Note::Discreet)), (1, 1));
    assert_eq!(count(&report, &Note::Personal("role".to_owned())), 1);
    // A product that the source has no page for is told, and left out.
    assert_eq!(count(&report, &Note::Dangling("startup".to_owned())), 1);
    assert_eq!(count(&report, &Note::IncrementalChecker("missions.startups".to_owned())), 1);
}

#[test]
fn a_commit_that_also_changes_persons_keeps_its_subject_and_whoever_is_none_of_them() {
    let mut bench = Bench::new();
    bench.put("content/_startups/a.md", STARTUP);
    bench.put("content/_authors/abel.exemple.md", &MEMBER.replace("Zoé Exemple", "Abel Exemple"));
    bench.put("content/_authors/unread.personne.md", "x");
    bench.commit("Migration des produits et des fiches");
    let report = bench.import("register").unwrap();
    let log = git(&bench.target("register"), &["log", "-1", "--format=%an <%ae> %cn|%s"]);
    assert_eq!(log, "Zoé <zoe@example.invalid> Zoé|Migration des produits et des fiches");
    assert_eq!(count(&report, &Note::Discreet), 0);
    // The report doesn't say the names of files about persons, unless names come over.
    let told = format!("{:?}", only(&report));
    assert!(!told.contains("abel") && !told.contains("personne.md") && told.contains("content/_authors/"), "{told}");
    let named = import(&Request { names: Some(true), ..bench.request("named") }, &mut |_, _| {}).unwrap();
    assert!(format!("{:?}", only(&named)).contains("content/_authors/unread.personne.md"));
}

#[test]
fn names_come_over_where_they_are_asked_for_under_the_same_identifier() {
    let mut bench = Bench::new();
    bench.put("_author/zoe.exemple.md", MEMBER);
    bench.commit("Bienvenue à Zoé Exemple");
    bench.import("register").unwrap();
    let request = Request { names: Some(true), ..bench.request("named") };
    import(&request, &mut |_, _| {}).unwrap();
    let path = only_intrapreneur(&bench, "named");
    assert_eq!(path, only_intrapreneur(&bench, "register"));
    assert!(bench.read("named", &path).contains("fullname: Zoé Exemple\n"));
    assert_eq!(git(&bench.target("named"), &["log", "-1", "--format=%s"]), "Bienvenue à Zoé Exemple");
    let back = Request { names: Some(false), ..bench.request("named") };
    assert_eq!(import(&back, &mut |_, _| {}).unwrap_err().message.id, "import-other-people");
    // An option that was given once applies to the next import too.
    bench.put("_author/zoe.exemple.md", &MEMBER.replace("Ministère A", "Ministère B"));
    bench.commit("Change");
    bench.import("named").unwrap();
    assert!(bench.read("named", &path).contains("fullname: Zoé Exemple\n"));
}

#[test]
fn who_leaves_the_domain_was_trained_all_the_same_and_goes_with_their_page() {
    let mut bench = Bench::new();
    bench.put("content/_startups/a.md", STARTUP);
    bench.put("content/_authors/zoe.md", MEMBER);
    bench.commit("Un");
    bench.put("content/_authors/zoe.md", &MEMBER.replace("Intraprenariat", "Produit"));
    bench.commit("Deux");
    let report = bench.import("register").unwrap();
    assert_eq!(count(&report, &Note::NoLongerIntrapreneur), 1);
    let path = only_intrapreneur(&bench, "register");
    let left = bench.read("register", &path);
    assert!(left.contains("date: 2020-01-15\n"), "{left}");
    assert!(bench.has("register", "registry/organisations/ministere-a.yml"));
    bench.put(
        "content/_authors/zoe.md",
        &MEMBER.replace("Intraprenariat", "[Coaching, intraprenariat]").replace("2020-01", "2019-11"),
    );
    bench.put("content/_authors/undated.md", "---\ndomaine: Intraprenariat\n---\n");
    bench.commit("Trois");
    let report = bench.import("register").unwrap();
    assert_eq!((versions(&report, RecordKind::Intrapreneur), only(&report).unread.len()), (1, 1));
    only_intrapreneur(&bench, "register");
    assert!(bench.read("register", &path).contains("date: 2019-11-15\n"));
    bench.put("content/_authors/zoe.md", &MEMBER.replace("Intraprenariat", "Produit"));
    bench.commit("Quatre");
    bench.import("register").unwrap();
    only_intrapreneur(&bench, "register");
    // The page itself is taken away: so is the record, an import later as well as at once.
    bench.take("content/_authors/zoe.md");
    bench.commit("Cinq");
    let report = bench.import("register").unwrap();
    assert_eq!(only(&report).deletions.get(&RecordKind::Intrapreneur), Some(&1));
    assert!(!bench.has("register", "registry/intrapreneurs"));
    import(&Request { into: bench.target("single"), ..bench.request("single") }, &mut |_, _| {}).unwrap();
    let head = |into: &str| git(&bench.target(into), &["rev-parse", "HEAD"]);
    assert_eq!(head("register"), head("single"));
}
