//! Whatever a server takes, what was known before the days that it tolerates stays known as it was, unless a correction
//! on record says otherwise.
//!
//! Some hundred pushes are made in every run. `GREFFE_PUSHES=10000` makes as many, and says what became of them.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;

use greffe::check::{ChangeCheck, Push, change_check};
use greffe::diagnostic::Severity;
use greffe::git::{Oid, Origin, Repository};
use greffe::indicator::{Catalogue, series};
use greffe::query::AsOf;
use greffe::registry::{Definitions, Register};
use greffe::timeline::{History, WalkConfig};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::made::{self, Deed, Made};

const DAY: i64 = 86_400;
/// 2024-01-01T00:00:00Z.
const START: i64 = 1_704_067_200;
/// How many days the shipped manifest tolerates.
const TOLERATED: i64 = 7;
/// How many those tolerate that say so.
const WIDENED: i64 = 365;

/// One push, made when the server's clock has gone on by some hours.
#[derive(Clone, Debug)]
struct MadePush {
    hours: i64,
    commits: Vec<(Vec<Deed>, Dated, bool)>,
    besides: Besides,
    /// Whether what it does besides says that it corrects what was known.
    corrects: bool,
}

/// How a commit is dated, in hours from the server's clock.
#[derive(Clone, Debug)]
enum Dated {
    Now(i64),
    Behind(i64),
    Late(i64),
    Ahead(i64),
}

/// What a push does besides.
#[derive(Clone, Debug)]
enum Besides {
    Nothing,
    Foxtrot(u8),
    Zone,
    KnownDate { commit: u8, days: i64 },
    SecondParent(u8),
    Folder,
    Tolerance,
}

fn push() -> impl Strategy<Value = MadePush> {
    let dated = prop_oneof![
        8 => (0..72_i64).prop_map(Dated::Now),
        1 => (0..9_000_i64).prop_map(Dated::Behind),
        1 => (0..9_000_i64).prop_map(Dated::Late),
        1 => (0..90_000_i64).prop_map(Dated::Ahead),
    ];
    let besides = prop_oneof![
        8 => Just(Besides::Nothing),
        2 => any::<u8>().prop_map(Besides::Foxtrot),
        1 => Just(Besides::Zone),
        1 => (any::<u8>(), -900..900_i64).prop_map(|(commit, days)| Besides::KnownDate { commit, days }),
        1 => any::<u8>().prop_map(Besides::SecondParent),
        1 => Just(Besides::Folder),
        1 => Just(Besides::Tolerance),
    ];
    let commit = (prop::collection::vec(made::deed(true), 0..3), dated, prop::bool::weighted(0.15));
    let push = (1..1_500_i64, prop::collection::vec(commit, 1..4), besides, prop::bool::weighted(0.2));
    push.prop_map(|(hours, commits, besides, corrects)| MadePush { hours, commits, besides, corrects })
}

/// What became of the pushes that were made.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    made: usize,
    refused: usize,
    /// Taken, with nothing that excuses another past.
    taken: usize,
    /// Taken, with a commit that says that it comes late or that it corrects.
    excused: usize,
    /// Those among the excused ones that did move what was known.
    moved: usize,
}

/// How many registers are made: each gets four pushes, on average.
fn registers() -> u32 {
    let pushes = std::env::var("GREFFE_PUSHES").ok().and_then(|count| count.parse::<u32>().ok());
    pushes.map_or(32, |count| count.div_ceil(4))
}

/// The files under `schema/` that the product ships.
fn schema() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("schema")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_str().unwrap().to_owned();
            files.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    files
}

const MANIFEST: &str = "schema/registry.yml";

/// What a commit knows, by its own definitions.
struct Known {
    history: History,
    catalogue: Catalogue,
}

fn known(repository: &Repository, tip: Oid) -> Known {
    let register = Register::load_kinds(repository, Origin::Commit(tip), |kind| kind == "indicator").unwrap();
    let definitions = Definitions::of(repository, Origin::Commit(tip)).unwrap();
    let catalogue = Catalogue::of(&register);
    let config = WalkConfig::new(&definitions, register.manifest.clone());
    Known { history: greffe::index::build(repository, tip, &config, |_, _| ()).unwrap().0, catalogue }
}

/// Every figure as known at an instant.
fn figures(repository: &Repository, known: &Known, instant: i64) -> BTreeMap<String, String> {
    let point = AsOf::Instant(instant).find(&known.history, repository).unwrap();
    let methods = known.catalogue.indicators.iter().flat_map(|indicator| &indicator.methods);
    let figure = |method: &greffe::indicator::Method| {
        let years = series(&known.history, method, &point, false).years;
        let years: Vec<_> = years.iter().map(|(year, value)| (*year, value.value)).collect();
        (method.id.clone(), format!("{years:?}"))
    };
    methods.map(figure).collect()
}

