//! Whatever happens to a register, the index, the figures and their steps agree.

mod made;
mod preview;
mod pushes;

use std::collections::BTreeMap;

use greffe::git::{Origin, Repository};
use greffe::index;
use greffe::indicator::{Catalogue, Method, series, steps};
use greffe::query::AsOf;
use greffe::registry::{Definitions, Register};
use greffe::timeline::{History, Point, WalkConfig};
use made::{Commit, Made};
use proptest::prelude::*;

/// What the walk needs to know of a made register, which has the definitions that are part of the tool.
fn guide(repository: &Repository, tip: greffe::git::Oid) -> (Catalogue, WalkConfig) {
    let register = Register::load_kinds(repository, Origin::Commit(tip), |kind| kind == "indicator").unwrap();
    let catalogue = Catalogue::of(&register);
    let guide = WalkConfig::new(&Definitions::embedded(), register.manifest.clone());
    (catalogue, guide)
}

/// The whole history, read from the commits without an index.
fn fresh(made: &Made) -> (History, Catalogue) {
    let repository = Repository::open(made.repository.path()).unwrap();
    let tip = made.tip().unwrap();
    let (catalogue, guide) = guide(&repository, tip);
    (index::build(&repository, tip, &guide, |_, _| ()).unwrap().0, catalogue)
}

/// Brings the index up to date, and compares all that it holds with the history read from the commits.
fn check(made: &Made) -> Result<(), TestCaseError> {
    let repository = Repository::open(made.repository.path()).unwrap();
    let tip = made.tip().unwrap();
    let (_, guide) = guide(&repository, tip);
    let built = index::build_index(&repository, tip, || Ok(guide.clone()), |_, _| ()).unwrap();
    let kept = index::kept(&repository, tip).unwrap();
    let (fresh, _) = fresh(made);
    prop_assert_eq!(built.counts.facts, fresh.facts.len());
    prop_assert_eq!(fresh.differing(&kept), Vec::<&str>::new(), "{:#?}\n{:#?}", fresh, kept);
    Ok(())
}

/// Each figure of each year, as known just after a commit.
fn figures(history: &History, method: &Method, at: usize, planned: bool) -> BTreeMap<i32, usize> {
    let point = Point {
        at: Some(at),
        today: greffe::lifecycle::PartialDate::of_epoch(history.commits[at].known_at).first_day(),
        instant: None,
    };
    let series = series(history, method, &point, planned);
    let known = series.years.iter().filter_map(|(year, value)| Some((*year, value.count()?)));
    known.filter(|(_, value)| *value > 0).collect()
}

fn methods(catalogue: &Catalogue) -> impl Iterator<Item = &Method> {
    catalogue.indicators.iter().flat_map(|indicator| &indicator.methods).filter(|method| method.measure.is_count())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn an_index_brought_forward_by_any_steps_equals_one_built_at_once(
        commits in made::commits(true),
        cuts in prop::collection::vec(any::<bool>(), 25),
        pushes in prop::collection::vec(prop::option::weighted(0.1, 1_usize..6), 25),
    ) {
        let mut made = Made::new();
        for ((commit, is_cut), push) in commits.iter().zip(cuts).zip(pushes) {
            if let (Some(count), Some(_)) = (push, made.tip()) {
                made.take_back(count);
            }
            made.commit(commit);
            if is_cut {
                check(&made)?;
            }
        }
        check(&made)?;
    }

    #[test]
    fn what_was_known_at_a_commit_does_not_depend_on_later_ones(commits in made::commits(false)) {
        let mut made = Made::new();
        let mut known = Vec::new();
        for commit in &commits {
            made.commit(commit);
            let (history, catalogue) = fresh(&made);
            let last = history.commits.len() - 1;
            known.push(methods(&catalogue).map(|method| figures(&history, method, last, false)).collect::<Vec<_>>());
        }
        let (history, catalogue) = fresh(&made);
        for (at, known) in known.into_iter().enumerate() {
            let now: Vec<_> = methods(&catalogue).map(|method| figures(&history, method, at, false)).collect();
            prop_assert_eq!(known, now, "as known at commit {}", at);
        }
    }

    #[test]
    fn the_sum_of_the_steps_is_the_figure_at_each_commit(commits in made::commits(true), planned in any::<bool>()) {
        let mut made = Made::new();
        commits.iter().for_each(|commit: &Commit| made.commit(commit));
        let (history, catalogue) = fresh(&made);
        for method in methods(&catalogue) {
            let steps = steps(&history, method, planned);
            for at in 0..history.commits.len() {
                let mut sums: BTreeMap<i32, i64> = BTreeMap::new();
                for step in steps.iter().filter(|step| step.at <= at) {
                    *sums.entry(step.year).or_default() += step.to as i64 - step.from as i64;
                }
                let sums: BTreeMap<i32, usize> =
                    sums.into_iter().filter(|(_, sum)| *sum != 0).map(|(year, sum)| (year, sum.try_into().unwrap())).collect();
                prop_assert_eq!(sums, figures(&history, method, at, planned), "{} at commit {}", &method.id, at);
            }
        }
    }

    #[test]
    fn a_moment_knows_no_less_than_an_earlier_one(commits in made::commits(true), days in prop::collection::vec(0_i64..1500, 2)) {
        let mut made = Made::new();
        commits.iter().for_each(|commit: &Commit| made.commit(commit));
        let (history, _) = fresh(&made);
        let repository = Repository::open(made.repository.path()).unwrap();
        let mut days = days;
        days.sort_unstable();
        let find = |day: &i64| AsOf::Instant(1_577_836_800 + day * 86_400).find(&history, &repository).unwrap().at;
        let found: Vec<_> = days.iter().map(find).collect();
        prop_assert!(found.is_sorted(), "{:?}", found);
    }
}
