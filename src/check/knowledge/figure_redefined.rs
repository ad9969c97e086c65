use crate::change::Change;
use crate::check::indicator::KIND;
use crate::check::transition::{place, place_of_gone};
use crate::diagnostic::{Finding, Rule};
use crate::indicator::series;
use crate::message;

/// A definition counts otherwise than before, so that figures that were given already become others.
pub(super) static RULE: Rule = rule!("K005", "figure-redefined", Error);

/// Methods that come are no news of the past, and no one asks for those that go.
pub(super) fn check(change: &Change) -> Vec<Finding> {
    let outlook = &change.outlook;
    let (history, point) = (outlook.history_before(), outlook.base());
    let mut findings = Vec::new();
    for before in &outlook.catalogue_before.indicators {
        let Some(after) = outlook.catalogue.indicators.iter().find(|indicator| indicator.id == before.id) else {
            continue;
        };
        for (at, new) in after.methods.iter().enumerate() {
            let Some(old) = before.methods.iter().find(|method| method.id == new.id).filter(|old| *old != new) else {
                continue;
            };
            let (was, is) = (series(history, old, point, false), series(history, new, point, false));
            let years = was.years.keys().chain(is.years.keys());
            let value =
                |series: &crate::indicator::Series<'_>, year| series.years.get(&year).and_then(|year| year.value);
            let mut moved: Vec<i32> = years.copied().filter(|year| value(&was, *year) != value(&is, *year)).collect();
            moved.sort_unstable();
            moved.dedup();
            let Some(first) = moved.first() else { continue };
            let key = format!("{KIND}/{}", after.id);
            let changed = change.record(&key);
            if changed.is_some_and(|changed| change.covers(changed, None, |_| true)) {
                continue;
            }
            let record = changed.and_then(|changed| changed.after.as_ref());
            let pointer = format!("/methods/{at}/id");
            let place = record.map_or_else(|| place_of_gone(&key), |record| place(record, &pointer));
            let (count, year) = (moved.len(), first.to_string());
            let message = message!("K005-message", indicator = &after.id, method = &new.id, count = count, year = year);
            let finding = Finding::new(&RULE, place, message, message!("K005-help"));
            findings.push(finding.about(record.map(|record| record.key.as_str()), pointer));
        }
    }
    findings
}
