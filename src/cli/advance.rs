use std::path::Path;

use clap::Args;
use serde_json::{Value, json};

use super::CLEAN;
use super::edited::{Edited, date_json, is_quoted, parse_date, with_item};
use super::output::Output;
use super::validate::parse_day;
use crate::diagnostic::{Failure, Outcome};
use crate::edit;
use crate::lifecycle::{Date, Lifecycle, Move, PartialDate, Phase, Timeline};
use crate::message;
use crate::yaml::Node;

#[derive(Debug, Args)]
pub(super) struct AdvanceArgs {
    #[arg(value_name = "RECORD")]
    record: String,
    #[arg(value_name = "PHASE")]
    phase: String,
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: PartialDate,
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    today: Option<Date>,
}

/// `greffe advance`: the record enters a phase.
pub(super) fn run(directory: &Path, args: &AdvanceArgs, output: &Output) -> Outcome<u8> {
    let edited = Edited::open(directory, &args.record, output)?;
    let lifecycle = edited.lifecycle()?;
    let (text, root) = (edited.text(), edited.root());
    if lifecycle.phase(&args.phase).is_none() {
        let names: Vec<&str> = lifecycle.phases.iter().map(|phase| phase.name.as_str()).collect();
        let failure = Failure::new(message!("advance-unknown-phase", phase = &args.phase, record = edited.key()));
        return Err(failure.help(message!("advance-unknown-phase-help", phases = names.join(", "))));
    }
    let timeline = Timeline::read(root, Some(&lifecycle)).unwrap_or_default();
    let present = timeline.phases.last();
    if let Some(present) = present {
        refuse_move(present, &lifecycle, args)?;
    }
    let items = root.get("phases").and_then(Node::as_list).unwrap_or_default();
    let on = args.on.to_string();
    let fields = [("name", args.phase.clone()), ("start", on.clone())];
    let added = edit::add_item(text, root, "phases", &fields, "name").ok_or_else(|| edited.unknown_style())?;
    let mut insertions = vec![added];
    let item = json!({"name": args.phase, "start": date_json(&on, is_quoted(text, items.last(), "start"))});
    let mut wanted = with_item(root.to_json(), "phases", item);
    // The end of the present phase is written only where the record gives the end of another phase.
    let closes = items.iter().any(|item| item.get("end").is_some_and(|end| !end.is_null()));
    if let Some(present) = present.filter(|present| closes && present.end.is_none()) {
        let item = items.get(present.at).ok_or_else(|| edited.unknown_style())?;
        let end = edit::add_field(text, item, &("end", on.clone()), "start");
        // Where both are inserted at the same place, the end must come before the new phase.
        insertions.insert(0, end.ok_or_else(|| edited.unknown_style())?);
        let place = wanted.pointer_mut(&format!("/phases/{}", present.at)).and_then(Value::as_object_mut);
        if let Some(place) = place {
            place.insert("end".to_owned(), date_json(&on, is_quoted(text, Some(item), "start")));
        }
    }
    let made = edited.with(insertions, &wanted)?;
    edited.write(&made, args.today, output)?;
    let (record, path) = (edited.key(), edited.path());
    output.say(&match present {
        Some(present) => {
            message!(
                "advance-done",
                record = record,
                from = &present.written,
                to = &args.phase,
                date = args.on,
                path = path
            )
        }
        None => message!("advance-first", record = record, to = &args.phase, date = args.on, path = path),
    });
    Ok(CLEAN)
}

/// Refuses a transition that the lifecycle does not allow, and a date before the start of the present phase. The rules
/// take the order of phases from their dates, and find nothing where one is missing.
fn refuse_move(present: &Phase, lifecycle: &Lifecycle, args: &AdvanceArgs) -> Outcome<()> {
    let (from, to) = (&present.written, &args.phase);
    if let Some(start) = present.start.filter(|start| start.is_surely_after(args.on)) {
        let failure = message!("advance-before", phase = from, start = start, date = args.on);
        return Err(Failure::new(failure).help(message!("advance-before-help")));
    }
    if present.name == *to {
        return Err(Failure::new(message!("L007-message", phase = to)).help(message!("L007-help")));
    }
    match lifecycle.judge(&present.name, to) {
        Move::Plausible | Move::Unusual => Ok(()),
        Move::Illegal => {
            let phase = lifecycle.phase(&present.name);
            let allowed = phase.map(|phase| [&phase.to[..], &phase.unusual[..]].concat().join(", "));
            let help = message!("advance-illegal-help", from = from, allowed = allowed.unwrap_or_default());
            Err(Failure::new(message!("L002-message", from = from, to = to)).help(help))
        }
        Move::AfterTerminal => {
            Err(Failure::new(message!("L004-message", from = from, to = to)).help(message!("L004-help", from = from)))
        }
    }
}
