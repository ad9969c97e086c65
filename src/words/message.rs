/// A sentence of the catalogue, with what fills its gaps. It has no language yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The sentence's identifier in the catalogues.
    pub id: &'static str,
    /// Its arguments, by name.
    pub args: Vec<(&'static str, Arg)>,
}

/// What fills a gap in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text as it stands.
    Text(String),
    /// A count: it chooses between singular and plural.
    Number(i64),
    /// Another sentence.
    Message(Box<Message>),
}

impl Message {
    /// The sentence `id`, with no argument yet. Prefer the [`message!`](crate::message) macro.
    pub const fn new(id: &'static str) -> Message {
        Message { id, args: Vec::new() }
    }

    /// The same sentence with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Message {
        self.args.push((name, value.into()));
        self
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Arg {
        Arg::Text(text.clone())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Arg {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Arg {
        Arg::Number(number)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Arg {
        Arg::Message(Box::new(message))
    }
}

/// Names a sentence of the catalogue: `message!("unknown-field", field = name)`.
#[macro_export]
macro_rules! message {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::Message { id: $id, args: vec![$((stringify!($name), $crate::words::Arg::from($value))),*] }
    };
}
