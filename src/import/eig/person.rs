use super::Years;
use super::challenge::left_out;
use super::promotion::{Promotion, texts, words};
use crate::import::Note;
use crate::import::repair::date;
use crate::lifecycle::PartialDate;
use crate::yaml::Node;

/// A person of the programme as a source states them.
pub(super) struct Person<'a> {
    /// Where they are stated.
    pub path: &'a str,
    /// Their name.
    pub name: String,
    /// Whether they are said to be (also) an EIG.
    pub is_eig: bool,
    /// Their promotions.
    pub promotions: Vec<Promotion>,
    /// The titles of their challenges.
    pub challenges: Vec<String>,
    /// What they do, in the source's words.
    pub profile: String,
    /// The year that their own page dates them to, where it does.
    pub year: Option<i64>,
    node: &'a Node,
}

const READ: [&str; 16] = [
    "date",
    "start",
    "title",
    "name",
    "promos",
    "role",
    "defis",
    "defi",
    "expertises",
    "profil",
    "class",
    "annee",
    "annees",
    "programme",
    "promotion",
    "desc",
];
const PERSONAL: [&str; 6] = ["image", "photo", "twitter", "linkedin", "github", "email"];

impl<'a> Person<'a> {
    /// Reads one; `key` is what the list calls them.
    pub(super) fn read(path: &'a str, key: Option<&str>, node: &'a Node, is_page: bool, years: &Years) -> Person<'a> {
        let title = texts(node, "title").into_iter().chain(texts(node, "name")).next();
        let name = title.or_else(|| key.map(str::to_owned)).unwrap_or_default();
        let challenges: Vec<String> =
            ["defis", "defi"].iter().flat_map(|field| texts(node, field)).map(|text| without_tags(&text)).collect();
        let (is_eig, promotions, profile) = if is_page {
            let mut promotions: Vec<Promotion> =
                texts(node, "promos").iter().filter_map(|title| Promotion::named(title, years)).collect();
            promotions.sort();
            promotions.dedup();
            let is_eig = words(node, &["role"]).iter().any(|role| role.trim_end_matches('s') == "participant");
            (is_eig, promotions, texts(node, "expertises").join(", "))
        } else {
            let class = words(node, &["class"]);
            let is_eig = class.iter().any(|word| word == "eig" || word == "dig");
            let is_mentor = class.iter().any(|word| word == "mentor");
            let named = words(node, &["class", "promotion"]);
            let mut promotions = Promotion::of_words(&named, years);
            if promotions.is_empty() {
                promotions = Promotion::of_words(&words(node, &["annee", "annees"]), years);
            }
            // Who was an EIG and then a mentor is listed under both promotions.
            if is_mentor {
                promotions.truncate(1);
            }
            let profile = texts(node, "profil").into_iter().next().unwrap_or_default();
            let is_only_mentor = is_mentor && profile.to_lowercase().contains("mentor");
            (is_eig && !is_only_mentor, promotions, profile)
        };
        let dated = texts(node, "date").into_iter().chain(texts(node, "start")).find_map(|text| date(&text));
        let year = dated.filter(|_| is_page).and_then(|date| PartialDate::parse(&date)).map(|date| date.year().into());
        Person { path, name, is_eig, promotions, challenges, profile, year, node }
    }

    /// The notes on the fields of an EIG that are left out.
    pub(super) fn notes(&self) -> Vec<Note> {
        left_out(self.node, &READ, &PERSONAL)
    }
}

/// A text without the tags of the web in it.
fn without_tags(text: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn tags_are_taken_off() {
        let text = r#"<a href="/defis/2018/x.html" target="new">b@liseNAV</a> "#;
        assert_eq!(super::without_tags(text), "b@liseNAV");
    }
}
