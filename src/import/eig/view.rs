use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::Years;
use super::challenge::{Challenge, left_out};
use super::files::{Files, Holds};
use super::person::Person;
use super::promotion::{Promotion, ROLLING, texts};
use crate::import::beta::pseudonym;
use crate::import::reader::ImportStep;
use crate::import::record::{Fields, ImportedRecord, Name, put};
use crate::import::repair::repair;
use crate::import::shapes::Shapes;
use crate::import::{Note, RecordKind};
use crate::registry::nearest_valid_id;
use crate::yaml::Node;

/// What the files of a site say together at one commit.
#[derive(Default)]
pub(super) struct View {
    /// The records.
    pub records: BTreeMap<Name, Item>,
    /// What is left out: where it is stated, and why, by what tells it apart.
    pub left: BTreeMap<String, (String, Vec<Note>)>,
    /// The names of the EIG, by their pseudonyms.
    pub people: BTreeMap<String, String>,
}

/// A record, and where it comes from.
pub(super) struct Item {
    /// The file.
    pub path: String,
    /// Whether the file is a page of its own.
    pub is_page: bool,
    /// The record.
    pub record: ImportedRecord,
    /// How it differs from the source.
    pub notes: Vec<Note>,
    /// The record and the notes before they were made to follow the schema.
    raw: (ImportedRecord, Vec<Note>),
}

/// What other sources say of who an EIG is.
#[derive(Default)]
pub(super) struct Elsewhere {
    /// The promotions whose challenges list their EIG there.
    listed: BTreeSet<String>,
    /// The EIG that there are.
    eigs: BTreeSet<String>,
}

impl Elsewhere {
    /// What the records of a register say.
    pub(super) fn of(there: &BTreeMap<Name, Fields>) -> Elsewhere {
        let of_kind = |wanted| there.iter().filter(move |((kind, _), _)| *kind == wanted);
        Elsewhere {
            listed: of_kind(RecordKind::Defi).filter_map(|(_, fields)| listed(fields)).collect(),
            eigs: of_kind(RecordKind::Eig).map(|((_, id), _)| id.clone()).collect(),
        }
    }

    /// What other sources than the one of this step say, as far as the register knows by now.
    pub(super) fn beside(import: &ImportStep<'_>) -> Elsewhere {
        let others = import.register.stated_elsewhere(RecordKind::Defi, import.source);
        Elsewhere {
            listed: others.filter_map(listed).collect(),
            eigs: import.register.of_kind(RecordKind::Eig).map(|(_, id)| id.clone()).collect(),
        }
    }

    /// Whether a person is no EIG of a promotion, since a list elsewhere does not name them.
    fn excludes(&self, promotion: &Promotion, eig: &Name) -> bool {
        self.listed.contains(&promotion.id) && !self.eigs.contains(&eig.1)
    }
}

/// The promotion of a challenge that lists its EIG: only such a one says how many there are.
fn listed(challenge: &Fields) -> Option<String> {
    challenge.get("eig_count")?;
    challenge.get("promotion")?.as_str().map(str::to_owned)
}

/// The promotions that a source followed as they went, and the year in which it first showed each of their EIG: such a
/// promotion may take people in over several years, and no one day is that of all.
#[derive(Default)]
pub(super) struct Rolling {
    /// By promotion, whether it is one.
    promotions: BTreeMap<String, bool>,
    /// By EIG, the year.
    shown: BTreeMap<String, i64>,
}

impl Rolling {
    /// What the records of a register say.
    pub(super) fn of(there: &BTreeMap<Name, Fields>) -> Rolling {
        let of_kind = |wanted| there.iter().filter(move |((kind, _), _)| *kind == wanted);
        let is_rolling = |fields: &Fields| fields.get("comment").and_then(|comment| comment.as_str()) == Some(ROLLING);
        let promotions = of_kind(RecordKind::Promotion).map(|((_, id), fields)| (id.clone(), is_rolling(fields)));
        let shown = of_kind(RecordKind::Eig).filter_map(|((_, id), fields)| {
            let selection = fields.get("phases")?.get(0)?;
            selection.get("dated_by")?;
            Some((id.clone(), selection.get("start")?.as_i64()?))
        });
        Rolling { promotions: promotions.collect(), shown: shown.collect() }
    }
}

