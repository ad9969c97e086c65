use std::collections::{BTreeMap, BTreeSet};

/// What a version says in the fields that identify a record (a name, a mission, addresses), by field.
pub(crate) type Identifying = BTreeMap<String, Vec<String>>;

/// From which similarity on two texts are one that was edited, from 0 to 1 (normalised Levenshtein).
const EDITED: f64 = 0.8;
/// How much of a text is compared, in characters: the measure takes the product of two lengths.
const COMPARED: usize = 400;

/// How much two versions have in common of what identifies a record, from 0 (nothing, or nothing to compare) to 1:
/// the mean over the fields that either has; texts that are not nearly the same count nothing.
pub(crate) fn likeness(fields: &BTreeSet<String>, one: &Identifying, other: &Identifying) -> f64 {
    let mut said = 0_u32;
    let mut alike = 0.0;
    for field in fields {
        let (one, other) = (values(one, field), values(other, field));
        if one.is_empty() && other.is_empty() {
            continue;
        }
        said += 1;
        alike += similarity(one, other);
    }
    if said == 0 { 0.0 } else { alike / f64::from(said) }
}

fn values<'i>(said: &'i Identifying, field: &str) -> &'i [String] {
    said.get(field).map_or(&[], Vec::as_slice)
}

fn similarity(one: &[String], other: &[String]) -> f64 {
    match (one, other) {
        (one, other) if one == other => 1.0,
        ([one], [other]) => {
            let start = |text: &str| text.chars().take(COMPARED).collect::<String>();
            Some(strsim::normalized_levenshtein(&start(one), &start(other)))
                .filter(|found| *found >= EDITED)
                .unwrap_or(0.0)
        }
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pairs: &[(&str, &str)]) -> Identifying {
        pairs.iter().map(|(field, value)| ((*field).to_owned(), vec![(*value).to_owned()])).collect()
    }

    #[test]
    fn what_identifies_is_compared_field_by_field() {
        let fields = ["name", "mission", "link"].map(str::to_owned).into();
        let one = said(&[("name", "Alpha"), ("mission", "Declare beehives online"), ("link", "https://a.example")]);
        let edited = said(&[("name", "Beta"), ("mission", "Declare beehives online."), ("link", "https://a.example")]);
        let stranger = said(&[("name", "Zulu"), ("mission", "Find a nursery")]);
        let expected = (1.0 + 23.0 / 24.0) / 3.0;
        assert!((likeness(&fields, &one, &edited) - expected).abs() < 1e-9);
        assert!(likeness(&fields, &one, &stranger) < 1e-9);
        assert!(likeness(&fields, &Identifying::new(), &Identifying::new()) < 1e-9, "nothing is like nothing");
    }
}
