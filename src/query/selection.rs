use std::collections::BTreeSet;

use crate::diagnostic::{Failure, Outcome};
use crate::index::Wanted;
use crate::indicator::{Catalogue, Indicator, Method};
use crate::message;

/// The indicator of this identifier or code.
pub fn indicator<'c>(catalogue: &'c Catalogue, name: &str) -> Outcome<&'c Indicator> {
    catalogue.find(name).ok_or_else(|| {
        let known: Vec<_> = catalogue.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
        Failure::new(message!("unknown-indicator", name = name))
            .help(message!("unknown-indicator-help", known = known.join(", ")))
    })
}

/// The indicators that are named (all, unless some are), each with its method.
pub fn chosen<'c>(
    catalogue: &'c Catalogue,
    names: &[String],
    id: Option<&str>,
) -> Outcome<Vec<(&'c Indicator, &'c Method)>> {
    if names.is_empty() {
        // A method named without an indicator: the indicators that have it.
        let all = catalogue.indicators.iter();
        let with: Vec<_> = all.filter_map(|indicator| Some((indicator, indicator.method(id)?))).collect();
        return match id.filter(|_| with.is_empty()) {
            Some(id) => Err(unknown_method(catalogue, id)),
            None => Ok(with),
        };
    }
    names.iter().map(|name| named(catalogue, name, id)).collect()
}

/// No indicator is counted so; the methods that there are.
fn unknown_method(catalogue: &Catalogue, id: &str) -> Failure {
    let of_indicator = |indicator: &Indicator| {
        let ids: Vec<&str> = indicator.methods.iter().map(|method| method.id.as_str()).collect();
        format!("{} ({})", ids.join(", "), indicator.code)
    };
    let known: Vec<String> = catalogue.indicators.iter().map(of_indicator).collect();
    Failure::new(message!("unknown-method-of-any", name = id))
        .help(message!("unknown-method-help", known = known.join(", ")))
}

/// What the figures of these methods are counted by.
pub(crate) fn counted_by<'m>(methods: impl IntoIterator<Item = &'m Method>) -> Wanted {
    let (mut names, mut fields) = (BTreeSet::new(), BTreeSet::new());
    for method in methods {
        names.extend(method.names.iter().cloned());
        fields.extend(method.fields().cloned());
    }
    Wanted::Figures { names, fields }
}

/// What the moves of these methods' figures are explained by.
pub(crate) fn moved_by<'m>(methods: impl IntoIterator<Item = &'m Method>) -> Wanted {
    let (mut whats, mut fields) = (BTreeSet::new(), BTreeSet::new());
    for method in methods {
        whats.insert(method.what);
        fields.extend(method.fields().cloned());
    }
    Wanted::Moves { whats, fields }
}

/// The indicator and its method that are named: the default one, unless one is.
pub fn named<'c>(catalogue: &'c Catalogue, name: &str, id: Option<&str>) -> Outcome<(&'c Indicator, &'c Method)> {
    let indicator = indicator(catalogue, name)?;
    Ok((indicator, method(indicator, id)?))
}

/// The method of this identifier, or the default one.
pub fn method<'i>(indicator: &'i Indicator, id: Option<&str>) -> Outcome<&'i Method> {
    indicator.method(id).ok_or_else(|| {
        let known: Vec<_> = indicator.methods.iter().map(|method| method.id.as_str()).collect();
        Failure::new(message!("unknown-method", name = id.unwrap_or_default(), indicator = &indicator.id))
            .help(message!("unknown-method-help", known = known.join(", ")))
    })
}

/// Refuses a method that does not count units: what is told by the unit that came or left can't tell of it.
///
/// # Errors
///
/// For every measure but a count; the help says how to follow it.
pub(crate) fn refuse_uncounted(indicator: &Indicator, method: &Method) -> Outcome<()> {
    if method.measure.is_count() {
        return Ok(());
    }
    let (indicator, measure, method) = (&indicator.id, method.measure.word(), &method.id);
    let failure =
        Failure::new(message!("history-uncounted", measure = measure, indicator = indicator, method = method));
    Err(failure.help(message!("history-uncounted-help", indicator = indicator, method = method)))
}
