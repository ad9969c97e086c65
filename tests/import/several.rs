//! Several sources in one register.

use greffe::import::{Note, RecordKind, Report, Request, SourceKind, import};

use super::{Bench, STARTUP, git, source};

/// Three sources in one folder: a site of products, and two of EIG.
fn benches() -> (Bench, Bench, Bench) {
    let first = Bench::new();
    let second = beside(&first, "site-eig.git");
    let third = beside(&first, "site-eig-v3.git");
    first.put("content/_startups/a.md", STARTUP);
    first.commit_at(1_600_000_000, "Produit 1");
    second.put("_data/defis.yml", "ADEX:\n  title: ADEX\n  year: 2020\n  promotion: 4\n  eigs: [Zoé A, Abel B]\n");
    second.commit_at(1_600_100_000, "EIG 1");
    first.put("content/_startups/b.md", STARTUP);
    first.commit_at(1_600_200_000, "Produit 2");
    third.put(
        "site/content/personnes/zoe.md",
        "---\ntitle: Zoe A.\nrole: participant\npromos: [Promotion 4]\nexpertises: [Design]\n---\n",
    );
    third.commit_at(1_600_300_000, "EIG 2");
    (first, second, third)
}

/// A source beside another, in the same folder.
fn beside(first: &Bench, name: &'static str) -> Bench {
    let inner = tempfile::Builder::new().tempdir_in(first.folder.path()).unwrap();
    Bench::named(inner, name)
}

fn all(benches: &(Bench, Bench, Bench), into: &str) -> Request {
    let sources = vec![
        source(SourceKind::BetaGouv, &benches.0.source()),
        source(SourceKind::Eig, &benches.1.source()),
        source(SourceKind::Eig, &benches.2.source()),
    ];
    Request { sources, into: benches.0.target(into), ..Request::default() }
}

fn run(request: &Request) -> greffe::diagnostic::Outcome<Report> {
    import(request, &mut |_, _| {})
}

fn dates(benches: &(Bench, Bench, Bench), into: &str) -> Vec<String> {
    let log = git(&benches.0.target(into), &["log", "--reverse", "--format=%ct"]);
    log.lines().map(str::to_owned).collect()
}

#[test]
fn commits_are_interleaved_by_date_and_a_second_time_adds_nothing() {
    let benches = benches();
    let report = run(&all(&benches, "register")).unwrap();
    let expected = ["1600000000", "1600000000", "1600100000", "1600200000", "1600300000"];
    assert_eq!(dates(&benches, "register"), expected);
    assert_eq!(report.sources.iter().map(|source| source.written).collect::<Vec<_>>(), [2, 1, 1]);
    let head = git(&benches.0.target("register"), &["rev-parse", "HEAD"]);
    let again = run(&Request { sources: Vec::new(), ..all(&benches, "register") }).unwrap();
    assert_eq!(again.sources.iter().map(|source| source.written).sum::<usize>(), 0);
    assert_eq!(git(&benches.0.target("register"), &["rev-parse", "HEAD"]), head);
    let sources = benches.0.read("register", "registry/sources.yml");
    let names: Vec<&str> = sources.lines().filter(|line| line.contains("name:")).collect();
    assert_eq!(names, ["- name: betagouv", "- name: site-eig", "- name: site-eig-v3"]);
}

#[test]
fn the_same_person_in_two_sources_is_one_record() {
    let benches = benches();
    let report = run(&all(&benches, "register")).unwrap();
    assert_eq!(report.records[&RecordKind::Eig].all, 2);
    let log = git(&benches.0.target("register"), &["log", "-1", "-p", "--format=", "--", "registry/eig"]);
    assert!(log.contains("+profil: Design") && !log.contains("new file"), "{log}");
    let listed = git(&benches.0.target("register"), &["grep", "-l", "defi: eig4-adex", "--", "registry/eig"]);
    assert_eq!(listed.lines().count(), 2, "what the older source knows more stays");
}

#[test]
fn where_one_source_lists_the_eig_of_a_promotion_another_adds_none() {
    let benches = benches();
    benches.2.put(
        "site/content/personnes/unlisted.md",
        "---\ntitle: Zoë Ah\nrole: participant\npromos: [Promotion 4]\n---\n",
    );
    benches
        .2
        .put("site/content/personnes/later.md", "---\ntitle: Dora D\nrole: participant\npromos: [Promotion 5]\n---\n");
    benches.2.commit_at(1_600_400_000, "EIG 3");
    let report = run(&all(&benches, "register")).unwrap();
    let listed = git(&benches.0.target("register"), &["ls-files", "registry/eig"]);
    let of = |promotion: &str| listed.lines().filter(|path| path.contains(promotion)).count();
    assert_eq!((of("/eig4-"), of("/eig5-")), (2, 1), "{listed}");
    let left = report.sources[2].notes.get(&Note::NotInChallenge).map(|tally| tally.count);
    assert_eq!(left, Some(1));
    // The same where the source that lists them is not read again.
    let third = Request { sources: vec![source(SourceKind::Eig, &benches.2.source())], ..all(&benches, "register") };
    benches
        .2
        .put("site/content/personnes/another.md", "---\ntitle: Zo A\nrole: participant\npromos: [Promotion 4]\n---\n");
    benches.2.commit_at(1_600_500_000, "EIG 4");
    run(&third).unwrap();
    assert_eq!(git(&benches.0.target("register"), &["ls-files", "registry/eig"]), listed);
}

#[test]
fn an_older_source_is_added_by_writing_the_register_anew() {
    let benches = benches();
    let one = |at: usize| {
        let all = all(&benches, "register");
        Request { sources: vec![all.sources[at].clone()], ..all }
    };
    run(&one(0)).unwrap();
    let head = git(&benches.0.target("register"), &["rev-parse", "HEAD"]);
    let refused = run(&one(1)).unwrap_err();
    assert_eq!(refused.message.id, "import-older");
    assert_eq!(git(&benches.0.target("register"), &["rev-parse", "HEAD"]), head);
    run(&Request { restart: true, ..one(1) }).unwrap();
    // The last one is newer than all that is there.
    let report = run(&one(2)).unwrap();
    assert!(report.resumed);
    assert_eq!(dates(&benches, "register").len(), 5);
    let tree = |into: &str| git(&benches.0.target(into), &["ls-tree", "-r", "HEAD"]);
    run(&all(&benches, "single")).unwrap();
    assert_eq!(tree("register"), tree("single"));
}

#[test]
fn wrong_sources_are_refused_with_a_way_out() {
    let benches = benches();
    let mut same = all(&benches, "register");
    same.sources[1].name = Some("site-eig-v3".to_owned());
    assert_eq!(run(&same).unwrap_err().message.id, "import-same-name");
    let none = Request { sources: Vec::new(), ..all(&benches, "register") };
    assert_eq!(run(&none).unwrap_err().message.id, "import-which-source");
    run(&all(&benches, "register")).unwrap();
    let mut other = all(&benches, "register");
    other.sources[1].kind = SourceKind::BetaGouv;
    assert_eq!(run(&other).unwrap_err().message.id, "import-other-kind");
    std::fs::remove_file(benches.0.target("register").join(".git/greffe-sources.json")).unwrap();
    let restart = Request { sources: Vec::new(), restart: true, ..all(&benches, "register") };
    assert_eq!(run(&restart).unwrap_err().message.id, "import-where");
}
