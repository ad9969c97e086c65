//! The tools that docs/tools.md shows, which answer as it says. `.ci/tools` fetches them; where they are not, what
//! needs them is left out, unless `GREFFE_TOOLS=required`.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{Repo, exported, rich, rows};
use crate::support::{CommandInTime, snapshot};

const PAGE: &str = "docs/tools.md";

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE)).unwrap()
}

/// The tools, one folder with all of them; `None` where they are not to be had.
fn tools() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("target/tools/bin");
    let is_there = folder.join("datasette").exists() && sqlite3().is_some();
    let required = std::env::var("GREFFE_TOOLS").is_ok_and(|value| value == "required");
    assert!(is_there || !required, "{} and sqlite3 are required: run .ci/tools", folder.display());
    if !is_there {
        println!("skipped: {} or sqlite3 is not there (.ci/tools fetches what it can)", folder.display());
    }
    is_there.then_some(folder)
}

fn sqlite3() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join("sqlite3")).find(|program| program.is_file())
}

fn bash(repo: &Repo, script: &str, folder: &Path, tools: &Path) -> Output {
    let greffe = Path::new(env!("CARGO_BIN_EXE_greffe")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = [tools.to_owned(), greffe.to_owned()].into_iter().chain(std::env::split_paths(&path));
    let mut bash = Command::new("bash");
    bash.args(["-euo", "pipefail", "-c", script]).current_dir(folder);
    repo.neutral(&mut bash).env("PATH", std::env::join_paths(path).unwrap()).env("LC_ALL", "C.UTF-8");
    bash.env("PYTHONUTF8", "1").env("NO_COLOR", "1").output_in_time().unwrap()
}

/// A piece of the page: what stands before an example, the example, and what it prints, if the page says so.
struct Example {
    script: String,
    printed: Option<String>,
}

fn examples(page: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if !line.starts_with("```") {
            continue;
        }
        let body: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        match line {
            "```sh" => found.push(Example { script: body, printed: None }),
            "```text" => found.last_mut().unwrap().printed = Some(body),
            other => panic!("{other}: neither sh nor text"),
        }
    }
    found
}

/// What a program printed, without the white space that it fills lines with.
fn trimmed(printed: &[u8]) -> String {
    let text = String::from_utf8(printed.to_vec()).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let shown = lines.join("\n").trim_matches('\n').to_owned();
    format!("{shown}\n")
}

#[test]
fn the_page_of_the_tools_shows_what_they_print() {
    let Some(tools) = tools() else { return };
    let repo = super::recount::shipped();
    let mut page = page();
    let examples = examples(&page);
    assert!(examples.len() > 6 && examples.iter().filter(|example| example.printed.is_some()).count() > 5);
    for Example { script, printed } in examples {
        let output = bash(&repo, &script, &repo.path(), &tools);
        assert!(output.status.success(), "{script}\n{}", String::from_utf8_lossy(&output.stderr));
        let Some(printed) = printed else { continue };
        let now = trimmed(&output.stdout);
        assert!(now.len() > 3, "{script} prints nothing");
        let place = page.find(&script).unwrap() + script.len();
        let tail = page.split_off(place);
        page.push_str(&tail.replacen(&format!("```text\n{printed}```"), &format!("```text\n{now}```"), 1));
    }
    snapshot::holds(PAGE, &page);
}

#[test]
fn frictionless_finds_a_package_valid_and_a_changed_one_not() {
    let Some(tools) = tools() else { return };
    let validate = |repo: &Repo, folder: &Path| {
        let run = bash(repo, "frictionless validate datapackage.json --json", folder, &tools);
        let report: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
        assert_eq!(report["stats"]["tasks"], 19, "{report}");
        (report["valid"] == true, report)
    };
    for repo in [rich(), super::hostile::hostile()] {
        let out = exported(&repo, &repo.path(), "csv", "csv", &["--quiet"]);
        let (valid, report) = validate(&repo, &out);
        assert!(valid, "{report:#}");
        // A row that names a record that is not there; the hash says so too.
        let facts = out.join("facts.csv");
        let text = fs::read_to_string(&facts).unwrap();
        fs::write(&facts, text.replacen("startup/exemple", "startup/exempla", 1)).unwrap();
        let (valid, report) = validate(&repo, &out);
        let told = report.to_string();
        assert!(!valid && told.contains("foreign-key") && told.contains("hash-count"), "{report:#}");
    }
}

#[test]
fn duckdb_reads_every_table_with_its_types() {
    let Some(tools) = tools() else { return };
    let repo = rich();
    let parquet = exported(&repo, &repo.path(), "parquet", "parquet", &[]);
    let sqlite = exported(&repo, &repo.path(), "sqlite", "out.sqlite", &[]);
    let script = "python3 - <<'END'
import duckdb, glob
for path in sorted(glob.glob('*.parquet')):
    table = duckdb.sql(f\"SELECT * FROM '{path}'\")
    # No column's name needs quotes.
    table = duckdb.sql(f\"SELECT {', '.join(table.columns)} FROM '{path}'\")
    print(path.removesuffix('.parquet'), len(table.fetchall()), *table.types)
END";
    let run = bash(&repo, script, &parquet, &tools);
    let told = String::from_utf8(run.stdout).unwrap();
    let lines: Vec<Vec<&str>> = told.lines().map(|line| line.splitn(3, ' ').collect()).collect();
    assert_eq!(lines.len(), greffe::export::TABLES.len(), "{told}{}", String::from_utf8_lossy(&run.stderr));
    for line in lines {
        let [name, count, types] = line[..] else { panic!("{line:?}") };
        let expected = rows(&sqlite, &format!("SELECT CAST(count(*) AS TEXT) FROM {name}"));
        assert_eq!(expected, [[super::text(count)]], "{name}");
        let table = greffe::export::Table::named(name).unwrap();
        let kind = |column: &greffe::export::Column| match column.kind {
            greffe::export::Kind::Text => "VARCHAR",
            greffe::export::Kind::Integer => "BIGINT",
            greffe::export::Kind::Decimal => "DECIMAL(9,1)",
            greffe::export::Kind::Boolean => "BOOLEAN",
            greffe::export::Kind::Date => "DATE",
            greffe::export::Kind::Instant => "TIMESTAMP WITH TIME ZONE",
        };
        assert_eq!(types, table.columns.iter().map(kind).collect::<Vec<_>>().join(" "), "{name}");
    }
}

#[test]
fn the_page_is_whole_where_the_tools_are_not() {
    let page = page();
    let empty = examples(&page).into_iter().filter(|example| example.printed.as_deref() == Some(""));
    assert_eq!(
        empty.count(),
        0,
        "an example shows nothing: .ci/tools, then SNAPSHOTS=overwrite cargo test --test all export::tools"
    );
}
