use std::fmt;

use crate::i18n::Message;

/// Why the work could not be done: wrong usage, input or output that failed, or a repository that can't be read
/// reliably. It ends the command with exit status 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong, naming the file or object.
    pub message: Message,
    /// What to do about it, where that is known.
    pub help: Option<Message>,
    /// What a library said about it, in its own words.
    pub cause: Option<String>,
}

/// The result of work that may fail with a [`Failure`].
pub type Outcome<T> = Result<T, Failure>;

impl Failure {
    /// A failure with this message.
    pub const fn new(message: Message) -> Failure {
        Failure { message, help: None, cause: None }
    }

    /// The same failure with what to do about it.
    #[must_use]
    pub fn help(mut self, help: Message) -> Failure {
        self.help = Some(help);
        self
    }

    /// The same failure with what a library said of it.
    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Failure {
        self.cause = Some(cause.to_string());
        self
    }
}
