use std::collections::BTreeMap;

use super::files::{Holds, holds};
use super::promotion::{Promotion, texts, words};
use crate::import::RecordKind;
use crate::import::record::{Fields, Name};
use crate::import::repair::date;
use crate::lifecycle::PartialDate;
use crate::yaml::Node;

/// The years and ranks of promotions, as all versions of all sources give them.
#[derive(Clone, Default)]
pub(in crate::import) struct Years {
    ranks: BTreeMap<i64, i64>,
    stated: BTreeMap<String, i64>,
    register: BTreeMap<String, PromotionYear>,
    gathered: BTreeMap<String, i64>,
}

/// A year, and a note on where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PromotionYear {
    /// The year.
    pub year: i64,
    /// Where it comes from, unless a source states it.
    pub comment: Option<String>,
}

impl PromotionYear {
    /// A year that a source states.
    pub(super) const fn stated(year: i64) -> PromotionYear {
        PromotionYear { year, comment: None }
    }

    /// The year of a commit that was made at `at`.
    pub(super) fn of_commit(at: i64) -> PromotionYear {
        let comment = "Année du premier commit qui en parle : la source ne dit pas l’année.".to_owned();
        PromotionYear { year: PartialDate::of_epoch(at).year().into(), comment: Some(comment) }
    }
}

impl Years {
    /// What a register says of its promotions.
    pub(in crate::import) fn of(records: &BTreeMap<Name, Fields>) -> Years {
        let mut years = Years::default();
        for ((_, id), fields) in records.iter().filter(|((kind, _), _)| *kind == RecordKind::Promotion) {
            let Some(told) = told(fields) else { continue };
            if let Some(number) = fields.get("number").and_then(serde_json::Value::as_i64) {
                years.ranks.entry(told.year).or_insert(number);
            }
            years.register.insert(id.clone(), told);
        }
        years
    }

    /// Keeps the years of the promotions among these records that nothing but their first commit dates: later ones do
    /// not date them anew.
    pub(super) fn keep<'r>(&mut self, records: impl Iterator<Item = (&'r Name, &'r Fields)>) {
        for ((_, id), fields) in records.filter(|((kind, _), _)| *kind == RecordKind::Promotion) {
            if let (None, Some(told)) = (self.year_of(id), told(fields)) {
                self.register.insert(id.clone(), told);
            }
        }
    }

    /// Takes in what a file says of years.
    pub(super) fn learn(&mut self, path: &str, root: &Node) {
        match holds(path) {
            Some((Holds::Promotions, true)) => {
                let titles = texts(root, "title");
                let year = texts(root, "year").into_iter().chain(texts(root, "annee")).chain(texts(root, "date"));
                let year = year.filter_map(|text| date(&text)).find_map(|text| year_of(&text));
                if let (Some(title), Some(year)) = (titles.first(), year) {
                    self.state(title, year);
                }
            }
            Some((Holds::Promotions | Holds::Challenges, false)) => {
                for node in items(root) {
                    let words = words(node, &["class", "year"]);
                    let year = words.iter().find_map(|word| word.parse::<i64>().ok().filter(|year| *year >= 2000));
                    let named = texts(node, "promotion").into_iter().next();
                    let named = named.or_else(|| words.iter().find(|word| word.starts_with("eig-")).cloned());
                    if let (Some(year), Some(named)) = (year, named) {
                        self.state(&named, year);
                    }
                }
            }
            Some((Holds::Challenges, true)) => {
                let day = texts(root, "date").first().and_then(|text| date(text));
                if let (Some(year), [promotion]) = (day.and_then(|day| year_of(&day)), texts(root, "promos").as_slice())
                    && let Some(promotion) = Promotion::named(promotion, self)
                {
                    let known = self.gathered.entry(promotion.id).or_insert(year);
                    *known = year.min(*known);
                }
            }
            _ => {}
        }
    }

    fn state(&mut self, name: &str, year: i64) {
        let Some(promotion) = Promotion::named(name, self) else { return };
        self.stated.entry(promotion.id).or_insert(year);
        if let Some(number) = promotion.number {
            self.ranks.entry(year).or_insert(number);
        }
    }

    /// The rank of the promotion of a year.
    pub(super) fn rank_of(&self, year: i64) -> Option<i64> {
        self.ranks.get(&year).copied()
    }

    /// The year of a promotion.
    pub(super) fn year_of(&self, id: &str) -> Option<PromotionYear> {
        let stated = self.stated.get(id).map(|year| PromotionYear::stated(*year));
        let gathered = || {
            let comment = "Année la plus ancienne parmi les dates de ses défis : la source ne dit pas l’année.";
            Some(PromotionYear { year: *self.gathered.get(id)?, comment: Some(comment.to_owned()) })
        };
        stated.or_else(|| self.register.get(id).cloned()).or_else(gathered)
    }
}

/// The year of the record of a promotion.
fn told(fields: &Fields) -> Option<PromotionYear> {
    let year = fields.get("year").and_then(serde_json::Value::as_i64)?;
    let comment = fields.get("comment").and_then(|comment| comment.as_str()).map(str::to_owned);
    Some(PromotionYear { year, comment })
}

fn year_of(date: &str) -> Option<i64> {
    PartialDate::parse(date).map(|date| date.year().into())
}

/// The things that a list or a mapping of them holds.
pub(super) fn items(root: &Node) -> Vec<&Node> {
    match (root.as_list(), root.as_map()) {
        (Some(items), _) => items.iter().collect(),
        (None, Some(entries)) => entries.iter().map(|entry| &entry.value).collect(),
        (None, None) => Vec::new(),
    }
}
