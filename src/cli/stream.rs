use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Failure;
use crate::message;

/// Standard output: the only way to it. What can't be written is remembered, so that no command says that all went
/// well after its answer was lost (a full disk). A reader that has gone away (`greffe … | head`) wants no more, and is
/// no failure.
#[derive(Clone, Default)]
pub(super) struct Stdout {
    lost: Arc<OnceLock<String>>,
}

impl Stdout {
    /// Prints a text, at once.
    pub(super) fn print(&self, text: &str) {
        let mut stdout = self.clone();
        let _remembered = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    }

    /// Why a part of what was printed did not arrive, if so; in the words of the system.
    pub(super) fn lost(&self) -> Option<Failure> {
        self.lost.get().map(|cause| Failure::new(message!("stdout-lost")).because(cause))
    }

    fn remember<T>(&self, done: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &done
            && !matches!(error.kind(), io::ErrorKind::BrokenPipe | io::ErrorKind::Interrupted)
        {
            // The first cause is the one to tell.
            let _known = self.lost.set(error.to_string());
        }
        done
    }
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.remember(write(bytes))
    }

    // Nothing waits between this and the system.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

// The library's own `Stdout` takes an output that can't be written to (open for reading only) for one that nobody
// wants to read, and keeps the end of a text in memory until it is too late to tell.
#[cfg(unix)]
fn write(bytes: &[u8]) -> io::Result<usize> {
    use std::os::fd::AsFd;
    let descriptor = io::stdout().as_fd().try_clone_to_owned()?;
    std::fs::File::from(descriptor).write(bytes)
}

// A console of Windows takes UTF-16, which the library's `Stdout` sees to.
#[cfg(not(unix))]
fn write(bytes: &[u8]) -> io::Result<usize> {
    let mut stdout = io::stdout().lock();
    let written = stdout.write(bytes)?;
    stdout.flush().map(|()| written)
}

/// Prints to standard error. Where that can't be written, nobody is left to be told: the exit status alone speaks.
pub(super) fn to_stderr(text: &str) {
    let mut stderr = io::stderr().lock();
    let _unheard = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}
