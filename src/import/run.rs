use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::beta::Beta;
use super::corrections::{self, Correction};
use super::discretion::Discretion;
use super::eig::{Eig, Years};
use super::gather::{open_sources, refuse_own, remember};
use super::merge::{Prefer, plain};
use super::places;
use super::reader::{ImportStep, SourceReader};
use super::record::{Fields, Name};
use super::register::{Contested, RegisterDraft};
use super::source::{Source, SourceCommit, SourceKind, SourceRequest};
use super::sources::{Memory, Remembered};
use super::suspects::Movements;
use super::target::{Manner, Past, Target};
use super::{Corrected, Disputed, Note, RecordCount, RecordKind, Report, SourceReport};
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Hidden, Oid};
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
    /// Merges that are ordinary ones, in whichever source has them: they are not warned of any more.
    pub first_parents: Vec<String>,
    /// Who is right where the register and a source changed the same thing.
    pub prefer: Prefer,
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
    let known = found.as_ref().map(|target| target.memory.clone()).unwrap_or_default();
    let past = found.as_ref().map(Target::past).transpose()?.unwrap_or_default();
    if request.restart {
        refuse_own(&past, &request.into)?;
    }
    let sources = open_sources(request, &known.sources, found.as_ref().map(|target| target.repository.git_dir()))?;
    let remembered = remember(&known, &sources);
    let mut target = match found {
        Some(target) => target,
        None => Target::create(&request.into, request.rehearse)?,
    };
    let past = if request.restart { Past::default() } else { past };
    if request.restart {
        target.restart()?;
    }
    let mut import = Import::start(sources, target, &remembered, &past, request.prefer)?;
    import.replay(&past, progress)?;
    import.remember_decisions(&past)?;
    import.end(request)
}

struct Import {
    lines: Vec<SourceImport>,
    target: Target,
    register: RegisterDraft,
    memory: Memory,
    movements: Movements,
}

