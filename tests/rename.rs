//! A record that gets another identifier keeps its history; references to it follow, and nothing else changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::support::{EXEMPLE, NOON, Repo, copy_tree};

const DAY: i64 = 86_400;

/// Runs a command that must do.
fn done(repo: &Repo, args: &[&str]) -> String {
    let run = repo.greffe(args);
    assert_eq!(run.status, 0, "{args:?} {run:?}");
    run.stdout
}

/// The files below a folder, with what they say.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => _ = found.insert(path.clone(), std::fs::read(&path).unwrap()),
        }
    }
    found
}

/// What is refused for a reason, and that nothing was written.
fn refused(repo: &Repo, args: &[&str], says: &str) {
    let before = files(&repo.path().join("registry"));
    let run = repo.greffe(args);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?} {run:?}");
    assert!(run.stderr.contains(says), "{says} in {}", run.stderr);
    assert_eq!(files(&repo.path().join("registry")), before);
}

/// The shipped register, in its first commit.
fn shipped() -> Repo {
    let repo = Repo::new();
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["schema", "registry"] {
        copy_tree(&top.join(part), &repo.path().join(part));
    }
    repo.commit(NOON, "everything");
    repo
}

#[test]
fn all_that_names_the_record_follows_and_nothing_else_moves() {
    let repo = Repo::with_register();
    repo.write(
        "registry/startups/exemple.yml",
        EXEMPLE.replace("sponsors: [dinum]", "sponsors: [anct, 'dinum', ] # dinum d’abord"),
    );
    repo.write("registry/organisations/anct.yml", "name: ANCT # dinum\ntype: operateur\n");
    repo.write(
        "registry/startups/autre.yml",
        "name: Autre\r\nmission: dinum\r\nincubator: dinum # dinum\r\nsponsors:\r\n- anct\r\n- \"dinum\" # ici\r\nphases:\r\n- {name: construction}",
    );
    repo.write(
        "registry/waivers.yml",
        "waivers:\n  # dinum\n  - {rule: L001, record: organisation/dinum, reason: dinum, until: 2030}\n  - rule: L001\n    record: registry/organisations/dinum.yml\n    reason: x\n    until: 2030\n  - {rule: L001, record: incubator/dinum, reason: x, until: 2030}\n",
    );
    repo.commit(NOON, "before");
    let before = |path: &str| repo.git(&["show", &format!("HEAD:{path}")]) + "\n";
    let said = done(&repo, &["rename", "organisation/dinum", "dnum"]);
    assert_eq!(
        said,
        "organisation/dinum → organisation/dnum, in registry/organisations/dnum.yml; 5 references mended (4 files)\n  \
         registry/incubators/dinum.yml: 1 reference\n  registry/startups/autre.yml: 1 reference\n  \
         registry/startups/exemple.yml: 1 reference\n  registry/waivers.yml: 2 references\n"
    );
    assert!(!repo.path().join("registry/organisations/dinum.yml").exists());
    let own = before("registry/organisations/dinum.yml");
    assert_eq!(repo.read("registry/organisations/dnum.yml"), own + "previous_ids: [dinum]\n");
    for (path, old, new) in [
        ("registry/startups/exemple.yml", "[anct, 'dinum', ]", "[anct, 'dnum', ]"),
        ("registry/incubators/dinum.yml", "owner: dinum", "owner: dnum"),
        ("registry/organisations/anct.yml", "", ""),
    ] {
        assert_eq!(repo.read(path), before(path).replace(old, new));
    }
    let autre = repo.git(&["show", "HEAD:registry/startups/autre.yml"]);
    assert_eq!(repo.read("registry/startups/autre.yml"), autre.replace("- \"dinum\"", "- \"dnum\""));
    let waivers = before("registry/waivers.yml").replace("organisation/dinum", "organisation/dnum");
    let waivers = waivers.replace("registry/organisations/dinum.yml", "registry/organisations/dnum.yml");
    assert_eq!(repo.read("registry/waivers.yml"), waivers);
}

