use std::ops::Range;

use super::record::Name;
use crate::registry::nearest_valid_id;

/// A person of whom a commit of a source speaks.
pub(super) struct Person {
    /// Their pseudonym, which the identifiers of their records end in.
    pub pseudonym: String,
    /// What the source calls them: a name in full, the name of a file, an account of a forge.
    pub names: Vec<String>,
}

/// What must not be said of the persons whose records a commit changes.
pub(super) struct Discretion {
    /// Their records, each with the names in words.
    people: Vec<(String, Vec<Vec<String>>)>,
}

/// Up to how many persons a first name alone is taken for one of them: a commit about hundreds of records speaks of none
/// of them, and some first name is also a common word.
const FEW: usize = 5;
/// Words of names that name nobody by themselves.
const PARTICLES: [&str; 8] = ["des", "les", "del", "van", "von", "der", "den", "dit"];

impl Discretion {
    /// What must not be said where these of `people` have a record that is `changed`.
    pub(super) fn of(people: Vec<Person>, changed: &[&Name]) -> Discretion {
        let with_record = people.into_iter().filter_map(|person| {
            let record = changed.iter().find(|(_, id)| id.ends_with(&person.pseudonym))?;
            let names = person.names.iter().map(|name| plain(name)).filter(|words| !words.is_empty());
            Some((record.1.clone(), names.collect()))
        });
        Discretion { people: with_record.collect() }
    }

    /// A commit's subject with the identifiers of records in the place of names, if it names any of them.
    pub(super) fn subject(&self, subject: &str) -> Option<String> {
        let words = words(subject);
        let (mut said, mut written, mut at) = (String::new(), 0, 0);
        while let Some((begin, _)) = words.get(at) {
            let Some((length, record)) = self.named(words.get(at..).unwrap_or_default()) else {
                at += 1;
                continue;
            };
            let end = words.get(at + length - 1).map_or(begin.end, |(last, _)| last.end);
            said.push_str(subject.get(written..begin.start).unwrap_or_default());
            said.push_str(record);
            (written, at) = (end, at + length);
        }
        said.push_str(subject.get(written..).unwrap_or_default());
        (said != subject).then_some(said)
    }

    /// Whether the author or committer of this name and address is one of them.
    pub(super) fn is_one(&self, name: &str, email: &str) -> bool {
        // A forge writes `12345+account@users.noreply…`.
        let account = email.split('@').next().unwrap_or_default();
        let account = account.rsplit('+').next().unwrap_or_default();
        let own = [plain(name), plain(account)];
        let names = self.people.iter().flat_map(|(_, names)| names);
        names.into_iter().any(|known| {
            own.iter().any(|own| {
                let within = |a: &[String], b: &[String]| !a.is_empty() && a.iter().all(|word| b.contains(word));
                within(own, known) || (known.len() > 1 && within(known, own))
            })
        })
    }

    /// How many of the first words name a person, and the record.
    fn named(&self, words: &[(Range<usize>, String)]) -> Option<(usize, &str)> {
        let begins = |name: &[String]| {
            let forward = name.iter().eq(words.iter().take(name.len()).map(|(_, word)| word));
            forward || name.iter().rev().eq(words.iter().take(name.len()).map(|(_, word)| word))
        };
        let in_full = self.people.iter().flat_map(|(record, names)| names.iter().map(move |name| (record, name)));
        let longest = in_full.filter(|(_, name)| begins(name)).max_by_key(|(_, name)| name.len());
        if let Some((record, name)) = longest {
            return Some((name.len(), record));
        }
        let (_, first) = words.first().filter(|_| self.people.len() <= FEW)?;
        let is_part = |name: &Vec<String>| name.len() > 1 && name.contains(first);
        let is_word = first.len() > 2 && !PARTICLES.contains(&first.as_str());
        let found = self.people.iter().find(|(_, names)| is_word && names.iter().any(is_part))?;
        Some((1, &found.0))
    }
}

/// The words of a text, in plain letters.
fn plain(text: &str) -> Vec<String> {
    words(text).into_iter().map(|(_, word)| word).collect()
}

fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words = Vec::new();
    let mut begin = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, letter) in ends {
        match (letter.is_alphanumeric(), begin) {
            (true, None) => begin = Some(at),
            (false, Some(from)) => {
                let word = text.get(from..at).unwrap_or_default();
                words.push((from..at, nearest_valid_id(word).unwrap_or_else(|| word.to_lowercase())));
                begin = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::RecordKind;

    fn discretion() -> Discretion {
        let names = ["zoe.d-ete", "Zoé d’Été", "zoete42"].map(str::to_owned).to_vec();
        let people = vec![
            Person { pseudonym: "0a1b2c3d4e5f".to_owned(), names },
            Person { pseudonym: "ffffffffffff".to_owned(), names: vec!["Abel Autre".to_owned()] },
        ];
        Discretion::of(people, &[&(RecordKind::Intrapreneur, "intrapreneur-0a1b2c3d4e5f".to_owned())])
    }

    #[test]
    fn a_subject_names_the_record_in_the_place_of_the_person() {
        let discretion = discretion();
        for (subject, expected) in [
            ("Bienvenue à Zoé d'Été !", Some("Bienvenue à intrapreneur-0a1b2c3d4e5f !")),
            ("Ajoute zoe.d-ete.md", Some("Ajoute intrapreneur-0a1b2c3d4e5f.md")),
            (
                "Merge pull request #3 from zoete42/patch-1",
                Some("Merge pull request #3 from intrapreneur-0a1b2c3d4e5f/patch-1"),
            ),
            ("Mission de ZOÉ", Some("Mission de intrapreneur-0a1b2c3d4e5f")),
            ("Migration de 443 produits par Abel", None),
            ("", None),
        ] {
            assert_eq!(discretion.subject(subject).as_deref(), expected, "{subject}");
        }
    }

    #[test]
    fn an_author_is_known_by_name_address_or_account() {
        let discretion = discretion();
        assert!(discretion.is_one("Zoé D'ÉTÉ", "x@example.invalid"));
        assert!(discretion.is_one("zoete42", ""));
        assert!(discretion.is_one("Z.", "12345+zoete42@users.example.invalid"));
        assert!(discretion.is_one("z", "zoe.d-ete@example.invalid"));
        assert!(!discretion.is_one("Abel Autre", "abel@example.invalid"));
        assert!(!discretion.is_one("", ""));
    }
}
