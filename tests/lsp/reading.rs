use serde_json::{Value, json};

use super::client::{Editor, abilities, path_in, quoted};
use crate::support::{EXEMPLE, Repo};

const PATH: &str = "registry/startups/exemple.yml";

fn shown(editor: &mut Editor, text: &str) -> String {
    let hover = editor.ask_at("textDocument/hover", PATH, text, Value::Null).unwrap();
    hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

fn at(word: &str) -> String {
    EXEMPLE.replacen(word, &format!("¦{word}"), 1)
}

#[test]
fn the_pointer_tells_what_a_field_a_phase_and_a_record_are() {
    let repo = Repo::with_register();
    let mut editor = Editor::open(&repo);
    editor.show(PATH, EXEMPLE);
    let field = shown(&mut editor, &at("mission"));
    assert!(field.starts_with("**Mission** (`mission`)\n\nCe que le produit permet de faire"), "{field}");
    assert!(field.ends_with("For example: `Prendre rendez-vous en mairie sans se déplacer`"), "{field}");
    let phase = shown(&mut editor, &at("acceleration"));
    assert!(
        phase.starts_with("**Acceleration** (`acceleration`): on déploie\n\nMay be followed by: consolidation"),
        "{phase}"
    );
    let record = shown(&mut editor, &at("dinum\nphases"));
    assert_eq!(
        record,
        "**Incubateur de services numériques** (`incubator/dinum`)\n\nIncubator\n\n`registry/incubators/dinum.yml`"
    );
    let own = shown(&mut editor, &at("# yaml"));
    assert_eq!(
        own,
        format!("**Exemple** (`startup/exemple`)\n\nState startup · Acceleration since 2020-03\n\n`{PATH}`")
    );
    assert!(shown(&mut editor, &at("name: Exemple")).ends_with(&own));
    // In a text that is no YAML, too; in one without Markdown, without its signs.
    let mut plain = abilities();
    plain["textDocument"]["hover"]["contentFormat"] = json!(["plaintext"]);
    editor.leave();
    let mut editor = Editor::able(&repo, "fr", plain);
    editor.show(PATH, &format!("{EXEMPLE}oops: [\n"));
    let phase = shown(&mut editor, &at("acceleration"));
    assert!(phase.starts_with("Accélération (acceleration) : on déploie\n\nPeut être suivie de"), "{phase}");
    assert!(
        shown(&mut editor, &at("dinum\nphases")).starts_with("Incubateur de services numériques (incubator/dinum)")
    );
    editor.leave();
}

#[test]
fn names_lead_to_what_they_name() {
    let repo = Repo::with_register();
    repo.write(
        "registry/waivers.yml",
        "waivers:\n  - rule: S001\n    record: startup/exemple\n    reason: x\n    until: 2030\n",
    );
    let mut editor = Editor::open(&repo);
    editor.show(PATH, EXEMPLE);
    let record = editor.ask_at("textDocument/definition", PATH, &at("dinum\nphases"), Value::Null).unwrap();
    assert_eq!(record["uri"], editor.uri("registry/incubators/dinum.yml"));
    assert_eq!(
        quoted(&repo.read("registry/incubators/dinum.yml"), &record["range"]),
        "Incubateur de services numériques"
    );
    let phase = editor.ask_at("textDocument/definition", PATH, &at("construction"), Value::Null).unwrap();
    assert_eq!(phase["uri"], editor.uri("schema/lifecycles/startup.yml"));
    assert_eq!(quoted(&repo.read("schema/lifecycles/startup.yml"), &phase["range"]), "construction");
    let waivers = repo.read("registry/waivers.yml");
    editor.show("registry/waivers.yml", &waivers);
    let text = waivers.replace("startup/", "startup¦/");
    let waived = editor.ask_at("textDocument/definition", "registry/waivers.yml", &text, Value::Null).unwrap();
    assert_eq!(waived["uri"], editor.uri(PATH));
    assert_eq!(editor.ask_at("textDocument/definition", PATH, &at("2018-01-15"), Value::Null), Ok(Value::Null));
    editor.leave();
}

#[test]
fn a_record_is_found_wherever_it_is_named() {
    let repo = Repo::with_register();
    repo.write(
        "registry/waivers.yml",
        "waivers:\n  - rule: S001\n    record: organisation/dinum\n    reason: x\n    until: 2030\n",
    );
    let mut editor = Editor::open(&repo);
    // As the text is in the editor: a sponsor more, under a letter of two units.
    let text = EXEMPLE.replace("sponsors: [dinum]", "sponsors: ['🙂', dinum]");
    editor.show(PATH, &text);
    let mut places = |with_own: bool| {
        let at = text.replacen("dinum]", "¦dinum]", 1);
        let context = json!({"context": {"includeDeclaration": with_own}});
        let found = editor.ask_at("textDocument/references", PATH, &at, context).unwrap();
        let places = found.as_array().unwrap().iter().map(|place| {
            let path = path_in(&repo, &place["uri"]);
            let text = if path == PATH { text.clone() } else { repo.read(&path) };
            (path, quoted(&text, &place["range"]))
        });
        places.collect::<Vec<_>>()
    };
    let named = |path: &str, word: &str| (path.to_owned(), word.to_owned());
    let others = [
        named("registry/incubators/dinum.yml", "dinum"),
        named(PATH, "dinum"),
        named("registry/waivers.yml", "organisation/dinum"),
    ];
    assert_eq!(places(false), others);
    assert_eq!(places(true)[0], named("registry/organisations/dinum.yml", "Direction interministérielle du numérique"));
    // From the record itself.
    editor.show("registry/organisations/dinum.yml", &repo.read("registry/organisations/dinum.yml"));
    let at = repo.read("registry/organisations/dinum.yml").replace("Direction", "¦Direction");
    let context = json!({"context": {"includeDeclaration": false}});
    let found = editor.ask_at("textDocument/references", "registry/organisations/dinum.yml", &at, context).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 3);
    editor.leave();
}

#[test]
fn a_record_and_the_register_can_be_looked_over() {
    let repo = Repo::with_register();
    let mut editor = Editor::open(&repo);
    editor.show(PATH, EXEMPLE);
    let symbols =
        editor.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": editor.uri(PATH)}})).unwrap();
    let names: Vec<_> = symbols.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["name", "mission", "sponsors", "incubator", "phases"]);
    let phases = symbols[4]["children"].as_array().unwrap();
    assert_eq!(
        phases.iter().map(|one| one["name"].as_str().unwrap()).collect::<Vec<_>>(),
        ["investigation", "construction", "acceleration"]
    );
    for (query, wanted) in [("exem", 1), ("INTERMINISTERIELLE", 1), ("numérique", 2), ("dinum", 2), ("", 3), ("zzz", 0)]
    {
        let found = editor.ask("workspace/symbol", json!({"query": query})).unwrap();
        assert_eq!(found.as_array().unwrap().len(), wanted, "{query}: {found}");
    }
    editor.leave();
}
