//! Each rule by its examples: `tests/rules/CODE/fail-*` fires that rule and no other,
//! `tests/rules/CODE/pass-*` fires nothing at all. What needs no base is judged without a process for each; that the
//! command says the same is a test of its own.
//!
//! An example is a folder with the files that are added to the smallest valid register, or stand
//! in the place of its own. Six names mean something else:
//!
//! - `base` holds such files too: they are committed first, and the others (in `head`, as is every name below)
//!   are the change that is judged against that commit;
//! - `MESSAGE` is the message of the change, where it must be a commit;
//! - `ALSO` lists other codes that fire as well (the finding that an expired waiver no longer silences);
//! - `DELETE` lists paths to take away;
//! - `LINKS` lists symbolic links, as `path -> target`;
//! - `SIZES` lists files and the bytes to which they are filled up with comments, as `path bytes`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::snapshot::holds;
use crate::support::{NOON, Repo, copy_tree};
use greffe::git::{Origin, Repository};
use greffe::i18n::{Lang, Words};
use greffe::render::Source;
use serde_json::Value;

/// Rules about commits and their dates, or about what a whole manifest does to them: no folder of files can show that.
/// `tests/knowledge.rs` has their examples.
const BY_PUSH: [&str; 5] = ["K001", "K002", "K003", "K004", "K007"];

/// The day of every example.
const TODAY: &str = "2024-06-01";

#[test]
fn a_failing_example_fires_its_own_rule_and_no_other_wherever_it_is_read_from() {
    check_all("fail-", |example| {
        let Some((repo, against)) = lay(&example.folder) else { return Ok(()) };
        let also = instructions(&repo, "ALSO");
        let findings = found(&repo, against.as_deref(), Read::Worktree);
        for finding in &findings {
            let said = |key: &str| finding[key].as_str().unwrap().to_owned();
            if said("code") != example.code && !also.contains(&said("code")) {
                return Err(format!("{} {}: {}", said("code"), said("path"), said("message")));
            }
            if said("help").is_empty() || !said("message").contains(' ') {
                return Err("it has no help".to_owned());
            }
            let was_there = || against.as_ref().is_some_and(|base| is_in(&repo, base, &said("path")));
            if fs::symlink_metadata(repo.path().join(said("path"))).is_err() && !was_there() {
                return Err(format!("no file {}", said("path")));
            }
            if said("code").starts_with(['T', 'F']) && finding["related"].as_array().unwrap().is_empty() {
                return Err("it does not show what was there".to_owned());
            }
        }
        for code in also.iter().chain([&example.code]) {
            if findings.iter().all(|finding| finding["code"] != **code) {
                return Err(format!("{code} does not fire"));
            }
        }
        repo.commit(NOON, "An example");
        for read in [Read::Index, Read::Head] {
            let now = found(&repo, against.as_deref(), read);
            if now != findings {
                return Err(format!("{read:?} finds something else: {now:?}\nand not {findings:?}"));
            }
        }
        Ok(())
    });
}

#[test]
fn a_passing_example_fires_nothing_at_all() {
    check_all("pass-", |example| {
        let Some((repo, against)) = lay(&example.folder) else { return Ok(()) };
        let answer = judged(&repo, against.as_deref(), Read::Worktree);
        match answer["findings"].as_array().unwrap().first() {
            Some(finding) => Err(format!("{finding:#}")),
            None if answer["records"].as_u64() == Some(0) => Err("no record is read".to_owned()),
            None => Ok(()),
        }
    });
}

/// One example of each rule, from each of the places that the command can read.
#[test]
fn the_command_finds_what_the_rules_find() {
    let mut seen = BTreeSet::new();
    let first = |example: &Example| example.name.starts_with("fail-") && seen.insert(example.code.clone());
    check_each(examples().into_iter().filter(first).collect(), |example| {
        let Some((repo, against)) = lay(&example.folder) else { return Ok(()) };
        instructions(&repo, "ALSO");
        let findings = found(&repo, against.as_deref(), Read::Worktree);
        if findings.iter().all(|finding| finding["code"] != *example.code) {
            return Err("it does not fire".to_owned());
        }
        if repo.greffe(&judge(against.as_deref(), Read::Worktree)).findings() != findings {
            return Err("the command finds something else".to_owned());
        }
        repo.commit(NOON, "An example");
        for read in [Read::Index, Read::Head] {
            if repo.greffe(&judge(against.as_deref(), read)).findings() != findings {
                return Err(format!("the command finds something else: {read:?}"));
            }
        }
        Ok(())
    });
}

#[test]
fn every_rule_has_a_failing_and_a_passing_example_and_every_folder_is_a_rule() {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for example in examples() {
        let sort = example.name.split('-').next().unwrap().to_owned();
        found.entry(example.code).or_default().insert(sort);
    }
    let both = BTreeSet::from(["fail".to_owned(), "pass".to_owned()]);
    let rules = greffe::check::rules();
    let wanted = rules.iter().filter(|rule| !BY_PUSH.contains(&rule.code));
    let wanted: BTreeMap<_, _> = wanted.map(|rule| (rule.code.to_owned(), both.clone())).collect();
    assert_eq!(found, wanted);
}