/// What of a promotion is read.
const PROMOTION: [&str; 7] = ["title", "promotion", "class", "year", "annee", "date", "slug"];

struct Drawing<'a> {
    view: View,
    before: &'a View,
    years: &'a Years,
    at: i64,
    with_names: bool,
    shapes: &'a Shapes,
    elsewhere: &'a Elsewhere,
    rolling: &'a mut Rolling,
    /// The challenges, by promotion and plain title.
    challenges: BTreeMap<(String, String), String>,
}

impl View {
    /// Computes it for a commit made at `at` (seconds since 1970-01-01T00:00:00Z). What did not change since `before`
    /// is taken from there.
    /// What there is elsewhere says who is none of a promotion's EIG; which promotions go on over years is kept in
    /// `rolling`.
    #[expect(clippy::too_many_arguments, reason = "a view is drawn from all that is known, in one place")]
    pub(super) fn of(
        files: &Files,
        years: &Years,
        at: i64,
        with_names: bool,
        shapes: &Shapes,
        before: &View,
        elsewhere: &Elsewhere,
        rolling: &mut Rolling,
    ) -> View {
        let (view, challenges) = (View::default(), BTreeMap::new());
        let mut drawing = Drawing { view, before, years, at, with_names, shapes, elsewhere, rolling, challenges };
        for (path, root, is_page) in files.of(Holds::Promotions) {
            for (key, node) in things(root, is_page) {
                let title = texts(node, "title").into_iter().next();
                match title.as_deref().and_then(|title| Promotion::named(title, years)) {
                    Some(promotion) => {
                        let left = left_out(node, &PROMOTION, &[]);
                        drawing.promotion(&promotion, title.as_deref(), path, left);
                    }
                    None => drawing.leave(path, key.unwrap_or_default(), Note::NoPromotion),
                }
            }
        }
        let read = |holds| {
            files.of(holds).flat_map(|(path, root, is_page)| {
                things(root, is_page).into_iter().map(move |(key, node)| (path, key, node, is_page))
            })
        };
        let challenges: Vec<Challenge<'_>> = read(Holds::Challenges)
            .map(|(path, key, node, is_page)| Challenge::read(path, key, node, is_page, years))
            .collect();
        let people: Vec<Person<'_>> = read(Holds::Persons)
            .map(|(path, key, node, is_page)| Person::read(path, key, node, is_page, years))
            .collect();
        for challenge in &challenges {
            drawing.challenge(challenge);
        }
        drawing.people(&challenges, &people);
        let Drawing { view, rolling, .. } = drawing;
        // Who goes and comes back is shown anew, as to an import that is taken up in between.
        rolling.shown.retain(|id, _| view.records.contains_key(&(RecordKind::Eig, id.clone())));
        view
    }
}

