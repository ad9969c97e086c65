use std::collections::BTreeSet;

use super::{each, greffe, validated};
use crate::support::{EXEMPLE, NOON, Repo};

/// The record that the bytes are put in.
const FILE: &str = "registry/startups/exemple.yml";

/// A case: its name, what the file says, and the exit status and codes of `validate`.
type Case = (&'static str, Vec<u8>, &'static str);

#[test]
fn hostile_text_is_named_wherever_it_is_read_from_and_history_passes_over_it() {
    let cases = cases().into_iter().map(|(name, bytes, expected)| (name, (bytes, expected)));
    each(cases.collect(), |(bytes, expected)| {
        let repo = Repo::with_register();
        repo.commit(NOON, "A good version");
        repo.write(FILE, &bytes);
        repo.commit(NOON + 60, "A hostile version");
        let mut wrong = Vec::new();
        for origin in [&[][..], &["--index"], &["--rev", "HEAD"]] {
            let found = validated(&repo, origin);
            if found != expected {
                wrong.push(format!("{origin:?} gives {found} instead of {expected}"));
            }
        }
        for args in [&["indicators"][..], &["log", "startup/exemple"]] {
            let seen = greffe(&repo, &repo.path(), args);
            if seen.status != 0 || seen.stdout.is_empty() {
                wrong.push(format!("{args:?} gives {} {}", seen.status, seen.stderr));
            }
        }
        wrong
    });
}

#[test]
fn the_corpus_has_a_name_of_its_own_for_each_case() {
    let names: BTreeSet<_> = cases().into_iter().map(|(name, ..)| name).collect();
    assert_eq!(names.len(), cases().len());
}

#[test]
fn findings_beyond_the_hundredth_of_a_file_are_counted_and_the_answer_says_so() {
    let repo = Repo::with_register();
    repo.write(FILE, with(&lines(3_000, |at| format!("champ{at}: 1\n"))));
    let args = ["validate", "--today", super::TODAY];
    let human = greffe(&repo, &repo.path(), &args);
    assert!(human.stdout.contains("and 2,900 more in “registry/startups/exemple.yml”"), "{}", human.stdout);
    assert!(human.stdout.contains("3,000 errors"), "{}", human.stdout);
    for format in ["github", "gitlab", "sarif", "junit"] {
        let seen = greffe(&repo, &repo.path(), &[&args[..], &["--format", format]].concat());
        assert_eq!(seen.status, 1, "{format}");
        assert!(seen.stderr.contains("2,900 more"), "{format}: {}", seen.stderr);
    }
}

/// The good record, followed by `more`.
fn with(more: &str) -> Vec<u8> {
    format!("{EXEMPLE}{more}").into_bytes()
}

/// The good record, with `new` in the place of `old`.
fn but(old: &str, new: &str) -> Vec<u8> {
    assert!(EXEMPLE.contains(old), "{old}");
    EXEMPLE.replacen(old, new, 1).into_bytes()
}

