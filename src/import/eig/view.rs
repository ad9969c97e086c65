use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::Years;
use super::challenge::{Challenge, left_out};
use super::files::{Files, Holds};
use super::person::Person;
use super::promotion::{Promotion, texts};
use crate::import::beta::pseudonym;
use crate::import::record::{ImportedRecord, Name, put};
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

/// What of a promotion is read.
const PROMOTION: [&str; 7] = ["title", "promotion", "class", "year", "annee", "date", "slug"];

struct Drawing<'a> {
    view: View,
    before: &'a View,
    years: &'a Years,
    at: i64,
    with_names: bool,
    shapes: &'a Shapes,
    /// The challenges, by promotion and plain title.
    challenges: BTreeMap<(String, String), String>,
}

impl View {
    /// Computes it for a commit made at `at` (seconds since 1970-01-01T00:00:00Z). What did not change since `before`
    /// is taken from there.
    pub(super) fn of(files: &Files, years: &Years, at: i64, with_names: bool, shapes: &Shapes, before: &View) -> View {
        let view = View::default();
        let mut drawing = Drawing { view, before, years, at, with_names, shapes, challenges: BTreeMap::new() };
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
        drawing.view
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
            let (fields, mut notes) = promotion.fields(title, self.years, self.at);
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
                if listed.contains(promotion.id.as_str()) {
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
        let year = promotion.told(self.years, self.at).year;
        let comment = "Année de la promotion : la source ne dit pas le jour.";
        let phase = |name: &str| json!({"name": name, "start": year, "comment": comment});
        let mut phases = vec![phase("selection")];
        phases.extend(challenge.is_some().then(|| phase("defi")));
        fields.insert("phases".to_owned(), phases.into());
        let mut notes = person.map(Person::notes).unwrap_or_default();
        notes.push(Note::PromotionYear("phases".to_owned()));
        if challenge.is_none() && person.is_some_and(|person| !person.challenges.is_empty()) {
            notes.push(Note::Dangling("defi".to_owned()));
        }
        self.add((RecordKind::Eig, eig_id(promotion, who)), path, false, record, notes);
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
