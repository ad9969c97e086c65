use super::Years;
use super::years::PromotionYear;
use crate::import::Note;
use crate::import::record::{Fields, put};
use crate::registry::nearest_valid_id;
use crate::yaml::Node;

/// A promotion of the programme, as read from its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Promotion {
    /// The identifier of its record.
    pub id: String,
    /// `eig`, or `dig` for the designers' programme.
    pub programme: &'static str,
    /// Its rank, where it has one.
    pub number: Option<i64>,
    /// Its year, where that is all that names it.
    pub year: Option<i64>,
}

/// What the record of a promotion says that a source followed as it went, so that a later import recognises it.
pub(super) const ROLLING: &str = "Promotion au fil de l’eau : chaque personne compte dans l’année où la source la montre. L’année de la promotion est la première.";

/// From this number on, a number is a year and not a rank.
const FIRST_YEAR: i64 = 2000;

impl Promotion {
    fn numbered(number: i64) -> Promotion {
        Promotion { id: format!("eig{number}"), programme: "eig", number: Some(number), year: None }
    }

    /// The promotion of a year: named by its rank, where a source gives that.
    pub(super) fn of_year(year: i64, years: &Years) -> Promotion {
        match years.rank_of(year) {
            Some(number) => Promotion::numbered(number),
            None => Promotion { id: format!("eig-{year}"), programme: "eig", number: None, year: Some(year) },
        }
    }

    /// That of a title, a rank or a year: `Promotion 5`, `Promotion 3 - DIG`, `4`, `EIG 2`, `2018`.
    pub(super) fn named(text: &str, years: &Years) -> Option<Promotion> {
        let plain = nearest_valid_id(text)?;
        let words: Vec<&str> = plain.split(['-', '.']).collect();
        if words.contains(&"dig") {
            return Some(Promotion { id: "dig".to_owned(), programme: "dig", number: None, year: None });
        }
        let number = |word: &&str| word.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).parse().ok();
        match words.iter().find_map(number) {
            Some(year) if year >= FIRST_YEAR => Some(Promotion::of_year(year, years)),
            Some(number) => Some(Promotion::numbered(number)),
            None => Some(Promotion { id: plain, programme: "eig", number: None, year: None }),
        }
    }

    /// Those that words such as `2018 eig-2 web` or `[eig-3, mentor]` name; where none names one, those of
    /// the years among them.
    pub(super) fn of_words(words: &[String], years: &Years) -> Vec<Promotion> {
        let is_name = |word: &&String| {
            let rest = word.strip_prefix("eig").map(|rest| rest.trim_start_matches('-'));
            **word == "dig" || rest.is_some_and(|rest| rest == "dig" || rest.parse::<i64>().is_ok())
        };
        let mut named: Vec<Promotion> =
            words.iter().filter(is_name).filter_map(|word| Promotion::named(word, years)).collect();
        if named.is_empty() {
            let year = |word: &String| word.parse::<i64>().ok().filter(|year| *year >= FIRST_YEAR);
            named = words.iter().filter_map(year).map(|year| Promotion::of_year(year, years)).collect();
        }
        named.sort();
        named.dedup();
        named
    }

    /// Its year: what a source says, else what can be gathered, else that of the commit made at `at`.
    pub(super) fn told(&self, years: &Years, at: i64) -> PromotionYear {
        self.year
            .map(PromotionYear::stated)
            .or_else(|| years.year_of(&self.id))
            .unwrap_or_else(|| PromotionYear::of_commit(at))
    }

    /// Its record. `title` is what the source calls it; `is_rolling`, whether it takes people in over several years.
    pub(super) fn fields(&self, title: Option<&str>, told: PromotionYear, is_rolling: bool) -> (Fields, Vec<Note>) {
        let mut fields = Fields::new();
        let label = match (self.programme, self.number, self.year) {
            ("dig", ..) => "Designers d’intérêt général".to_owned(),
            (_, Some(number), _) => format!("Entrepreneurs d’intérêt général, promotion {number}"),
            (_, None, Some(year)) => format!("Entrepreneurs d’intérêt général, promotion {year}"),
            _ => title.unwrap_or(&self.id).to_owned(),
        };
        put(&mut fields, "name", label);
        put(&mut fields, "year", told.year);
        put(&mut fields, "programme", self.programme);
        if let Some(number) = self.number.filter(|number| *number >= 1) {
            put(&mut fields, "number", number);
        }
        let comment = if is_rolling { Some(ROLLING.to_owned()) } else { told.comment.clone() };
        put(&mut fields, "comment", comment.unwrap_or_default());
        let notes = told.comment.map(|_| Note::PromotionYear(format!("{} = {}", self.id, told.year)));
        (fields, notes.into_iter().collect())
    }
}

/// The words of a field that is a list or a text with spaces, in lower case.
pub(super) fn words(node: &Node, fields: &[&str]) -> Vec<String> {
    let of_text = |text: String| {
        let words = text.split([' ', ',']).map(str::trim).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>()
    };
    let values = fields.iter().filter_map(|field| node.get(field));
    values
        .flat_map(|value| match value.as_list() {
            Some(items) => items.iter().filter_map(Node::scalar).collect(),
            None => value.scalar().into_iter().collect::<Vec<_>>(),
        })
        .flat_map(of_text)
        .collect()
}

/// The texts of a field that is a text or a list of them.
pub(super) fn texts(node: &Node, field: &str) -> Vec<String> {
    let Some(value) = node.get(field) else { return Vec::new() };
    let texts = match value.as_list() {
        Some(items) => items.iter().filter_map(Node::scalar).collect(),
        None => value.scalar().into_iter().collect::<Vec<_>>(),
    };
    texts.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promotions_are_told_from_titles_ranks_and_years() {
        let years = Years::default();
        for (text, id) in [
            ("Promotion 5", "eig5"),
            ("Promotion 3 - DIG", "dig"),
            ("EIG 4", "eig4"),
            ("eig-2", "eig2"),
            ("4", "eig4"),
            ("2018", "eig-2018"),
            ("Hors promotion", "hors-promotion"),
        ] {
            assert_eq!(Promotion::named(text, &years).unwrap().id, id, "{text}");
        }
        let ids = |text: &str| {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            Promotion::of_words(&words, &years).into_iter().map(|promotion| promotion.id).collect::<Vec<_>>()
        };
        assert_eq!(ids("2018 eig-2 eig web"), ["eig2"]);
        assert_eq!(ids("2019 eig-dig"), ["dig"]);
        assert_eq!(ids("2017 2018 eig"), ["eig-2017", "eig-2018"]);
        assert!(ids("mentor").is_empty());
    }
}
