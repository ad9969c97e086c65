use std::path::Path;

use crate::support::{EXEMPLE, NOON, Repo, copy_tree};

#[test]
fn the_answer_is_the_same_bytes_on_one_thread_and_on_four_and_in_any_locale() {
    let repo = Repo::with_register();
    for number in 0..60 {
        // Mistakes of several sorts, spread over the records.
        let text = EXEMPLE
            .replace("[dinum]", if number % 2 == 0 { "[dinun, dinum, dinum]" } else { "[dinum]" })
            .replace("2018-06-01", if number % 3 == 0 { "2018-06-9" } else { "2017-06-01" })
            .replace("name: Exemple", if number % 5 == 0 { "name: [Exemple" } else { "nom: Exemple" });
        repo.write(&format!("registry/startups/{}/essai-{number}.yml", number % 7), text);
    }
    repo.commit(NOON, "Many mistakes");
    for format in ["json", "human"] {
        let run = |threads: &str, locale: &str| {
            let variables = [("RAYON_NUM_THREADS", threads), ("LC_ALL", locale)];
            repo.greffe_with(&repo.path(), &variables, &["--lang", "en", "validate", "--format", format])
        };
        let one = run("1", "C");
        assert_eq!(one.status, 1);
        assert!(one.stdout.len() > 10_000, "{}", one.stdout);
        for (threads, locale) in [("4", "C"), ("4", "fr_FR.UTF-8"), ("1", "tr_TR.UTF-8")] {
            assert!(run(threads, locale) == one, "{format}, {threads} threads, {locale}");
        }
    }
}

#[test]
fn the_working_tree_the_index_and_the_commit_of_the_same_files_give_the_same_findings() {
    let repo = Repo::with_register();
    repo.write("registry/startups/été.yml", EXEMPLE)
        .write("registry/startups/autre.yml", EXEMPLE.replace("[dinum]", "[dinun]").replace('\n', "\r\n"));
    repo.commit(NOON, "Mistakes");
    let findings = |origin: &[&str]| repo.greffe(&[&["validate", "--format", "json"], origin].concat()).findings();
    let on_disk = findings(&[]);
    assert_eq!(on_disk.len(), 2);
    assert_eq!(findings(&["--index"]), on_disk);
    assert_eq!(findings(&["--rev", "HEAD"]), on_disk);
}

#[test]
fn a_fingerprint_stays_when_lines_are_added_above_and_tells_findings_apart() {
    let repo = Repo::with_register();
    let prints = |text: String| -> Vec<String> {
        repo.write("registry/startups/exemple.yml", text);
        let findings = repo.greffe(&["validate", "--format", "json"]).findings();
        findings.iter().map(|finding| finding["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let wrong = EXEMPLE.replace("[dinum]", "[dinun, dinus]");
    let before = prints(wrong.clone());
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    assert_eq!(prints(format!("# Une ligne.\n\n{wrong}")), before);
}

#[test]
fn the_shipped_register_has_no_errors() {
    let repo = Repo::new();
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["schema", "registry"] {
        copy_tree(&top.join(folder), &repo.path().join(folder));
    }
    repo.commit(NOON, "The shipped register");
    let run = repo.greffe(&["validate", "--format", "json", "--rev", "HEAD"]);
    let answer = run.json();
    assert!(answer["records"].as_u64() > Some(100), "{} records", answer["records"]);
    let findings = run.findings();
    let errors: Vec<_> = findings.iter().filter(|finding| finding["severity"] == "error").collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}
