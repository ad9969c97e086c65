//! An index that is not as it was written: every answer is that of a fresh one, and it is built again with a note.

use std::fs;
use std::path::{Path, PathBuf};

use greffe::diagnostic::Outcome;
use greffe::git::{Oid, Origin, Repository};
use greffe::index::{self, Opened, Wanted};
use greffe::registry::{Definitions, Register};
use greffe::timeline::{History, WalkConfig};
use rusqlite::Connection;

use crate::support::{DAY, EXEMPLE, NOON, Repo, START, lively};

const ALL: [&str; 3] = ["indicators", "--format", "json"];

/// How an index is opened.
type Open = fn(&Opening) -> Outcome<Opened>;

/// What is opened, and what it must hold.
struct Opening {
    repository: Repository,
    tip: Oid,
    config: WalkConfig,
    fresh: History,
}

impl Opening {
    fn of(repo: &Repo) -> Opening {
        let repository = Repository::open(&repo.path()).unwrap();
        let tip: Oid = repo.head().parse().unwrap();
        let register = Register::load_kinds(&repository, Origin::Commit(tip), |kind| kind == "indicator").unwrap();
        let definitions = Definitions::of(&repository, Origin::Commit(tip)).unwrap();
        let config = WalkConfig::new(&definitions, register.manifest.clone());
        let fresh = index::build(&repository, tip, &config, |_, _| ()).unwrap().0;
        Opening { repository, tip, config, fresh }
    }

    fn questions(&self) -> Outcome<Opened> {
        index::open(&self.repository, self.tip, &Wanted::Everything, || Ok(self.config.clone()), |_, _| ())
    }

    fn base(&self) -> Outcome<Opened> {
        index::open_base(&self.repository, self.tip, &Wanted::Everything, || Ok(self.config.clone()), |_, _| ())
    }
}

/// A row of numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound as u64).unwrap()
    }
}

/// Damages a file of these bytes in one of several ways, and says how.
fn damage(path: &Path, whole: &[u8], chance: &mut Chance) -> String {
    let mut bytes = whole.to_vec();
    let at = chance.below(bytes.len());
    match chance.below(6) {
        0 => {
            bytes[at] ^= 1 << chance.below(8);
            fs::write(path, bytes).unwrap();
            format!("a bit of byte {at} flipped")
        }
        1 => {
            bytes[at] = bytes[at].wrapping_add(1 + u8::try_from(chance.below(255)).unwrap());
            fs::write(path, bytes).unwrap();
            format!("byte {at} changed")
        }
        2 => {
            bytes.truncate(at);
            fs::write(path, bytes).unwrap();
            format!("cut at {at}")
        }
        3 => {
            let end = (at + 1 + chance.below(512)).min(bytes.len());
            bytes[at..end].fill(0);
            if bytes == whole {
                bytes[at] = 1;
            }
            fs::write(path, bytes).unwrap();
            format!("zeros from {at} to {end}")
        }
        4 => {
            bytes.extend_from_slice(&whole[at..]);
            fs::write(path, bytes).unwrap();
            format!("its end from {at} on twice")
        }
        _ => {
            fs::write(path, bytes).unwrap();
            let tables = ["facts", "commits", "records", "attributes", "file_events", "versions", "files", "owners"];
            let table = tables[chance.below(tables.len())];
            let database = Connection::open(path).unwrap();
            database.pragma_update(None, "foreign_keys", false).unwrap();
            let column = database
                .query_row(&format!("SELECT name FROM pragma_table_info('{table}') LIMIT 1"), [], |row| {
                    row.get::<_, String>(0)
                })
                .unwrap();
            let gone = database
                .execute(&format!("DELETE FROM {table} WHERE {column} = (SELECT max({column}) FROM {table})"), [])
                .unwrap();
            assert!(gone > 0, "{table} has rows");
            format!("the last rows of {table} deleted")
        }
    }
}