#[test]
fn the_register_stays_clean_and_the_history_goes_on() {
    let repo = shipped();
    let codes = |repo: &Repo| repo.greffe(&["validate", "--fail-on", "advice", "--format", "json"]).codes().len();
    let before = codes(&repo);
    for (record, new) in [
        ("startup/a-dock", "dock"),
        ("organisation/mtes", "ministere.2"),
        ("incubator/mtes", "fabrique"),
        ("indicator/produits-lances", "lances"),
        ("promotion/eig1", "premiere"),
    ] {
        done(&repo, &["rename", record, new]);
        done(&repo, &["validate"]);
        assert_eq!(codes(&repo), before, "{record}");
    }
    let run = repo.greffe(&["validate", "--base", "HEAD", "--format", "json", "--fail-on", "never"]);
    let of_change: Vec<String> = run.codes().into_iter().filter(|code| code.starts_with('T')).collect();
    assert_eq!(of_change, Vec::<String>::new());
    assert!(repo.read("registry/publications/rap-2020.yml").contains("indicator: lances\n"));
    repo.commit(NOON + DAY, "renamed");
    for (old, new) in [("a-dock", "startup/dock"), ("mtes", "incubator/fabrique")] {
        let log = done(&repo, &["log", new]);
        assert!(log.contains(old), "{log}");
        let json = repo.greffe(&["log", new, "--format", "json"]).json();
        let text = json.to_string();
        assert!(text.contains(old), "{text}");
    }
    let facts = repo.greffe(&["log", "startup/dock", "--format", "json"]).json();
    assert!(facts.to_string().contains("entered:abandon:1"), "{facts}");
}

#[test]
fn a_record_may_go_back_to_its_old_name() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    done(&repo, &["rename", "exemple", "neuf"]);
    repo.commit(NOON + DAY, "there");
    done(&repo, &["rename", "startup/neuf", "startup/exemple"]);
    assert!(repo.read("registry/startups/exemple.yml").ends_with("previous_ids: [exemple, neuf]\n"));
    done(&repo, &["validate", "--fail-on", "advice"]);
    let run = repo.greffe(&["validate", "--base", "HEAD", "--format", "json"]);
    assert_eq!((run.status, run.codes()), (0, Vec::new()));
    repo.commit(NOON + 2 * DAY, "back");
    assert!(done(&repo, &["log", "exemple"]).contains("neuf"));
    done(&repo, &["rename", "exemple", "neuf"]);
    assert!(repo.read("registry/startups/neuf.yml").ends_with("previous_ids: [exemple, neuf]\n"));
}

#[test]
fn a_list_of_previous_identifiers_and_its_comments_are_kept() {
    let repo = Repo::with_register();
    let list = "# ses noms\nprevious_ids: # d’avant\n  - ancien # le premier\n# la fin\n";
    repo.write("registry/startups/exemple.yml", format!("{EXEMPLE}{list}"));
    done(&repo, &["rename", "exemple", "neuf"]);
    let wanted = list.replace("premier\n", "premier\n  - exemple\n");
    assert_eq!(repo.read("registry/startups/neuf.yml"), format!("{EXEMPLE}{wanted}"));
}

#[test]
fn a_name_that_is_bad_or_taken_is_refused() {
    let repo = Repo::with_register();
    repo.write("registry/startups/neuf.yml", format!("{EXEMPLE}previous_ids: [Ancien]\n"));
    refused(&repo, &["rename", "exemple", "neuf"], "startup/neuf is there already");
    refused(&repo, &["rename", "exemple", "ancien"], "an earlier identifier of startup/neuf");
    refused(&repo, &["rename", "exemple", "Deux Mots"], "did you mean “deux-mots”");
    refused(&repo, &["rename", "exemple", "exemple"], "bears this name already");
    refused(&repo, &["rename", "exempel", "x"], "did you mean “exemple”");
    refused(&repo, &["rename", "dinum", "x"], "several records bear the name “dinum”");
    repo.write("registry/waivers.yml", "waivers: []\n");
    refused(&repo, &["rename", "waiver/waivers", "x"], "is no record that is given a name");
}

