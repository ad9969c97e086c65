use serde_json::Value;

use super::{Site, lively};

/// Every JSON file is what the description says of its address, and every address of the description is there.
#[test]
fn the_api_is_what_its_description_says() {
    let site = Site::of(&lively(), &[]);
    let description: Value = serde_json::from_str(site.file("api/v1/openapi.json")).unwrap();
    assert_eq!(description["openapi"], "3.1.0");
    let mut used = std::collections::BTreeSet::new();
    for (path, text) in &site.files {
        let Some(address) = path.strip_prefix("api/v1").filter(|address| !address.starts_with("/schemas/")) else {
            continue;
        };
        if address == "/openapi.json" {
            continue;
        }
        let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let paths = description["paths"].as_object().unwrap();
        let (template, item) = paths
            .iter()
            .find(|(template, _)| fits(template, address))
            .unwrap_or_else(|| panic!("{path} is not described"));
        used.insert(template.clone());
        let schema = &item["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"];
        validate(&site, &description, schema.as_str().unwrap(), &value, path);
    }
    let described: std::collections::BTreeSet<String> =
        description["paths"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(used, described, "addresses that no file has");
}

/// Whether an address is one of a template: `/why/{indicator}/{method}/{year}.json`.
fn fits(template: &str, address: &str) -> bool {
    let (template, address): (Vec<_>, Vec<_>) = (template.split('/').collect(), address.split('/').collect());
    template.len() == address.len()
        && template.iter().zip(&address).all(|(pattern, step)| pattern.starts_with('{') || pattern == step)
}

fn validate(site: &Site, description: &Value, reference: &str, value: &Value, path: &str) {
    let errors: Vec<String> = match reference.strip_prefix("#/components/schemas/") {
        Some(_) => {
            let mut schema = description.clone();
            schema["$ref"] = Value::String(reference.to_owned());
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            validator.iter_errors(value).map(|error| error.to_string()).collect()
        }
        None => {
            let schema: Value = serde_json::from_str(site.file(&format!("api/v1/{reference}"))).unwrap();
            let validator = jsonschema::draft7::new(&schema).unwrap();
            validator.iter_errors(value).map(|error| error.to_string()).collect()
        }
    };
    assert_eq!(errors, Vec::<String>::new(), "{path}");
}

/// The files are the answers of the commands.
#[test]
fn the_api_gives_the_answers_of_the_commands() {
    let repo = lively();
    let site = Site::of(&repo, &[]);
    for (path, args) in [
        ("indicators.json", &["indicators"][..]),
        ("published.json", &["published"]),
        ("history/produits-lances/entree-en-construction.json", &["history", "produits-lances"]),
        ("why/produits-lances/entree-en-construction/2018.json", &["why", "produits-lances", "2018"]),
        ("log/startup/nouvelle.json", &["log", "startup/nouvelle"]),
    ] {
        let run = repo.greffe(&[args, &["--format", "json"]].concat());
        assert_eq!(site.file(&format!("api/v1/{path}")), run.stdout, "{path}");
    }
}

/// The first file names others that are there.
#[test]
fn the_index_of_the_api_names_files_that_are_there() {
    let site = Site::of(&lively(), &[]);
    let index: Value = serde_json::from_str(site.file("api/v1/index.json")).unwrap();
    let mut named: Vec<String> = ["figures", "published", "records", "openapi"]
        .iter()
        .map(|key| index[*key].as_str().unwrap().to_owned())
        .collect();
    for indicator in index["indicators"].as_array().unwrap() {
        for method in indicator["methods"].as_array().unwrap() {
            named.extend(method["history"].as_str().map(str::to_owned));
            named.extend(method["why"].as_array().unwrap().iter().map(|path| path.as_str().unwrap().to_owned()));
        }
    }
    let records: Value = serde_json::from_str(site.file("api/v1/records.json")).unwrap();
    for record in records["records"].as_array().unwrap() {
        named.push(record["log"].as_str().unwrap().to_owned());
        assert!(site.files.contains_key(record["page"].as_str().unwrap().strip_prefix("../../").unwrap()));
    }
    assert!(named.len() > 50);
    for path in named {
        assert!(site.files.contains_key(&format!("api/v1/{path}")), "{path}");
    }
}
