//! What a review says that a change will do is what the history says once the change is on the mainline.

use std::collections::BTreeSet;

use greffe::change::{Change, Range};
use greffe::check::{ChangeCheck, change_check};
use greffe::git::{NewTexts, Origin, Repository};
use greffe::indicator::{View, series_diff};
use greffe::lifecycle::PartialDate;
use greffe::registry::Listing;
use greffe::timeline::{FileEvent, History, Point, diff};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::made::{self, Commit, Made};
use super::{guide, methods};

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, rng_seed: RngSeed::Fixed(352), ..ProptestConfig::default() })]

    #[test]
    fn what_a_change_is_foretold_to_do_is_what_the_mainline_tells(
        commits in made::commits(true),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let mut made = Made::new();
        commits.iter().for_each(|commit: &Commit| made.commit(commit));
        let repository = Repository::open(made.repository.path()).unwrap();
        let oids = made.oids();
        let (from, to) = (from.index(oids.len()), to.index(oids.len()));
        let (from, to) = (from.min(to), from.max(to));
        let (catalogue, config) = guide(&repository, oids[to]);
        // What the history says, read in full up to the head.
        let (told, _) = greffe::index::build(&repository, oids[to], &config, |_, _| ()).unwrap();
        let told = History { versions: Vec::new(), ..told };
        // What the review of the change says.
        let today = PartialDate::of_epoch(told.commits[to].known_at).first_day();
        let base = oids[from].to_string();
        let origin = Origin::Commit(oids[to]);
        let listing = Listing::read(&repository, origin.clone()).unwrap();
        let range = Range { base: &base, head: Some(oids[to]), today };
        let change =
            Change::open(&repository, range, origin.clone(), &listing, &NewTexts::new(), &mut |_, _| ()).unwrap();
        let foretold = &History { versions: Vec::new(), ..change.outlook.history().clone() };
        prop_assert_eq!(&told.file_events, &foretold.file_events);
        prop_assert_eq!(told.differing(foretold), Vec::<&str>::new(), "{:#?}\n{:#?}", &told, foretold);
        // The records: each that it touches is one that differs, and each that differs is one that it touches.
        let differing: BTreeSet<String> = diff(&told, Some(from), Some(to))
            .iter()
            .flat_map(|differing| told.records[differing.record].ids.clone())
            .collect();
        let touched = |id: &str| {
            change.records.iter().any(|record| record.before.iter().chain(&record.after).any(|side| side.id == id))
        };
        // A file that could be read for a while in between, and is broken at both ends, is no difference of files: what it
        // said is told with the figures that it moves.
        let is_broken = |record: usize, at: usize| {
            let mut rows = told.file_events.iter().filter(|row| row.record == record && row.at <= at);
            rows.next_back().is_some_and(|row| matches!(row.event, FileEvent::Unreadable(_)))
        };
        for differing in diff(&told, Some(from), Some(to)) {
            if is_broken(differing.record, from) && is_broken(differing.record, to) {
                continue;
            }
            let ids = &told.records[differing.record].ids;
            prop_assert!(ids.iter().any(|id| touched(id)), "{:?} differs and is not told", ids);
        }
        // The figures, both sides looked at on the same day.
        let point = |at: usize| Point { at: Some(at), today, instant: None };
        let (before, after) = (point(from), point(to));
        let moved = change.outlook.moved(true);
        for (method, indicator) in catalogue.indicators.iter().flat_map(|one| one.methods.iter().map(move |m| (m, one))) {
            let view = |point| View { history: &told, method: Some(method), point };
            let told: Vec<(i32, String)> = series_diff(view(&before), view(&after), true)
                .iter()
                .map(|one| (one.year, format!("{:?} {:?}", one.before, one.after)))
                .collect();
            let foretold: Vec<(i32, String)> = moved
                .iter()
                .filter(|one| one.indicator.id == indicator.id && one.method.id == method.id)
                .map(|one| (one.series_diff.year, format!("{:?} {:?}", one.series_diff.before, one.series_diff.after)))
                .collect();
            prop_assert_eq!(told, foretold, "{}", &method.id);
        }
        prop_assert!(methods(&catalogue).count() > 3);
        // Each finding of the family T is about a record that differs.
        let check = ChangeCheck { base: &base, head: Some(oids[to]), today, for_review: false, push: None };
        let checked = change_check(&repository, origin, Some(today), check, &mut |_, _| ()).unwrap();
        for finding in checked.checked.findings.iter().filter(|finding| finding.rule.code.starts_with('T')) {
            let id = finding.record.as_deref().and_then(|record| record.split_once('/')).map(|(_, id)| id.to_owned());
            prop_assert!(id.is_some_and(|id| differing.contains(&id)), "{:?}", finding);
        }
    }
}