#[test]
fn all_is_done_or_nothing() {
    let repo = Repo::with_register();
    repo.write("registry/organisations/anct.yml", "name: [\n# dinum\n");
    repo.commit(NOON, "before");
    refused(&repo, &["rename", "organisation/dinum", "dnum"], "registry/organisations/anct.yml can’t be read");
    repo.write("registry/organisations/anct.yml", "name: [\n# la dinums\n");
    let path = repo.path().join("registry/startups/exemple.yml");
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions.clone()).unwrap();
    refused(&repo, &["rename", "organisation/dinum", "dnum"], "exemple.yml” can’t be written");
    assert!(repo.path().join("registry/organisations/dinum.yml").exists());
    #[allow(clippy::permissions_set_readonly_false)]
    permissions.set_readonly(false);
    std::fs::set_permissions(&path, permissions).unwrap();
    done(&repo, &["rename", "organisation/dinum", "dnum"]);
}

#[test]
fn what_would_be_done_can_be_seen_first() {
    let repo = Repo::with_register();
    repo.commit(NOON, "before");
    let said = done(&repo, &["rename", "organisation/dinum", "dnum", "--dry-run"]);
    for line in ["+previous_ids: [dinum]", "-owner: dinum", "+owner: dnum", "+sponsors: [dnum]", "Nothing was written"]
    {
        assert!(said.contains(line), "{said}");
    }
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_name_may_change_in_case_only() {
    let repo = Repo::with_register();
    repo.rename("registry/startups/exemple.yml", "registry/startups/Exemple.yml");
    repo.commit(NOON, "before");
    repo.git(&["config", "core.ignorecase", "true"]);
    let run = repo.greffe(&["rename", "startup/Exemple", "exemple"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stderr.contains("git rm --cached registry/startups/Exemple.yml"), "{run:?}");
    assert!(!repo.path().join("registry/startups/Exemple.yml").exists());
    assert_eq!(repo.read("registry/startups/exemple.yml"), format!("{EXEMPLE}previous_ids: [Exemple]\n"));
    done(&repo, &["validate", "--fail-on", "advice"]);
}

#[test]
fn a_record_on_a_shelf_goes_to_the_shelf_of_its_new_name() {
    let repo = Repo::with_register();
    repo.rename("registry/startups/exemple.yml", "registry/startups/ex/exemple.yml");
    repo.write("registry/startups/ab/abc.yml", EXEMPLE);
    done(&repo, &["rename", "exemple", "neuf"]);
    assert!(repo.path().join("registry/startups/ne/neuf.yml").exists());
    repo.rename("registry/startups/ne/neuf.yml", "registry/startups/a-part/neuf.yml");
    done(&repo, &["rename", "neuf", "vieux"]);
    assert!(repo.path().join("registry/startups/a-part/vieux.yml").exists());
}

#[test]
fn who_counts_by_the_old_name_is_told() {
    let repo = Repo::with_register();
    let indicator = "code: '3.1'\nobjective: 3\nlabel: {fr: N, en: N}\nunit: u\nmethods:\n  - id: a\n    counts: startup\n    when: {enters: construction}\n    take: first\n    where: {incubator: [dinum]}\n";
    repo.write("registry/indicators/a.yml", indicator);
    done(&repo, &["validate"]);
    let run = repo.greffe(&["rename", "incubator/dinum", "dnum"]);
    assert_eq!(run.status, 0, "{run:?}");
    let told = "registry/indicators/a.yml counts only records that name “dinum”: add “dnum” there";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    assert_eq!(repo.read("registry/indicators/a.yml"), indicator);
    let run = repo.greffe(&["rename", "organisation/dinum", "dnum"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}
