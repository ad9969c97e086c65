use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use gen_lsp_types::{LogMessageParams, MessageType};
use lsp_server::Notification;

use super::diagnostics::{OpenFiles, Published};
use super::initialize::Client;
use super::transport::Output;
use crate::check::{IncrementalChecker, Shown};
use crate::diagnostic::{Failure, Finding};
use crate::git::Repository;
use crate::render;

/// How long typing must pause before a register is checked.
const REST: Duration = Duration::from_millis(40);
/// How many times at most typing can postpone the check.
const PATIENCE: usize = 8;
/// How long an answer waits for a check that is under way.
const WAIT: Duration = Duration::from_secs(3);

/// A register to be checked.
pub(super) struct Case {
    /// The top of its working tree, by which it is known.
    pub top: PathBuf,
    pub git_dir: PathBuf,
    pub shown: Shown,
    pub open: OpenFiles,
    /// The number of this state of the register, from 1: later states have higher ones.
    pub turn: u64,
}

/// The last findings of each register (by the top of its working tree), with the number of the state that was checked.
type Found = HashMap<PathBuf, (u64, Arc<Vec<Finding>>)>;

/// The last findings, shared with the thread that answers, which can wait for newer ones.
#[derive(Default)]
struct Verdicts {
    found: Mutex<Found>,
    came: Condvar,
}

/// The thread that checks registers.
pub(super) struct DiagnosticsWorker {
    cases: Sender<Case>,
    verdicts: Arc<Verdicts>,
    thread: JoinHandle<()>,
}

impl DiagnosticsWorker {
    pub(super) fn start(client: Arc<Client>, output: Output) -> DiagnosticsWorker {
        let (cases, came) = mpsc::channel();
        let verdicts = Arc::new(Verdicts::default());
        let worker = Worker {
            client,
            output,
            verdicts: Arc::clone(&verdicts),
            registers: HashMap::new(),
            complaints: HashSet::new(),
        };
        let thread = std::thread::spawn(move || worker.run(&came));
        DiagnosticsWorker { cases, verdicts, thread }
    }

    /// Queues a register to be checked. A newer state of it replaces this one if it comes first.
    pub(super) fn judge(&self, case: Case) {
        let _gone = self.cases.send(case);
    }

    /// The findings of a register in state `turn` or a later one; after [`WAIT`], the last ones there are.
    pub(super) fn findings(&self, top: &PathBuf, turn: u64) -> Arc<Vec<Finding>> {
        let found = self.verdicts.found.lock().unwrap_or_else(PoisonError::into_inner);
        let is_old = |found: &mut Found| found.get(top).is_none_or(|(of_turn, _)| *of_turn < turn);
        let waited = self.verdicts.came.wait_timeout_while(found, WAIT, is_old);
        let (found, _) = waited.unwrap_or_else(PoisonError::into_inner);
        found.get(top).map(|(_, findings)| Arc::clone(findings)).unwrap_or_default()
    }

    /// Waits until the queue is empty, then ends the thread.
    pub(super) fn end(self) {
        drop(self.cases);
        let _ended = self.thread.join();
    }
}

/// The state of the thread.
struct Worker {
    client: Arc<Client>,
    output: Output,
    verdicts: Arc<Verdicts>,
    registers: HashMap<PathBuf, Known>,
    complaints: HashSet<String>,
}

/// What is kept of a register between checks.
struct Known {
    repository: Repository,
    checker: IncrementalChecker,
    published: Published,
}

impl Worker {
    fn run(mut self, cases: &Receiver<Case>) {
        let mut waiting: BTreeMap<PathBuf, Case> = BTreeMap::new();
        loop {
            if waiting.is_empty() {
                match cases.recv() {
                    Ok(case) => _ = waiting.insert(case.top.clone(), case),
                    Err(_) => return,
                }
            }
            for _ in 0..PATIENCE {
                match cases.recv_timeout(REST) {
                    Ok(case) => _ = waiting.insert(case.top.clone(), case),
                    Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
                }
            }
            if let Some((_, case)) = waiting.pop_first()
                && let Err(failure) = self.check(&case)
            {
                self.complain(&failure);
            }
        }
    }

    fn check(&mut self, case: &Case) -> Result<(), Failure> {
        if !self.registers.contains_key(&case.top) {
            let repository = Repository::open(&case.git_dir)?;
            let known = Known { repository, checker: IncrementalChecker::default(), published: Published::default() };
            self.registers.insert(case.top.clone(), known);
        }
        let Some(known) = self.registers.get_mut(&case.top) else { return Ok(()) };
        let (checked, failure) = known.checker.check(&known.repository, &case.shown, &self.client.base)?;
        let rules_url = case.shown.listing.manifest.rules_url.as_deref();
        let news = known.published.news(&case.top, &checked.findings, &case.open, rules_url, &self.client);
        let mut found = self.verdicts.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.insert(case.top.clone(), (case.turn, Arc::new(checked.findings)));
        drop(found);
        self.verdicts.came.notify_all();
        for params in news {
            self.output.send(Notification::new("textDocument/publishDiagnostics".to_owned(), params));
        }
        if let Some(failure) = failure {
            self.complain(&failure);
        }
        Ok(())
    }

    /// Logs why a register can't be checked, once for each reason.
    fn complain(&mut self, failure: &Failure) {
        let text = render::failure(failure, &self.client.words);
        if self.complaints.insert(text.clone()) {
            log(&self.output, MessageType::Warning, text.trim_end().to_owned());
        }
    }
}

/// Writes a line into the client's log, which is not shown unless it is looked for.
pub(super) fn log(output: &Output, kind: MessageType, message: String) {
    output.send(Notification::new("window/logMessage".to_owned(), LogMessageParams { kind, message }));
}
