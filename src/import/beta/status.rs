use crate::check::nearest;

/// When the source itself turned `consolidation` into `acceleration`, and `success` into
/// `consolidation` (2018-06-13T13:48:22Z): from then on, `consolidation` said that a product had found a home
/// elsewhere.
pub(super) const CONSOLIDATION_CHANGED: i64 = 1_528_897_702;

/// The statuses that are no names of phases, and the phase that each means, as the source's own commits
/// translated them when the vocabulary changed (2016-01-09, 2018-06-13, 2020-05-04, 2020-07-24, 2026-05-11). The
/// retired names are kept where they fit: a lifecycle reads them by what came before, and says that
/// such a reading is approximate; where it must be read otherwise one day, nothing is imported again for it.
///
/// What was handed over (`passation`, `transfert`, and `consolidation` in its later meaning) is a `success`: the source
/// itself made `success` of `passation` in 2018 and of `consolidation` in 2020. Of the products that said so and live on,
/// the migration of 2026 left most in `transfere`.
const READ: [(&str, &str); 9] = [
    ("alpha", "construction"),
    ("beta", "acceleration"),
    ("live", "acceleration"),
    ("incubation", "construction"),
    ("comingsoon", "investigation"),
    ("coming-soon", "investigation"),
    ("death", "alumni"),
    ("passation", "success"),
    ("transfert", "success"),
];

/// The phase that a `status` means in a commit made at `at` (seconds since 1970-01-01T00:00:00Z); `None` where that
/// is not known.
/// `phases` are those that a record may have.
pub(super) fn phase<'p>(status: &str, at: i64, phases: &[&'p str]) -> Option<&'p str> {
    let plain = crate::registry::nearest_valid_id(status)?;
    let read = READ.iter().find(|(word, _)| *word == plain).map(|(_, phase)| *phase);
    let word = match read {
        Some(phase) => phase,
        None => nearest(&plain, phases.iter().copied())?,
    };
    // What was being spread then; later, what was being handed over.
    let word = match word {
        "consolidation" if at < CONSOLIDATION_CHANGED => "acceleration",
        "consolidation" => "success",
        other => other,
    };
    phases.iter().find(|phase| **phase == word).copied()
}

/// Whether a status had another meaning before [`CONSOLIDATION_CHANGED`].
pub(super) fn changed_meaning(status: &str) -> bool {
    let known = ["consolidation"];
    phase(status, 0, &["acceleration", "consolidation"]) == Some("acceleration")
        && nearest(&status.trim().to_lowercase(), known).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHASES: [&str; 8] = [
        "investigation",
        "construction",
        "acceleration",
        "consolidation",
        "transfere",
        "alumni",
        "success",
        "transfer",
    ];

    #[test]
    fn a_status_is_read_in_its_time_typos_and_all() {
        for (status, before, after) in [
            ("investigationn", "investigation", "investigation"),
            ("construction ", "construction", "construction"),
            ("accélération", "acceleration", "acceleration"),
            ("Consolidation", "acceleration", "success"),
            ("consolidation", "acceleration", "success"),
            ("beta", "acceleration", "acceleration"),
            ("alpha", "construction", "construction"),
            ("death", "alumni", "alumni"),
            ("transfert", "success", "success"),
            ("success", "success", "success"),
        ] {
            assert_eq!(phase(status, CONSOLIDATION_CHANGED - 1, &PHASES), Some(before), "{status}");
            assert_eq!(phase(status, CONSOLIDATION_CHANGED, &PHASES), Some(after), "{status}");
        }
        assert_eq!(phase("en pause", 0, &PHASES), None);
        assert_eq!(phase("", 0, &PHASES), None);
        assert!(changed_meaning("Consolidation") && !changed_meaning("beta") && !changed_meaning("acceleration"));
    }
}
