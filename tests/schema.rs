//! `greffe schema`: what the records of a register may say, for those who write them.

use crate::support::Repo;

#[test]
fn the_kinds_are_listed_with_their_places() {
    let repo = Repo::with_register();
    let run = repo.greffe(&["schema"]);
    assert_eq!(run.status, 0);
    assert!(run.stdout.contains("startup: State startup (registry/startups)\n"), "{}", run.stdout);
    assert!(run.stdout.contains("waiver: Waivers (registry/waivers.yml)\n"), "{}", run.stdout);
}

#[test]
fn the_fields_of_a_kind_are_told_in_the_order_of_the_schema() {
    let repo = Repo::with_register();
    let run = repo.greffe(&["schema", "startup"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let at =
        |line: &str| lines.iter().position(|other| *other == line).unwrap_or_else(|| panic!("{line}\n{}", run.stdout));
    let places = [
        "name (required): a text",
        "sponsors: a list that names records of the kind organisation",
        "incubator (required): a text that names records of the kind incubator",
        "accessibility_status: a text, one of: non conforme, partiellement conforme, totalement conforme",
        "phases.start: a date",
        "fast.promotion: a whole number",
    ]
    .map(at);
    assert!(places.is_sorted(), "{}", run.stdout);
    assert_eq!(lines[places[0] + 1], "  Le nom public du produit, tel que ses usagers le connaissent.");
}

#[test]
fn programs_get_the_schema_that_rules_here_as_it_is() {
    let repo = Repo::with_register();
    let path = "schema/organisation.schema.json";
    repo.write(path, repo.read(path).replace("\"acronym\"", "\"sigle\""));
    let run = repo.greffe(&["schema", "organisation", "--format", "json"]);
    assert_eq!((run.status, run.stdout), (0, repo.read(path)));
    assert!(repo.greffe(&["schema", "organisation"]).stdout.contains("\nsigle: a text\n"));
    let run = repo.greffe_in(&repo.outside(), &["schema", "organisation"]);
    assert!(run.stdout.contains("\nacronym: a text\n"), "outside any register, the tool’s own: {run:?}");
}

#[test]
fn what_is_not_there_is_said() {
    let repo = Repo::with_register();
    for (args, says) in [
        (&["schema", "startups"][..], "did you mean “startup”"),
        (&["schema", "--format", "json"], "greffe schema startup --format json"),
    ] {
        let run = repo.greffe(args);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }
    repo.write("schema/organisation.schema.json", "{");
    assert!(repo.greffe(&["schema", "organisation"]).stderr.contains("schema/organisation.schema.json"));
    repo.write("schema/organisation.schema.json", "{\"properties\": {\"a\": {\"$ref\": \"#\"}}}");
    let run = repo.greffe(&["schema", "organisation"]);
    assert!(run.stdout.contains("a.a.a: ") && run.status == 0, "{run:?}");
}
