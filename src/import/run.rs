use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::beta::Beta;
use super::eig::{Eig, Years};
use super::gather::{open_sources, refuse_own, remember};
use super::places;
use super::reader::{ImportStep, SourceReader};
use super::register::RegisterDraft;
use super::source::{Source, SourceCommit, SourceKind, SourceRequest};
use super::sources::Remembered;
use super::target::{Past, Target};
use super::{Note, RecordCount, RecordKind, Report, SourceReport};
use crate::diagnostic::{Failure, Outcome};
use crate::lifecycle::rfc3339;
use crate::message;

/// What to import, and where to.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The sources; where none is given, those that the register remembers.
    pub sources: Vec<SourceRequest>,
    /// The register: a new folder, an empty one, or an earlier import.
    pub into: PathBuf,
    /// Merges to follow on their second parent, in whichever source has them.
    pub second_parents: Vec<String>,
    /// Whether the names of persons are brought over, and not pseudonyms only. `None`: as before.
    pub names: Option<bool>,
    /// Whether the whole register is written again, from all the sources that it remembers.
    pub restart: bool,
    /// Whether this is a dry run: nothing is written, and the report says what would be.
    pub rehearse: bool,
}

/// A source on its way into the register.
struct SourceImport {
    source: Source,
    reader: Box<dyn SourceReader>,
    steps: Vec<SourceCommit>,
    report: SourceReport,
}

/// Brings the commits of sources over into a register, from where the last import ended, in the order of their known
/// dates. `progress` gets how much is done, and of how much.
///
/// # Errors
///
/// Where the register is no earlier import or holds other files, a source can't be opened or read, a commit to bring
/// over is older than what the register holds of another source, or the register can't be written. Before the end,
/// the branch is not moved.
pub fn import(request: &Request, progress: &mut dyn FnMut(usize, usize)) -> Outcome<Report> {
    let found = Target::open(&request.into)?;
    let known = found.as_ref().map(|target| target.sources.clone()).unwrap_or_default();
    let past = found.as_ref().map(Target::past).transpose()?.unwrap_or_default();
    if request.restart {
        refuse_own(&past, &request.into)?;
    }
    let sources = open_sources(request, &known, found.as_ref().map(|target| target.repository.git_dir()))?;
    let remembered = remember(&known, &sources);
    let mut target = match found {
        Some(target) => target,
        None => Target::create(&request.into, request.rehearse)?,
    };
    let past = if request.restart { Past::default() } else { past };
    if request.restart {
        target.restart()?;
    }
    let mut import = Import::start(sources, target, &remembered, &past, progress)?;
    import.replay(&past, progress)?;
    import.end(request, remembered)
}

struct Import {
    lines: Vec<SourceImport>,
    target: Target,
    register: RegisterDraft,
    remembered: Vec<Remembered>,
}

