use std::path::Path;
use std::process::Command;

use crate::support::CommandInTime;
use greffe::git::{Oid, Repository};
use greffe::yaml::Document;
use serde_json::Value;

fn git(folder: &Path, args: &[&str]) -> String {
    let mut git = Command::new("git");
    // A hook that runs the tests names its own repository in the environment.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GIT_") {
            git.env_remove(name);
        }
    }
    let output = git.current_dir(folder).args(args).output_in_time().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The YAML between the two lines `---` that a record of old begins with.
fn front_matter(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("---")?;
    let end = rest.find("\n---")?;
    rest.get(..=end)
}

/// Real records, where a bundle of them lies beside the repository (it is not part of it).
#[test]
fn real_records_are_read_as_the_prescribed_reader_reads_them() {
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/beta-gouv-2015-2023.bundle");
    let Ok(bundle) = bundle.canonicalize() else {
        println!("skipped: there is no {}", bundle.display());
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["clone", "--quiet", "--bare", bundle.to_str().unwrap(), "register.git"]);
    let register = folder.path().join("register.git");
    let repository = Repository::open(&register).unwrap();
    let tip = git(&register, &["for-each-ref", "--count=1", "--format=%(objectname)", "refs/heads/"]);
    let listing = git(&register, &["ls-tree", "-r", "-z", tip.trim_end(), "content/_startups/"]);
    let mut read = 0;
    for line in listing.split_terminator('\0') {
        let (meta, path) = line.split_once('\t').unwrap();
        if !path.ends_with(".md") {
            continue;
        }
        let blob = Oid::from_str(meta.rsplit(' ').next().unwrap()).unwrap();
        let text = String::from_utf8(repository.blob(blob).unwrap()).unwrap();
        let Some(yaml) = front_matter(&text) else { continue };
        let document = Document::read(yaml.as_bytes());
        let parsed = Document::read_by_parser(yaml.as_bytes());
        assert_eq!((&document.root, &document.problems), (&parsed.root, &parsed.problems), "{path}");
        match serde_yaml::from_str::<Value>(yaml) {
            // Keys written twice are an error to one reader, a problem to the other.
            Err(error) => assert!(!document.problems.is_empty(), "only the other reader refuses {path}: {error}"),
            Ok(theirs) => {
                let ours = document.root.as_ref().unwrap_or_else(|| panic!("{path}: {:?}", document.problems));
                assert_eq!(ours.to_json(), theirs, "{path}");
                read += 1;
            }
        }
    }
    assert!(read > 100, "only {read} records were read");
}
