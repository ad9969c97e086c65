use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use gen_lsp_types::{LogMessageParams, MessageType};
use lsp_server::Notification;

use super::diagnostics::{OpenFiles, SentDiagnostics};
use super::initialize::Client;
use super::transport::ClientOutput;
use crate::check::{EditedRegister, IncrementalChecker};
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
pub(super) struct CheckRequest {
    /// The top of its working tree, by which it is known.
    pub top: PathBuf,
    pub git_dir: PathBuf,
    pub shown: EditedRegister,
    pub open: OpenFiles,
    /// The number of this state of the register, from 1: later states have higher ones.
    pub turn: u64,
}

/// The last findings of each register (by the top of its working tree), with the number of the state that was checked.
type Found = HashMap<PathBuf, (u64, Arc<Vec<Finding>>)>;

/// The last findings, shared with the thread that answers, which can wait for newer ones.
#[derive(Default)]
struct Results {
    found: Mutex<Found>,
    came: Condvar,
}

/// The thread that checks registers.
pub(super) struct DiagnosticsWorker {
    requests: Sender<CheckRequest>,
    results: Arc<Results>,
    thread: JoinHandle<()>,
}

impl DiagnosticsWorker {
    pub(super) fn start(client: Arc<Client>, output: ClientOutput) -> DiagnosticsWorker {
        let (requests, came) = mpsc::channel();
        let results = Arc::new(Results::default());
        let worker = Worker {
            client,
            output,
            results: Arc::clone(&results),
            registers: HashMap::new(),
            complaints: HashSet::new(),
        };
        let thread = std::thread::spawn(move || worker.run(&came));
        DiagnosticsWorker { requests, results, thread }
    }

    /// Queues a register to be checked. A newer state of it replaces this one if it comes first.
    pub(super) fn request(&self, request: CheckRequest) {
        let _gone = self.requests.send(request);
    }

    /// The findings of a register in state `turn` or a later one; after [`WAIT`], the last ones there are.
    pub(super) fn findings(&self, top: &PathBuf, turn: u64) -> Arc<Vec<Finding>> {
        let found = self.results.found.lock().unwrap_or_else(PoisonError::into_inner);
        let is_old = |found: &mut Found| found.get(top).is_none_or(|(of_turn, _)| *of_turn < turn);
        let waited = self.results.came.wait_timeout_while(found, WAIT, is_old);
        let (found, _) = waited.unwrap_or_else(PoisonError::into_inner);
        found.get(top).map(|(_, findings)| Arc::clone(findings)).unwrap_or_default()
    }

    /// Waits until the queue is empty, then ends the thread.
    pub(super) fn end(self) {
        drop(self.requests);
        let _ended = self.thread.join();
    }
}

/// The state of the thread.
struct Worker {
    client: Arc<Client>,
    output: ClientOutput,
    results: Arc<Results>,
    registers: HashMap<PathBuf, CheckedRegister>,
    complaints: HashSet<String>,
}

/// What is kept of a register between checks.
struct CheckedRegister {
    repository: Repository,
    checker: IncrementalChecker,
    published: SentDiagnostics,
}

impl Worker {
    fn run(mut self, requests: &Receiver<CheckRequest>) {
        let mut waiting: BTreeMap<PathBuf, CheckRequest> = BTreeMap::new();
        loop {
            if waiting.is_empty() {
                match requests.recv() {
                    Ok(request) => _ = waiting.insert(request.top.clone(), request),
                    Err(_) => return,
                }
            }
            for _ in 0..PATIENCE {
                match requests.recv_timeout(REST) {
                    Ok(request) => _ = waiting.insert(request.top.clone(), request),
                    Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
                }
            }
            if let Some((_, request)) = waiting.pop_first()
                && let Err(failure) = self.check(&request)
            {
                self.complain(&failure);
            }
        }
    }

    fn check(&mut self, request: &CheckRequest) -> Result<(), Failure> {
        if !self.registers.contains_key(&request.top) {
            let repository = Repository::open(&request.git_dir)?;
            let known = CheckedRegister {
                repository,
                checker: IncrementalChecker::default(),
                published: SentDiagnostics::default(),
            };
            self.registers.insert(request.top.clone(), known);
        }
        let Some(known) = self.registers.get_mut(&request.top) else { return Ok(()) };
        let (checked, failure) = known.checker.check(&known.repository, &request.shown, &self.client.base)?;
        let rules_url = request.shown.listing.manifest.rules_url.as_deref();
        let news = known.published.news(&request.top, &checked.findings, &request.open, rules_url, &self.client);
        let mut found = self.results.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.insert(request.top.clone(), (request.turn, Arc::new(checked.findings)));
        drop(found);
        self.results.came.notify_all();
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
pub(super) fn log(output: &ClientOutput, kind: MessageType, message: String) {
    output.send(Notification::new("window/logMessage".to_owned(), LogMessageParams { kind, message }));
}