impl Import {
    /// Finds where each source stands, and reads ahead what is new.
    fn start(
        sources: Vec<Source>,
        target: Target,
        remembered: &[Remembered],
        past: &Past,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Outcome<Import> {
        let there = target.records()?;
        let mut register = RegisterDraft::new();
        let mut lines = Vec::new();
        let mut dones = Vec::new();
        for source in sources {
            let done = done(&source, past)?;
            let steps = source.steps(done)?;
            let reader: Box<dyn SourceReader> = match source.remembered.kind {
                SourceKind::BetaGouv => Box::new(Beta::new(source.remembered.names)),
                SourceKind::Eig => Box::new(Eig::new(source.remembered.names)),
            };
            let report = SourceReport {
                name: source.name().to_owned(),
                kind: source.remembered.kind.name(),
                read: source.commits.len() - done.map_or(0, |at| at + 1),
                other_folders: source.other_folders()?,
                foxtrots: source.foxtrots.clone(),
                ..SourceReport::default()
            };
            dones.push(done);
            lines.push(SourceImport { source, reader, steps, report });
        }
        let files = |line: &SourceImport| line.steps.iter().map(|step| step.changes.len() + 1).sum::<usize>();
        let all: usize = lines.iter().map(files).sum();
        let mut read = 0;
        let mut years = Years::of(&there);
        for line in &mut lines {
            let SourceImport { source, reader, steps, report } = line;
            let mut import = import_step(remembered, source, &mut register, report);
            reader.prepare(steps, &mut import, &mut |more| {
                read += more;
                progress(read.min(all), all);
            })?;
            reader.dates(&mut years);
        }
        for (line, done) in lines.iter_mut().zip(dones) {
            let SourceImport { source, reader, report, .. } = line;
            reader.dated(&years);
            if let Some((at, commit)) = done.and_then(|at| Some((at, source.commits.get(at)?.clone()))) {
                let step = SourceCommit { commit, changes: source.files(at)? };
                reader.take_up(&step, &there, &mut import_step(remembered, source, &mut register, report))?;
            }
        }
        for (name, fields) in there {
            register.keep(&name, fields);
        }
        // What follows from all that is there already is there already.
        register.settle()?;
        Ok(Import { lines, target, register, remembered: remembered.to_vec() })
    }

    /// Brings the steps over, by the time at which each became known.
    fn replay(&mut self, past: &Past, progress: &mut dyn FnMut(usize, usize)) -> Outcome<()> {
        let mut order: Vec<(i64, usize, usize)> = Vec::new();
        for (line_at, line) in self.lines.iter().enumerate() {
            order.extend(line.steps.iter().enumerate().map(|(at, step)| (step.commit.known_at, line_at, at)));
        }
        order.sort_unstable();
        let all: usize = self.lines.iter().flat_map(|line| &line.steps).map(|step| step.changes.len() + 1).sum();
        let read = all - order.len();
        for (done, (_, line_at, at)) in order.into_iter().enumerate() {
            self.step(line_at, at, past)?;
            progress(read + done + 1, all);
        }
        Ok(())
    }

    fn step(&mut self, line_at: usize, at: usize, past: &Past) -> Outcome<()> {
        let Some(line) = self.lines.get_mut(line_at) else { return Ok(()) };
        let Some(step) = line.steps.get(at) else { return Ok(()) };
        let mut import = import_step(&self.remembered, &line.source, &mut self.register, &mut line.report);
        let is_touched = line.reader.step(step, &mut import)?;
        let outcomes = self.register.settle()?;
        let commit = step.commit.oid;
        for (_, path, note) in &outcomes.notes {
            line.report.note(note, path, commit);
        }
        let changed = self.target.apply(outcomes.files)?;
        let begins = self.target.head.is_none();
        if changed.is_empty() && (begins || !is_touched) {
            return Ok(());
        }
        refuse_older(line, step, past)?;
        let is_discreet = !line.source.remembered.names && changed.iter().any(|(kind, _)| kind.is_person());
        if is_discreet {
            line.report.note(&Note::Discreet, "", commit);
        }
        self.target.remember(self.remembered.clone())?;
        self.target.commit(&line.source, &step.commit, is_discreet)?;
        line.report.written += 1;
        line.report.unchanged += usize::from(changed.is_empty());
        Ok(())
    }

    /// Moves the register's branch to the commits that were written, and gives the report.
    fn end(mut self, request: &Request, remembered: Vec<Remembered>) -> Outcome<Report> {
        let is_new = self.target.found != self.target.head;
        let names: Vec<&str> = self.lines.iter().map(|line| line.source.name()).collect();
        if !request.rehearse {
            self.target.publish(&format!("greffe import: {}", names.join(", ")))?;
            let known: BTreeSet<&str> = remembered.iter().map(|source| source.name.as_str()).collect();
            let here = self.lines.iter().map(|line| (line.source.name().to_owned(), line.source.path.clone()));
            places::write(self.target.repository.git_dir(), here.collect(), &known);
        }
        let count = |kind| RecordCount { all: self.register.count(kind), stand_ins: self.register.stand_ins(kind) };
        let counted = RecordKind::ALL.into_iter().map(|kind| (kind, count(kind)));
        Ok(Report {
            into: request.into.clone(),
            is_rehearsal: request.rehearse,
            resumed: self.target.found.is_some() && !request.restart,
            replaced: self.target.found.filter(|_| request.restart && is_new),
            head: self.target.head,
            records: counted.filter(|(_, count)| count.all > 0).collect::<BTreeMap<_, _>>(),
            sources: self.lines.into_iter().map(|line| line.report).collect(),
        })
    }
}

/// What the reader of a source works with.
fn import_step<'a>(
    remembered: &[Remembered],
    source: &'a Source,
    register: &'a mut RegisterDraft,
    report: &'a mut SourceReport,
) -> ImportStep<'a> {
    let at = remembered.iter().position(|known| known.name == source.name()).unwrap_or(usize::MAX);
    ImportStep { source: at, repository: &source.repository, register, report }
}

/// The place in the source's mainline of the last commit that the register holds.
fn done(source: &Source, past: &Past) -> Outcome<Option<usize>> {
    let Some((last, _)) = past.last.get(source.name()) else { return Ok(None) };
    let done = source.commits.iter().position(|commit| commit.oid.to_string() == *last);
    match done {
        Some(done) => Ok(Some(done)),
        None => {
            let failure = Failure::new(message!("import-lost", commit = last, name = source.name()));
            Err(failure.help(message!("import-lost-help")))
        }
    }
}

/// Refuses a commit older than what the register holds of other sources: known dates never go back, so the register
/// would have to be written again.
fn refuse_older(line: &SourceImport, step: &SourceCommit, past: &Past) -> Outcome<()> {
    let name = line.source.name();
    let others = past.last.iter().filter(|(other, _)| *other != name);
    let Some((other, (_, latest))) = others.max_by_key(|(_, (_, at))| *at) else { return Ok(()) };
    if step.commit.known_at >= *latest {
        return Ok(());
    }
    let failure = Failure::new(message!(
        "import-older",
        name = name,
        commit = step.commit.oid.to_string(),
        at = rfc3339(step.commit.known_at),
        other = other,
        latest = rfc3339(*latest)
    ));
    Err(failure.help(message!("import-older-help")))
}
