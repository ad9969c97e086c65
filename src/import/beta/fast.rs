use std::collections::{BTreeMap, HashMap};

use serde_json::{Value as Json, json};

use super::path::stem;
use crate::diagnostic::Outcome;
use crate::git::{Change, Mode, Oid, Repository};
use crate::import::front_matter;
use crate::import::record::{Fields, put};
use crate::yaml::Node;

/// The fund's name in records.
const FAST: &str = "fast";

/// The largest page that is read, in bytes.
const MAX: usize = 1 << 20;

/// A round of the fund that backs products on their way to scale, as its page dates it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Round {
    number: i64,
    year: i64,
}

/// The pages of the fund's rounds.
#[derive(Default)]
pub(super) struct Rounds {
    known: HashMap<Oid, Option<Round>>,
    pages: BTreeMap<String, Round>,
}

/// Whether a folder of this name holds the pages of rounds.
pub(super) fn holds_rounds(folder: &str) -> bool {
    matches!(folder.trim_start_matches('_').to_lowercase().as_str(), "fast" | "fasts")
}

/// Whether the source's file `path` is the page of a round.
pub(super) fn is_page(path: &str) -> bool {
    let Some((top, rest)) = path.split_once('/') else { return false };
    let folder = match rest.split_once('/') {
        Some((folder, _)) if top == "content" => folder,
        _ if top.starts_with('_') => top,
        _ => return false,
    };
    holds_rounds(folder) && stem(path).is_some()
}

impl Rounds {
    /// Reads the pages that changes bring, without taking them in.
    ///
    /// # Errors
    ///
    /// Where a page can't be read from the source's repository.
    pub(super) fn read<'c>(
        &mut self,
        repository: &Repository,
        changes: impl Iterator<Item = &'c Change>,
    ) -> Outcome<()> {
        for change in changes.filter(|change| is_page(&change.path)) {
            if let Some((oid, Mode::Regular)) = change.after
                && !self.known.contains_key(&oid)
            {
                let page = repository.blob_within(oid, MAX)?;
                self.known.insert(oid, page.and_then(|bytes| round(&bytes)));
            }
        }
        Ok(())
    }

    /// Takes a change in. Gives the round that is dated otherwise since, with its year. A page that goes, or that
    /// can't be read, leaves its round as it was dated.
    pub(super) fn put(&mut self, change: &Change) -> Option<(i64, i64)> {
        let round = change.after.filter(|_| is_page(&change.path)).and_then(|(oid, _)| *self.known.get(&oid)?);
        let Some(round) = round else {
            self.pages.remove(&change.path);
            return None;
        };
        let before = self.year(round.number);
        self.pages.insert(change.path.clone(), round);
        let now = self.year(round.number);
        (before != now).then_some((round.number, now?))
    }

    /// The year of a round, where a page says it.
    pub(super) fn year(&self, number: i64) -> Option<i64> {
        self.pages.values().find(|round| round.number == number).map(|round| round.year)
    }
}