#[test]
fn what_a_server_takes_leaves_what_was_known_as_it_was() {
    let given = ProptestConfig::default();
    // `PROPTEST_RNG_SEED` makes other pushes.
    let rng_seed = if given.rng_seed == RngSeed::Random { RngSeed::Fixed(352) } else { given.rng_seed };
    let config = ProptestConfig { cases: registers(), rng_seed, ..given };
    let tally = Cell::new(Tally::default());
    let count = |add: fn(&mut Tally)| {
        let mut counts = tally.get();
        add(&mut counts);
        tally.set(counts);
    };
    let deeds = || prop::collection::vec(made::deed(true), 0..4);
    proptest!(config, |(
        first in prop::collection::vec((deeds(), 1..30_i64), 1..6),
        pushes in prop::collection::vec(push(), 1..8),
    )| {
        let mut made = Made::new();
        let files = schema();
        let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
        let mut now = START;
        for (number, (deeds, days)) in first.iter().enumerate() {
            now += days * DAY;
            made.commit_at(deeds, if number == 0 { &files } else { &[] }, now, &format!("first {number}"), false);
        }
        let repository = Repository::open(made.repository.path()).unwrap();
        let mut before = known(&repository, made.tip().unwrap());
        for (number, push) in pushes.iter().enumerate() {
            now += push.hours * 3_600;
            let (base, kept) = (made.tip().unwrap(), made.mainline.clone());
            let mut excused = false;
            for (at, (deeds, dated, merges)) in push.commits.iter().enumerate() {
                let (said, late) = match dated {
                    Dated::Now(hours) | Dated::Behind(hours) => (now - hours * 3_600, ""),
                    Dated::Late(hours) => (now - hours * 3_600, "\n\nKnown-Late: kept on a machine without a network"),
                    Dated::Ahead(hours) => (now + hours * 3_600, ""),
                };
                excused |= !late.is_empty();
                made.commit_at(deeds, &[], said, &format!("push {number} {at}{late}"), *merges);
            }
            let manifest = made.read(MANIFEST).unwrap().clone();
            let commit = |place: &u8| kept[usize::from(*place) % kept.len()].0;
            let corrects = push.corrects && !matches!(push.besides, Besides::Nothing);
            excused |= corrects;
            let message = match corrects {
                true => format!("besides {number}\n\nCorrection: the past was told wrong"),
                false => format!("besides {number}"),
            };
            let with_manifest = |made: &mut Made, text: String| {
                made.commit_at(&[], &[(MANIFEST, text)], now, &message, false);
            };
            match &push.besides {
                Besides::Nothing => {}
                Besides::Foxtrot(from) => made.foxtrot(usize::from(*from), now, &message),
                Besides::Zone => {
                    let other = match manifest.contains("Europe/Paris") {
                        true => manifest.replace("Europe/Paris", "Pacific/Apia"),
                        false => manifest.replace("Pacific/Apia", "Europe/Paris"),
                    };
                    with_manifest(&mut made, other);
                }
                Besides::KnownDate { commit: place, days } => {
                    let (oid, date) = (commit(place), greffe::lifecycle::rfc3339(now + days * DAY));
                    let dates = format!("{}\nknown_dates: {{{oid}: \"{date}\"}}\n", without(&manifest, "known_dates:"));
                    with_manifest(&mut made, dates);
                }
                Besides::SecondParent(place) => {
                    let merges = format!("{}\nmainline_second_parent: [{}]\n", without(&manifest, "mainline_second"), commit(place));
                    with_manifest(&mut made, merges);
                }
                Besides::Folder => with_manifest(&mut made, manifest.replace("folder: startups", "folder: produits")),
                Besides::Tolerance => {
                    let text = format!("{}\nknown_tolerance: 365\n", without(&manifest, "known_tolerance"));
                    with_manifest(&mut made, text);
                }
            }
            let head = made.tip().unwrap();
            let today = before.history.zone.day(now);
            let base = base.to_string();
            let check =
                ChangeCheck { base: &base, head: Some(head), today, for_review: false, push: Some(Push { now }) };
            let checked = change_check(&repository, Origin::Commit(head), Some(today), check, &mut |_, _| ()).unwrap();
            // The tolerance of the base counts.
            let tolerated = if kept_tolerance(&kept) { WIDENED } else { TOLERATED };
            let is_refused = checked
                .checked
                .findings
                .iter()
                .any(|finding| finding.rule.code.starts_with('K') && finding.severity == Severity::Error);
            count(|tally| tally.made += 1);
            if tally.get().made % 500 == 0 {
                println!("{:?}", tally.get());
            }
            if is_refused {
                count(|tally| tally.refused += 1);
                made.mainline = kept;
                continue;
            }
            let after = known(&repository, head);
            let edge = now - tolerated * DAY;
            let moments = before.history.commits.iter().flat_map(|commit| [commit.known_at - 1, commit.known_at]);
            let mut has_moved = false;
            for moment in moments.chain([edge - 1]).filter(|moment| *moment < edge) {
                let (was, is) = (figures(&repository, &before, moment), figures(&repository, &after, moment));
                if excused {
                    has_moved |= was != is;
                } else {
                    prop_assert_eq!(was, is, "at {} after push {}", moment, number);
                }
            }
            match excused {
                true => count(|tally| tally.excused += 1),
                false => count(|tally| tally.taken += 1),
            }
            if has_moved {
                count(|tally| tally.moved += 1);
            }
            before = after;
        }
    });
    let tally = tally.get();
    println!("{tally:?}");
    // A property of pushes that are all refused, or all taken, would say nothing.
    assert!(tally.refused * 20 > tally.made && tally.taken * 5 > tally.made && tally.excused > 0, "{tally:?}");
}

/// Whether the manifest of the last commit says how many days are tolerated.
fn kept_tolerance(kept: &[(Oid, i64, BTreeMap<String, String>)]) -> bool {
    kept.last().is_some_and(|(_, _, files)| files.get(MANIFEST).is_some_and(|text| text.contains("known_tolerance")))
}

/// A text without the lines that begin so.
fn without(text: &str, start: &str) -> String {
    text.lines().filter(|line| !line.starts_with(start)).collect::<Vec<_>>().join("\n")
}
