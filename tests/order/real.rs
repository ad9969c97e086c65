use std::path::Path;

use greffe::edit::{Disorder, in_order};
use greffe::git::{Origin, Repository};
use greffe::registry::Listing;
use greffe::shape::Outline;

use crate::support::Repo;
use crate::{comments, said};

/// Real records, where a bundle of them lies beside the repository (it is not part of it).
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
