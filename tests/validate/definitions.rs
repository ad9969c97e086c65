//! Definitions are judged like records: at the place, with the way to mend them.

use crate::support::{NOON, Repo};

const ONE: &str = "registry/indicators/un.yml";

/// An indicator of two methods, the second of which has `method` beside its identifier.
pub fn indicator(code: &str, method: &str) -> String {
    format!(
        "code: \"{code}\"\nobjective: 1\nlabel: {{fr: Nombre, en: Number}}\nunit: nombre\nmethods:\n  \
         - {{id: premiere, counts: startup, when: {{enters: construction}}, take: first}}\n  - id: seconde\n{method}"
    )
}

/// The findings of an answer, each as `line:column code quoted | message | help`.
pub fn told(repo: &Repo, path: &str, more: &[&str]) -> Vec<String> {
    let run = repo.greffe(&[&["validate", "--format", "json"], more].concat());
    let findings = run.findings().into_iter().filter(|finding| finding["path"] == path);
    findings
        .map(|finding| {
            let start = &finding["start"];
            let text = |key: &str| finding[key].as_str().unwrap().to_owned();
            let end = usize::try_from(finding["end"]["byte"].as_u64().unwrap()).unwrap();
            let quoted = repo.read(path)[usize::try_from(start["byte"].as_u64().unwrap()).unwrap()..end].to_owned();
            let (line, column) = (&start["line"], &start["column"]);
            format!("{line}:{column} {} {quoted} | {} | {}", text("code"), text("message"), text("help"))
        })
        .collect()
}

#[test]
fn an_indicator_that_names_what_does_not_exist_is_told_at_that_name() {
    let repo = Repo::with_register();
    let cases = [
        (
            "    counts: startups\n    when: {enters: construction}\n    take: first\n",
            "8:13 D015 startups | “startups” is not a kind of record. | did you mean “startup”?",
        ),
        (
            "    counts: startup\n    when: {enters: [construction, aceleration]}\n    take: first\n",
            "9:35 D015 aceleration | Records of the kind startup have no phase “aceleration”. | did you mean “acceleration”?",
        ),
        (
            "    counts: startup\n    when: {leaves: alumni}\n    take: first\n",
            "9:20 D015 alumni | The phase name “alumni” is no longer used: nothing can be counted by it. | \
             it now reads as: abandon, abandon-investigation. Write the name of the phase to count.",
        ),
        (
            "    counts: intrapreneur\n    when: {enters: mission}\n    take: first\n",
            "9:20 D015 mission | Records of the kind intrapreneur have no phase “mission”. | \
             records of this kind have none: count something else, or another kind of record.",
        ),
        (
            "    counts: intrapreneur\n    when: {event: missions}\n    take: first\n",
            "9:19 D015 missions | Records of the kind intrapreneur have no event “missions”. | did you mean “mission”?",
        ),
        (
            "    counts: eig\n    when: {enters: selection}\n    where: {gendre: f}\n    take: first\n",
            "10:13 D015 gendre | Records of the kind eig have no field “gendre”. | did you mean “gender”?",
        ),
        (
            "    share: {of: premeire, where: {incubator: dinum}}\n",
            "8:17 D015 premeire | This indicator has no method “premeire” that counts. | did you mean “premiere”?",
        ),
        (
            "    share: {of: premiere, where: {incubateur: dinum}}\n",
            "8:35 D015 incubateur | Records of the kind startup have no field “incubateur”. | did you mean “incubator”?",
        ),
        (
            "    counts: eig\n    share: {of: {enters: selectoin}, where: {gender: f}}\n",
            "9:26 D015 selectoin | Records of the kind eig have no phase “selectoin”. | did you mean “selection”?",
        ),
        (
            "    share: {of: seconde, where: {incubator: dinum}}\n",
            "8:17 D015 seconde | “seconde” gives a percentage: there is no share of it. | \
             give a share of a method that counts: premiere.",
        ),
    ];
    for (method, wanted) in cases {
        repo.write(ONE, indicator("1.2", method));
        assert_eq!(told(&repo, ONE, &[]), [wanted]);
    }
}

#[test]
fn names_that_are_given_twice_are_told_with_the_first_and_in_the_next_commit_too() {
    let repo = Repo::with_register();
    let good = "    counts: startup\n    when: {leaves: construction}\n    take: first\n";
    repo.write(ONE, indicator("1.2", good).replace("seconde", "premiere"));
    let twice = "7:9 D016 premiere | Two methods of this indicator have the identifier “premiere”. | \
                 give one of them another: nobody could tell which one is asked for.";
    assert_eq!(told(&repo, ONE, &[]), [twice]);
    repo.write(ONE, indicator("1.2", good));
    repo.commit(NOON, "one");
    let two = "registry/indicators/zwei.yml";
    repo.write(two, indicator("1.2", good)).stage();
    let wanted = "1:7 D016 \"1.2\" | The code “1.2” is that of indicator/un already. | \
                  give one of the two indicators another code.";
    assert_eq!(told(&repo, two, &[]), [wanted]);
    assert_eq!(told(&repo, two, &["--staged"]), [wanted], "though the other is not staged");
    repo.write(two, indicator("1.3", &good.replace("construction", "constuction"))).stage();
    assert_eq!(told(&repo, two, &["--staged"]).len(), 1, "though no startup is staged");
    repo.write(two, indicator("1.3", good)).stage();
    assert_eq!(repo.greffe(&["validate", "--staged"]).status, 0);
}

#[test]
fn a_lifecycle_that_leads_to_no_phase_is_told_at_that_name() {
    let repo = Repo::with_register();
    let path = "schema/lifecycles/startup.yml";
    let good = repo.read(path);
    repo.write(path, good.replacen("    unusual:\n      - abandon\n", "    unusual:\n      - abandom\n", 1));
    let found = told(&repo, path, &[]);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].ends_with("D014 abandom | This lifecycle has no phase “abandom”. | did you mean “abandon”?"),
        "{found:?}"
    );
    repo.write(
        path,
        good.replace("      - as: transfere\n", "      - as: nulle-part\n        after: [construction, alumni]\n"),
    );
    let found = told(&repo, path, &[]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("“nulle-part”. | mend the name, or add the phase; those that it has: investigation, "));
    assert!(found[1].contains("D014 alumni"));
}

#[test]
fn what_a_schema_leaves_open_is_not_judged() {
    let repo = Repo::with_register();
    let method = "    counts: defi\n    when: {event: anything}\n    where: {whatever: x}\n    take: first\n";
    repo.write(ONE, indicator("1.2", method));
    assert_eq!(told(&repo, ONE, &[]).len(), 2);
    repo.write("schema/defi.schema.json", "{\"type\": \"object\"}");
    assert_eq!(told(&repo, ONE, &[]), Vec::<String>::new());
}
