use std::io::{IsTerminal, Write};

use super::args::{Args, ColorArg};
use super::stream::{Stdout, to_stderr};
use crate::diagnostic::Failure;
use crate::i18n::{Message, Words};
use crate::render::{self, Style};

/// Where the commands print: answers to stdout, notes and failures to stderr.
pub(super) struct Output {
    /// The catalogue.
    pub words: Words,
    /// How to show things on stdout.
    pub style: Style,
    quiet: bool,
    stdout: Stdout,
}

impl Output {
    pub(super) fn new(words: Words, args: &Args) -> Output {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let color = match args.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => !no_color && std::io::stdout().is_terminal(),
        };
        Output { words, style: Style { color }, quiet: args.quiet, stdout: Stdout::default() }
    }

    /// Prints an answer.
    pub(super) fn answer(&self, text: &str) {
        self.stdout.print(text);
    }

    /// Prints a sentence as the answer.
    pub(super) fn say(&self, message: &Message) {
        self.stdout.print(&format!("{}\n", render::visible(&self.words.say(message))));
    }

    /// Prints a note beside the answer, unless `--quiet`.
    pub(super) fn note(&self, message: &Message) {
        if !self.quiet {
            to_stderr(&format!("{}\n", render::visible(&self.words.say(message))));
        }
    }

    /// Prints, beside the answer and unless `--quiet`, a block that is ready to be shown.
    pub(super) fn note_block(&self, text: &str) {
        if !self.quiet {
            to_stderr(text);
        }
    }

    /// Prints, as a part of the answer, what differs between two texts of a file.
    pub(super) fn patch(&self, path: &str, old: &str, new: &str) {
        self.stdout.print(&render::patch(&crate::git::patch(path, old, new), self.style));
    }

    /// Puts a question to the person at the terminal, beside the answer and `--quiet` or not, and gives the line
    /// that comes back, without white space around it; `None` where nothing more can come.
    pub(super) fn ask(&self, lines: &[String]) -> Option<String> {
        let shown: String = lines.iter().map(|line| format!("{}\n", render::visible(line))).collect();
        let mut stderr = std::io::stderr().lock();
        stderr.write_all(format!("{shown}> ").as_bytes()).and_then(|()| stderr.flush()).ok()?;
        let mut answer = String::new();
        let read = std::io::stdin().read_line(&mut answer).ok()?;
        (read > 0).then(|| answer.trim().to_owned())
    }

    /// Whether there is someone to ask: stdin and stderr are both terminals.
    pub(super) fn can_ask() -> bool {
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// Prints why the work could not be done.
    pub(super) fn failure(&self, failure: &Failure) {
        to_stderr(&render::failure(failure, &self.words));
    }

    /// Standard output itself, for what is written to it bit by bit.
    pub(super) fn stdout(&self) -> Stdout {
        self.stdout.clone()
    }

    /// Whether progress may be shown: on a terminal only, and unless `--quiet`.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }
}
