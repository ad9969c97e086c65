use crate::support::Repo;

/// A mistake: the code, the file, its bytes, where it is (line and column, from 1, in characters),
/// and the characters that are wrong.
struct Mistake {
    code: &'static str,
    path: &'static str,
    content: &'static [u8],
    at: (u64, u64),
    quoted: &'static str,
}

const fn mistake(
    code: &'static str,
    path: &'static str,
    content: &'static [u8],
    at: (u64, u64),
    quoted: &'static str,
) -> Mistake {
    Mistake { code, path, content, at, quoted }
}

/// The bytes of a startup. What the rules judge stands in braces, behind accents and quotation
/// marks on the same line, so that bytes and characters give different columns.
macro_rules! startup {
    ($($line:literal)*) => {
        concat!("name: Démarche\nmission: Déposer à temps\nincubator: dinum\n", $($line, "\n",)*).as_bytes()
    };
}

/// One mistake of each sort, each in a file of its own, in the order of the paths.
const MISTAKES: [Mistake; 15] = [
    mistake("R003", "registry/produits/démarche.yml", b"name: A\n", (1, 1), ""),
    mistake("R004", "registry/startups/Démarche en ligne.yml", startup!("phases: [{name: investigation}]"), (1, 1), ""),
    mistake(
        "L004",
        "registry/startups/apres-la-fin.yml",
        startup!("phases:"
            "  - {comment: Arrêtée, name: abandon-investigation, start: 2019}"
            "  - {comment: « Déjà là », name: acceleration, start: 2020}"),
        (6, 34),
        "acceleration",
    ),
    mistake(
        "S002",
        "registry/startups/champ-inconnu.yml",
        startup!("phases: [{comment: Été, nom: x, name: investigation}]"),
        (4, 25),
        "nom",
    ),
    mistake(
        "S001",
        "registry/startups/champ-manquant.yml",
        startup!("phases: [{comment: à voir}]"),
        (4, 11),
        "comment",
    ),
    mistake(
        "D003",
        "registry/startups/cle-double.yml",
        startup!("phases: [{name: investigation, comment: œuvré, comment: créé}]"),
        (4, 48),
        "comment",
    ),
    mistake(
        "L005",
        "registry/startups/date-invraisemblable.yml",
        startup!("phases: [{name: investigation, comment: Née tôt, start: 1018-03}]"),
        (4, 57),
        "1018-03",
    ),
    mistake(
        "L001",
        "registry/startups/finit-avant.yml",
        startup!("phases: [{name: investigation, comment: « à l’été », start: 2019-06-01, end: 2019-05-31}]"),
        (4, 78),
        "2019-05-31",
    ),
    mistake(
        "S004",
        "registry/startups/hors-liste.yml",
        startup!("phases: [{comment: ÉTÉ, name: enquete}]"),
        (4, 31),
        "enquete",
    ),
    mistake(
        "S005",
        "registry/startups/mauvaise-date.yml",
        startup!("phases: [{comment: ‘é’, name: investigation, start: 2021-06-9}]"),
        (4, 53),
        "2021-06-9",
    ),
    mistake(
        "S003",
        "registry/startups/mauvais-type.yml",
        startup!("phases: [{comment: né, name: investigation}]" "stats: « oui »"),
        (5, 8),
        "« oui »",
    ),
    mistake(
        "D001",
        "registry/startups/pas-utf-8.yml",
        b"name: D\xc3\xa9marche\nmission: D\xc3\xa9poser \xe0 temps\n",
        (2, 18),
        "\u{fffd}",
    ),
    mistake(
        "D002",
        "registry/startups/pas-yaml.yml",
        startup!("contact: « été » : à l’été: à côté" "phases: []"),
        (4, 18),
        ": à l’été: à côté",
    ),
    mistake(
        "L002",
        "registry/startups/passage-impossible.yml",
        startup!("phases:"
            "  - {comment: Opéré, name: opere, start: 2019}"
            "  - {comment: Réouvert, name: construction, start: 2020}"),
        (6, 31),
        "construction",
    ),
    mistake(
        "R001",
        "registry/startups/renvoi-inconnu.yml",
        "{name: Démarche, mission: « Déposer à temps », incubator: dinun, phases: [{name: investigation}]}\n"
            .as_bytes(),
        (1, 59),
        "dinun",
    ),
];

#[test]
fn every_mistake_of_every_file_is_reported_in_one_run_at_its_very_characters() {
    let repo = Repo::with_register();
    for mistake in &MISTAKES {
        repo.write(mistake.path, mistake.content);
    }
    let run = repo.greffe(&["validate", "--today", "2024-06-01", "--format", "json"]);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
    let findings = run.findings();
    let found: Vec<_> = findings
        .iter()
        .map(|finding| {
            let path = finding["path"].as_str().unwrap();
            let content = String::from_utf8_lossy(&std::fs::read(repo.path().join(path)).unwrap()).into_owned();
            let number = |at: &str, what: &str| finding[at][what].as_u64().unwrap();
            let quoted = &content[number("start", "byte") as usize..number("end", "byte") as usize];
            let (line, column) = (number("start", "line"), number("start", "column"));
            let end = (number("end", "line"), number("end", "column"));
            assert_eq!(end, (line, column + quoted.chars().count() as u64), "the end of {finding:#}");
            assert!(!finding["help"].as_str().unwrap().is_empty(), "the help of {finding:#}");
            (finding["code"].as_str().unwrap(), path, (line, column), quoted.to_owned())
        })
        .collect();
    let mut wanted: Vec<_> =
        MISTAKES.iter().map(|mistake| (mistake.code, mistake.path, mistake.at, mistake.quoted.to_owned())).collect();
    wanted.sort_by_key(|(_, path, ..)| *path);
    assert_eq!(found, wanted);
    let answer = run.json();
    let count = |severity: &str| answer["summary"][severity].as_u64();
    assert_eq!([count("error"), count("warning"), count("advice")], [Some(15), Some(0), Some(0)]);
}
