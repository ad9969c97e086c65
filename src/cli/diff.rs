use std::collections::BTreeSet;
use std::path::Path;

use clap::Args;

use super::CLEAN;
use super::args::{AnswerArgs, FormatArg};
use super::output::Output;
use super::session;
use crate::diagnostic::Outcome;
use crate::index::Wanted;
use crate::indicator::{Indicator, Method, between};
use crate::message;
use crate::query::AsOf;
use crate::query::refuse_uncounted;
use crate::render::{self, DiffAnswer, Unmarked};
use crate::timeline::{FactRow, RecordDiff, diff};

#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    #[arg(value_name = "A")]
    from: String,
    #[arg(value_name = "B")]
    to: String,
    #[arg(long, value_name = "ID")]
    indicator: Vec<String>,
    #[arg(long, value_name = "ID")]
    method: Option<String>,
    #[arg(long)]
    include_planned: bool,
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// `greffe diff`: what differs between two moments, in facts and figures.
pub(super) fn run(directory: &Path, args: &DiffArgs, output: &Output) -> Outcome<u8> {
    let session = session::open_for(directory, |_| Wanted::Logs, output)?;
    let history = session.history();
    let find = |text: &str| AsOf::parse(text).find(history, &session.repository);
    let (from, to) = (find(&args.from)?, find(&args.to)?);
    let chosen = session.chosen(&args.indicator, args.method.as_deref())?;
    if args.method.is_some() {
        chosen.iter().try_for_each(|(indicator, method)| refuse_uncounted(indicator, method))?;
    }
    // Only counts move by units: for what does not, the first method that counts is compared instead.
    let is_uncounted = |(_, method): &(&Indicator, &Method)| !method.measure.is_count();
    let uncounted: Vec<(&Indicator, &Method)> = chosen.iter().copied().filter(is_uncounted).collect();
    let counted: Vec<(&Indicator, &Method)> = chosen
        .into_iter()
        .filter_map(|(indicator, method)| {
            let counts = |method: &&Method| method.measure.is_count();
            Some((indicator, Some(method).filter(counts).or_else(|| indicator.methods.iter().find(counts))?))
        })
        .collect();
    let measures: BTreeSet<&str> = uncounted.iter().map(|(_, method)| method.measure.word()).collect();
    for measure in measures {
        let of_it = uncounted.iter().filter(|(_, method)| method.measure.word() == measure);
        let named = of_it.map(|(indicator, method)| format!("{} ({})", indicator.code, method.id));
        let named = named.collect::<Vec<_>>().join(", ");
        output.note(&message!("diff-uncounted", measure = measure, methods = named));
    }
    let mut records = diff(history, from.at, to.at);
    let kind = |record: usize| history.records.get(record).map(|row| row.kind.as_str());
    let words = session.field_words()?;
    records.retain_mut(|difference| {
        let kind = kind(difference.record).unwrap_or_default();
        difference.fields.retain(|change| args.full || words.is_told(kind, change.field));
        difference.file.is_some() || !difference.facts.is_empty() || !difference.fields.is_empty()
    });
    if !args.indicator.is_empty() || args.method.is_some() {
        records.retain_mut(|difference| keep_counted(difference, kind(difference.record), &counted));
    }
    let unmarked = if args.full { Unmarked::default() } else { leave_unmarked(&mut records) };
    let figures: Vec<_> = counted
        .into_iter()
        .map(|(indicator, method)| (indicator, method, between(history, method, &from, &to, args.include_planned)))
        .collect();
    let answer = DiffAnswer {
        history,
        labels: &words.labels,
        asked: (&args.from, &args.to),
        from: &from,
        to: &to,
        include_planned: args.include_planned,
        records: &records,
        unmarked,
        figures: &figures,
        uncounted: &uncounted,
    };
    output.answer(&match args.answer.format {
        FormatArg::Json => render::diff_json(&answer),
        FormatArg::Human => render::diff(&answer, &output.words),
    });
    Ok(CLEAN)
}

/// Leaves out what only is no longer approximate, and gives how much that was.
fn leave_unmarked(records: &mut Vec<RecordDiff<'_>>) -> Unmarked {
    let mut left = Unmarked::default();
    records.retain_mut(|record| {
        let facts = record.facts.len();
        record.facts.retain(|fact| !fact.only_loses_its_mark());
        left.facts += facts - record.facts.len();
        let stays = record.file.is_some() || !record.facts.is_empty() || !record.fields.is_empty();
        left.records += usize::from(!stays);
        stays
    });
    left
}

/// Leaves out of a record what these methods do not look at. Gives whether anything is left.
fn keep_counted(difference: &mut RecordDiff<'_>, kind: Option<&str>, counted: &[(&Indicator, &Method)]) -> bool {
    let of_kind = |method: &Method| Some(method.counts.as_str()) == kind;
    let looks_at = |fact: &FactRow| {
        counted
            .iter()
            .any(|(_, method)| of_kind(method) && method.what == fact.key.what && method.names.contains(&fact.key.name))
    };
    difference.facts.retain(|fact| fact.after.or(fact.before).is_some_and(looks_at));
    difference.fields.clear();
    let has_file = difference.file.is_some() && counted.iter().any(|(_, method)| of_kind(method));
    has_file || !difference.facts.is_empty()
}
