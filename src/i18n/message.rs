/// A sentence of the catalogue with its arguments, to be said in any language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The sentence's identifier in the catalogues.
    pub id: &'static str,
    /// Its arguments, by name.
    pub args: Vec<(&'static str, Arg)>,
}

/// A date to be said, as precise as it is known: a year, a month (from 1) of it, a day (from 1) of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// A year.
    Year(i32),
    /// A month of a year.
    Month(i32, i8),
    /// A day of a month of a year.
    Day(i32, i8, i8),
}

/// An argument of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text as it stands.
    Text(String),
    /// A count: it chooses between singular and plural, and its digits are grouped as the language does. A year
    /// is no count: it goes in as text.
    Number(i64),
    /// A date in full, as the language writes it (`26 janvier 2022`). The sentence may choose its words by the
    /// date's precision (`day`, `month` or `year`): `{ $when_precision -> …`, where the argument is `when`.
    Date(Calendar),
    /// The same as short as the language writes it (`26/01/2022`), for columns.
    ShortDate(Calendar),
    /// Another sentence.
    Message(Box<Message>),
}

impl Message {
    /// The sentence `id`, without arguments. Prefer the [`message!`](crate::message) macro.
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

impl From<Calendar> for Arg {
    fn from(date: Calendar) -> Arg {
        Arg::Date(date)
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
        $crate::i18n::Message { id: $id, args: vec![$((stringify!($name), $crate::i18n::Arg::from($value))),*] }
    };
}
