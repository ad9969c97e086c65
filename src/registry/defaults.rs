/// The files that a new register gets under `schema/`, by name, and that a register without a
/// manifest is read with.
pub const DEFAULT_SCHEMA: &[(&str, &str)] = &[
    ("registry.yml", include_str!("../../schema/registry.yml")),
    ("component.schema.json", include_str!("../../schema/component.schema.json")),
    ("defi.schema.json", include_str!("../../schema/defi.schema.json")),
    ("eig.schema.json", include_str!("../../schema/eig.schema.json")),
    ("incubator.schema.json", include_str!("../../schema/incubator.schema.json")),
    ("indicator.schema.json", include_str!("../../schema/indicator.schema.json")),
    ("intrapreneur.schema.json", include_str!("../../schema/intrapreneur.schema.json")),
    ("lifecycle.schema.json", include_str!("../../schema/lifecycle.schema.json")),
    ("manifest.schema.json", include_str!("../../schema/manifest.schema.json")),
    ("organisation.schema.json", include_str!("../../schema/organisation.schema.json")),
    ("promotion.schema.json", include_str!("../../schema/promotion.schema.json")),
    ("publication.schema.json", include_str!("../../schema/publication.schema.json")),
    ("source.schema.json", include_str!("../../schema/source.schema.json")),
    ("startup.schema.json", include_str!("../../schema/startup.schema.json")),
    ("waiver.schema.json", include_str!("../../schema/waiver.schema.json")),
    ("lifecycles/eig.yml", include_str!("../../schema/lifecycles/eig.yml")),
    ("lifecycles/startup.yml", include_str!("../../schema/lifecycles/startup.yml")),
];

/// The indicator definitions that a new register gets under `registry/indicators/`, by name.
pub(crate) const DEFAULT_INDICATORS: &[(&str, &str)] = &[
    ("eig-recrutes.yml", include_str!("../../registry/indicators/eig-recrutes.yml")),
    ("eig-selectionnes.yml", include_str!("../../registry/indicators/eig-selectionnes.yml")),
    ("impact-national.yml", include_str!("../../registry/indicators/impact-national.yml")),
    ("intrapreneurs-formes.yml", include_str!("../../registry/indicators/intrapreneurs-formes.yml")),
    ("problemes-investigues.yml", include_str!("../../registry/indicators/problemes-investigues.yml")),
    ("produits-abandonnes.yml", include_str!("../../registry/indicators/produits-abandonnes.yml")),
    ("produits-lances.yml", include_str!("../../registry/indicators/produits-lances.yml")),
];

/// The published figures that an imported register is compared with, under `registry/publications/`, by name.
pub(crate) const DEFAULT_PUBLICATIONS: &[(&str, &str)] = &[
    ("pap-2020.yml", include_str!("../../registry/publications/pap-2020.yml")),
    ("pap-2024.yml", include_str!("../../registry/publications/pap-2024.yml")),
    ("rap-2020.yml", include_str!("../../registry/publications/rap-2020.yml")),
    ("rap-2021.yml", include_str!("../../registry/publications/rap-2021.yml")),
    ("rap-2022.yml", include_str!("../../registry/publications/rap-2022.yml")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_file_under_schema_is_embedded() {
        let top = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let names = |folder: &str| -> BTreeSet<String> {
            std::fs::read_dir(top.join(folder))
                .unwrap()
                .map(|item| item.unwrap())
                .filter(|item| item.file_type().unwrap().is_file())
                .map(|item| item.file_name().to_string_lossy().into_owned())
                .collect()
        };
        let mut on_disk = names("schema");
        on_disk.extend(names("schema/lifecycles").iter().map(|name| format!("lifecycles/{name}")));
        let embedded: BTreeSet<String> = DEFAULT_SCHEMA.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(embedded, on_disk);
        let indicators: BTreeSet<String> = DEFAULT_INDICATORS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(indicators, names("registry/indicators"));
        let publications: BTreeSet<String> = DEFAULT_PUBLICATIONS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(publications, names("registry/publications"));
    }
}
