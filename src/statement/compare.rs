use super::{StatedFigure, StatedRecord, Statement};
use crate::i18n::Message;
use crate::message;

/// Something that a statement says otherwise than the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// What it is about, as people read it.
    pub message: Message,
}

/// In what `stated` differs from `computed`, which was computed from the same commits. The version of the tool is not
/// compared: two versions may well make the same statement.
pub(crate) fn differences(stated: &Statement, computed: &Statement) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut differs = |message: Message| found.push(Difference { message });
    let (stated_at, computed_at) = (stated.known_at.clone(), computed.known_at.clone());
    let (stated_at, computed_at) = (stated_at.unwrap_or_default(), computed_at.unwrap_or_default());
    let pairs = [
        ("known_at", &stated_at, &computed_at),
        ("commit", &stated.commit, &computed.commit),
        ("today", &stated.today, &computed.today),
        ("definitions.commit", &stated.definitions.commit, &computed.definitions.commit),
        ("definitions.sha256", &stated.definitions.sha256, &computed.definitions.sha256),
    ];
    for (field, stated, computed) in pairs {
        if stated != computed {
            differs(message!("verify-field", field = field, stated = stated, computed = computed));
        }
    }
    let (ours, theirs) = (figures(computed), figures(stated));
    for (indicator, method, figure) in &theirs {
        match ours.iter().find(|(id, name, _)| (id, name) == (indicator, method)) {
            None => differs(message!("verify-unknown-figure", indicator = *indicator, method = *method)),
            Some((.., computed)) => compare(indicator, figure, computed, &mut differs),
        }
    }
    for (indicator, method, _) in &ours {
        if !theirs.iter().any(|(id, name, _)| (id, name) == (indicator, method)) {
            differs(message!("verify-missing-figure", indicator = *indicator, method = *method));
        }
    }
    // Anything else that differs (an order, a code, a unit listed twice) makes another statement too.
    if found.is_empty() && (Statement { tool: computed.tool.clone(), ..stated.clone() }) != *computed {
        found.push(Difference { message: message!("verify-otherwise") });
    }
    found
}

/// In what the figures that are stated differ from those of `computed`, which come from other commits: in their numbers,
/// and in the facts that make them, wherever those stand and whatever commit brought them.
pub(crate) fn other_figures(stated: &Statement, computed: &Statement) -> Vec<Difference> {
    let mut found = Vec::new();
    if stated.definitions.sha256 != computed.definitions.sha256 {
        let (stated, computed) = (&stated.definitions.sha256, &computed.definitions.sha256);
        let message = message!("verify-field", field = "definitions.sha256", stated = stated, computed = computed);
        found.push(Difference { message });
    }
    let bare = |statement: &Statement| {
        let mut bare = computed.clone();
        bare.indicators = statement.indicators.clone();
        let methods = bare.indicators.iter_mut().flat_map(|indicator| &mut indicator.methods);
        for record in methods.flat_map(|figure| &mut figure.records) {
            let StatedRecord { commit, known_at, voucher, late, path, line, .. } = record;
            (*commit, *known_at, *voucher, *late) = (String::new(), String::new(), None, None);
            (*path, *line) = (String::new(), 1);
        }
        bare
    };
    found.extend(differences(&bare(stated), &bare(computed)));
    found
}

fn figures(statement: &Statement) -> Vec<(&str, &str, &StatedFigure)> {
    let of = statement.indicators.iter().flat_map(|indicator| {
        indicator.methods.iter().map(move |figure| (indicator.id.as_str(), figure.id.as_str(), figure))
    });
    of.collect()
}

fn compare(indicator: &str, stated: &StatedFigure, computed: &StatedFigure, differs: &mut impl FnMut(Message)) {
    let method = &stated.id;
    let number = |value: Option<usize>| value.map_or_else(|| "nd".to_owned(), |value| value.to_string());
    if stated.value != computed.value {
        let (stated, computed) = (number(stated.value), number(computed.value));
        differs(message!("verify-value", indicator = indicator, method = method, stated = stated, computed = computed));
    }
    for record in stated.records.iter().filter(|record| !computed.records.contains(record)) {
        differs(message!("verify-not-counted", indicator = indicator, method = method, record = &record.record));
    }
    for record in computed.records.iter().filter(|record| !stated.records.contains(record)) {
        differs(message!("verify-not-stated", indicator = indicator, method = method, record = &record.record));
    }
}