impl Import {
    /// Finds where each source stands, and reads ahead what is new.
    fn start(sources: Vec<Source>, target: Target, memory: &Memory, past: &Past, prefer: Prefer) -> Outcome<Import> {
        let records = target.records()?;
        let movements = Movements::from(&records);
        let corrections = corrections::read(&target.repository, &past.commits, &past.of_people, &records)?;
        let there = stated(records, &corrections);
        let remembered = &memory.sources;
        let mut register = RegisterDraft::new();
        register.correct(corrections, prefer);
        register.renamed(memory.previous());
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
        let mut years = Years::of(&there);
        for line in &mut lines {
            let SourceImport { source, reader, steps, report } = line;
            let mut import = import_step(remembered, source, &mut register, report);
            reader.prepare(steps, &mut import)?;
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
        for (name, fields) in &there {
            register.keep(name, fields.clone());
        }
        // What follows from all that is there already is there already.
        register.settle_first(&there);
        Ok(Import { lines, target, register, memory: memory.clone(), movements })
    }

    /// Brings the steps over, by the time at which each became known.
    fn replay(&mut self, past: &Past, progress: &mut dyn FnMut(usize, usize)) -> Outcome<()> {
        let mut order: Vec<(i64, usize, usize)> = Vec::new();
        for (line_at, line) in self.lines.iter().enumerate() {
            order.extend(line.steps.iter().enumerate().map(|(at, step)| (step.commit.known_at, line_at, at)));
        }
        order.sort_unstable();
        let all: usize = self.lines.iter().flat_map(|line| &line.steps).map(|step| step.changes.len() + 1).sum();
        let mut done = 0;
        for (_, line_at, at) in order {
            done +=
                self.lines.get(line_at).and_then(|line| line.steps.get(at)).map_or(0, |step| step.changes.len() + 1);
            self.step(line_at, at, past)?;
            progress(done, all);
        }
        Ok(())
    }

    fn step(&mut self, line_at: usize, at: usize, past: &Past) -> Outcome<()> {
        let Some(line) = self.lines.get_mut(line_at) else { return Ok(()) };
        let Some(step) = line.steps.get(at) else { return Ok(()) };
        let remembered = &self.memory.sources;
        let mut import = import_step(remembered, &line.source, &mut self.register, &mut line.report);
        let source = import.source;
        let is_touched = line.reader.step(step, &mut import)?;
        let outcomes = self.register.settle()?;
        let commit = step.commit.oid;
        for (_, path, note) in &outcomes.notes {
            line.report.note(note, path, commit);
        }
        let corrected = outcomes.kept.into_iter().map(|(name, what)| Corrected { record: path(&name), what });
        line.report.corrected.extend(corrected);
        line.report.disputed.extend(outcomes.contested.into_iter().map(|contested| disputed(contested, commit)));
        self.movements.see(&outcomes.files, step.commit.known_at);
        let changed = self.target.apply(outcomes.files)?;
        if changed.is_empty() {
            line.report.unchanged += usize::from(is_touched);
            return Ok(());
        }
        let is_late = is_late(line, step, past, changed.iter().find(|name| self.register.is_shared(name, source)))?;
        let manner = manner(line, step, &changed, is_late)?;
        if manner.hidden != Hidden::default() || manner.subject != step.commit.subject {
            line.report.note(&Note::Discreet, "", commit);
        }
        self.target.remember(&self.memory)?;
        self.target.commit(&line.source, &step.commit, &manner)?;
        line.report.written += 1;
        line.report.late += usize::from(is_late);
        Ok(())
    }

    /// Remembers which merges are ordinary ones, even where no source has anything new to hang that on.
    fn remember_decisions(&mut self, past: &Past) -> Outcome<()> {
        let decided = |memory: &Memory| -> Vec<(String, Vec<String>)> {
            let some = memory.sources.iter().filter(|source| !source.first_parents.is_empty());
            some.map(|source| (source.name.clone(), source.first_parents.clone())).collect()
        };
        let is_still = self.target.head.is_some() && self.target.head == self.target.found;
        if is_still
            && decided(&self.memory) != decided(&self.target.memory)
            && let Some(last) = past.commits.last()
        {
            self.target.commit_memory(&self.memory, last.committed_at)?;
        }
        Ok(())
    }

    /// Moves the register's branch to the commits that were written, and gives the report.
    fn end(mut self, request: &Request) -> Outcome<Report> {
        let is_new = self.target.found != self.target.head;
        let names: Vec<&str> = self.lines.iter().map(|line| line.source.name()).collect();
        if !request.rehearse {
            self.target.publish(&format!("greffe import: {}", names.join(", ")))?;
            let known: BTreeSet<&str> = self.memory.sources.iter().map(|source| source.name.as_str()).collect();
            let here = self.lines.iter().map(|line| (line.source.name().to_owned(), line.source.path.clone()));
            places::write(self.target.repository.git_dir(), here.collect(), &known);
        }
        for line in self.lines.iter_mut().filter(|line| !line.source.remembered.names) {
            let kind = line.source.remembered.kind;
            line.report.hide(|path| kind.discreet_path(path));
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
            suspects: self.movements.suspects(),
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

/// The records of the register as the sources have them: as they are, but for what people did.
fn stated(mut records: BTreeMap<Name, Fields>, corrections: &BTreeMap<Name, Correction>) -> BTreeMap<Name, Fields> {
    for (name, correction) in corrections.iter().filter(|(_, correction)| !correction.base.is_empty()) {
        records.insert(name.clone(), correction.base.clone());
    }
    records
}

/// How a step is brought over that changes these records. Only what names a person whose record changes is left unsaid.
fn manner(line: &SourceImport, step: &SourceCommit, changed: &BTreeSet<Name>, is_late: bool) -> Outcome<Manner> {
    let subject = step.commit.subject.clone();
    let mut manner = Manner { subject, hidden: Hidden::default(), is_late };
    let persons: Vec<&Name> = changed.iter().filter(|(kind, _)| kind.is_person()).collect();
    if line.source.remembered.names || persons.is_empty() {
        return Ok(manner);
    }
    let repository = &line.source.repository;
    let discretion = Discretion::of(line.reader.people(step, repository)?, &persons);
    if let Some(subject) = discretion.subject(&manner.subject) {
        manner.subject = subject;
    }
    let [author, committer] = repository.signers(step.commit.oid)?;
    manner.hidden.author = discretion.is_one(&author.0, &author.1);
    manner.hidden.committer = discretion.is_one(&committer.0, &committer.1);
    Ok(manner)
}

/// The file of a record, folders of the register's own apart.
fn path((kind, id): &Name) -> String {
    format!("{}/{id}.yml", kind.folder())
}

fn disputed(contested: Contested, commit: Oid) -> Disputed {
    let Contested { record, what, kept } = contested;
    let (register, source) = match what.at.is_empty() {
        // The record as a whole is too long to be shown.
        true => (what.register.map(|_| String::new()), what.source.map(|_| String::new())),
        false => (what.register.as_ref().map(plain), what.source.as_ref().map(plain)),
    };
    Disputed { record: path(&record), what: what.at, register, source, kept, commit }
}

/// Whether a commit is older than what the register holds of other sources. Known dates never go back, so it is laid
/// after that, and says so; which is as good as long as no other source speaks of the records that it changes.
///
/// # Errors
///
/// Where another source speaks of the record `shared`: who spoke last rules it, so the order matters, and the register
/// would have to be written again.
fn is_late(line: &SourceImport, step: &SourceCommit, past: &Past, shared: Option<&Name>) -> Outcome<bool> {
    let name = line.source.name();
    let others = past.last.iter().filter(|(other, _)| *other != name);
    let Some((other, (_, latest))) = others.max_by_key(|(_, (_, at))| *at) else { return Ok(false) };
    if step.commit.known_at >= *latest {
        return Ok(false);
    }
    let Some(shared) = shared else { return Ok(true) };
    let failure = Failure::new(message!(
        "import-older",
        name = name,
        commit = step.commit.oid.to_string(),
        at = rfc3339(step.commit.known_at),
        other = other,
        latest = rfc3339(*latest),
        record = path(shared)
    ));
    Err(failure.help(message!("import-older-help")))
}
