use std::collections::BTreeSet;

use super::{Fields, Indicator, Method};
use crate::registry::{DEFAULT_INDICATORS, Definitions, Manifest, Register};
use crate::yaml::Document;

/// The indicators of a register, by code, then identifier.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The indicators.
    pub indicators: Vec<Indicator>,
    /// Definitions that can't be used, by path: `validate` says why.
    pub unusable: Vec<String>,
}

impl Catalogue {
    /// The indicators that a register defines, or the seven of the budget programme where it
    /// defines none.
    pub fn of(register: &Register) -> Catalogue {
        let mut catalogue = Catalogue::default();
        let kind = register.manifest.kind_at("indicator");
        for record in register.records.iter().filter(|record| Some(record.kind) == kind) {
            match record.document.root.as_ref().and_then(|root| Indicator::read(&record.id, root)) {
                Some(indicator) => catalogue.indicators.push(indicator),
                None => catalogue.unusable.push(record.path.clone()),
            }
        }
        if catalogue.indicators.is_empty() && catalogue.unusable.is_empty() {
            catalogue.indicators = DEFAULT_INDICATORS.iter().filter_map(|(name, text)| default(name, text)).collect();
        }
        catalogue.indicators.sort_by(|a, b| (code_order(&a.code), &a.id).cmp(&(code_order(&b.code), &b.id)));
        catalogue
    }

    /// The indicator of this identifier or code.
    pub fn find(&self, name: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == name || indicator.code == name)
    }

    /// The fields that the methods' filters look at, and those that figures can be grouped by.
    /// `definitions` are all that the register has.
    pub fn fields(&self, definitions: &Definitions, manifest: &Manifest) -> Fields {
        let kinds: BTreeSet<&str> = self.methods().map(|method| method.counts.as_str()).collect();
        let filtered =
            self.methods().flat_map(|method| method.fields().map(|field| (method.counts.clone(), field.clone())));
        Fields::of(definitions, manifest, &kinds, filtered)
    }

    /// The methods of all indicators.
    pub fn methods(&self) -> impl Iterator<Item = &Method> {
        self.indicators.iter().flat_map(|indicator| &indicator.methods)
    }
}

/// A definition that is part of the tool, by the name of its file.
fn default(name: &str, text: &str) -> Option<Indicator> {
    Indicator::read(name.strip_suffix(".yml")?, Document::read(text.as_bytes()).root.as_ref()?)
}

/// `1.10` comes after `1.9`.
fn code_order(code: &str) -> Vec<u32> {
    code.split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seven_indicators_are_embedded_with_their_methods() {
        let seven: Vec<_> = DEFAULT_INDICATORS.iter().filter_map(|(name, text)| default(name, text)).collect();
        let mut methods: Vec<_> = seven
            .iter()
            .map(|indicator| {
                let ids: Vec<_> = indicator.methods.iter().map(|method| method.id.as_str()).collect();
                format!("{} {}: {}", indicator.code, indicator.id, ids.join(" "))
            })
            .collect();
        methods.sort();
        assert_eq!(
            methods,
            [
                "1.1 problemes-investigues: fin-d-investigation debut-d-investigation",
                "1.2 produits-lances: entree-en-construction construction-ou-suite",
                "1.3 produits-abandonnes: abandon abandon-investigation",
                "1.4 impact-national: cohorte date",
                "2.1 eig-selectionnes: selection",
                "2.2 eig-recrutes: recrutement",
                "2.3 intrapreneurs-formes: premiere-mission formation",
            ]
        );
    }
}