/// The round that a page speaks of: `title: FAST 14 - Janvier 2024`, with or without `promotion: 14`.
fn round(bytes: &[u8]) -> Option<Round> {
    let page = front_matter::read(bytes)?;
    let root = page.head.root.as_ref()?;
    let title = root.get("title").and_then(Node::as_text)?;
    let numbers: Vec<i64> =
        title.split(|letter: char| !letter.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    let said = root.get("promotion").and_then(Node::scalar).and_then(|number| number.trim().parse().ok());
    let number = said.or_else(|| numbers.first().copied())?;
    let year = numbers.into_iter().rev().find(|year| (2011..=2100).contains(year))?;
    Some(Round { number, year })
}

/// The round that a record names.
pub(super) fn round_of(fields: &Fields) -> Option<i64> {
    fields.get(FAST)?.get("promotion")?.as_i64()
}

/// The fundings of a record by round, with their numbers.
pub(super) fn by_round(fields: &Fields) -> impl Iterator<Item = (i64, &Json)> {
    let listed = fields.get("fundings").and_then(Json::as_array).into_iter().flatten();
    listed
        .filter(|funding| funding.get("source").and_then(Json::as_str) == Some(FAST))
        .filter_map(|funding| Some((funding.get("round")?.as_i64()?, funding)))
}

/// What the fund gave to a product.
pub(super) struct Fundings {
    /// The fundings, oldest first.
    pub list: Vec<Json>,
    /// Whether an amount is left that no funding is known for.
    pub is_untold: bool,
}

/// What the fund gave to the product of a page that says `fields`, of which `before` was known. `year` dates a round.
///
/// The field that names the round keeps the last one only, so that earlier ones stand as they were known. An event of
/// the fund tells of a round too, often under a day that stands in for the date: it makes a funding only where there is
/// no round that it can tell of.
pub(super) fn fundings(before: Option<&Fields>, fields: &Fields, year: impl Fn(i64) -> i64) -> Fundings {
    let now = round_of(fields);
    let amount = fields.get(FAST).and_then(|fast| fast.get("montant")).filter(|amount| !amount.is_null());
    let mut rounds: BTreeMap<i64, Json> = BTreeMap::new();
    // A round that the page named until now, and names no more though it names no other, was taken back.
    let is_taken_back = |number: i64| now.is_none() && before.and_then(round_of) == Some(number);
    for (number, funding) in before.into_iter().flat_map(by_round).filter(|(number, _)| !is_taken_back(*number)) {
        rounds.insert(number, funding.clone());
    }
    if let Some(number) = now {
        let kept = rounds.get(&number).and_then(|funding| funding.get("amount")).cloned();
        rounds.insert(number, funding(Some(number), year(number), amount.cloned().or(kept)));
    }
    let mut events = events(fields);
    // First the rounds that an event of their own year tells of, then those that were told of later.
    let dated = |funding: &Json| funding.get("year").and_then(Json::as_i64);
    let mut untold: Vec<i64> = Vec::new();
    for year in rounds.values().filter_map(dated) {
        match events.iter().position(|event| *event == year) {
            Some(at) => drop(events.remove(at)),
            None => untold.push(year),
        }
    }
    for year in untold {
        if let Some(at) = events.iter().position(|event| *event > year) {
            events.remove(at);
        }
    }
    let is_only = events.len() == 1 && now.is_none();
    let is_untold = now.is_none() && amount.is_some() && !is_only;
    let mut list: Vec<Json> = rounds.into_values().collect();
    list.extend(events.into_iter().map(|year| funding(None, year, amount.filter(|_| is_only).cloned())));
    list.sort_by_key(|funding| (dated(funding), funding.get("round").and_then(Json::as_i64)));
    Fundings { list, is_untold }
}

fn funding(round: Option<i64>, year: i64, amount: Option<Json>) -> Json {
    let mut fields = Fields::new();
    put(&mut fields, "stage", "passage-a-l-echelle");
    put(&mut fields, "source", FAST);
    put(&mut fields, "round", round.map_or(Json::Null, |round| json!(round)));
    put(&mut fields, "year", year);
    put(&mut fields, "amount", amount.unwrap_or_default());
    Json::Object(fields)
}

/// The years of the events that tell of the fund, oldest first.
fn events(fields: &Fields) -> Vec<i64> {
    let events = fields.get("events").and_then(Json::as_array).into_iter().flatten();
    let of_fund = events.filter(|event| event.get("name").and_then(Json::as_str) == Some(FAST));
    let year = |event: &Json| match event.get("date")? {
        Json::String(date) => date.get(..4)?.parse().ok(),
        date => date.as_i64(),
    };
    let mut years: Vec<i64> = of_fund.filter_map(year).collect();
    years.sort_unstable();
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Fields {
        serde_json::from_str(text).unwrap()
    }

    /// Rounds 13 of 2023, 14 of 2024, 15 of 2024 and 17 of 2025.
    fn year(round: i64) -> i64 {
        match round {
            13 => 2023,
            14 | 15 => 2024,
            _ => 2025,
        }
    }

    fn told(before: Option<&Fields>, now: &Fields) -> Vec<(Option<i64>, i64, Option<i64>)> {
        let number = |funding: &Json, key: &str| funding.get(key).and_then(Json::as_i64);
        let list = fundings(before, now, year).list;
        list.iter().map(|one| (number(one, "round"), number(one, "year").unwrap(), number(one, "amount"))).collect()
    }

    #[test]
    fn a_page_of_a_round_says_its_number_and_its_year() {
        let read = |text: &str| round(text.as_bytes()).map(|round| (round.number, round.year));
        assert_eq!(read("---\ntitle: FAST 14 - Janvier 2024\npromotion: 14\n---\n"), Some((14, 2024)));
        assert_eq!(read("---\ntitle: 'FAST 2 - Novembre 2019 '\n---\n"), Some((2, 2019)));
        assert_eq!(read("---\ntitle: FAST 3\n---\n"), None);
        assert_eq!(read("Rien"), None);
        for (path, page) in [
            ("content/_fasts/13_fast.md", true),
            ("content/_fasts/fast_17", true),
            ("_fasts/01-fast.md", true),
            ("content/_startups/fasts.md", false),
            ("content/fast.md", false),
            ("content/_fasts/logo.png", false),
        ] {
            assert_eq!(is_page(path), page, "{path}");
        }
    }

    #[test]
    fn an_event_is_a_funding_only_where_no_round_is_what_it_tells_of() {
        let late = fields(
            r#"{"fast": {"promotion": 13, "montant": 250}, "events": [{"name": "fast", "date": "2024-01-01"}]}"#,
        );
        assert_eq!(told(None, &late), [(Some(13), 2023, Some(250))]);
        let two = fields(
            r#"{"fast": {"promotion": 14, "montant": 141},
                "events": [{"name": "fast", "date": "2024-01-01"}, {"name": "fast", "date": "2022-07-01"}, {"name": "end", "date": "2020"}]}"#,
        );
        assert_eq!(told(None, &two), [(None, 2022, None), (Some(14), 2024, Some(141))]);
        let event = fields(r#"{"fast": {"montant": 7}, "events": [{"name": "fast", "date": 2022}]}"#);
        assert_eq!(told(None, &event), [(None, 2022, Some(7))]);
        assert!(!fundings(None, &event, year).is_untold);
        assert!(fundings(None, &fields(r#"{"fast": {"montant": 7}}"#), year).is_untold);
    }

    #[test]
    fn a_round_stands_when_the_page_names_another_and_goes_when_it_names_none() {
        let mut first = fields(r#"{"fast": {"promotion": 15, "montant": 30}}"#);
        let list = fundings(None, &first, year).list;
        first.insert("fundings".to_owned(), Json::Array(list));
        let second = fields(
            r#"{"fast": {"promotion": 17, "montant": 100}, "events": [{"name": "fast", "date": "2025-10-01"}]}"#,
        );
        assert_eq!(told(Some(&first), &second), [(Some(15), 2024, Some(30)), (Some(17), 2025, Some(100))]);
        assert!(told(Some(&first), &Fields::new()).is_empty());
        let same = fields(r#"{"fast": {"promotion": 15}}"#);
        assert_eq!(told(Some(&first), &same), [(Some(15), 2024, Some(30))]);
    }
}
