use std::path::Path;

use clap::Args;

use super::CLEAN;
use super::args::{AnswerArgs, FormatArg};
use super::output::Output;
use super::session;
use crate::diagnostic::{Failure, Outcome};
use crate::index::Wanted;
use crate::message;
use crate::registry::Placement;
use crate::render;
use crate::timeline::record_log;

#[derive(Debug, Args)]
pub(super) struct LogArgs {
    #[arg(value_name = "RECORD")]
    record: String,
    #[arg(long)]
    fields: bool,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// `greffe log`: the history of one record on the mainline.
pub(super) fn run(directory: &Path, args: &LogArgs, output: &Output) -> Outcome<u8> {
    // A file names its record too, which the manifest alone can tell: then all is read.
    let is_file = args.record.ends_with(".yml");
    let wanted = |_: &_| if is_file { Wanted::Logs } else { Wanted::Log(args.record.clone()) };
    let session = session::open_for(directory, wanted, output)?;
    let history = session.history();
    // People name records by kind and identifier, by identifier, or by file.
    let manifest = &session.register.manifest;
    let name = match manifest.place(&args.record) {
        Placement::Record { kind, id } => {
            manifest.kinds.get(kind).map_or_else(|| id.clone(), |kind| format!("{}/{id}", kind.name))
        }
        _ => args.record.clone(),
    };
    let found = history.find(&name);
    let Some(record) = found.first().copied() else {
        return Err(Failure::new(message!("unknown-record", name = &args.record)).help(message!("unknown-record-help")));
    };
    if found.len() > 1 {
        let others: Vec<String> = found.iter().skip(1).map(|at| history.key(*at)).collect();
        output.note(&message!("log-others", others = others.join(", ")));
    }
    let row = history.records.get(record);
    let kind = row.map(|row| row.kind.as_str()).unwrap_or_default();
    let words = session.field_words()?;
    let entries = record_log(history, record, |field| args.fields || words.is_told(kind, field));
    match args.answer.format {
        FormatArg::Json => output.answer(&render::log_json(history, record, &entries)),
        FormatArg::Human => {
            let key = history.key(record);
            output.say(&match row.and_then(|row| row.name.as_ref()) {
                Some(name) => message!("log-title", record = key, name = name),
                None => message!("log-title-unnamed", record = key),
            });
            for (at, entry) in &entries {
                if let Some(commit) = history.commits.get(*at) {
                    output.answer(&render::log_entry(kind, commit, entry, &words.labels, &output.words));
                }
            }
        }
    }
    Ok(CLEAN)
}