impl Drawing<'_> {
    fn add(&mut self, name: Name, path: &str, is_page: bool, record: ImportedRecord, notes: Vec<Note>) {
        let raw = (record, notes);
        let path = path.to_owned();
        if let Some(before) = self.before.records.get(&name).filter(|before| before.raw == raw) {
            let item = Item { path, is_page, record: before.record.clone(), notes: before.notes.clone(), raw };
            self.view.records.insert(name, item);
            return;
        }
        let (mut record, mut notes) = raw.clone();
        if repair(name.0, self.shapes, &mut record.fields, &mut notes) {
            self.view.records.insert(name, Item { path, is_page, record, notes, raw });
        } else {
            self.leave(&path, &name.1, Note::Refused(name.0.name().to_owned()));
        }
    }

    fn leave(&mut self, path: &str, what: &str, note: Note) {
        self.view.left.entry(format!("{path}\n{what}")).or_insert_with(|| (path.to_owned(), Vec::new())).1.push(note);
    }

    fn promotion(&mut self, promotion: &Promotion, title: Option<&str>, path: &str, more: Vec<Note>) {
        let name = (RecordKind::Promotion, promotion.id.clone());
        if !self.view.records.contains_key(&name) {
            let told = promotion.told(self.years, self.at);
            let (fields, mut notes) = promotion.fields(title, told, self.is_rolling(promotion));
            notes.extend(more);
            self.add(name, path, false, ImportedRecord { fields, ..ImportedRecord::default() }, notes);
        }
    }

    fn challenge(&mut self, challenge: &Challenge<'_>) {
        let (Some(promotion), Some(id)) = (&challenge.promotion, challenge.id(self.years)) else {
            return self.leave(challenge.path, &challenge.title, Note::NoPromotion);
        };
        self.promotion(promotion, None, challenge.path, Vec::new());
        let plain = nearest_valid_id(&challenge.title).unwrap_or_default();
        self.challenges.insert((promotion.id.clone(), plain), id.clone());
        let (record, mut notes) = challenge.record();
        let name = (RecordKind::Defi, id);
        if self.view.records.contains_key(&name) {
            notes.push(Note::Twin);
        }
        self.add(name, challenge.path, challenge.is_page, record, notes);
    }

    fn people(&mut self, challenges: &[Challenge<'_>], people: &[Person<'_>]) {
        let of_name: BTreeMap<String, &Person<'_>> =
            people.iter().rev().map(|person| (pseudonym(&person.name), person)).collect();
        // Where the challenges of a promotion list their EIG, the lists say who they are.
        let mut listed: BTreeSet<&str> = BTreeSet::new();
        for challenge in challenges {
            let (Some(promotion), Some(eigs)) = (&challenge.promotion, &challenge.eigs) else { continue };
            listed.insert(&promotion.id);
            for name in eigs {
                let person = of_name.get(&pseudonym(name)).copied();
                self.eig(promotion, name, person, Some(&challenge.title), challenge.path);
            }
        }
        for person in people {
            if !person.is_eig {
                self.leave(person.path, &person.name, Note::NotParticipant);
                continue;
            }
            let mut promotions = person.promotions.clone();
            if promotions.is_empty() {
                promotions = self.promotions_of(person, challenges);
            }
            if promotions.is_empty() {
                self.leave(person.path, &person.name, Note::NoPromotion);
            }
            for promotion in &promotions {
                let name = (RecordKind::Eig, eig_id(promotion, &person.name));
                if self.view.records.contains_key(&name) {
                    continue;
                }
                let is_listed = listed.contains(promotion.id.as_str());
                if is_listed || self.elsewhere.excludes(promotion, &name) {
                    self.leave(person.path, &format!("{}\n{}", person.name, promotion.id), Note::NotInChallenge);
                    continue;
                }
                let held = |title: &&String| self.challenge_of(promotion, title).is_some();
                let challenge = person.challenges.iter().find(held).cloned();
                self.eig(promotion, &person.name, Some(person), challenge.as_deref(), person.path);
            }
        }
    }

    /// The promotions of a person's challenges.
    fn promotions_of(&self, person: &Person<'_>, challenges: &[Challenge<'_>]) -> Vec<Promotion> {
        let plain: Vec<Option<String>> = person.challenges.iter().map(|title| nearest_valid_id(title)).collect();
        let theirs = challenges.iter().filter(|challenge| plain.contains(&nearest_valid_id(&challenge.title)));
        let mut promotions: Vec<Promotion> = theirs.filter_map(|challenge| challenge.promotion.clone()).collect();
        promotions.sort();
        promotions.dedup();
        promotions
    }

    fn challenge_of(&self, promotion: &Promotion, title: &str) -> Option<&String> {
        self.challenges.get(&(promotion.id.clone(), nearest_valid_id(title)?))
    }

    fn eig(
        &mut self,
        promotion: &Promotion,
        who: &str,
        person: Option<&Person<'_>>,
        challenge: Option<&str>,
        path: &str,
    ) {
        self.promotion(promotion, None, path, Vec::new());
        self.view.people.insert(pseudonym(who), who.to_owned());
        let mut record = ImportedRecord::default();
        let fields = &mut record.fields;
        put(fields, "promotion", promotion.id.as_str());
        put(fields, "programme", promotion.programme);
        if self.with_names {
            put(fields, "fullname", who.trim());
        }
        let challenge = challenge.and_then(|title| self.challenge_of(promotion, title)).cloned();
        put(fields, "defi", challenge.clone().unwrap_or_default());
        put(fields, "profil", person.map(|person| person.profile.clone()).unwrap_or_default());
        let id = eig_id(promotion, who);
        let phase = match self.is_rolling(promotion) {
            false => {
                let year = promotion.told(self.years, self.at).year;
                let comment = "Année de la promotion : la source ne dit pas le jour.";
                json!({"start": year, "comment": comment})
            }
            true => match person.and_then(|person| person.year) {
                Some(year) => {
                    json!({"start": year, "approximate": true, "comment": "Année de la fiche de la personne."})
                }
                None => {
                    let now = self.year();
                    let year = *self.rolling.shown.entry(id.clone()).or_insert(now);
                    let comment = "Année où la source a montré la personne : elle ne dit pas le jour.";
                    json!({"start": year, "dated_by": "commit", "approximate": true, "comment": comment})
                }
            },
        };
        let phase = |name: &str| {
            let mut whole = Fields::new();
            put(&mut whole, "name", name);
            whole.extend(phase.as_object().cloned().unwrap_or_default());
            serde_json::Value::Object(whole)
        };
        let mut phases = vec![phase("selection")];
        phases.extend(challenge.is_some().then(|| phase("defi")));
        fields.insert("phases".to_owned(), phases.into());
        let mut notes = person.map(Person::notes).unwrap_or_default();
        notes.push(Note::PromotionYear("phases".to_owned()));
        if challenge.is_none() && person.is_some_and(|person| !person.challenges.is_empty()) {
            notes.push(Note::Dangling("defi".to_owned()));
        }
        self.add((RecordKind::Eig, id), path, false, record, notes);
    }

    /// The year of the commit.
    fn year(&self) -> i64 {
        self.shapes.zone().day(self.at).year().into()
    }

    /// Whether the source follows a promotion as it goes: no source states its year, and it is shown first in the very
    /// year that can be gathered for it.
    fn is_rolling(&mut self, promotion: &Promotion) -> bool {
        let told = promotion.told(self.years, self.at);
        let is_one = told.comment.is_some() && told.year == self.year();
        *self.rolling.promotions.entry(promotion.id.clone()).or_insert(is_one)
    }
}

/// The identifier of an EIG: that of the promotion, and a pseudonym.
fn eig_id(promotion: &Promotion, name: &str) -> String {
    let room = crate::registry::ID_MAX - 13;
    let id: String = promotion.id.chars().take(room).collect();
    format!("{id}-{}", pseudonym(name))
}

/// The things that a file states: a page states itself; a list, each of its items with its key.
fn things(root: &Node, is_page: bool) -> Vec<(Option<&str>, &Node)> {
    match (is_page, root.as_list(), root.as_map()) {
        (true, ..) => vec![(None, root)],
        (false, Some(items), _) => items.iter().map(|item| (None, item)).collect(),
        (false, None, Some(entries)) => entries.iter().map(|entry| (Some(entry.key.as_str()), &entry.value)).collect(),
        (false, None, None) => Vec::new(),
    }
}
