use std::fs;

use super::{EXEMPLE, Repo, START, Site, lively};

#[test]
fn the_same_register_gives_the_same_bytes_whatever_the_number_of_threads() {
    let repo = lively();
    let first = Site::of(&repo, &[]);
    let other = repo.outside().join("other");
    let args = ["--lang", "en", "site", "--out", other.to_str().unwrap()];
    let run = repo.greffe_with(&repo.path(), &[("RAYON_NUM_THREADS", "1")], &args);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(first.files == Site::at(&other).files, "the sites differ");
    // Neither the index nor the language of the command matters.
    fs::remove_dir_all(repo.path().join(".git/greffe")).unwrap();
    fs::remove_dir_all(&other).unwrap();
    let run = repo.greffe_with(&repo.path(), &[], &["--lang", "fr", "site", "--out", other.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(first.files == Site::at(&other).files, "the sites differ");
}

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let repo = lively();
    let out = repo.outside().join("site");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("these.txt"), "mine").unwrap();
    let args = ["site", "--out", out.to_str().unwrap()];
    let run = repo.greffe(&args);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("holds something other than a site"), "{}", run.stderr);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    // Nor is a file that only looks like a marker.
    fs::remove_file(out.join("these.txt")).unwrap();
    fs::write(out.join(".greffe-site"), "something else\n").unwrap();
    assert_eq!(repo.greffe(&args).status, 2);
    // An empty folder is accepted.
    fs::remove_file(out.join(".greffe-site")).unwrap();
    assert_eq!(repo.greffe(&args).status, 0);
}

#[test]
fn pages_that_are_gone_are_removed_and_what_others_put_there_stays() {
    let repo = Repo::with_register();
    repo.write("registry/startups/deux.yml", EXEMPLE);
    repo.commit(START, "Deux");
    let before = Site::of(&repo, &[]);
    assert!(before.files.contains_key("en/fiche/startup/deux.html"));
    fs::write(before.top.join("CNAME"), "exemple.fr").unwrap();
    // A marker that was tampered with removes nothing outside the folder.
    let outside = repo.outside().join("kept.txt");
    fs::write(&outside, "kept").unwrap();
    let marker = before.top.join(".greffe-site");
    let text = fs::read_to_string(&marker).unwrap();
    fs::write(&marker, format!("{text}../kept.txt\n{}\n", outside.display())).unwrap();
    // A register in which it never was.
    let other = Repo::with_register();
    other.commit(START, "Une");
    let run = other.greffe(&["site", "--out", before.top.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let after = Site::at(&before.top);
    assert!(!after.files.contains_key("fiche/startup/deux.html"));
    assert!(!after.files.contains_key("en/fiche/startup/deux.html"));
    assert!(after.files.contains_key("fiche/startup/exemple.html"));
    assert_eq!(after.file("CNAME"), "exemple.fr");
    assert!(outside.exists(), "a file outside the folder is gone");
}

#[test]
fn a_page_that_does_not_change_is_not_written_again() {
    let repo = lively();
    let site = Site::of(&repo, &[]);
    let page = site.top.join("index.html");
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::options().append(true).open(&page).unwrap().set_modified(long_ago).unwrap();
    Site::of(&repo, &[]);
    assert_eq!(fs::metadata(&page).unwrap().modified().unwrap(), long_ago);
}

#[test]
fn an_interrupted_site_can_be_written_anew() {
    let repo = lively();
    let site = Site::of(&repo, &[]);
    for gone in ["index.html", "assets/site.css", "fiche/startup/exemple.html"] {
        fs::remove_file(site.top.join(gone)).unwrap();
    }
    assert!(Site::of(&repo, &[]).files == site.files);
}

#[test]
fn an_empty_register_has_a_site_too() {
    let repo = Repo::new();
    repo.write("registry/README.md", "Rien encore").commit(START, "Rien");
    let site = Site::of(&repo, &[]);
    assert!(site.file("index.html").contains("1.2"), "the seven indicators are there");
}

#[test]
fn an_address_of_the_site_must_be_one() {
    let repo = lively();
    let out = repo.outside().join("site");
    let run = repo.greffe(&["site", "--out", out.to_str().unwrap(), "--url", "exemple.fr"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("https://"), "{}", run.stderr);
    let site = Site::of(&repo, &["--url", "https://exemple.fr/registre/"]);
    assert!(site.file("index.html").contains("href=\"https://exemple.fr/registre/index.html\""));
    assert!(site.file("feed.xml").contains("xml:base=\"https://exemple.fr/registre/feed.xml\""));
}
