use crate::schema::Outline;

/// The meaning of one of the values that a schema lists, out of its description, which gives them as
/// “value: meaning.”, one after the other.
pub(super) fn meaning<'s>(outline: &Outline<'s>, value: &str) -> Option<&'s str> {
    let description = outline.description()?;
    let mark = [" : ", "\u{a0}: ", ": "];
    let begins = |rest: &'s str| {
        let rest = rest.strip_prefix(value)?;
        mark.iter().find_map(|mark| rest.strip_prefix(mark))
    };
    let sentences = description.match_indices(". ").map(|(at, stop)| at + stop.len());
    let rest = std::iter::once(0).chain(sentences).find_map(|at| begins(description.get(at..)?))?;
    let end = rest.find(". ").unwrap_or(rest.len());
    rest.get(..end).map(|said| said.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_is_explained_by_the_sentence_that_begins_with_it() {
        let schema = json!({"description": "Les faits. end : fin de l’équipe. weekend : non. death : arrêt. D’autres noms, non."});
        let outline = Outline::of(&schema);
        assert_eq!(meaning(&outline, "end"), Some("fin de l’équipe"));
        assert_eq!(meaning(&outline, "death"), Some("arrêt"));
        assert_eq!(meaning(&outline, "other"), None);
    }
}
