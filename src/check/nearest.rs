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

/// The candidate that `word` surely stands for: the only one that is near, and hardly misspelt (one letter off, two
/// in a long word).
pub(crate) fn surely<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    let allowed = if lower.chars().count() < 6 { 1 } else { 2 };
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let near = nearest(word, candidates.iter().copied())?;
    let is_near = strsim::osa_distance(&lower, &near.to_lowercase()) <= allowed;
    let mut others = candidates.into_iter().filter(|other| *other != near);
    (is_near && others.all(|other| nearest(word, [other]).is_none())).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::{nearest, surely};

    #[test]
    fn what_may_stand_for_two_words_surely_stands_for_none() {
        let names = ["construction", "consolidation", "start", "stats", "stats_url", "end"];
        assert_eq!(surely("constructoin", names), Some("construction"));
        assert_eq!(surely("Construction", names), Some("construction"));
        assert_eq!(surely("strat", names), Some("start"));
        assert_eq!(surely("stat", names), None);
        assert_eq!(surely("constrctoin", names), Some("construction"));
        assert_eq!(surely("cnostructoni", names), None);
        assert_eq!(surely("fin", names), None);
    }

    #[test]
    fn only_a_near_word_is_suggested() {
        let phases = ["investigation", "construction", "abandon"];
        assert_eq!(nearest("constructoin", phases), Some("construction"));
        assert_eq!(nearest("Abandon", phases), Some("abandon"));
        assert_eq!(nearest("pause", phases), None);
        assert_eq!(nearest("strat", ["start", "end"]), Some("start"));
    }
}
