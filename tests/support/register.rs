use std::fs;
use std::path::Path;

use super::Repo;

/// The record `registry/startups/exemple.yml` of the smallest valid register.
pub const EXEMPLE: &str = "\
# yaml-language-server: $schema=../../schema/startup.schema.json
name: Exemple
mission: Prendre rendez-vous en mairie sans se déplacer
sponsors: [dinum]
incubator: dinum
phases:
  - name: investigation
    start: 2018-01-15
  - name: construction
    start: 2018-06-01
  - name: acceleration
    start: 2020-03
";

const ORGANISATION: &str = "\
# yaml-language-server: $schema=../../schema/organisation.schema.json
name: Direction interministérielle du numérique
type: administration-centrale
";

const INCUBATOR: &str = "\
# yaml-language-server: $schema=../../schema/incubator.schema.json
name: Incubateur de services numériques
owner: dinum
";

/// Lays down the shipped definitions, one organisation, one incubator and one startup.
pub(super) fn lay(repo: &Repo) {
    copy_tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("schema"), &repo.path().join("schema"));
    repo.write("registry/organisations/dinum.yml", ORGANISATION)
        .write("registry/incubators/dinum.yml", INCUBATOR)
        .write("registry/startups/exemple.yml", EXEMPLE);
}

/// Copies a folder and all that is below it.
pub fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.file_type().unwrap().is_dir() {
            copy_tree(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).unwrap();
        }
    }
}
