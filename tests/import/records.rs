//! What becomes of commits and records.

use std::fs;
use std::path::Path;

use greffe::import::{Note, RecordKind};

use super::{Bench, STARTUP, count, git, only, versions};

#[test]
fn a_commit_keeps_its_people_its_times_and_its_subject() {
    let mut bench = Bench::new();
    bench.put("README.md", "x");
    bench.commit("Rien à voir");
    bench.put("content/_startups/a-dock.md", STARTUP);
    let oid = bench.commit("Crée A Dock\n\nUn corps de message.");
    let report = bench.import("register").unwrap();
    assert_eq!((only(&report).read, only(&report).written, only(&report).skipped()), (2, 1, 1));
    assert_eq!(versions(&report, RecordKind::Startup), 1);

    let target = bench.target("register");
    let format = "--format=%an <%ae> %ad | %cn %cd";
    let signed = |folder: &Path| git(folder, &["log", "-1", "--date=raw", format]);
    assert_eq!(signed(&target), signed(&bench.source()));
    assert_eq!(git(&target, &["log", "-1", "--format=%B"]), format!("Crée A Dock\n\nImported-From: betagouv@{oid}"));
    assert_eq!(git(&target, &["log", "--format=%s"]), "Crée A Dock\nPose le registre");
    assert_eq!(
        git(&target, &["log", "-1", "--format=%(trailers:key=Imported-From,valueonly)"]).trim(),
        format!("betagouv@{oid}")
    );
    assert_eq!(git(&target, &["status", "--porcelain"]), "");
    for laid in ["schema/registry.yml", "registry/indicators/produits-lances.yml"] {
        assert!(bench.has("register", laid), "{laid}");
    }
    assert_eq!(
        bench.read("register", "registry/startups/a-dock.yml"),
        "# yaml-language-server: $schema=../../schema/startup.schema.json\nname: A Dock\nmission: Aider\nsponsors:\n- dgitm\nincubator: mtes\nphases:\n- name: investigation\n  start: 2018-01-08\n"
    );
    assert_eq!(count(&report, &Note::Empty), 1);
    assert_eq!(count(&report, &Note::Prose), 1);
    assert_eq!(count(&report, &Note::Title), 1);
    assert_eq!(count(&report, &Note::Reference), 1);
}

#[test]
fn shapes_are_brought_to_the_schema_and_what_is_lost_is_counted() {
    let mut bench = Bench::new();
    bench.put(
        "content/_startups/pix.md",
        "\u{feff}---\r\ntitle: 2024\r\nmission: Un\r\nmission: Deux\r\nstats: 'true'\r\nusertypes: etat\r\nfast: {promotion: 12, montant: \"300000\"}\r\nlogo: x.png\r\nsponsors:\r\n  - {name: Ministère A, acronym: A}\r\n  - /organisations/DINUM\r\n  - Ministère B\r\nredirect_from: [/startups/api_pix.html, /startups/pix]\r\nphases:\r\n  - {name: succès, start: 2021-06-9, by: x}\r\n---",
    );
    bench.put("content/_incubators/b.md", "---\ntitle: B\nowner: Ministère\n---\n");
    bench.put("content/_incubators/c.md", "---\ntitle: C\nowner: /organisations/dinum\n---\n");
    bench.put("content/_organisations/dinum.md", "---\nname: DINUM\ntype: autre\nacronym:\n---\n");
    bench.put("content/_startups/note.txt", "x");
    bench.commit("Tout");
    let report = bench.import("register").unwrap();
    assert_eq!(
        bench.read("register", "registry/startups/pix.yml"),
        "# yaml-language-server: $schema=../../schema/startup.schema.json\nname: '2024'\nmission: Deux\nsponsors:\n- a\n- dinum\n- ministere-b\nincubator: inconnu\nstats: true\nusertypes:\n- etat\nphases:\n- name: success\n  start: 2021-06-09\nfundings:\n- stage: passage-a-l-echelle\n  source: fast\n  round: 12\n  year: 2020\n  amount: 300000\nfast:\n  promotion: 12\n  montant: 300000\nprevious_ids:\n- api_pix\n"
    );
    let stand_in = |path: &str| bench.read("register", path).lines().skip(1).collect::<Vec<_>>().join("\n");
    let comment = "comment: 'Fiche posée par l’import : la source nomme cette entité sans lui donner de fiche.'";
    assert_eq!(
        stand_in("registry/organisations/a.yml"),
        format!("name: Ministère A\nacronym: A\ntype: autre\n{comment}")
    );
    assert_eq!(
        stand_in("registry/incubators/inconnu.yml"),
        format!("name: Incubateur que la source ne dit pas\n{comment}")
    );
    assert!(bench.read("register", "registry/incubators/b.yml").ends_with("\nname: B\nowner: ministere\n"));
    assert!(bench.read("register", "registry/incubators/c.yml").ends_with("\nname: C\nowner: dinum\n"));
    assert!(bench.read("register", "registry/organisations/dinum.yml").ends_with("\nname: DINUM\ntype: autre\n"));
    let field = |name: &str| Note::UnknownField(name.to_owned());
    for (note, times) in [
        (Note::DuplicateKey, 1),
        (Note::Number, 1),
        (Note::Text, 2),
        (Note::List, 1),
        (Note::InFull, 3),
        (Note::Redirect, 2),
        (Note::Unsaid("incubator".to_owned()), 1),
        (Note::Spelling("phases.name".to_owned()), 1),
        (Note::Date("phases.start".to_owned()), 1),
        (Note::Empty, 1),
        (field("logo"), 1),
        (field("phases.by"), 1),
    ] {
        assert_eq!(count(&report, &note), times, "{note:?}");
    }
    assert_eq!(only(&report).other_files.keys().collect::<Vec<_>>(), ["content/_startups/note.txt"]);
}

