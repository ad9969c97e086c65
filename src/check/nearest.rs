/// The candidate that `word` most likely stands for, if one is near enough: at most a third of its
/// characters differ. Ties go to the first.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let reach = (length / 3).max(1);
    // A length that is too far off spares the comparison.
    let may_reach = |candidate: &&str| candidate.chars().count().abs_diff(length) <= reach;
    candidates
        .into_iter()
        .filter(may_reach)
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= reach)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_a_near_word_is_suggested() {
        let phases = ["investigation", "construction", "abandon"];
        assert_eq!(nearest("constructoin", phases), Some("construction"));
        assert_eq!(nearest("Abandon", phases), Some("abandon"));
        assert_eq!(nearest("pause", phases), None);
        assert_eq!(nearest("strat", ["start", "end"]), Some("start"));
    }
}
