use super::Years;
use super::promotion::{Promotion, texts, words};
use crate::import::fit::last_segment;
use crate::import::record::{ImportedRecord, put};
use crate::import::{Note, in_full};
use crate::registry::{ID_MAX, nearest_valid_id};
use crate::yaml::Node;

/// A challenge as a source states it.
pub(super) struct Challenge<'a> {
    /// Where it is stated.
    pub path: &'a str,
    /// Whether that is a page of its own.
    pub is_page: bool,
    /// Its title.
    pub title: String,
    /// Its promotion; `None` where the source does not give it.
    pub promotion: Option<Promotion>,
    /// The names of its EIG, where they are listed.
    pub eigs: Option<Vec<String>>,
    node: &'a Node,
}

/// What of a challenge is read; the rest is left out.
const READ: [&str; 12] = [
    "title",
    "name",
    "promotion",
    "promos",
    "year",
    "class",
    "administration",
    "who",
    "duration_months",
    "eigs",
    "urlSET",
    "isSET",
];
const PERSONS: [&str; 2] = ["mentors", "coaches"];

impl<'a> Challenge<'a> {
    /// Reads one; `key` is what the list calls it.
    pub(super) fn read(
        path: &'a str,
        key: Option<&str>,
        node: &'a Node,
        is_page: bool,
        years: &Years,
    ) -> Challenge<'a> {
        let title = texts(node, "title").into_iter().chain(texts(node, "name")).next();
        let named = texts(node, "promotion").into_iter().chain(texts(node, "promos")).next();
        let promotion = match named {
            Some(named) => Promotion::named(&named, years),
            None => Promotion::of_words(&words(node, &["class", "year", "annee"]), years).into_iter().next(),
        };
        Challenge {
            path,
            is_page,
            title: title.or_else(|| key.map(str::to_owned)).unwrap_or_default(),
            promotion,
            eigs: node.get("eigs").filter(|eigs| !eigs.is_null()).map(|_| texts(node, "eigs")),
            node,
        }
    }

    /// The identifier of its record: that of its promotion, and its title. Sites tell the challenges
    /// that come back each year apart by the promotion (`EIG4 Link`) or its year, which goes without
    /// saying here.
    pub(super) fn id(&self, years: &Years) -> Option<String> {
        let promotion = self.promotion.as_ref()?;
        let plain = nearest_valid_id(&self.title)?;
        let year = years.year_of(&promotion.id).map(|told| told.year.to_string());
        let word = |word: &str| match promotion.number {
            Some(number) if word == format!("{}{number}", promotion.programme) => promotion.programme.to_owned(),
            _ => word.to_owned(),
        };
        let words: Vec<String> = plain.split('-').filter(|word| Some(*word) != year.as_deref()).map(word).collect();
        let id: String = format!("{}-{}", promotion.id, words.join("-")).chars().take(ID_MAX).collect();
        nearest_valid_id(&id)
    }

    /// Its record, but for what the shape of the kind still has to say.
    pub(super) fn record(&self) -> (ImportedRecord, Vec<Note>) {
        let mut record = ImportedRecord::default();
        let mut notes = Vec::new();
        let fields = &mut record.fields;
        put(fields, "name", self.title.as_str());
        put(fields, "promotion", self.promotion.as_ref().map(|promotion| promotion.id.clone()).unwrap_or_default());
        let host = texts(self.node, "administration").into_iter().chain(texts(self.node, "who")).next();
        if let Some(host) = host {
            put(fields, "administration", host.as_str());
            if let Some((name, said)) = in_full::organisation(&host, None) {
                put(fields, "host", name.1.as_str());
                record.introduces.push((name, said));
                notes.push(Note::InFull);
            }
        }
        match self.node.get("duration_months").and_then(Node::scalar).map(|months| months.trim().parse::<i64>()) {
            Some(Ok(months)) => put(&mut record.fields, "duration_months", months),
            Some(Err(_)) => notes.push(Note::Unfit("duration_months".to_owned())),
            None => {}
        }
        if let Some(eigs) = &self.eigs {
            put(&mut record.fields, "eig_count", eigs.len());
        }
        match texts(self.node, "urlSET").first() {
            Some(url) if url.contains("/startups/") => {
                put(&mut record.fields, "startup", nearest_valid_id(last_segment(url)).unwrap_or_default());
                notes.push(Note::Moved("urlSET → startup".to_owned()));
            }
            Some(_) => notes.push(Note::Unfit("urlSET".to_owned())),
            None => {}
        }
        for further in texts(self.node, "promos").iter().skip(1) {
            notes.push(Note::Unfit(format!("promos ({further})")));
        }
        notes.extend(left_out(self.node, &READ, &PERSONS));
        (record, notes)
    }
}

/// The notes on the fields that are not read: those of persons, and those of nobody.
pub(super) fn left_out(node: &Node, read: &[&str], persons: &[&str]) -> Vec<Note> {
    let entries = node.as_map().unwrap_or_default().iter();
    let rest = entries.filter(|entry| !read.contains(&entry.key.as_str()) && !entry.value.is_null());
    rest.map(|entry| match persons.contains(&entry.key.as_str()) {
        true => Note::Personal(entry.key.clone()),
        false => Note::UnknownField(entry.key.clone()),
    })
    .collect()
}