#[test]
fn identifiers_are_normalised_and_stay_apart() {
    let mut bench = Bench::new();
    bench.put("content/_startups/Part'âge de_test.md", STARTUP);
    bench.put("content/_startups/Pix.md", STARTUP);
    bench.put("content/_startups/-.md", STARTUP);
    bench.put("content/_startups/sub/..x.md", STARTUP);
    bench.commit("Un");
    bench.put("content/_startups/pix.md", &STARTUP.replace("A Dock", "L’autre"));
    bench.commit("Deux");
    let report = bench.import("register").unwrap();
    assert!(
        bench
            .read("register", "registry/startups/part-age-de-test.yml")
            .ends_with("previous_ids:\n- Part'âge de_test\n")
    );
    assert!(bench.read("register", "registry/startups/pix.yml").contains("name: L’autre"));
    // It can't claim an identifier that another has, whatever the case of the letters.
    assert!(!bench.read("register", "registry/startups/pix-2.yml").contains("previous_ids"));
    assert!(bench.has("register", "registry/startups/x.yml"));
    assert_eq!(count(&report, &Note::FileName), 3);
    assert_eq!(only(&report).unread.len(), 1);

    bench.take("content/_startups/pix.md");
    bench.commit("Trois");
    bench.import("register").unwrap();
    assert!(bench.read("register", "registry/startups/pix.yml").contains("- Pix\n"));
    assert!(!bench.has("register", "registry/startups/pix-2.yml"));
}

#[test]
fn an_unreadable_version_leaves_the_last_good_one() {
    let mut bench = Bench::new();
    bench.put("content/_startups/a.md", STARTUP);
    bench.commit("Bon");
    bench.put("content/_startups/a.md", "---\ntitle: [\n---\n");
    bench.commit("Mauvais");
    bench.put("content/_startups/a.md", "prose\n");
    let last = bench.commit("Pire");
    let report = bench.import("register").unwrap();
    assert_eq!((only(&report).written, only(&report).unchanged, only(&report).unread.len()), (1, 2, 2));
    assert_eq!(only(&report).unread.last().map(|unread| unread.seen.commit.to_string()), Some(last));
    assert!(bench.read("register", "registry/startups/a.yml").contains("name: A Dock"));

    // Even where the file changes folders at the same time.
    fs::rename(bench.source().join("content/_startups"), bench.source().join("_startup")).unwrap();
    bench.commit("Ailleurs");
    let report = bench.import("register").unwrap();
    // The two before left nothing in the register that says that they were read: they are read, and told, again.
    assert_eq!((only(&report).unread.len(), only(&report).deletions.len(), only(&report).unchanged), (3, 0, 3));
    assert!(bench.has("register", "registry/startups/a.yml"));
}