/// Damages the index of that name hundreds of times, and opens it each time.
fn try_damages(name: &str, times: usize, open: Open) {
    let repo = lively();
    let opening = Opening::of(&repo);
    assert!(open(&opening).unwrap().mended.is_none());
    let path = repo.path().join(".git/greffe").join(name);
    let whole = fs::read(&path).unwrap();
    let mut chance = Chance(7);
    for _ in 0..times {
        let how = damage(&path, &whole, &mut chance);
        let opened = open(&opening).unwrap();
        assert_eq!(opened.history.differing(&opening.fresh), Vec::<&str>::new(), "{how}");
        let is_as_written = |path: &Path| fs::read(path).unwrap() == whole;
        assert!(opened.mended.as_ref() == Some(&path), "nothing was said: {how}");
        assert!(is_as_written(&path), "it is built again: {how}");
        assert!(open(&opening).unwrap().mended.is_none(), "once: {how}");
    }
}

#[test]
fn whatever_is_damaged_in_the_index_is_told_and_mended() {
    try_damages("index.sqlite", 300, Opening::questions);
}

#[test]
fn whatever_is_damaged_in_the_index_of_bases_is_told_and_mended() {
    let repo = lively();
    let opening = Opening::of(&repo);
    opening.base().unwrap();
    assert!(repo.path().join(".git/greffe/base.sqlite").exists(), "without the other index, it is read");
    try_damages("base.sqlite", 300, Opening::base);
}

