//! What the fund for products on their way to scale gave, by its rounds.

use greffe::import::Note;

use super::{Bench, STARTUP, count, git};

/// A product's page with the field of the fund, and the years of its events.
fn page(fast: &str, events: &[&str]) -> String {
    let mut more = fast.to_owned();
    if !events.is_empty() {
        more.push_str("events:\n");
        more.extend(events.iter().map(|date| format!("  - name: fast\n    date: {date}\n")));
    }
    STARTUP.replace("phases:\n", &format!("{more}phases:\n"))
}

fn round(number: u32, amount: u32) -> String {
    format!("fast:\n  promotion: {number}\n  montant: {amount}\n")
}

fn round_page(number: u32, title: &str) -> String {
    format!("---\ntitle: FAST {number} - {title}\npromotion: {number}\n---\n\n<h1>Lauréats</h1>\n")
}

/// The fundings of a product in the register: round, year and amount of each.
fn fundings(bench: &Bench, into: &str, id: &str) -> Vec<[String; 3]> {
    let text = bench.read(into, &format!("registry/startups/{id}.yml"));
    let of = text.split("\nfundings:\n").nth(1).unwrap_or_default();
    let of: String =
        of.lines().take_while(|line| line.starts_with([' ', '-'])).map(|line| format!("{line}\n")).collect();
    of.split("- stage: passage-a-l-echelle\n  source: fast\n")
        .skip(1)
        .map(|one| {
            ["round", "year", "amount"].map(|key| {
                let found = one.lines().find_map(|line| line.trim().strip_prefix(&format!("{key}: ")));
                found.unwrap_or("-").to_owned()
            })
        })
        .collect()
}

fn list(expected: &[[&str; 3]]) -> Vec<[String; 3]> {
    expected.iter().map(|one| one.map(str::to_owned)).collect()
}

#[test]
fn a_funding_has_the_year_of_its_round_and_earlier_rounds_stand() {
    let bench = Bench::new();
    bench.put("content/_startups/a.md", &page(&round(15, 30_000), &[]));
    bench.put("content/_startups/event.md", &page("", &["2022-07-01"]));
    bench.put("content/_startups/amount.md", &page("fast:\n  montant: 5\n", &[]));
    // 14 February 2025: the page of the round comes later, and says another year.
    let first = bench.commit_at(1_739_500_000, "Promotion 15");
    let report = bench.import("steps").unwrap();
    assert_eq!(fundings(&bench, "steps", "a"), list(&[["15", "2025", "30000"]]));
    assert_eq!(fundings(&bench, "steps", "event"), list(&[["-", "2022", "-"]]));
    assert_eq!(fundings(&bench, "steps", "amount"), list(&[]));
    assert_eq!(count(&report, &Note::RoundYear("FAST 15 = 2025".to_owned())), 1);
    assert_eq!(count(&report, &Note::UntoldFunding), 1);
    bench.put("content/_fasts/15_fast", &round_page(15, "Septembre 2024"));
    bench.commit_at(1_739_600_000, "Une page");
    bench.import("steps").unwrap();
    assert_eq!(fundings(&bench, "steps", "a"), list(&[["15", "2024", "30000"]]));
    assert_eq!(git(&bench.target("steps"), &["log", "-1", "--format=%s"]), "Une page");
    bench.put("content/_startups/a.md", &page(&round(17, 100_000), &["2025-10-01"]));
    bench.put("content/_startups/b.md", &page(&round(15, 7), &["2025-01-01"]));
    bench.commit_at(1_765_300_000, "Promotion 17");
    let report = bench.import("steps").unwrap();
    assert!(only_other_files(&report).is_empty());
    assert_eq!(fundings(&bench, "steps", "a"), list(&[["15", "2024", "30000"], ["17", "2025", "100000"]]));
    assert_eq!(fundings(&bench, "steps", "b"), list(&[["15", "2024", "7"]]), "told later, under another year");
    // Another name, the same product.
    bench.take("content/_startups/a.md");
    bench.put(
        "content/_startups/new.md",
        &page(&round(17, 100_000), &["2025-10-01"]).replace("title:", "redirect_from: /startups/a\ntitle:"),
    );
    bench.commit_at(1_765_400_000, "Renomme");
    bench.import("steps").unwrap();
    assert_eq!(fundings(&bench, "steps", "new").len(), 2);
    bench.import("single").unwrap();
    let head = |into: &str| git(&bench.target(into), &["rev-parse", "HEAD"]);
    assert_eq!(head("steps"), head("single"), "in steps as at once (from {first} on)");
}

fn only_other_files(report: &greffe::import::Report) -> Vec<&String> {
    super::only(report).other_files.keys().collect()
}
