//! What forges run: the very commands of the action, of the workflows and of the component, in scripted
//! repositories, with the environment that the forge gives them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{CommandInTime, EXEMPLE, NOON, Repo, Run};
use greffe::yaml::{Document, Node};

const PATH: &str = "registry/startups/exemple.yml";
const ZEROS: &str = "0000000000000000000000000000000000000000";
/// The files in which actions are named.
const FILES: [&str; 8] = [
    "action.yml",
    ".github/workflows/ci.yml",
    ".github/workflows/release.yml",
    ".github/workflows/review.yml",
    ".github/workflows/comment.yml",
    "docs/forges/github/review.yml",
    "docs/forges/github/comment.yml",
    "docs/forges/forgejo/greffe.yml",
];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The commands of the step of this name or identifier.
fn step(file: &str, name: &str) -> String {
    let root = Document::read(read(file).as_bytes()).root.unwrap();
    fn find<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
        let said = |key: &str| node.get(key).and_then(Node::as_text);
        if node.get("run").is_some() && (said("name") == Some(name) || said("id") == Some(name)) {
            return node.get("run");
        }
        let below = node.as_list().unwrap_or_default().iter();
        let below = below.chain(node.as_map().unwrap_or_default().iter().map(|entry| &entry.value));
        below.filter_map(|node| find(node, name)).next()
    }
    find(&root, name).unwrap().as_text().unwrap().to_owned()
}

/// A register on `main`, and a change of it on a branch that is checked out.
fn changed(text: &str, message: &str) -> Repo {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    repo.branch("essai").write(PATH, text);
    repo.commit(NOON + 60, message);
    repo
}

