use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::CLEAN;
use super::output::Output;
use super::progress::{with_progress, with_shared_progress};
use super::session;
use crate::change::corrections_at;
use crate::diagnostic::Outcome;
use crate::export::{self, Format, Source};
use crate::index::Wanted;
use crate::message;
use crate::query::AsOf;
use crate::timeline::History;

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[arg(long, value_enum, hide_possible_values = true, value_name = "csv|jsonl|parquet|sqlite")]
    format: ExportFormat,
    #[arg(long, value_name = "DIR|FILE")]
    out: PathBuf,
    #[arg(long, value_name = "DATE|REV")]
    as_of: Option<String>,
}

/// A format, as `--format` takes it.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ExportFormat {
    Csv,
    Jsonl,
    Parquet,
    Sqlite,
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Format {
        match format {
            ExportFormat::Csv => Format::Csv,
            ExportFormat::Jsonl => Format::Jsonl,
            ExportFormat::Parquet => Format::Parquet,
            ExportFormat::Sqlite => Format::Sqlite,
        }
    }
}

/// `greffe export`: the register and its history as tables for other tools.
pub(super) fn run(directory: &Path, args: &ExportArgs, output: &Output) -> Outcome<u8> {
    let session = session::open_for(directory, |_| Wanted::Everything, output)?;
    let publications = session::published(&session, output);
    let as_of = args.as_of.as_deref().map_or(AsOf::Latest, AsOf::parse);
    let asked_point = as_of.find(session.history(), &session.repository)?;
    let config = session.walk_config()?;
    // The history is read again up to that commit, so that later renames and merges leave no trace in the export.
    let before;
    let (history, now) = match asked_point.at {
        Some(at) if at + 1 == session.history().commits.len() => (session.history(), asked_point),
        None => {
            before = History::default();
            (&before, asked_point)
        }
        Some(at) => {
            before = with_progress(output, |progress| session.history_at(at, &config, progress))?;
            (&before, asked_point)
        }
    };
    let corrections = corrections_at(&session.repository, history, 0..history.commits.len())?;
    let source = Source {
        history,
        config: &config,
        catalogue: &session.catalogue,
        publications: &publications,
        now: &now,
        corrections: &corrections,
    };
    let out = directory.join(&args.out);
    let format = args.format.into();
    let written = with_shared_progress(output, |progress| export::export(&source, format, &out, progress))?;
    let (tables, rows) = (written.tables, written.rows);
    output.say(&message!("export-done", path = out.display().to_string(), tables = tables, rows = rows));
    Ok(CLEAN)
}