/// A code is never reused, and keeps its name: waivers, baselines and pages refer to it. `SNAPSHOTS=overwrite` adds the
/// line of a new rule; no line goes away or changes its code or slug, not even by that.
#[test]
fn a_code_never_changes_its_meaning() {
    let rules = greffe::check::rules();
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules.txt")).unwrap();
    for line in kept.lines() {
        let (name, _) = line.rsplit_once(' ').unwrap();
        assert!(rules.iter().any(|rule| name == format!("{} {}", rule.code, rule.slug)), "{name} is another rule now");
    }
    let listed = rules.iter().map(|rule| format!("{} {} {}\n", rule.code, rule.slug, rule.severity.word()));
    holds("tests/rules.txt", &listed.collect::<String>());
    let codes: BTreeSet<&str> = rules.iter().map(|rule| rule.code).collect();
    let slugs: BTreeSet<&str> = rules.iter().map(|rule| rule.slug).collect();
    assert_eq!((codes.len(), slugs.len()), (rules.len(), rules.len()), "two rules share a code or a slug");
}

struct Example {
    code: String,
    name: String,
    folder: PathBuf,
}

/// Every example, in the order of the names.
fn examples() -> Vec<Example> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut found = Vec::new();
    for code in names(&top) {
        for name in names(&top.join(&code)) {
            let folder = top.join(&code).join(&name);
            found.push(Example { code: code.clone(), name, folder });
        }
    }
    found
}

fn names(folder: &Path) -> BTreeSet<String> {
    let items = fs::read_dir(folder).unwrap();
    items.map(|item| item.unwrap().file_name().into_string().unwrap()).collect()
}

/// Runs `check` on every example whose name begins so, and reports all that go wrong.
fn check_all(start: &str, check: impl Fn(&Example) -> Result<(), String> + Sync) {
    check_each(examples().into_iter().filter(|example| example.name.starts_with(start)).collect(), check);
}

/// The same for these. In threads of its own: the library shares its work out among those of rayon, and one of these that
/// waits for the library would be missing there.
fn check_each(examples: Vec<Example>, check: impl Fn(&Example) -> Result<(), String> + Sync) {
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(example) = examples.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(error) = check(example) {
                wrong.lock().unwrap().push(format!("{}/{}: {error}", example.code, example.name));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let mut wrong = wrong.into_inner().unwrap();
    wrong.sort();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Where an example is read from.
#[derive(Clone, Copy, Debug)]
enum Read {
    Worktree,
    Index,
    Head,
}

/// What is asked of the command: to judge an example against its base, if it has one.
fn judge(against: Option<&str>, read: Read) -> Vec<&str> {
    let against = against.map(|base| vec!["--base", base]).unwrap_or_default();
    let read = match read {
        Read::Worktree => &[][..],
        Read::Index => &["--index"],
        Read::Head => &["--rev", "HEAD"],
    };
    [&["validate", "--today", TODAY, "--format", "json"], &against[..], read].concat()
}

/// What the rules find in an example.
fn found(repo: &Repo, against: Option<&str>, read: Read) -> Vec<Value> {
    judged(repo, against, read)["findings"].as_array().unwrap().clone()
}

/// The answer of `validate`. What needs no base is computed here, as the command computes it.
fn judged(repo: &Repo, against: Option<&str>, read: Read) -> Value {
    if against.is_some() {
        return repo.greffe(&judge(against, read)).json();
    }
    let repository = Repository::open(&repo.path()).unwrap();
    let commit = repository.head().unwrap();
    let origin = match read {
        Read::Worktree => Origin::Worktree,
        Read::Index => Origin::Index,
        Read::Head => Origin::Commit(commit.unwrap()),
    };
    let (listing, checked) = greffe::check::check(&repository, origin.clone(), Some(TODAY.parse().unwrap())).unwrap();
    let source = Source {
        origin: &origin,
        commit,
        staged: false,
        records: checked.records,
        silenced: checked.silenced.len(),
        known: 0,
        fixed: None,
        rules_url: listing.manifest.rules_url.as_deref(),
    };
    let words = Words::new(Lang::En);
    let answer = greffe::render::validation(&source, &checked.findings, &checked.findings, &words);
    serde_json::from_str(&answer).unwrap()
}

fn is_in(repo: &Repo, commit: &str, path: &str) -> bool {
    !repo.git(&["ls-tree", commit, path]).is_empty()
}

/// The register of an example, and its base; `None` where the system has no symbolic links to make it with.
fn lay(folder: &Path) -> Option<(Repo, Option<String>)> {
    let repo = Repo::with_register();
    let has_base = folder.join("base").exists();
    let base = has_base.then(|| {
        copy_tree(&folder.join("base"), &repo.path());
        repo.commit(NOON - 86_400, "The base")
    });
    copy_tree(&if has_base { folder.join("head") } else { folder.to_owned() }, &repo.path());
    for path in instructions(&repo, "DELETE") {
        repo.remove(&path);
    }
    for line in instructions(&repo, "SIZES") {
        let (path, size) = line.split_once(' ').unwrap();
        let mut text = repo.read(path);
        while text.len() < size.parse().unwrap() {
            let left = size.parse::<usize>().unwrap() - text.len();
            text.push_str(if left == 1 { "\n" } else { "#" });
        }
        repo.write(path, text);
    }
    for line in instructions(&repo, "LINKS") {
        let (path, target) = line.split_once(" -> ").unwrap();
        #[cfg(unix)]
        repo.link(path, target);
        #[cfg(not(unix))]
        {
            eprintln!("skipped: no link {path} -> {target} on this system");
            return None;
        }
    }
    let message = instructions(&repo, "MESSAGE").join("\n");
    if !message.is_empty() {
        repo.commit(NOON, &message);
    }
    Some((repo, base))
}

/// The lines of an instruction of the example, which is then taken away.
fn instructions(repo: &Repo, name: &str) -> Vec<String> {
    if !repo.path().join(name).exists() {
        return Vec::new();
    }
    let lines = repo.read(name).lines().map(str::to_owned).collect();
    repo.remove(name);
    lines
}
