use std::collections::BTreeMap;

/// What a version says beside its life and its identifiers, by field: a scalar, or the scalars of a list.
pub(crate) type Described = BTreeMap<String, Vec<String>>;

/// From which similarity on two texts are one that was edited, from 0 to 1 (normalised Levenshtein).
const EDITED: f64 = 0.8;
/// How much of a text is compared, in characters: the measure takes the product of two lengths.
const COMPARED: usize = 400;

/// How much two versions have in common in some fields, from 0 to 1: the mean over the fields that either has; texts that
/// are not nearly the same count nothing. `None` where neither says anything in them.
pub(crate) fn likeness<'f>(
    fields: impl IntoIterator<Item = &'f String>,
    one: &Described,
    other: &Described,
) -> Option<f64> {
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
    (said > 0).then(|| alike / f64::from(said))
}

fn values<'i>(said: &'i Described, field: &str) -> &'i [String] {
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

    fn said(pairs: &[(&str, &str)]) -> Described {
        pairs.iter().map(|(field, value)| ((*field).to_owned(), vec![(*value).to_owned()])).collect()
    }

    #[test]
    fn what_identifies_is_compared_field_by_field() {
        let fields = ["name", "mission", "link"].map(str::to_owned);
        let one = said(&[("name", "Alpha"), ("mission", "Declare beehives online"), ("link", "https://a.example")]);
        let edited = said(&[("name", "Beta"), ("mission", "Declare beehives online."), ("link", "https://a.example")]);
        let stranger = said(&[("name", "Zulu"), ("mission", "Find a nursery")]);
        let expected = (1.0 + 23.0 / 24.0) / 3.0;
        assert!((likeness(&fields, &one, &edited).unwrap() - expected).abs() < 1e-9);
        assert!(likeness(&fields, &one, &stranger).unwrap() < 1e-9);
        assert_eq!(likeness(&fields, &Described::new(), &Described::new()), None, "nothing is like nothing");
    }
}
