use clap::Args;

use super::CLEAN;
use super::output::Output;
use crate::check;
use crate::diagnostic::{Failure, Outcome};
use crate::message;
use crate::render;

#[derive(Debug, Args)]
pub(super) struct RuleArgs {
    #[arg(value_name = "CODE")]
    code: String,
}

/// `greffe rules`: the list of the rules.
pub(super) fn list(output: &Output) -> u8 {
    let words = &output.words;
    let head = ["rules-code", "rules-name", "rules-severity", "rules-summary"].map(|id| words.text(id));
    let rows: Vec<Vec<String>> = check::rules()
        .into_iter()
        .map(|rule| {
            let summary = rule.summary(words.lang()).to_owned();
            vec![rule.code.to_owned(), rule.slug.to_owned(), render::severity_word(rule.severity, words), summary]
        })
        .collect();
    output.answer(&render::table(&head, &rows, head.len()));
    CLEAN
}

/// `greffe rule CODE`: one rule's page.
pub(super) fn show(args: &RuleArgs, output: &Output) -> Outcome<u8> {
    let rule = check::find(&args.code)
        .ok_or_else(|| Failure::new(message!("unknown-rule", name = &args.code)).help(message!("unknown-rule-help")))?;
    output.answer(rule.page(output.words.lang()));
    Ok(CLEAN)
}
