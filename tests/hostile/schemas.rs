use super::{each, greffe, validated};
use crate::support::{NOON, Repo};

/// A case: its name, what it does to a good register, and the exit status and codes of `validate`.
type Case = (&'static str, (fn(&Repo), &'static str));

/// A schema for startups that takes anything, but for what stands in `more`.
fn schema(repo: &Repo, more: &str) {
    repo.write("schema/startup.schema.json", format!("{{\"type\": \"object\", {more}}}"));
}

fn manifest(repo: &Repo, old: &str, new: &str) {
    let text = repo.read("schema/registry.yml");
    assert!(text.contains(old), "{old}");
    repo.write("schema/registry.yml", text.replacen(old, new, 1));
}

#[test]
fn a_hostile_definition_is_named_and_never_fetched_followed_or_waited_for() {
    let cases: Vec<Case> = vec![
        ("remote $ref", (|repo| schema(repo, r#""$ref": "http://127.0.0.1:9/x.json""#), "1 D014")),
        (
            "remote $ref within",
            (|repo| schema(repo, r#""properties": {"name": {"$ref": "https://example.invalid/x"}}"#), "1 D014"),
        ),
        (
            "$ref to a file",
            (|repo| schema(repo, r#""properties": {"name": {"$ref": "file:///etc/passwd"}}"#), "1 D014"),
        ),
        (
            "$ref to another schema's path",
            (|repo| schema(repo, r#""properties": {"name": {"$ref": "../../x.json"}}"#), "1 D014"),
        ),
        (
            "$ref to nothing",
            (|repo| schema(repo, r##""properties": {"name": {"$ref": "#/definitions/x"}}"##), "1 D014"),
        ),
        // Harmless: it says nothing of any value.
        ("$ref to itself", (|repo| schema(repo, r##""properties": {"name": {"$ref": "#/properties/name"}}"##), "0")),
        // The engine takes linear time: the pattern is an ordinary one.
        (
            "catastrophic pattern",
            (
                |repo| {
                    schema(repo, r#""properties": {"name": {"pattern": "^(a+)+$"}}"#);
                    let text = repo.read("registry/startups/exemple.yml");
                    repo.write(
                        "registry/startups/exemple.yml",
                        text.replacen("Exemple", &format!("{}!", "a".repeat(50_000)), 1),
                    );
                },
                "1 S007",
            ),
        ),
        (
            "pattern of a thousand million states",
            (|repo| schema(repo, r#""properties": {"name": {"pattern": "((a{1000}){1000}){1000}"}}"#), "1 D014"),
        ),
        (
            "pattern that looks back",
            (|repo| schema(repo, r#""properties": {"name": {"pattern": "(a)\\1"}}"#), "1 D014"),
        ),
        ("pattern left open", (|repo| schema(repo, r#""properties": {"name": {"pattern": "("}}"#), "1 D014")),
        (
            "a schema that is no JSON",
            (
                |repo| {
                    repo.write("schema/startup.schema.json", "{");
                },
                "1 D014",
            ),
        ),
        (
            "an empty schema",
            (
                |repo| {
                    repo.write("schema/startup.schema.json", "");
                },
                "1 D014",
            ),
        ),
        (
            "a schema that is a list",
            (
                |repo| {
                    repo.write("schema/startup.schema.json", "[]");
                },
                "1 D014",
            ),
        ),
        (
            "a schema that refuses all",
            (
                |repo| {
                    repo.write("schema/startup.schema.json", "false");
                },
                "1 S007",
            ),
        ),
        (
            "a schema of 100,000 levels",
            (
                |repo| {
                    let deep = "{\"not\":".repeat(100_000);
                    repo.write("schema/startup.schema.json", deep);
                },
                "1 D014",
            ),
        ),
        (
            "a schema of 100 levels",
            (
                |repo| {
                    let deep = format!("{}true{}", "{\"allOf\":[".repeat(50), "]}".repeat(50));
                    repo.write("schema/startup.schema.json", deep);
                },
                "0",
            ),
        ),
        // Thirty definitions, each of which the one before names twice: a thousand million schemas for one name.
        (
            "references that double",
            (
                |repo| {
                    let link = |at: usize| {
                        let next = format!(r##"{{"$ref": "#/definitions/d{}"}}"##, at + 1);
                        format!(r#""d{at}": {{"anyOf": [{next}, {next}]}}"#)
                    };
                    let links: Vec<String> = (0..30).map(link).collect();
                    let name = r##""properties": {"name": {"$ref": "#/definitions/d0"}}"##;
                    let last = r#""d30": {"type": "integer"}"#;
                    schema(repo, &format!(r#"{name}, "definitions": {{{}, {last}}}"#, links.join(", ")));
                },
                "1 D014",
            ),
        ),
        // Each level of lists is looked at in two ways, and the record has forty.
        (
            "a record whose levels double",
            (
                |repo| {
                    let twice = r##""anyOf": [{"items": {"$ref": "#/definitions/a"}}, {"items": {"$ref": "#/definitions/a"}}]"##;
                    let name = r##""properties": {"mission": {"$ref": "#/definitions/a"}}"##;
                    schema(repo, &format!(r#"{name}, "definitions": {{"a": {{{twice}}}}}"#));
                    let text = repo.read("registry/startups/exemple.yml");
                    let deep = format!("mission: {}x{}\n", "[".repeat(40), "]".repeat(40));
                    let mission = "mission: Prendre rendez-vous en mairie sans se déplacer\n";
                    repo.write("registry/startups/exemple.yml", text.replacen(mission, &deep, 1));
                },
                "1 S007",
            ),
        ),
        (
            "a schema of 100 MB",
            (
                |repo| {
                    repo.write("schema/startup.schema.json", vec![b' '; 100_000_000]);
                },
                "1 D007",
            ),
        ),
        (
            "a manifest of 100 MB",
            (
                |repo| {
                    repo.write("schema/registry.yml", vec![b' '; 100_000_000]);
                },
                "1 D007",
            ),
        ),
        ("an unknown type", (|repo| schema(repo, r#""properties": {"name": {"type": "texte"}}"#), "1 D014")),
        ("an unknown format", (|repo| schema(repo, r#""properties": {"name": {"format": "secret"}}"#), "1 D014")),
        (
            "no schema",
            (
                |repo| {
                    repo.remove("schema/startup.schema.json");
                },
                "1 D014",
            ),
        ),
        (
            "no lifecycle",
            (
                |repo| {
                    repo.remove("schema/lifecycles/startup.yml");
                },
                "1 D014",
            ),
        ),
        (
            "an empty lifecycle",
            (
                |repo| {
                    repo.write("schema/lifecycles/startup.yml", "");
                },
                "1 D010",
            ),
        ),
        (
            "an empty manifest",
            (
                |repo| {
                    repo.write("schema/registry.yml", "");
                },
                "1 D010",
            ),
        ),
        ("a manifest with an alias", (|repo| manifest(repo, "kinds:", "x: &x 1\nkinds:"), "1 D005")),
        (
            "a manifest that is a list",
            (
                |repo| {
                    repo.write("schema/registry.yml", "- a\n");
                },
                "1 S003",
            ),
        ),
        ("a schema out of schema/", (|repo| manifest(repo, "startup.schema.json", "../../../etc/passwd"), "1 S007")),
        ("a lifecycle out of schema/", (|repo| manifest(repo, "lifecycle: startup", "lifecycle: ../../x"), "1 S006")),
        ("a folder out of registry/", (|repo| manifest(repo, "folder: startups", "folder: ../startups"), "1 R003")),
    ];
    each(cases, |(lay, expected)| {
        let repo = Repo::with_register();
        repo.commit(NOON, "A good version");
        lay(&repo);
        repo.commit(NOON + 60, "A hostile version");
        let mut wrong = Vec::new();
        for origin in [&[][..], &["--rev", "HEAD"]] {
            let found = validated(&repo, origin);
            if found != expected {
                wrong.push(format!("{origin:?} gives {found} instead of {expected}"));
            }
        }
        let seen = greffe(&repo, &repo.path(), &["indicators"]);
        if seen.status != 0 {
            wrong.push(format!("indicators gives {} {}", seen.status, seen.stderr));
        }
        wrong
    });
}
