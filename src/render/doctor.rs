use schemars::JsonSchema;
use serde::Serialize;

use super::{Style, to_json, visible};
use crate::i18n::{Message, Words};
use crate::message;

/// Whether there is something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Health {
    /// All is well.
    Good,
    /// It works as it is; the advice says what may be worth doing.
    Note,
    /// Something does not work until it is done.
    Todo,
}

/// The result of one check.
#[derive(Clone, Debug)]
pub struct CheckUp {
    /// What was looked at (`git`, `clone`, `pre-commit`…): the same word in every language.
    pub subject: &'static str,
    /// Whether there is something to do.
    pub health: Health,
    /// What was found.
    pub found: Message,
    /// What to do, if anything.
    pub advice: Option<Message>,
}

/// What was looked at, a line each, with what to do below it.
pub fn doctor(checks: &[CheckUp], words: &Words, style: Style) -> String {
    let width = checks.iter().map(|check| check.subject.len()).max().unwrap_or(0);
    let mut text = String::new();
    for check in checks {
        let (mark, color) = match check.health {
            Health::Good => ("✓", 32),
            Health::Note => ("•", 36),
            Health::Todo => ("✗", 31),
        };
        let mark = match style.color {
            true => format!("\u{1b}[{color}m{mark}\u{1b}[0m"),
            false => mark.to_owned(),
        };
        let found = visible(&words.say(&check.found));
        text.push_str(&format!("{mark} {:width$}  {found}\n", check.subject));
        if let Some(advice) = &check.advice {
            let help = words.say(&message!("help-line", help = advice.clone()));
            text.push_str(&format!("  {:width$}  {}\n", "", visible(&help)));
        }
    }
    text
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Doctor {
    /// The version of this answer.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// Whether nothing is to be done; the exit status is 0 then, 1 otherwise.
    healthy: bool,
    /// What was looked at.
    #[schemars(length(min = 5))]
    checks: Vec<CheckJson>,
}

#[derive(Serialize, JsonSchema)]
struct CheckJson {
    /// What was looked at: git, the clone, a hook that the repository should have, its schema or its index; where there is
    /// something to say, the branch at `HEAD` (of a repository that receives pushes), the commits' clocks and signatures.
    #[schemars(extend("enum" = [
        "git", "clone", "head", "pre-commit", "pre-push", "pre-receive", "schema", "index", "clock",
        "signatures"
    ]))]
    subject: &'static str,
    /// `good`; `note`: it works as it is; `todo`: it does not work until it is done.
    #[schemars(with = "&str", extend("enum" = ["good", "note", "todo"]))]
    health: Health,
    /// What was found, in the language asked for.
    #[schemars(length(min = 1))]
    message: String,
    /// What to do, in the language asked for; `null`: nothing.
    #[schemars(length(min = 1))]
    help: Option<String>,
}

/// The same as JSON, version 1 (`docs/en/json.md`).
pub(crate) fn doctor_json(checks: &[CheckUp], words: &Words) -> String {
    let healthy = checks.iter().all(|check| check.health != Health::Todo);
    let checks = checks.iter().map(|check| CheckJson {
        subject: check.subject,
        health: check.health,
        message: words.say(&check.found),
        help: check.advice.as_ref().map(|advice| words.say(advice)),
    });
    to_json(&Doctor { version: 1, healthy, checks: checks.collect() })
}
