use std::path::Path;

use clap::Args;
use serde_json::json;

use super::CLEAN;
use super::edited::{Edited, date_json, is_quoted, parse_date, with_item};
use super::output::Output;
use super::validate::parse_day;
use crate::diagnostic::Outcome;
use crate::edit;
use crate::lifecycle::{Date, PartialDate};
use crate::message;
use crate::yaml::Node;

#[derive(Debug, Args)]
pub(super) struct EventArgs {
    #[arg(value_name = "RECORD")]
    record: String,
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: PartialDate,
    #[arg(long, value_name = "YEAR")]
    cohort: Option<u16>,
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    today: Option<Date>,
}

/// `greffe event`: something happened to the record.
pub(super) fn run(directory: &Path, args: &EventArgs, output: &Output) -> Outcome<u8> {
    let edited = Edited::open(directory, &args.record, output)?;
    let (text, root) = (edited.text(), edited.root());
    let on = args.on.to_string();
    let mut fields = vec![("name", args.name.clone()), ("date", on.clone())];
    let last = root.get("events").and_then(Node::as_list).and_then(<[Node]>::last);
    let mut item = json!({"name": args.name, "date": date_json(&on, is_quoted(text, last, "date"))});
    if let (Some(cohort), Some(item)) = (args.cohort, item.as_object_mut()) {
        fields.push(("cohort", cohort.to_string()));
        item.insert("cohort".to_owned(), cohort.into());
    }
    let added = edit::add_item(text, root, "events", &fields, "phases").ok_or_else(|| edited.unknown_style())?;
    let made = edited.with(vec![added], &with_item(root.to_json(), "events", item))?;
    edited.write(&made, args.today, output)?;
    let (record, path) = (edited.key(), edited.path());
    output.say(&message!("event-done", record = record, name = &args.name, date = args.on, path = path));
    Ok(CLEAN)
}
