//! The report of an import: warnings, and the text for people.

use super::output::Output;
use crate::i18n::Message;
use crate::import::{Disputed, Likeness, Prefer, RecordKind, RenameSuspect, Report, SourcePlace, SourceReport, Tally};
use crate::message;
use crate::render;

/// Warns of merges behind which a mainline seems to go on.
pub(super) fn warn(report: &Report, output: &Output) {
    for source in &report.sources {
        for foxtrot in &source.foxtrots {
            output.note(&message!(
                "import-foxtrot",
                name = &source.name,
                merge = foxtrot.merge.to_string(),
                second = foxtrot.second.to_string(),
                hidden = foxtrot.hidden
            ));
        }
    }
}

/// Prints what was imported and what was left out, for people.
pub(super) fn human(report: &Report, output: &Output) {
    let into = report.into.display().to_string();
    let written: usize = report.sources.iter().map(|source| source.written).sum();
    output.say(&match (written, report.is_rehearsal, report.head) {
        (0, _, Some(_)) => message!("import-nothing-new", into = &into),
        (0, _, None) => message!("import-nothing"),
        (commits, true, _) => message!("import-would", commits = commits, into = &into),
        (commits, false, _) => message!("import-done", commits = commits, into = &into),
    });
    if let Some(replaced) = report.replaced.filter(|_| !report.is_rehearsal) {
        output.say(&message!("import-replaced", commit = replaced.to_string()));
    }
    let records = report.records.iter().map(|(kind, count)| {
        let kind = output.words.say(&kind_name(*kind));
        let line = match count.stand_ins {
            0 => message!("import-records-line", kind = kind),
            stand_ins => message!("import-records-stand-ins", kind = kind, count = stand_ins),
        };
        format!("{:>6}  {}", count.all, output.words.say(&line))
    });
    section(&output.words.text("import-records"), records, output);
    for source in &report.sources {
        of_source(source, output);
    }
    let suspects = report.suspects.iter().map(|suspect| format!("{}  # {}", suspect.line(), why(suspect, output)));
    section(&output.words.text("import-suspects"), suspects, output);
    if written > 0 && !report.is_rehearsal {
        output.note(&message!("import-next-published", into = &into));
        output.note(&message!("import-next-validate", into = &into));
        output.note(&message!("import-next-again", into = &into));
    }
}

fn of_source(source: &SourceReport, output: &Output) {
    let late = (source.late > 0).then(|| message!("import-late", count = source.late));
    let lines = [
        message!("import-read", count = source.read),
        message!("import-commits", count = source.written),
        message!("import-unchanged", count = source.unchanged),
        message!("import-skipped", count = source.skipped()),
    ];
    let lines: Vec<Message> = lines.into_iter().chain(late).collect();
    let lines = lines.iter().map(|line| output.words.say(line));
    section(&output.words.say(&message!("import-source", name = &source.name, kind = source.kind)), lines, output);
    for (title, counts) in [("import-versions", &source.versions), ("import-deletions", &source.deletions)] {
        let lines = counts.iter().map(|(kind, count)| format!("{count:>6}  {}", output.words.say(&kind_name(*kind))));
        section(&output.words.text(title), lines, output);
    }
    let notes = |is_loss: bool| source.notes.iter().filter(move |(note, _)| note.is_loss() == is_loss);
    for (title, is_loss) in [("import-written", false), ("import-left-out", true)] {
        let lines = notes(is_loss).map(|(note, tally)| line(&output.words.say(&note.message()), tally, output));
        section(&output.words.text(title), lines, output);
    }
    let corrected = source
        .corrected
        .iter()
        .map(|one| output.words.say(&message!("import-corrected-line", record = &one.record, what = &one.what)));
    section(&output.words.text("import-corrected"), corrected, output);
    let disputed = source.disputed.iter().map(|one| output.words.say(&dispute(one)));
    section(&output.words.text("import-disputed"), disputed, output);
    let unread = source.unread.iter().map(|unread| {
        let why = unread.why.clone();
        output.words.say(&message!("import-unread-line", place = place(&unread.seen), why = why))
    });
    section(&output.words.text("import-unread"), unread, output);
    let others =
        source.other_files.iter().map(|(path, commit)| place(&SourcePlace { path: path.clone(), commit: *commit }));
    section(&output.words.text("import-other-files"), others, output);
    section(&output.words.text("import-other-folders"), source.other_folders.iter().cloned(), output);
}

/// What the register and a source disagree on, and whose word was taken.
fn dispute(disputed: &Disputed) -> Message {
    let Disputed { record, what, register, source, kept, commit } = disputed;
    let commit: String = commit.to_string().chars().take(10).collect();
    let kept = match kept {
        Prefer::Register => message!("import-kept-register"),
        Prefer::Source => message!("import-kept-source"),
    };
    if what.is_empty() {
        return match register {
            Some(_) => message!("import-disputed-gone", record = record, commit = commit, kept = kept),
            None => message!("import-disputed-back", record = record, commit = commit, kept = kept),
        };
    }
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "∅".to_owned());
    message!(
        "import-disputed-line",
        record = record,
        what = what,
        register = value(register),
        source = value(source),
        commit = commit,
        kept = kept
    )
}

/// When the one record went and the other came, and what they have in common.
fn why(suspect: &RenameSuspect, output: &Output) -> String {
    let alike = suspect.alike.iter().map(|likeness| match likeness {
        Likeness::Name => output.words.text("import-alike-name"),
        Likeness::Address => output.words.text("import-alike-address"),
        Likeness::Mission => output.words.text("import-alike-mission"),
        Likeness::Sponsors => output.words.text("import-alike-sponsors"),
        Likeness::Phases => output.words.text("import-alike-phases"),
    });
    let alike: Vec<String> = alike.map(|words| words.to_string()).collect();
    format!("{} → {}; {}", suspect.gone, suspect.come, alike.join(", "))
}

fn kind_name(kind: RecordKind) -> Message {
    match kind {
        RecordKind::Startup => message!("import-kind-startup"),
        RecordKind::Incubator => message!("import-kind-incubator"),
        RecordKind::Organisation => message!("import-kind-organisation"),
        RecordKind::Intrapreneur => message!("import-kind-intrapreneur"),
        RecordKind::Promotion => message!("import-kind-promotion"),
        RecordKind::Defi => message!("import-kind-defi"),
        RecordKind::Eig => message!("import-kind-eig"),
        RecordKind::Component => message!("import-kind-component"),
    }
}

/// A title and the lines under it; nothing, not even the title, where there are no lines.
fn section(title: &str, lines: impl Iterator<Item = String>, output: &Output) {
    let lines: Vec<String> = lines.map(|line| format!("  {}\n", render::visible(&line))).collect();
    if !lines.is_empty() {
        output.answer(&format!("\n{}\n{}", render::visible(title), lines.concat()));
    }
}

fn line(what: &str, tally: &Tally, output: &Output) -> String {
    let examples: Vec<String> = tally.examples.iter().map(place).collect();
    let said = output.words.say(&message!("import-count", what = what, examples = examples.join(", ")));
    format!("{:>6}  {said}", tally.count)
}

/// A place in the source: the file, and the beginning of the commit's hash.
fn place(seen: &SourcePlace) -> String {
    let commit: String = seen.commit.to_string().chars().take(10).collect();
    if seen.path.is_empty() { commit } else { format!("{}@{commit}", seen.path) }
}