#[test]
fn a_digest_of_zeros_is_that_of_an_earlier_version() {
    let repo = lively();
    let opening = Opening::of(&repo);
    opening.questions().unwrap();
    let path = repo.path().join(".git/greffe/index.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    assert_ne!([&bytes[60..64], &bytes[68..72]].concat(), [0; 8]);
    bytes[60..64].fill(0);
    bytes[68..72].fill(0);
    fs::write(&path, bytes).unwrap();
    let opened = opening.questions().unwrap();
    assert_eq!(opened.history.differing(&opening.fresh), Vec::<&str>::new());
    assert_eq!(opened.mended, None);
}

/// Files that were swapped, or put there from elsewhere.
#[test]
fn another_file_in_its_place_changes_no_answer() {
    let repo = lively();
    let folder = repo.path().join(".git/greffe");
    let of_head = ["validate", "--base", "HEAD~2"];
    let (figures, judged) = (repo.greffe(&ALL), repo.greffe(&of_head));
    let [index, base] = ["index.sqlite", "base.sqlite"].map(|name| folder.join(name));
    assert!(index.exists() && base.exists());
    let swap = || {
        fs::rename(&index, folder.join("aside")).unwrap();
        fs::rename(&base, &index).unwrap();
        fs::rename(folder.join("aside"), &base).unwrap();
    };
    swap();
    assert_eq!(repo.greffe(&ALL).stdout, figures.stdout);
    assert_eq!(repo.greffe(&of_head).stdout, judged.stdout);
    swap();
    assert_eq!(repo.greffe(&of_head).stdout, judged.stdout);
    assert_eq!(repo.greffe(&ALL).stdout, figures.stdout);
    // That of another register.
    let other = Repo::with_register();
    other.commit(NOON, "created");
    other.greffe(&ALL);
    for path in [&index, &base] {
        fs::copy(other.path().join(".git/greffe/index.sqlite"), path).unwrap();
    }
    assert_eq!(repo.greffe(&of_head).stdout, judged.stdout);
    assert_eq!(repo.greffe(&ALL).stdout, figures.stdout);
    // A journal that would undo something in it.
    let journal = folder.join("index.sqlite-journal");
    fs::write(&journal, fs::read(&index).unwrap()).unwrap();
    let run = repo.greffe(&ALL);
    assert_eq!(run.stdout, figures.stdout);
    assert!(run.stderr.contains("was damaged"), "{run:?}");
    assert!(!journal.exists());
    assert_eq!(repo.greffe(&ALL), figures);
}

/// Rows that are gone from what a change is compared with silenced rules.
#[test]
fn the_rules_that_judge_a_change_are_not_silenced() {
    let repo = lively();
    let path = "registry/startups/exemple.yml";
    repo.write(path, repo.read(path).replace("2018-06-01", "2018-07-01"));
    repo.commit(START + 500 * DAY, "Another date");
    let judge = ["validate", "--base", "HEAD~1", "--format", "json"];
    let judged = repo.greffe(&judge);
    assert_ne!(judged.codes(), Vec::<String>::new());
    let base = repo.path().join(".git/greffe/base.sqlite");
    let delete = || {
        let database = Connection::open(&base).unwrap();
        assert!(database.execute("DELETE FROM facts WHERE name = 'construction'", []).unwrap() > 0);
    };
    for command in [&judge[..], &["review", "--base", "HEAD~1", "--format", "json"]] {
        let before = repo.greffe(command);
        delete();
        let after = repo.greffe(command);
        assert_eq!((after.status, &after.stdout), (before.status, &before.stdout));
        assert!(before.stderr.is_empty() && after.stderr.contains("base.sqlite was damaged"), "{after:?}");
        assert_eq!(repo.greffe(command), before, "it was built again");
    }
    delete();
    let run = repo.greffe(&["build", "--check"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stderr.contains("base.sqlite was damaged"), "{run:?}");
    assert_eq!(repo.greffe(&["build", "--check"]).status, 0);
}

#[test]
fn the_cache_of_claims_is_read_again_where_it_is_damaged() {
    let repo = lively();
    repo.write("registry/startups/tiers.yml", EXEMPLE.replace("Exemple", "Tiers")).stage();
    let staged = ["validate", "--staged", "--format", "json"];
    let judged = repo.greffe(&staged);
    let claims = repo.path().join(".git/greffe/claims");
    let whole = fs::read(&claims).unwrap();
    let mut chance = Chance(11);
    for _ in 0..20 {
        let mut bytes = whole.clone();
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
        fs::write(&claims, bytes).unwrap();
        assert_eq!(repo.greffe(&staged), judged, "byte {at}");
        assert_eq!(fs::read(&claims).unwrap(), whole, "byte {at}");
    }
}

#[test]
fn build_and_doctor_say_so_too() {
    let repo = lively();
    let index: PathBuf = repo.path().join(".git/greffe/index.sqlite");
    let break_it = || {
        repo.greffe(&["build"]);
        Connection::open(&index).unwrap().execute("UPDATE facts SET line = line + 1", []).unwrap();
    };
    break_it();
    let doctor = repo.greffe(&["doctor"]);
    assert!(doctor.stdout.contains("damaged"), "{doctor:?}");
    let run = repo.greffe(&["build"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stderr.contains("index.sqlite was damaged"), "{run:?}");
    break_it();
    let run = repo.greffe(&["build", "--check"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stderr.contains("index.sqlite was damaged"), "{run:?}");
    assert_eq!(repo.greffe(&["build", "--check"]).status, 0);
}

/// An index that is as it was written, and was written wrong: what it remembers names what it does not hold.
#[test]
fn what_does_not_fit_together_is_built_again() {
    let repo = lively();
    let path = "registry/startups/exemple.yml";
    repo.write(path, repo.read(path).replace("2018-06-01", "2018-07-01"));
    repo.commit(START + 500 * DAY, "Another date");
    let review = ["review", "--base", "HEAD~1", "--format", "json"];
    let told = repo.greffe(&review);
    let base = repo.path().join(".git/greffe/base.sqlite");
    let database = Connection::open(&base).unwrap();
    database.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM shown; DELETE FROM files;").unwrap();
    drop(database);
    index::seal(&base).unwrap();
    let again = repo.greffe(&review);
    assert_eq!((again.status, &again.stdout), (told.status, &told.stdout), "{}", again.stderr);
    assert!(again.stderr.contains("base.sqlite was damaged"), "{again:?}");
    assert_eq!(repo.greffe(&review), told, "it was built again");
}
