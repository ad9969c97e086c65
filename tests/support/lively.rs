use std::path::Path;

use super::{EXEMPLE, Repo, copy_tree};

/// A day's length, in seconds.
pub const DAY: i64 = 86_400;
/// 2020-01-01T12:00:00Z.
pub const START: i64 = 1_577_880_000;

const AUTRE: &str = "\
name: Autre & Cie
mission: Payer en ligne
sponsors: [dinum]
incubator: dinum
phases:
  - name: investigation
    start: 2018-02-01
  - name: construction
    start: 2019-05-01
events:
  - name: national_impact
    date: 2020-12-31
    cohort: 2019
";

/// A register with a life: news, revisions, a renaming, a deletion and a return, a plan, published figures.
pub fn lively() -> Repo {
    let repo = Repo::with_register();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["indicators", "publications"] {
        copy_tree(&root.join("registry").join(folder), &repo.path().join("registry").join(folder));
    }
    repo.commit(START, "Un registre");
    repo.write("registry/startups/autre.yml", AUTRE).commit(START + 40 * DAY, "Une autre");
    let revised = AUTRE.replace("2019-05-01", "2018-05-01").replace("cohort: 2019", "cohort: 2020");
    repo.write("registry/startups/autre.yml", &revised).commit(START + 80 * DAY, "Une date revue");
    repo.remove("registry/startups/autre.yml")
        .write("registry/startups/nouvelle.yml", format!("{revised}previous_ids: [autre]\n"))
        .commit(START + 120 * DAY, "Un autre nom");
    let planned = EXEMPLE.replace("2020-03", "2020-03\n  - name: consolidation\n    start: 2020-09-15");
    repo.write("registry/startups/exemple.yml", &planned).commit(START + 160 * DAY, "Un projet");
    repo.remove("registry/startups/nouvelle.yml").commit(START + 200 * DAY, "Retirée");
    repo.write("registry/startups/nouvelle.yml", format!("{revised}previous_ids: [autre]\n"))
        .commit(START + 400 * DAY, "Revenue");
    repo
}
