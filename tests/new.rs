//! New records, made from flags or from answers at a terminal: only those are written that leave the register in order.

use crate::support::{Repo, Run};

const MADE: &str = "registry/startups/mairie.yml";
const FLAGS: [&str; 11] = [
    "new",
    "startup",
    "mairie",
    "--set",
    "name=Mairie",
    "--set",
    "mission=Prendre rendez-vous",
    "--set",
    "incubator=dinum",
    "--phase",
    "construction",
];

fn startup(more: &[&str]) -> (Repo, Run) {
    let repo = Repo::with_register();
    let run = repo.greffe(&[&FLAGS[..], more].concat());
    (repo, run)
}

/// What is refused for a reason, and that nothing was written.
fn refused(repo: &Repo, args: &[&str], says: &[&str]) {
    let before = repo.git(&["status", "--porcelain", "--untracked-files=all"]);
    let run = repo.greffe(args);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?} {run:?}");
    for said in says {
        assert!(run.stderr.contains(said), "{said} in {}", run.stderr);
    }
    assert_eq!(repo.git(&["status", "--porcelain", "--untracked-files=all"]), before);
}

#[test]
fn flags_make_a_record_in_the_order_of_the_schema_that_leaves_the_register_clean() {
    let (repo, run) = startup(&["--on", "2020-03", "--set", "stats=true", "--set", "sponsors=dinum"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "startup/mairie: registry/startups/mairie.yml is created\n"));
    assert_eq!(
        repo.read(MADE),
        "# yaml-language-server: $schema=../../schema/startup.schema.json\nname: Mairie\n\
         mission: Prendre rendez-vous\nsponsors:\n  - dinum\nincubator: dinum\nstats: true\nphases:\n\
         \x20 - name: construction\n    start: 2020-03\n"
    );
    let run = repo.greffe(&["validate", "--fail-on", "advice"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
}

#[test]
fn every_kind_that_has_a_folder_can_be_made() {
    let repo = Repo::with_register();
    for args in [
        &["promotion", "promo", "--set", "name=Promo", "--set", "year=2021", "--set", "programme=eig"][..],
        &["defi", "defi-a", "--set", "name=A", "--set", "promotion=promo"],
        &["eig", "eig-a", "--set", "promotion=promo", "--set", "programme=eig", "--phase", "selection"],
        &["component", "tampon", "--set", "name=Tampon"],
        &["organisation", "anct", "--set", "name=ANCT", "--set", "type=operateur"],
        &["incubator", "ici", "--set", "name=Ici", "--set", "owner=ANCT"],
        &[
            "intrapreneur",
            "agent",
            "--set",
            "organisation=anct",
            "--set",
            "events.name=formation",
            "--set",
            "events.date=2020",
        ],
        &[
            "indicator",
            "neuf",
            "--set",
            "code=3.1",
            "--set",
            "objective=3",
            "--set",
            "label.fr=Neuf",
            "--set",
            "label.en=New",
            "--set",
            "unit=nombre",
            "--set",
            "methods.id=a",
            "--set",
            "methods.counts=startup",
            "--set",
            "methods.when.enters=construction",
            "--set",
            "methods.take=first",
        ],
        &[
            "publication",
            "note",
            "--set",
            "name=Note",
            "--set",
            "type=pap",
            "--set",
            "year=2020",
            "--set",
            "figures.indicator=neuf",
            "--set",
            "figures.year=2019",
            "--set",
            "figures.kind=actual",
            "--set",
            "figures.value=3",
        ],
    ] {
        let run = repo.greffe(&[&["new"], args].concat());
        assert_eq!(run.status, 0, "{args:?}: {}", run.stderr);
        let run = repo.greffe(&["validate"]);
        assert_eq!(run.status, 0, "{args:?}: {}", run.stdout);
    }
    assert!(repo.read("registry/incubators/ici.yml").contains("owner: anct\n"), "a name stands for its record");
}

#[test]
fn without_a_terminal_it_says_which_flags_are_missing_and_waits_for_nothing() {
    let repo = Repo::with_register();
    let wanted = "--set name=… --set mission=… --set incubator=… --phase …";
    refused(&repo, &["new", "startup", "mairie"], &[wanted]);
    refused(&repo, &["new", "startup", "mairie", "--set", "name=M"], &["give: --set mission=… --set incubator=…"]);
    refused(
        &repo,
        &["new", "intrapreneur", "agent"],
        &["--set organisation=… --set events.name=… --set events.date=…"],
    );
}

#[test]
fn what_the_rules_refuse_is_refused_in_their_words() {
    let repo = Repo::with_register();
    for (more, says) in [
        (&["--set", "nom=x"][..], &["There is no field “nom”", "S002"][..]),
        (&["--on", "1990"], &["1990", "L005"]),
        (&["--set", "contact="], &["S007"]),
        (&["--set", "sponsors=dinun"], &["R001", "did you mean “dinum”"]),
        (&["--set", "link=exemple"], &["S006"]),
        (&["--set", "fast.montant=beaucoup"], &["S003"]),
        (&["--set", "previous_ids=exemple"], &["R002"]),
        (&["--set", "x"], &["--set"]),
        (&["--in", "registry/incubators"], &["is no folder for a record of the kind “startup”"]),
        (&["--in", ".."], &["is no folder"]),
    ] {
        refused(&repo, &[&FLAGS[..], more].concat(), says);
    }
    refused(&repo, &["new", "startup", "mairie", "--phase", "constructoin"], &["did you mean “construction”"]);
    refused(&repo, &["new", "startup", "mairie", "--on", "2020"], &["--phase"]);
}

#[test]
fn an_identifier_that_is_bad_or_taken_today_or_before_is_refused() {
    let repo = Repo::with_register();
    repo.write("registry/startups/neuf.yml", format!("{}previous_ids: [Ancien]\n", crate::support::EXEMPLE));
    let with = |id: &'static str| ["new", "startup", id, "--set", "name=N", "--set", "mission=M"];
    refused(&repo, &with("Mairie de Paris"), &["did you mean “mairie-de-paris”"]);
    refused(&repo, &with("_"), &["lower-case letters"]);
    refused(&repo, &with("../mairie"), &["did you mean “mairie”"]);
    refused(&repo, &with("exemple"), &["startup/exemple is there already (registry/startups/exemple.yml)"]);
    refused(&repo, &with("ancien"), &["“ancien” is an earlier identifier of startup/neuf"]);
    refused(&repo, &["new", "startups", "x"], &["did you mean “startup”"]);
    refused(&repo, &["new", "waiver", "x"], &["registry/waivers.yml"]);
    refused(&repo, &["new", "chose", "x"], &["one of: component, defi"]);
}

#[test]
fn a_record_that_must_be_there_first_is_asked_for_before_anything_else() {
    let repo = Repo::with_register();
    repo.remove("registry/incubators/dinum.yml");
    refused(&repo, &["new", "startup", "mairie"], &["make it first: greffe new incubator IDENTIFIER"]);
}

#[test]
fn it_goes_where_the_others_of_its_kind_stand() {
    for (others, wanted) in [
        (&["ab/abc", "cd/cde"][..], Some("ma/mairie")),
        (&["a/abc", "c/cde"], Some("m/mairie")),
        (&["abc", "cde", "zz/x"], Some("mairie")),
        (&["a/ab/abc", "c/cd/cde"], Some("m/ma/mairie")),
        (&["3f/abc", "07/cde", "ee/x"], None),
    ] {
        let repo = Repo::with_register();
        repo.remove("registry/startups/exemple.yml");
        for other in others {
            let schema = "../".repeat(2 + other.matches('/').count());
            let text = crate::support::EXEMPLE.replace("../../", &schema);
            repo.write(&format!("registry/startups/{other}.yml"), &text);
        }
        match wanted {
            Some(path) => {
                assert_eq!(repo.greffe(&FLAGS).status, 0);
                let text = repo.read(&format!("registry/startups/{path}.yml"));
                let above = "../".repeat(2 + path.matches('/').count());
                assert!(text.starts_with(&format!("# yaml-language-server: $schema={above}schema/startup")), "{text}");
            }
            None => {
                refused(&repo, &FLAGS, &["name the folder: --in"]);
                let run = repo.greffe(&[&FLAGS[..], &["--in", "registry/startups/aa"]].concat());
                assert_eq!(run.status, 0, "{run:?}");
                assert!(repo.read("registry/startups/aa/mairie.yml").contains("name: Mairie"));
            }
        }
    }
}

#[cfg(unix)]
mod terminal {
    use super::*;
    use rexpect::session::{Options, PtySession, spawn_with_options};
    use signal_hook::consts::SIGINT;
    use std::sync::atomic::AtomicBool;
    use std::sync::{Arc, Once};

    /// Makes programs that are started from here react to Ctrl-C, even where the tests run in the background of a shell, which
    /// starts them with it ignored: what is ignored is so in children too, what is handled is not. Here, it does what it did.
    fn heed_ctrl_c() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let ends_us = Arc::new(AtomicBool::new(!is_ctrl_c_ignored()));
            signal_hook::flag::register_conditional_default(SIGINT, ends_us).unwrap();
        });
    }

    /// Whether these tests were started with Ctrl-C ignored, as far as the system says.
    fn is_ctrl_c_ignored() -> bool {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        ignored.is_some_and(|mask| mask & (1 << (SIGINT - 1)) != 0)
    }

    /// Runs `greffe --lang fr ARGS` at a terminal of its own.
    fn at_terminal(repo: &Repo, args: &[&str]) -> PtySession {
        heed_ctrl_c();
        let mut greffe = repo.command(&repo.path());
        greffe.args(["--lang", "fr"]).args(args);
        spawn_with_options(greffe, Options::new().timeout_ms(Some(20_000))).unwrap()
    }

    /// As the library gives what it reads: a character for each byte.
    fn bytes(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    #[test]
    fn what_is_missing_is_asked_and_a_wrong_answer_is_asked_again() {
        let repo = Repo::with_register();
        let mut person = at_terminal(&repo, &["new", "startup", "mairie", "--set", "name=Mairie"]);
        let mut answer = |question: &str, line: &str| {
            person.exp_string(&bytes(question)).unwrap();
            let shown = person.exp_string("> ").unwrap();
            person.send_line(line).unwrap();
            shown
        };
        let shown = answer("Mission (mission)", "");
        assert!(shown.contains(&bytes("une phrase qui commence par un verbe")), "{shown}");
        assert!(shown.contains(&bytes("Par exemple : Prendre rendez-vous en mairie")), "{shown}");
        answer("Il faut une réponse.", "Prendre rendez-vous");
        let shown = answer("Incubateur (incubator)", "dinun");
        assert!(shown.contains(&bytes("1. dinum (Incubateur de services numériques)")), "{shown}");
        answer(
            "Vouliez-vous dire « dinum (Incubateur de services numériques) » ?",
            "incubateur de services numériques",
        );
        let shown = answer("Nom de la phase (phases.name)", "alumni");
        assert!(shown.contains(&bytes("2. construction (Construction)")), "{shown}");
        answer("« alumni » n’est plus employé.", "2");
        answer("Début (phases.start)", "2020-3");
        answer("« 2020-3 » n’est pas une date.", "1990");
        answer("La date 1990", "2020-03");
        person.exp_string(&bytes("registry/startups/mairie.yml est créé")).unwrap();
        person.exp_eof().unwrap();
        assert_eq!(
            repo.read(MADE),
            "# yaml-language-server: $schema=../../schema/startup.schema.json\nname: Mairie\n\
             mission: Prendre rendez-vous\nincubator: dinum\nphases:\n  - name: construction\n    start: 2020-03\n"
        );
        assert_eq!(repo.greffe(&["validate", "--fail-on", "advice"]).status, 0);
    }

    #[test]
    fn a_list_is_answered_with_commas_and_an_optional_answer_may_be_empty() {
        let repo = Repo::with_register();
        let mut person = at_terminal(&repo, &["new", "startup", "mairie", "--set", "name=M", "--set", "mission=M"]);
        for (question, line) in [("(incubator)", "1"), ("(phases.name)", "1"), ("facultatif", "")] {
            person.exp_string(&bytes(question)).unwrap();
            person.exp_string("> ").unwrap();
            person.send_line(line).unwrap();
        }
        person.exp_string(&bytes("est créé")).unwrap();
        person.exp_eof().unwrap();
        assert!(repo.read(MADE).ends_with("phases:\n  - name: investigation\n"));
    }

    #[test]
    fn giving_up_leaves_nothing_behind() {
        for give_up in ['c', 'd'] {
            let repo = Repo::with_register();
            let before = repo.git(&["status", "--porcelain", "--untracked-files=all"]);
            let mut person = at_terminal(&repo, &["new", "startup", "mairie", "--set", "name=Mairie"]);
            person.exp_string("> ").unwrap();
            person.send_line("Prendre rendez-vous").unwrap();
            person.exp_string("> ").unwrap();
            person.send_control(give_up).unwrap();
            person.exp_eof().unwrap();
            assert_eq!(repo.git(&["status", "--porcelain", "--untracked-files=all"]), before);
        }
    }
}

#[test]
fn in_a_register_that_slept_for_years_a_record_of_today_is_made_once_the_day_is_said() {
    let repo = Repo::with_register();
    repo.commit(crate::support::NOON, "Rest");
    let args = [&FLAGS[..], &["--on", "2031-03-02"]].concat();
    refused(&repo, &args, &["(L005)", "--today"]);
    let run = repo.greffe(&[&args[..], &["--today", "2031-03-02"]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(repo.read(MADE).ends_with("start: 2031-03-02\n"), "{}", repo.read(MADE));
}
