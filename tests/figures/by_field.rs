//! The figures by the values of a field.

use serde_json::{Value, json};

use super::{DAY, follows, told};
use crate::support::{EXEMPLE, NOON, Repo};

/// Three products of 2018: one of two sponsors, which changes them on the second day, one of one, and one
/// that no incubator is said of.
fn register() -> Repo {
    let repo = Repo::with_register();
    let organisation = |name: &str, kind: &str| {
        repo.write(&format!("registry/organisations/{name}.yml"), format!("name: {name}\ntype: {kind}\n"));
    };
    organisation("anct", "operateur");
    organisation("ville", "collectivite-territoriale");
    repo.write("registry/startups/deux.yml", EXEMPLE.replace("[dinum]", "[dinum, anct]"));
    repo.write("registry/startups/libre.yml", EXEMPLE.replace("incubator: dinum\n", ""));
    repo.commit(NOON, "three products");
    repo.write("registry/startups/deux.yml", EXEMPLE.replace("[dinum]", "[ville, anct]"));
    repo.commit(NOON + DAY, "other sponsors");
    repo
}

/// The groups of the indicator 1.2 in 2018, each with its figure.
fn groups(repo: &Repo, by: &str, more: &[&str]) -> (Vec<(Value, Value)>, Value) {
    let args = ["indicators", "--indicator", "1.2", "--year", "2018", "--by", by, "--format", "json"];
    let answer = repo.greffe(&[&args, more].concat()).json();
    follows("indicators-by", &answer);
    assert_eq!(answer["by"], by);
    let indicator = &answer["indicators"][0];
    assert_eq!(indicator["years"][0]["value"], 3, "the total");
    let groups = indicator["groups"].as_array().unwrap().iter();
    let groups = groups.map(|group| (group["group"].clone(), group["years"][0]["value"].clone())).collect();
    (groups, indicator["in_several_groups"].clone())
}

#[test]
fn a_record_counts_in_each_group_that_it_stood_in_at_that_time() {
    let repo = register();
    let now = vec![(json!("anct"), json!(1)), (json!("dinum"), json!(2)), (json!("ville"), json!(1))];
    assert_eq!(groups(&repo, "sponsors", &[]), (now, json!(1)));
    let then = vec![(json!("anct"), json!(1)), (json!("dinum"), json!(3))];
    assert_eq!(groups(&repo, "sponsors", &["--as-of", "2024-06-01"]), (then, json!(1)));
}

#[test]
fn records_without_a_value_are_a_group_that_comes_last() {
    let repo = register();
    assert_eq!(groups(&repo, "incubator", &[]), (vec![(json!("dinum"), json!(2)), (Value::Null, json!(1))], json!(0)));
}

#[test]
fn a_field_of_the_records_referred_to_groups_too() {
    let repo = register();
    let types = |of: &[(&str, i32)]| of.iter().map(|(name, count)| (json!(name), json!(count))).collect::<Vec<_>>();
    assert_eq!(
        groups(&repo, "sponsors.type", &[]).0,
        types(&[("administration-centrale", 2), ("collectivite-territoriale", 1), ("operateur", 1)])
    );
    // A sponsor under a name that it had once is still that sponsor.
    repo.rename("registry/organisations/anct.yml", "registry/organisations/agence.yml");
    repo.commit(NOON + 2 * DAY, "renamed");
    assert_eq!(groups(&repo, "sponsors.type", &[]).0.len(), 3);
}

#[test]
fn people_see_the_total_and_that_the_groups_add_up_to_more() {
    let repo = register();
    let args = ["--indicator", "1.2", "--from", "2018", "--to", "2018", "--by", "sponsors", "--format", "markdown"];
    let table = told(&repo, &args);
    let expected = "| sponsors | 2018 |\n| --- | ---: |\n| anct | 1 |\n| dinum | 2 |\n| ville | 1 |\n| total | 3 |\n\n\
                    1 record stands in several groups: the groups add up to more than the total.\n";
    assert!(table.ends_with(expected), "{table}");
    assert!(table.contains("### 1.2 Products launched each year — First entry into construction"), "{table}");
    let human = told(&repo, &["--indicator", "1.2", "--year", "2018", "--by", "incubator"]);
    assert!(human.contains("(none)") && !human.contains("several groups"), "{human}");
    let csv = told(&repo, &["--indicator", "1.2", "--year", "2018", "--by", "incubator", "--format", "csv"]);
    let start = "1.2,produits-lances,entree-en-construction,incubator";
    let head = "code,indicator,method,by,group,year,value,approximate";
    assert_eq!(csv, format!("{head}\n{start},dinum,2018,2,false\n{start},,2018,1,false\n"));
}

#[test]
fn a_field_that_figures_can_t_be_grouped_by_is_refused_with_those_that_they_can() {
    let repo = register();
    let run = repo.greffe(&["indicators", "--indicator", "2.1", "--by", "incubator"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("gender, "), "{}", run.stderr);
    let run = repo.greffe(&["indicators", "--by", "nothing"]);
    assert_eq!(run.status, 2);
    for known in ["gender", "incubator", "incubator.owner", "organisation.type", "sponsors.type"] {
        assert!(run.stderr.contains(&format!("{known},")) || run.stderr.contains(&format!("{known}.")), "{known}");
    }
    let run = repo.greffe(&["indicators", "--by", "incubator", "--format", "json"]);
    assert_eq!(run.json()["indicators"].as_array().unwrap().len(), 4);
    assert!(run.stderr.contains("left out"), "{}", run.stderr);
    assert!(run.stderr.contains("2.1, 2.2, 2.3"), "{}", run.stderr);
}
