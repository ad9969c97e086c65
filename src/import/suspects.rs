use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::corrections::was;
use super::record::{Fields, Name};
use super::{RecordKind, stand_in};
use crate::lifecycle::PartialDate;
use crate::registry::nearest_valid_id;
use crate::yaml::Document;

/// Two records that may be one and the same, renamed without a word: one went when the other came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameSuspect {
    /// Their kind.
    pub kind: RecordKind,
    /// The identifier of the one that went.
    pub from: String,
    /// The identifier of the one that came.
    pub to: String,
    /// The day on which the first one went.
    pub gone: PartialDate,
    /// The day on which the second one came.
    pub come: PartialDate,
    /// What they have in common.
    pub alike: Vec<Likeness>,
}

/// What two records may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Their names or identifiers.
    Name,
    /// Their repository or their site.
    Address,
    /// What they say of their mission.
    Mission,
    /// Their sponsors.
    Sponsors,
    /// The dates of their phases.
    Phases,
}

impl Likeness {
    /// The word for it in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Likeness::Name => "name",
            Likeness::Address => "address",
            Likeness::Mission => "mission",
            Likeness::Sponsors => "sponsors",
            Likeness::Phases => "phases",
        }
    }

    /// What it is worth: two make a suspect.
    const fn weight(self) -> usize {
        match self {
            Likeness::Name | Likeness::Address | Likeness::Mission => 2,
            Likeness::Sponsors | Likeness::Phases => 1,
        }
    }
}

impl RenameSuspect {
    /// The line that says so in `registry/sources.yml`, below `renames:`.
    pub fn line(&self) -> String {
        format!("- {{kind: {}, from: \"{}\", to: \"{}\"}}", self.kind.name(), self.from, self.to)
    }
}

/// How long after a record another may come to be suspected: a week, in seconds.
const APART: i64 = 7 * 86_400;
/// From which similarity on two names are near: names that were spelt anew, or shortened.
const NEAR: f64 = 0.6;

/// The records that went and those that came, as an import brings them.
#[derive(Default)]
pub(super) struct Movements {
    last: BTreeMap<Name, Last>,
    gone: Vec<Seen>,
    come: Vec<Seen>,
}

/// What a record says: read only where it is asked for.
enum Last {
    Fields(Fields),
    Text(String),
}

impl Last {
    fn fields(&self) -> Fields {
        match self {
            Last::Fields(fields) => fields.clone(),
            Last::Text(text) => match Document::read(text.as_bytes()).root.map(|root| root.to_json()) {
                Some(Json::Object(fields)) => fields,
                _ => Fields::new(),
            },
        }
    }
}

struct Seen {
    name: Name,
    at: i64,
    fields: Fields,
}

/// The kinds whose records are followed: persons are one by their pseudonyms, and the identifier of a promotion is made
/// from its number.
const fn is_followed(kind: RecordKind) -> bool {
    matches!(kind, RecordKind::Startup | RecordKind::Incubator | RecordKind::Organisation | RecordKind::Defi)
}

impl Movements {
    /// Movements from these records on.
    pub(super) fn from(there: &BTreeMap<Name, Fields>) -> Movements {
        let followed = there.iter().filter(|((kind, _), _)| is_followed(*kind));
        let last = followed.map(|(name, fields)| (name.clone(), Last::Fields(fields.clone())));
        Movements { last: last.collect(), ..Movements::default() }
    }

    /// Takes in what a commit known at `at` (seconds since 1970-01-01T00:00:00Z) changes.
    pub(super) fn see(&mut self, files: &BTreeMap<Name, Option<String>>, at: i64) {
        for (name, text) in files.iter().filter(|((kind, _), _)| is_followed(*kind)) {
            let now = text.as_ref().map(|text| Last::Text(text.clone()));
            let before = match &now {
                Some(_) if self.last.contains_key(name) => None,
                Some(last) => {
                    self.come.extend(seen(name, at, last));
                    None
                }
                None => self.last.remove(name),
            };
            self.gone.extend(before.and_then(|last| seen(name, at, &last)));
            if let Some(now) = now {
                self.last.insert(name.clone(), now);
            }
        }
    }

