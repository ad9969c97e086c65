use super::{each, greffe, validated};
use crate::support::{EXEMPLE, NOON, Repo};

/// What a case does to a good register, which is committed already.
type Lay = fn(&Repo);

/// Lays each case down, and validates it in the working tree, in the index and in a commit.
fn check(cases: &[(&'static str, Lay, &'static str)]) {
    let cases = cases.iter().map(|(name, lay, expected)| (*name, (*lay, *expected)));
    each(cases.collect(), |(lay, expected): (Lay, &str)| {
        let repo = Repo::with_register();
        repo.commit(NOON, "A good version");
        lay(&repo);
        let mut wrong = Vec::new();
        let mut compare = |repo: &Repo, origin: &[&str]| {
            let found = validated(repo, origin);
            if found != expected {
                wrong.push(format!("{origin:?} gives {found} instead of {expected}"));
            }
        };
        compare(&repo, &[]);
        repo.commit(NOON + 60, "A hostile version");
        compare(&repo, &["--index"]);
        compare(&repo, &["--rev", "HEAD"]);
        let seen = greffe(&repo, &repo.path(), &["indicators"]);
        if seen.status != 0 {
            wrong.push(format!("indicators gives {} {}", seen.status, seen.stderr));
        }
        wrong
    });
}

fn record(repo: &Repo, name: &str) {
    repo.write(&format!("registry/startups/{name}"), EXEMPLE);
}

#[test]
fn a_hostile_name_is_named_and_nothing_outside_the_register_is_touched() {
    check(&[
        ("dots that climb", |repo| record(repo, "...yml"), "0"),
        ("dots in the name", |repo| record(repo, "a..b.yml"), "0"),
        ("a folder called dots", |repo| record(repo, ".../x.yml"), "0"),
        ("a space", |repo| record(repo, "a b.yml"), "1 R004"),
        ("a leading hyphen", |repo| record(repo, "-rf.yml"), "1 R004"),
        ("a percent sign", |repo| record(repo, "%2e%2e%2f.yml"), "1 R004"),
        ("81 letters", |repo| record(repo, &format!("{}.yml", "a".repeat(81))), "1 R004"),
        ("200 letters", |repo| record(repo, &format!("{}.yml", "é".repeat(100))), "1 R004"),
        ("letters of two alphabets", |repo| record(repo, "ехemple.yml"), "1 R004"),
        ("a zero-width space", |repo| record(repo, "exem\u{200b}ple.yml"), "1 R004"),
        ("a right-to-left override", |repo| record(repo, "\u{202e}elpmexe.yml"), "1 R004"),
        ("another extension", |repo| record(repo, "autre.yaml"), "1 R004"),
        ("an extension in capitals", |repo| record(repo, "autre.YML"), "1 R004"),
        ("two extensions", |repo| record(repo, "autre.yml.yml"), "0"),
        ("no extension", |repo| record(repo, "autre"), "1 R004"),
        ("50 folders", |repo| record(repo, &format!("{}x.yml", "a/".repeat(50))), "0"),
        ("a directory called x.yml", |repo| record(repo, "x.yml/y.yml"), "0"),
        ("the same name in two folders", |repo| record(repo, "a/exemple.yml"), "1 R002"),
        (
            "no kind's folder",
            |repo| {
                repo.write("registry/x.yml", EXEMPLE);
            },
            "1 R003",
        ),
    ]);
}

#[cfg(unix)]
#[test]
fn what_only_some_systems_can_store_is_named_where_it_can() {
    use std::os::unix::ffi::OsStrExt;
    check(&[
        ("a backslash", |repo| record(repo, "a\\..\\x.yml"), "1 R004"),
        ("a line feed", |repo| record(repo, "a\nb.yml"), "1 R004"),
        ("an escape sequence", |repo| record(repo, "\u{1b}[31mx.yml"), "1 R004"),
        (
            "bytes that are not UTF-8",
            |repo| {
                let name = std::ffi::OsStr::from_bytes(b"registry/startups/\xff\xfe.yml");
                std::fs::write(repo.path().join(name), EXEMPLE).unwrap();
            },
            "1 R004",
        ),
        (
            "a folder of bytes that are not UTF-8",
            |repo| {
                let folder = repo.path().join(std::ffi::OsStr::from_bytes(b"registry/startups/\xff"));
                std::fs::create_dir(&folder).unwrap();
                std::fs::write(folder.join("x.yml"), "name: [").unwrap();
            },
            "1 D002",
        ),
        (
            "a link to a record",
            |repo| {
                repo.link("registry/startups/x.yml", "exemple.yml");
            },
            "1 D008",
        ),
        (
            "a link out of the repository",
            |repo| {
                repo.link("registry/startups/x.yml", "/etc/passwd");
            },
            "1 D008",
        ),
        (
            "a link to itself",
            |repo| {
                repo.link("registry/startups/x.yml", "x.yml");
            },
            "1 D008",
        ),
        (
            "a link to nothing",
            |repo| {
                repo.link("registry/startups/x.yml", "nothing");
            },
            "1 D008",
        ),
        (
            "a link to a folder above",
            |repo| {
                repo.link("registry/startups/x", "../..");
            },
            "1 D008",
        ),
        (
            "an endless file behind a link",
            |repo| {
                repo.link("registry/startups/x.yml", "/dev/zero");
            },
            "1 D008",
        ),
        (
            "a link in schema/",
            |repo| {
                repo.link("schema/x.schema.json", "startup.schema.json");
            },
            "1 D008",
        ),
        (
            "a schema behind a link",
            |repo| {
                repo.rename("schema/startup.schema.json", "other.json")
                    .link("schema/startup.schema.json", "../other.json");
            },
            "1 D008",
        ),
        (
            "a manifest behind a link",
            |repo| {
                repo.rename("schema/registry.yml", "other.yml").link("schema/registry.yml", "../other.yml");
            },
            "1 D008",
        ),
        // Harmless: git's bit says nothing of what the file says.
        (
            "an executable",
            |repo| {
                use std::os::unix::fs::PermissionsExt;
                let mode = std::fs::Permissions::from_mode(0o755);
                std::fs::set_permissions(repo.path().join("registry/startups/exemple.yml"), mode).unwrap();
            },
            "0",
        ),
    ]);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_another_system_takes_for_the_same_are_named() {
    check(&[
        ("case", |repo| record(repo, "Exemple.yml"), "1 R004"),
        (
            "case of a folder",
            |repo| {
                repo.write("registry/Startups/autre.yml", EXEMPLE);
            },
            "1 R003",
        ),
        (
            "Unicode forms",
            |repo| {
                record(repo, "caf\u{e9}.yml");
                record(repo, "cafe\u{301}.yml");
            },
            "1 R004",
        ),
    ]);
}

/// Entries that no working tree is needed for.
#[test]
fn a_tree_can_hold_what_no_working_tree_does() {
    for (name, mode, codes) in
        [("sub.yml", "160000", "1 D008"), ("sub", "160000", "1 D008"), ("x.yml", "120000", "1 D008")]
    {
        let repo = Repo::with_register();
        let commit = repo.commit(NOON, "A good version");
        let blob = repo.git(&["hash-object", "-w", "registry/startups/exemple.yml"]);
        let object = if mode == "160000" { commit } else { blob };
        repo.git(&["update-index", "--add", "--cacheinfo", &format!("{mode},{object},registry/startups/{name}")]);
        repo.commit_staged(NOON + 60, NOON + 60, "A hostile tree");
        for origin in ["--index", "--rev=HEAD"] {
            assert_eq!(validated(&repo, &[origin]), codes, "{name} {mode} {origin}");
        }
    }
}