/// The good record, with another start of its last phase.
fn start(date: &str) -> Vec<u8> {
    but("2020-03\n", &format!("{date}\n"))
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// Lists of ten aliases of the list before, nine times: a thousand million items where aliases are followed.
fn alias_bomb() -> String {
    let level = |at: usize| {
        let item = if at == 0 { "x".to_owned() } else { format!("*a{}", at - 1) };
        format!("b{at}: &a{at} [{}]\n", vec![item; 10].join(", "))
    };
    lines(9, level)
}

fn cases() -> Vec<Case> {
    let mut cases = bytes();
    cases.extend(sizes());
    cases.extend(yaml());
    cases.extend(values());
    cases
}

/// What is no text, or an odd one.
fn bytes() -> Vec<Case> {
    vec![
        ("empty", Vec::new(), "1 D010"),
        ("white space only", b" \n\n  \n".to_vec(), "1 D010"),
        ("a comment only", b"# nothing\n".to_vec(), "1 D010"),
        ("NUL", b"name: a\0b\n".to_vec(), "1 D002"),
        ("NUL only", vec![0; 4_096], "1 D002"),
        ("escape sequence", b"name: \x1b[31mrouge\x1b[0m\n".to_vec(), "1 D002"),
        ("escaped control characters", but("name: Exemple", "name: \"a\\u001b[31m\\0\\u202e\""), "0"),
        ("bell in an unknown field", with("\"a\\u0007\\u001b]0;x\": 1\n"), "1 S002"),
        ("invalid UTF-8", b"name: \xff\xfe\xfd\n".to_vec(), "1 D001"),
        ("overlong UTF-8", b"name: \xc0\xaf\n".to_vec(), "1 D001"),
        ("UTF-8 surrogate", b"name: \xed\xa0\x80\n".to_vec(), "1 D001"),
        ("cut in a character", b"name: caf\xc3".to_vec(), "1 D001"),
        ("UTF-16 little endian", utf16(EXEMPLE, u16::to_le_bytes), "1 D001"),
        ("UTF-16 big endian", utf16(EXEMPLE, u16::to_be_bytes), "1 D001"),
        ("random bytes", lines(5_000, |at| char::from((at * 7_919 % 251) as u8).to_string()).into_bytes(), "1 D002"),
        // Harmless: a byte order mark of UTF-8, which the text is in.
        ("byte order mark", format!("\u{feff}{EXEMPLE}").into_bytes(), "0"),
        ("byte order mark inside", with("\u{feff}champ: 1\n"), "1 D002"),
        // Harmless: YAML ends lines so too.
        ("lone CR", EXEMPLE.replace('\n', "\r").into_bytes(), "0"),
        ("mixed line ends", EXEMPLE.replacen('\n', "\r\n", 3).into_bytes(), "0"),
        ("tab indentation", but("  - name: investigation", "\t- name: investigation"), "1 D002"),
        ("line separator", but("name: Exemple", "name: Ex\u{2028}emple"), "0"),
        ("right-to-left override in a key", with("\u{202e}pirate: 1\n"), "1 S002"),
        ("no-break space", but("name: Exemple", "name:\u{a0}Exemple"), "1 D013"),
        ("a PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "1 D001"),
        ("a gzip", b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec(), "1 D001"),
        ("conflict markers", with("<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n"), "1 D009"),
    ]
}

/// What is too much.
fn sizes() -> Vec<Case> {
    let many = |line: &'static str| lines(100_000, |_| line.to_owned());
    vec![
        ("100 MB", vec![b' '; 100_000_000], "1 D007"),
        ("one byte over the limit", vec![b'#'; (1 << 20) + 1], "1 D007"),
        ("10 MB scalar", but("name: Exemple", &format!("name: {}", "x".repeat(10_000_000))), "1 D007"),
        // Harmless: no field says how long its text may be.
        ("800 kB scalar", but("name: Exemple", &format!("name: {}", "é".repeat(400_000))), "0"),
        ("1 MB key", with(&format!("{}: 1\n", "k".repeat(1_000_000))), "1 D002"),
        ("200 kB quoted key", with(&format!("? \"{}\"\n: 1\n", "k".repeat(200_000))), "1 S002"),
        ("a million keys", with(&lines(1_000_000, |at| format!("k{at}: 1\n"))), "1 D007"),
        ("100,000 keys", with(&lines(100_000, |at| format!("k{at:x}:\n"))), "1 D007"),
        ("2,000 keys", with(&lines(2_000, |at| format!("k{at}: 1\n"))), "1 S002"),
        (
            "2,000 keys after 900 kB",
            [with(&many("# assez\n")), lines(2_000, |at| format!("k{at}: 1\n")).into()].concat(),
            "1 S002",
        ),
        ("100,000 times the same key", with(&many("k: 1\n")), "1 D007"),
        ("4,000 times the same key", with(&lines(4_000, |_| "k: 1\n".into())), "1 D003"),
        ("100,000 items", with(&format!("sources: [{}]\n", "x,".repeat(100_000))), "1 D007"),
        ("2,000 unknown sponsors", but("[dinum]", &format!("[{}]", lines(2_000, |at| format!("s{at},")))), "1 R001"),
        ("500 phases", with(&lines(500, |_| "  - {name: acceleration, start: 2020-03}\n".into())), "1 L007"),
        ("100,000 levels of flow", format!("a: {}", "[".repeat(100_000)).into(), "1 D006"),
        (
            "100,000 levels of flow, closed",
            format!("a: {}{}\n", "[".repeat(100_000), "]".repeat(100_000)).into(),
            "1 D006",
        ),
        ("100,000 levels of mappings", "{a: ".repeat(100_000).into(), "1 D006"),
        ("100,000 levels of dashes", "- ".repeat(100_000).into(), "1 D006"),
        ("100,000 question marks", "? ".repeat(100_000).into(), "1 D002"),
        ("levels of indentation", lines(1_000, |at| format!("{}a:\n", " ".repeat(at))).into(), "1 D006"),
        ("a long line of spaces", but("name: Exemple", &format!("name: {}x", " ".repeat(900_000))), "0"),
        ("900,000 line feeds", with(&"\n".repeat(900_000)), "0"),
        ("an open quote", format!("name: \"{}", "x\n".repeat(400_000)).into(), "1 D002"),
        ("100,000 comments", many("# x\n").into(), "1 D010"),
    ]
}

/// What YAML allows and a record does not.
fn yaml() -> Vec<Case> {
    vec![
        ("alias bomb", with(&alias_bomb()), "1 D005"),
        ("100,000 aliases", with(&format!("a: &a 1\nb: [{}]\n", "*a,".repeat(100_000))), "1 D007"),
        ("alias to itself", with("a: &a [*a]\n"), "1 D005"),
        ("alias to nothing", with("a: *rien\n"), "1 D005"),
        ("merge key", with("base: &b {x: 1}\nc:\n  <<: *b\n"), "1 D005"),
        ("merge key without alias", with("<<: {name: Autre}\n"), "1 S002"),
        ("Python tag", with("a: !!python/object/apply:os.system ['id']\n"), "1 D011"),
        ("Ruby tag", with("a: !ruby/object:Gem::Installer {}\n"), "1 D011"),
        ("binary tag", with("a: !!binary aGk=\n"), "1 D011"),
        ("set tag", with("a: !!set {x, y}\n"), "1 D011"),
        ("several documents", with("---\nname: Autre\n"), "1 D004"),
        ("10,000 documents", lines(10_000, |_| "---\na: 1\n".into()).into(), "1 D004 S001 S002"),
        ("three dashes only", b"---\n".to_vec(), "1 D010"),
        ("three dots only", b"...\n".to_vec(), "1 D010"),
        // Harmless: it states the default.
        ("YAML directive", format!("%YAML 1.2\n---\n{EXEMPLE}").into(), "0"),
        ("YAML 9 directive", format!("%YAML 9.9\n---\n{EXEMPLE}").into(), "1 D002"),
        ("tag directive", format!("%TAG ! tag:example.com,2000:\n---\n{EXEMPLE}").into(), "0"),
        ("directive without document", b"%YAML 1.2\n".to_vec(), "1 D002"),
        ("list key", with("? [a, b]\n: 1\n"), "1 D002"),
        ("null key", with("~: 1\n"), "1 S002"),
        ("empty key", with(": 1\n"), "1 S002"),
        ("duplicate key by escape", with("\"n\\u0061me\": Autre\n"), "1 D003"),
        ("a scalar only", b"exemple\n".to_vec(), "1 S003"),
        ("a list only", b"- exemple\n".to_vec(), "1 S003"),
        ("null only", b"null\n".to_vec(), "1 S003"),
        ("front matter", format!("---\n{EXEMPLE}---\nText\n").into(), "1 D004"),
        ("JSON", serde_json::to_vec(&serde_json::json!({"name": "Exemple"})).unwrap(), "1 S001"),
        ("TOML", b"[startup]\nname = \"Exemple\"\n".to_vec(), "1 D002"),
        ("XML bomb", b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>\n".to_vec(), "1 S003"),
    ]
}

/// Values that other readers take for something else.
fn values() -> Vec<Case> {
    let name = |value: &str| but("name: Exemple", &format!("name: {value}"));
    vec![
        // Harmless: words are text here, whatever YAML 1.1 takes them for.
        ("yes", name("yes"), "0"),
        ("no", name("no"), "0"),
        ("on", name("on"), "0"),
        ("off", name("off"), "0"),
        ("true", name("true"), "1 S003"),
        // Harmless: base sixty and leading zeros are text here.
        ("sexagesimal", name("190:20:30"), "0"),
        ("leading zero", name("0755"), "0"),
        ("octal", name("0o755"), "1 S003"),
        ("hexadecimal", name("0xff"), "1 S003"),
        ("exponent", name("1e3"), "1 S003"),
        // Harmless: what is no finite number is text.
        ("huge exponent", name("1e999999999"), "0"),
        ("not a number", name(".nan"), "1 D012"),
        ("infinity", name("-.inf"), "1 D012"),
        ("10,000 digits", name(&"9".repeat(10_000)), "1 D012"),
        ("20 digits in a date", start("99999999999999999999"), "1 D012"),
        ("empty name", name("\"\""), "1 S007"),
        ("no name", name(""), "1 S003"),
        ("30 February", start("2020-02-30"), "1 S005"),
        ("29 February of a common year", start("2019-02-29"), "1 S005"),
        ("month 13", start("2020-13"), "1 S005"),
        ("year 0", start("0000-01-01"), "1 S005"),
        ("year 99999", start("99999-01-01"), "1 S005"),
        ("year 99999 alone", start("99999"), "1 S005"),
        ("year 9999", start("9999-12-31"), "1 L005"),
        ("negative year", start("-2020-01-01"), "1 S005"),
        ("a date with a time", start("2020-03-01T00:00:00Z"), "1 S005"),
        ("a date in full-width digits", start("２０２０-03-01"), "1 S005"),
        ("a date with slashes", start("01/03/2020"), "1 S005"),
        ("a mapping for a date", start("{year: 2020}"), "1 S005"),
        ("a reference that climbs", but("[dinum]", "[../../etc/passwd]"), "1 R001"),
        ("a reference with a backslash", but("[dinum]", "['..\\dinum']"), "1 R001"),
        ("a reference with a line feed", but("[dinum]", "[\"dinum\\n\"]"), "1 R001"),
        ("a reference in capitals", but("[dinum]", "[DINUM]"), "1 R001"),
        ("a reference in full width", but("[dinum]", "[ｄｉｎｕｍ]"), "1 R001"),
        ("a reference with a zero-width space", but("[dinum]", "[\"di\u{200b}num\"]"), "1 R001"),
        // Harmless: an old name is compared, and never opened.
        ("a previous id that climbs", with("previous_ids: ['../../../x']\n"), "0"),
        ("itself as a previous id", with("previous_ids: [exemple]\n"), "0"),
    ]
}
