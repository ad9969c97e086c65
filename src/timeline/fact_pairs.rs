use crate::lifecycle::PartialDate;

/// More candidates than this are paired in their order: no record that people keep has them.
const CANDIDATES: usize = 1_000_000;

/// Pairs what was told with what is told now: of one name, each with the one that is nearest to it in date, the same
/// date first, then one that it may mean, then by days; without a date, with one without. What is left was taken
/// back, or is new. A phase that is told late, and comes before others of its name, is so the new one.
///
/// `told` gives for each what it must have in common with its like, and its date. The pairs are in the order of what
/// was told, then of what is new.
pub fn pair<T, N: PartialEq>(
    before: Vec<T>,
    after: Vec<T>,
    told: impl Fn(&T) -> (N, Option<PartialDate>),
) -> Vec<(Option<T>, Option<T>)> {
    let mut candidates = Vec::new();
    if before.len().saturating_mul(after.len()) <= CANDIDATES {
        for (at, old) in before.iter().enumerate() {
            let (name, old) = told(old);
            let alike = after.iter().enumerate().filter_map(|(place, new)| {
                let (other, new) = told(new);
                (name == other).then(|| (distance(old, new), at, place))
            });
            candidates.extend(alike);
        }
        candidates.sort_unstable();
    } else {
        let ordered = before.iter().zip(&after).enumerate();
        candidates.extend(ordered.filter(|(_, (old, new))| told(old).0 == told(new).0).map(|(at, _)| ((0, 0), at, at)));
    }
    let mut after: Vec<Option<T>> = after.into_iter().map(Some).collect();
    let mut partner: Vec<Option<usize>> = vec![None; before.len()];
    let mut is_taken = vec![false; after.len()];
    for (_, old, new) in candidates {
        if let (Some(slot @ None), Some(taken @ false)) = (partner.get_mut(old), is_taken.get_mut(new)) {
            (*slot, *taken) = (Some(new), true);
        }
    }
    let mut pairs: Vec<(Option<T>, Option<T>)> = before
        .into_iter()
        .zip(partner)
        .map(|(old, new)| (Some(old), new.and_then(|new| after.get_mut(new)?.take())))
        .collect();
    pairs.extend(after.into_iter().flatten().map(|new| (None, Some(new))));
    pairs
}

/// How far two dates are from each other: how sure it is that they are one, then in days.
fn distance(old: Option<PartialDate>, new: Option<PartialDate>) -> (u8, i64) {
    match (old, new) {
        (None, None) => (0, 0),
        (Some(old), Some(new)) if old == new => (0, 0),
        (Some(old), Some(new)) if old.may_equal(new) => (1, old.days_to(new)),
        (Some(old), Some(new)) => (2, old.days_to(new)),
        _ => (3, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_that_is_told_late_revises_none() {
        let date = |text: &str| PartialDate::parse(text);
        let told = |text: &&str| ((), date(text));
        let pairs = pair(vec!["2018-06-01", "2020-01-01"], vec!["2015-03", "2018-06", "2020-02-01"], told);
        assert_eq!(
            pairs,
            [(Some("2018-06-01"), Some("2018-06")), (Some("2020-01-01"), Some("2020-02-01")), (None, Some("2015-03"))]
        );
        assert_eq!(pair(vec!["2018"], vec![], told), [(Some("2018"), None)]);
    }
}
