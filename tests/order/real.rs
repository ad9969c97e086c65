use std::path::Path;

use greffe::edit::{Disorder, in_order};
use greffe::git::{Oid, Origin, Repository};
use greffe::registry::Listing;
use greffe::schema::Outline;

use super::{comments, said};
use crate::support::Repo;

/// Real records, where a bundle of them is found beside the repository (it is not part of it).
#[test]
fn imported_records_say_the_same_in_order() {
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/site-eig-2018-2021.bundle");
    let Ok(bundle) = bundle.canonicalize() else {
        println!("skipped: there is no {}", bundle.display());
        return;
    };
    let repo = Repo::new();
    let (source, into) = (repo.outside().join("source.git"), repo.outside().join("into"));
    let clone = ["clone", "--quiet", "--bare", bundle.to_str().unwrap(), source.to_str().unwrap()];
    repo.git(&clone);
    let run = repo.greffe(&["import", "eig", source.to_str().unwrap(), "--into", into.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    in_order_everywhere(&into);
}

/// Real records as people wrote them for years, where a bundle of them lies beside the repository.
#[test]
fn records_that_people_wrote_say_the_same_in_order() {
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/beta-gouv-2015-2023.bundle");
    let Ok(bundle) = bundle.canonicalize() else {
        println!("skipped: there is no {}", bundle.display());
        return;
    };
    let repo = Repo::new();
    let source = repo.outside().join("source.git");
    repo.git(&["clone", "--quiet", "--bare", bundle.to_str().unwrap(), source.to_str().unwrap()]);
    let at = ["-C", source.to_str().unwrap()];
    let repository = Repository::open(&source).unwrap();
    let tip = repo.git(&[&at[..], &["for-each-ref", "--count=1", "--format=%(objectname)", "refs/heads/"]].concat());
    let listed = repo.git(&[&at[..], &["ls-tree", "-r", &tip, "content/_startups/"]].concat());
    let schema = serde_json::from_str(include_str!("../../schema/startup.schema.json")).unwrap();
    let outline = Outline::of(&schema);
    let (mut read, mut moved, mut left) = (0, 0, 0);
    for line in listed.lines().filter(|line| line.ends_with(".md")) {
        let blob = Oid::from_str(line.split([' ', '\t']).nth(2).unwrap()).unwrap();
        let text = String::from_utf8(repository.blob(blob).unwrap()).unwrap();
        let Some(yaml) = text.strip_prefix("---").and_then(|rest| Some(&rest[..=rest.find("\n---")?])) else {
            continue;
        };
        match in_order(yaml, &outline) {
            Ok(made) => {
                assert_eq!(said(&made), said(yaml), "{line}");
                moved += usize::from(made != yaml);
                assert_eq!(in_order(&made, &outline), Ok(made), "{line}");
                read += 1;
            }
            Err(Disorder::Unreadable) => {}
            Err(Disorder::UnknownStyle) => left += 1,
        }
    }
    assert!(read > 200 && moved > 100, "{read} {moved}");
    assert!(left * 100 < read, "{left} of {read} are left as they are");
}

/// Every record of a register, put in order, says the same with the same comments, and is in order then.
fn in_order_everywhere(folder: &Path) {
    let repository = Repository::discover(folder).unwrap();
    let head = repository.head().unwrap().unwrap();
    let listing = Listing::read(&repository, Origin::Commit(head)).unwrap();
    let texts = listing.read_each(&repository, |_| true, |record| (record.kind, record.path, record.document.text));
    let mut read = 0;
    for (kind, path, text) in texts.unwrap() {
        let file = listing.definitions.file(&listing.manifest.kinds[kind].schema).unwrap();
        let schema = serde_json::from_str(file.text.as_ref().unwrap()).unwrap();
        let outline = Outline::of(&schema);
        match in_order(&text, &outline) {
            Ok(made) => {
                assert_eq!(said(&made), said(&text), "{path}");
                assert_eq!(comments(&made), comments(&text), "{path}");
                assert_eq!(in_order(&made, &outline), Ok(made), "{path}");
                read += 1;
            }
            Err(why) => assert_eq!(why, Disorder::Unreadable, "{path}: {text}"),
        }
    }
    assert!(read > 100, "{read}");
}