/// Runs commands as a forge does: `bash -e`, in a folder, with what the forge says in its variables.
fn run(repo: &Repo, directory: &Path, commands: &str, variables: &[(&str, &str)]) -> Run {
    let greffe = Path::new(env!("CARGO_BIN_EXE_greffe"));
    let path = format!("{}:{}", repo.outside().join("bin").display(), greffe.parent().unwrap().display());
    let temp = repo.outside().join("temp");
    fs::create_dir_all(&temp).unwrap();
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", commands])
        .current_dir(directory)
        .env_clear()
        .env("PATH", format!("{path}:{}", std::env::var("PATH").unwrap()))
        .env("HOME", repo.outside().join("home"))
        .env("RUNNER_TEMP", &temp)
        .env("GITHUB_OUTPUT", temp.join("output"))
        .env("GITHUB_STEP_SUMMARY", temp.join("summary"))
        .envs(variables.iter().copied())
        .stdin(Stdio::null());
    let output = bash.output_in_time().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn told(repo: &Repo, name: &str) -> String {
    fs::read_to_string(repo.outside().join("temp").join(name)).unwrap_or_default()
}

/// The variables of the action's step, for a base.
fn action(base: &str) -> Vec<(&str, &str)> {
    vec![
        ("GREFFE", env!("CARGO_BIN_EXE_greffe")),
        ("GREFFE_BASE", base),
        ("GREFFE_LANG", "en"),
        ("GREFFE_FAIL_ON", "error"),
    ]
}

fn shallow(repo: &Repo) -> PathBuf {
    let clone = repo.outside().join("shallow");
    let from = format!("file://{}", repo.path().display());
    repo.git(&["clone", "--quiet", "--depth", "1", &from, clone.to_str().unwrap()]);
    clone
}

#[test]
fn the_action_annotates_and_reviews_a_change_and_tells_what_it_made() {
    let repo = changed(&EXEMPLE.replace("  - name: construction\n    start: 2018-06-01\n", ""), "Remove");
    let run = run(&repo, &repo.path(), &step("action.yml", "check"), &action("main"));
    assert_eq!(run.status, 0, "the status is for the last step: {run:?}");
    assert!(run.stdout.contains("\n::error file=registry/startups/exemple.yml,line=6,"), "{run:?}");
    assert!(run.stdout.contains("title=T001 past-removed"), "{run:?}");
    let outputs = told(&repo, "output");
    assert!(outputs.contains("status=1\n") && outputs.contains("greffe-review.md\n"), "{outputs}");
    let summary = told(&repo, "summary");
    assert!(summary.contains("construction removed (1 June 2018)"), "{summary}");
    let sarif: serde_json::Value = serde_json::from_str(&told(&repo, "greffe.sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "T001");
    let last = step("action.yml", "Say whether the register stands");
    assert_eq!(self::run(&repo, &repo.path(), &last, &[("STATUS", "1")]).status, 1);
    assert_eq!(self::run(&repo, &repo.path(), &last, &[("STATUS", "0")]).status, 0);
}

#[test]
fn the_action_checks_the_register_alone_where_there_is_no_base() {
    for base in ["", ZEROS, "1111111111111111111111111111111111111111"] {
        let repo = changed(&EXEMPLE.replace("Exemple", "Autre nom"), "Another name");
        let run = run(&repo, &repo.path(), &step("action.yml", "check"), &action(base));
        assert_eq!(run.status, 0, "{run:?}");
        assert_eq!(told(&repo, "summary"), "");
        assert!(told(&repo, "output").contains("status=0\n"));
        assert_eq!(run.stdout.contains("is not in this clone"), base.starts_with('1'), "{run:?}");
        assert_eq!(run.stdout.contains("Nothing to compare with"), !base.starts_with('1'), "{run:?}");
    }
}

/// What others merged since a change was begun, and the merge that a forge makes of that change, checked out.
struct Merged {
    repo: Repo,
    /// What the target was when the change was begun: what the event of the forge names.
    stale: String,
    /// The last commit of the change.
    head: String,
    /// The first parent of the merge: the target as it is now.
    target: String,
}

/// A change that deletes a record without a reason, while another one, with a reason, came to the target.
fn merged() -> Merged {
    let other = "registry/startups/autre.yml";
    let repo = Repo::with_register();
    repo.write(other, EXEMPLE.replace("Exemple", "Autre"));
    let stale = repo.commit(NOON, "A register");
    repo.branch("essai").remove(PATH);
    let head = repo.commit(NOON + 60, "Delete");
    repo.switch("main").write(other, EXEMPLE.replace("Exemple", "Autre").replace("2018-06-01", "2018-07-01"));
    let target = repo.commit(NOON + 120, "Re-date\n\nCorrection: a month too early");
    repo.git(&["switch", "--quiet", "--detach"]);
    repo.merge(&["essai"], NOON + 180, "Merge");
    Merged { repo, stale, head, target }
}

/// Whether what is said is about the change alone, and not about what others merged.
fn is_judged_alone(said: &str, review: &str) -> bool {
    said.contains("T003") && review.contains("deleted") && !review.contains("autre") && !review.contains("too early")
}

#[test]
fn a_merge_made_of_a_change_is_judged_against_what_it_merges_into_on_every_forge() {
    let Merged { repo, stale, head, target } = merged();
    let variables = [action(&stale), vec![("GREFFE_MERGED", &head)]].concat();
    let github = run(&repo, &repo.path(), &step("action.yml", "check"), &variables);
    assert!(github.stdout.contains(&format!("Compared with {target}")), "{github:?}");
    assert!(is_judged_alone(&github.stdout, &told(&repo, "summary")), "{github:?}");
    // What is checked out is the head itself, or a base was asked for: it is taken as it is.
    let variables = [action(&stale), vec![("GREFFE_MERGED", "")]].concat();
    let given = run(&repo, &repo.path(), &step("action.yml", "check"), &variables);
    assert!(given.stdout.contains(&format!("Compared with {stale}")), "{given:?}");

    for (kind, base) in [("merged_result", &target), ("merge_train", &target), ("detached", &stale)] {
        let variables = [
            ("CI_MERGE_REQUEST_DIFF_BASE_SHA", stale.as_str()),
            ("CI_MERGE_REQUEST_EVENT_TYPE", kind),
            ("CI_MERGE_REQUEST_IID", "12"),
            ("GREFFE_LANG", "en"),
            ("GREFFE_FAIL_ON", "error"),
        ];
        let gitlab = run(&repo, &repo.path(), &gitlab(), &variables);
        assert!(gitlab.stdout.contains(&format!("Compared with {base}")), "{kind}: {gitlab:?}");
        let is_alone = is_judged_alone(&gitlab.stdout, &repo.read("greffe-review.md"));
        assert_eq!(is_alone, kind != "detached", "{kind}: {gitlab:?}");
    }

    repo.git(&["branch", "--quiet", "merge"]);
    let workspace = repo.outside().join("workspace");
    fs::create_dir(&workspace).unwrap();
    let variables = [("BASE", stale.as_str()), ("MERGED", &head)];
    assert_eq!(forgejo_base(&repo, &workspace, "refs/heads/merge", &variables), target);
}

/// The base that the workflow for Forgejo finds.
fn forgejo_base(repo: &Repo, workspace: &Path, reference: &str, variables: &[(&str, &str)]) -> String {
    let environment = repo.outside().join("temp/environment");
    let _none = fs::remove_file(&environment);
    let server = format!("file://{}", repo.outside().display());
    let fetch = [
        ("TOKEN", "secret"),
        ("GITHUB_SERVER_URL", server.as_str()),
        ("GITHUB_REPOSITORY", "work"),
        ("GITHUB_REF", reference),
        ("GITHUB_ENV", environment.to_str().unwrap()),
    ];
    let commands = step("docs/forges/forgejo/greffe.yml", "Fetch the register, with all of its history");
    let fetched = run(repo, workspace, &commands, &[&fetch[..], variables].concat());
    assert_eq!(fetched.status, 0, "{fetched:?}");
    let told = told(repo, "environment");
    told.trim_end().strip_prefix("GREFFE_BASE=").unwrap().to_owned()
}

#[test]
fn the_event_of_a_merge_queue_names_the_base_and_workflows_run_in_it() {
    let text = read("action.yml");
    let bases = text.lines().find(|line| line.contains("GREFFE_BASE: ")).unwrap();
    let place = |name: &str| bases.find(name).unwrap_or_else(|| panic!("{name}: {bases}"));
    let order = ["inputs.base", "pull_request.base.sha", "merge_group.base_sha", "event.before"].map(place);
    assert!(order.is_sorted(), "{bases}");
    for file in [".github/workflows/review.yml", ".github/workflows/ci.yml", "docs/forges/github/review.yml"] {
        let root = Document::read(read(file).as_bytes()).root.unwrap();
        assert!(root.get("on").unwrap().get("merge_group").is_some(), "{file}");
    }
}

#[test]
fn after_a_forced_push_the_log_names_what_the_branch_is_compared_with() {
    let repo = changed(&EXEMPLE.replace("Exemple", "Autre nom"), "Another name");
    let (main, old) = (repo.git(&["rev-parse", "main"]), repo.head());
    repo.git(&["reset", "--quiet", "--hard", "main"]);
    repo.write(PATH, EXEMPLE.replace("Exemple", "Un autre"));
    repo.commit(NOON + 120, "Yet another name");
    let said = format!("This push rewrote the branch: it is compared with {main}");
    let variables = [action(&old), vec![("GITHUB_EVENT_NAME", "push")]].concat();
    let github = run(&repo, &repo.path(), &step("action.yml", "check"), &variables);
    assert!(github.stdout.contains(&said) && github.stdout.contains(&old), "{github:?}");
    let variables = [("CI_COMMIT_BEFORE_SHA", old.as_str()), ("GREFFE_LANG", "en"), ("GREFFE_FAIL_ON", "error")];
    let gitlab = run(&repo, &repo.path(), &gitlab(), &variables);
    assert!(gitlab.stdout.contains(&said) && gitlab.stdout.contains(&old), "{gitlab:?}");
    repo.git(&["branch", "--quiet", "old", &old]);
    let workspace = repo.outside().join("workspace");
    fs::create_dir(&workspace).unwrap();
    assert_eq!(forgejo_base(&repo, &workspace, "refs/heads/essai", &[("BASE", &old)]), old);
}

#[test]
fn every_forge_says_how_to_deepen_a_shallow_clone() {
    let repo = changed(EXEMPLE, "Nothing");
    let clone = shallow(&repo);
    let run = |commands: &str, variables: &[(&str, &str)]| run(&repo, &clone, commands, variables);
    let github = run(&step("action.yml", "check"), &action("main"));
    assert_eq!(github.status, 2);
    assert!(github.stdout.starts_with("::error title=greffe::") && github.stdout.contains("fetch-depth: 0"));
    let gitlab = run(&gitlab(), &[]);
    assert!(gitlab.status == 2 && gitlab.stdout.contains("GIT_DEPTH"), "{gitlab:?}");
    let forgejo = run(&step("docs/forges/forgejo/greffe.yml", "Check the register"), &[]);
    assert!(forgejo.status == 2 && forgejo.stdout.contains("shallow"), "{forgejo:?}");
}

#[test]
fn a_failure_of_the_tool_is_no_finding() {
    let repo = changed(EXEMPLE, "Nothing");
    let mut variables = action("main");
    variables[3] = ("GREFFE_FAIL_ON", "nonsense");
    let run = run(&repo, &repo.path(), &step("action.yml", "check"), &variables);
    assert_eq!(run.status, 2, "{run:?}");
}

/// The commands of the component's job.
fn gitlab() -> String {
    let text = read("templates/greffe.yml");
    let (_, jobs) = text.split_once("\n---\n").unwrap();
    let root = Document::read(jobs.as_bytes()).root.unwrap();
    let script = root.get("greffe").unwrap().get("script").unwrap();
    script.as_list().unwrap().iter().map(|part| part.as_text().unwrap()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_component_makes_a_code_quality_report_and_a_review() {
    let repo = changed(&EXEMPLE.replace("[dinum]", "[dinun]"), "A mistake");
    let base = repo.git(&["rev-parse", "main"]);
    for (variable, value) in [("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.as_str()), ("CI_COMMIT_BEFORE_SHA", &base)] {
        let variables = [(variable, value), ("GREFFE_LANG", "en"), ("GREFFE_FAIL_ON", "error")];
        let run = run(&repo, &repo.path(), &gitlab(), &variables);
        assert_eq!(run.status, 1, "{run:?}");
        assert!(run.stdout.contains("R001 unknown-reference") && run.stdout.contains("1 record touched"), "{run:?}");
        let report: serde_json::Value = serde_json::from_str(&repo.read("gl-code-quality-report.json")).unwrap();
        assert_eq!(report[0]["location"]["path"], PATH);
        assert!(repo.read("greffe-review.md").contains("other fields: sponsors"));
    }
    let variables = [("CI_COMMIT_BEFORE_SHA", ZEROS), ("GREFFE_LANG", "en"), ("GREFFE_FAIL_ON", "never")];
    assert_eq!(run(&repo, &repo.path(), &gitlab(), &variables).status, 0);
}

#[test]
fn forgejo_fetches_all_of_the_history_and_shows_the_review() {
    let repo = changed(&EXEMPLE.replace("Exemple", "Autre nom"), "Another name");
    let base = repo.git(&["rev-parse", "main"]);
    let workspace = repo.outside().join("workspace");
    fs::create_dir(&workspace).unwrap();
    let environment = repo.outside().join("temp/environment");
    let server = format!("file://{}", repo.outside().display());
    let fetch = [
        ("TOKEN", "secret"),
        ("BASE", base.as_str()),
        ("GITHUB_SERVER_URL", &server),
        ("GITHUB_REPOSITORY", "work"),
        ("GITHUB_REF", "refs/heads/essai"),
        ("GITHUB_ENV", environment.to_str().unwrap()),
    ];
    let file = "docs/forges/forgejo/greffe.yml";
    let commands = step(file, "Fetch the register, with all of its history");
    let fetched = run(&repo, &workspace, &commands, &fetch);
    assert_eq!(fetched.status, 0, "{fetched:?}");
    assert_eq!(told(&repo, "environment"), format!("GREFFE_BASE={base}\n"));
    assert!(!fs::read_to_string(workspace.join(".git/config")).unwrap().contains("secret"), "the token is forgotten");
    let variables = [("GREFFE_BASE", base.as_str()), ("GREFFE_LANG", "en")];
    let checked = run(&repo, &workspace, &step(file, "Check the register"), &variables);
    assert_eq!(checked.status, 0, "{checked:?}");
    assert!(checked.stdout.contains("other fields: name") && told(&repo, "summary").contains("other fields: name"));
}

/// A `gh` that knows one pull request, and writes down what it is asked for.
fn with_gh(repo: &Repo, head: &str, known: &str) {
    let bin = repo.outside().join("bin");
    fs::create_dir_all(&bin).unwrap();
    let text = format!(
        "#!/bin/sh\necho \"$*\" >> \"$RUNNER_TEMP/asked\"\ncase \"$*\" in\n  *pulls/12*) echo {head} ;;\n  \
         *--paginate*) echo {known} ;;\nesac\n"
    );
    fs::write(bin.join("gh"), text).unwrap();
    fs::set_permissions(bin.join("gh"), fs::Permissions::from_mode(0o755)).unwrap();
}

fn comment(repo: &Repo, number: &str, review: &str, head: &str) -> Run {
    let _none = fs::remove_file(repo.outside().join("temp/asked"));
    repo.write("greffe-review/number", number).write("greffe-review/review.md", review);
    let variables = [("GH_TOKEN", "x"), ("REPOSITORY", "someone/register"), ("HEAD", head)];
    run(repo, &repo.path(), &step("docs/forges/github/comment.yml", "Comment"), &variables)
}

#[test]
fn a_comment_is_made_once_then_kept_up_to_date_and_only_of_what_greffe_wrote() {
    let nasty = EXEMPLE.replace("name: Exemple", "name: '<b> @all [a](https://example.invalid) ``` <!-- www.a.fr'");
    let repo = changed(&nasty, "A name");
    let review = repo.greffe(&["review", "--base", "main", "--format", "markdown"]).stdout;
    with_gh(&repo, "abc", "");
    assert_eq!(comment(&repo, "12\n", &review, "abc").status, 0);
    let asked = told(&repo, "asked");
    assert!(asked.contains("--method POST repos/someone/register/issues/12/comments"), "{asked}");
    assert!(repo.read("comment.md").starts_with("<!-- greffe review -->\n### "));
    with_gh(&repo, "abc", "99");
    assert_eq!(comment(&repo, "12\n", &review, "abc").status, 0);
    assert!(told(&repo, "asked").contains("--method PATCH repos/someone/register/issues/comments/99"));
    // Another commit has come since, or another pull request is named.
    for (number, head) in [("12", "def"), ("13", "abc"), ("", "abc"), ("; rm -rf /", "abc")] {
        assert_eq!(comment(&repo, number, &review, head).status, 0);
        assert!(!told(&repo, "asked").contains("--method"), "{number} {head}");
    }
    for forged in
        ["@all", "[a](b)", "https://a.fr", "<img>", "<script>", "```\n@a", "![](x)", "<!-- -->", &"a".repeat(70_000)]
    {
        assert_eq!(comment(&repo, "12", forged, "abc").status, 1, "{forged}");
        assert!(!told(&repo, "asked").contains("--method"), "{forged}");
    }
}

#[test]
fn every_action_of_others_is_pinned_by_its_full_hash_and_workflows_may_do_little() {
    for file in FILES {
        let text = read(file);
        for line in text.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: ")) {
            if line == "./" {
                continue;
            }
            let (action, version) = line.split_once(" # ").unwrap_or((line, ""));
            let (name, hash) = action.split_once('@').unwrap();
            let is_hash = hash.len() == 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(is_hash, "{file}: {line}");
            assert!(name.starts_with("OWNER/") || version.starts_with('v'), "{file}: {line}");
        }
        if file.contains("github/") {
            assert!(text.contains("\npermissions: {}\n"), "{file}");
            assert!(!text.contains("pull_request_target"), "{file}");
        }
        // What others write reaches a command through its environment alone.
        let root = Document::read(text.as_bytes()).root.unwrap_or_else(|| panic!("{file}"));
        assert!(!runs(&root).iter().any(|run| run.contains("${{")), "{file}");
    }
    assert_eq!(read(".github/workflows/comment.yml"), read("docs/forges/github/comment.yml"));
}

fn runs(node: &Node) -> Vec<String> {
    let mut found: Vec<String> = node.get("run").and_then(Node::as_text).map(str::to_owned).into_iter().collect();
    let below = node.as_list().unwrap_or_default().iter();
    let below = below.chain(node.as_map().unwrap_or_default().iter().map(|entry| &entry.value));
    found.extend(below.flat_map(runs));
    found
}

/// What the program is built from, by paths from the top: its sources, and the files that they hold within them.
fn embedded() -> Vec<PathBuf> {
    fn below(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => below(&path, found),
                false => found.push(path),
            }
        }
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap();
    let mut sources = Vec::new();
    below(&top.join("src"), &mut sources);
    let mut found = ["Cargo.toml", "Cargo.lock", "askama.toml", "build.rs"].map(PathBuf::from).to_vec();
    for source in sources {
        found.push(source.strip_prefix(&top).unwrap().to_owned());
        let Ok(text) = fs::read_to_string(&source) else { continue };
        let named = text
            .split("include_str!(\"")
            .chain(text.split("include_bytes!(\""))
            .filter_map(|rest| rest.split_once("\")"));
        let paths = named.filter_map(|(name, _)| source.parent().unwrap().join(name).canonicalize().ok());
        found.extend(paths.map(|path| path.strip_prefix(&top).unwrap().to_owned()));
    }
    found.sort();
    found.dedup();
    found
}

#[test]
fn what_was_built_is_named_by_all_that_it_was_built_from() {
    let repo = changed(EXEMPLE, "Nothing");
    let source = repo.outside().join("source");
    let embedded = embedded();
    assert!(embedded.contains(&PathBuf::from("templates/register/README.fr.md")), "{embedded:?}");
    for folder in ["src", "schema", "registry/indicators", "docs", "hooks", "templates"] {
        fs::create_dir_all(source.join(folder)).unwrap();
    }
    for part in &embedded {
        fs::create_dir_all(source.join(part).parent().unwrap()).unwrap();
        fs::write(source.join(part), "a text").unwrap();
    }
    let key = || {
        let _none = fs::remove_file(repo.outside().join("temp/output"));
        let path = source.to_str().unwrap();
        let variables = [("GITHUB_ACTION_PATH", path), ("RUNNER_OS", "Linux"), ("RUNNER_ARCH", "X64")];
        let run = run(&repo, &repo.path(), &step("action.yml", "source"), &variables);
        assert_eq!(run.status, 0, "{run:?}");
        told(&repo, "output")
    };
    let first = key();
    assert!(first.starts_with("key=greffe-Linux-X64-") && first.trim_end().len() == "key=greffe-Linux-X64-".len() + 40);
    assert_eq!(key(), first);
    // One file of each folder stands for the others.
    let mut folders = Vec::new();
    for part in &embedded {
        if !folders.contains(&part.parent()) {
            folders.push(part.parent());
            fs::write(source.join(part), "another text").unwrap();
            assert_ne!(key(), first, "{}", part.display());
            fs::write(source.join(part), "a text").unwrap();
        }
    }
}

#[test]
fn the_review_is_left_for_the_workflow_that_comments() {
    let repo = changed(&EXEMPLE.replace("Exemple", "Autre nom"), "Another name");
    let checked = run(&repo, &repo.path(), &step("action.yml", "check"), &action("main"));
    assert_eq!(checked.status, 0, "{checked:?}");
    let review = repo.outside().join("temp/greffe-review.md");
    for file in ["docs/forges/github/review.yml", ".github/workflows/review.yml"] {
        let _none = fs::remove_dir_all(repo.path().join("greffe-review"));
        let variables = [("NUMBER", "12"), ("REVIEW", review.to_str().unwrap())];
        let left = run(&repo, &repo.path(), &step(file, "Leave the review for the workflow that comments"), &variables);
        assert_eq!(left.status, 0, "{left:?}");
        with_gh(&repo, "abc", "");
        let commented =
            comment(&repo, &repo.read("greffe-review/number"), &repo.read("greffe-review/review.md"), "abc");
        assert_eq!(commented.status, 0, "{commented:?}");
        assert!(told(&repo, "asked").contains("--method POST"));
    }
}