    /// The pairs that look like one record renamed, in the order in which they came: of several that a record may have
    /// been, the most alike.
    pub(super) fn suspects(&self) -> Vec<RenameSuspect> {
        let mut pairs: Vec<(usize, &Seen, &Seen, Vec<Likeness>)> = Vec::new();
        // What a record that is there says to have been is told already, whenever it was said.
        let mut told: BTreeSet<Name> = BTreeSet::new();
        for (name, last) in &self.last {
            let fields = last.fields();
            let previous = fields.get(super::record::PREVIOUS).and_then(Json::as_array).into_iter().flatten();
            told.extend(previous.filter_map(|id| Some((name.0, id.as_str()?.to_lowercase()))));
        }
        for gone in self.gone.iter().filter(|gone| !self.last.contains_key(&gone.name) && !told.contains(&gone.name)) {
            let near = |come: &&Seen| {
                come.name.0 == gone.name.0
                    && come.name != gone.name
                    && (come.at - gone.at).abs() <= APART
                    && !was(&come.fields, &gone.name.1)
            };
            for come in self.come.iter().filter(near) {
                let alike = alike(gone, come);
                let weight: usize = alike.iter().map(|likeness| likeness.weight()).sum();
                if weight > 1 {
                    pairs.push((weight, gone, come, alike));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.2.at, &a.2.name, a.1.at).cmp(&(b.2.at, &b.2.name, b.1.at))));
        let (mut from, mut to) = (BTreeSet::new(), BTreeSet::new());
        let mut suspects = Vec::new();
        for (_, gone, come, alike) in pairs {
            if from.insert(&gone.name) && to.insert(&come.name) {
                let (kind, id) = &gone.name;
                suspects.push(RenameSuspect {
                    kind: *kind,
                    from: id.clone(),
                    to: come.name.1.clone(),
                    gone: PartialDate::of_epoch(gone.at),
                    come: PartialDate::of_epoch(come.at),
                    alike,
                });
            }
        }
        suspects.sort_by(|a, b| (a.come.to_string(), &a.to).cmp(&(b.come.to_string(), &b.to)));
        suspects
    }
}

/// A record that came or went; `None` for one that stands in, which nobody wrote.
fn seen(name: &Name, at: i64, last: &Last) -> Option<Seen> {
    let fields = last.fields();
    (!stand_in::is_one(&fields)).then(|| Seen { name: name.clone(), at, fields })
}

fn alike(gone: &Seen, come: &Seen) -> Vec<Likeness> {
    let (a, b) = (&gone.fields, &come.fields);
    let same = |field: &str| a.get(field).is_some_and(|value| !is_empty(value) && Some(value) == b.get(field));
    let mut alike = Vec::new();
    let label = |seen: &Seen| seen.fields.get("name").and_then(Json::as_str).map(str::to_owned);
    let names = |seen: &Seen| [Some(seen.name.1.clone()), label(seen)].into_iter().flatten().collect::<Vec<_>>();
    let is_near = names(gone).iter().any(|one| names(come).iter().any(|other| similarity(one, other) >= NEAR));
    if is_near {
        alike.push(Likeness::Name);
    }
    if same("repository") || same("link") {
        alike.push(Likeness::Address);
    }
    if same("mission") {
        alike.push(Likeness::Mission);
    }
    if same("sponsors") {
        alike.push(Likeness::Sponsors);
    }
    if same("phases") {
        alike.push(Likeness::Phases);
    }
    alike
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::Null => true,
        _ => false,
    }
}

/// How alike two names are, from 0 to 1: the share of the pairs of letters that both have (Dice's coefficient). One that
/// the other begins or ends with is near.
fn similarity(one: &str, other: &str) -> f64 {
    let plain = |name: &str| nearest_valid_id(name).unwrap_or_default().replace(['-', '.'], "");
    let (one, other) = (plain(one), plain(other));
    let (shorter, longer) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    if shorter.len() > 3 && (longer.starts_with(shorter.as_str()) || longer.ends_with(shorter.as_str())) {
        return 1.0;
    }
    let pairs =
        |name: &str| -> Vec<Vec<char>> { name.chars().collect::<Vec<_>>().windows(2).map(<[char]>::to_vec).collect() };
    let (mut left, pairs) = (pairs(&one), pairs(&other));
    let all = left.len() + pairs.len();
    let mut common = 0;
    for pair in pairs {
        if let Some(at) = left.iter().position(|known| *known == pair) {
            left.swap_remove(at);
            common += 1;
        }
    }
    if all == 0 { 0.0 } else { 2.0 * f64::from(common) / all as f64 }
}
