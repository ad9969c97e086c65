use crate::message;
use crate::words::Message;

/// One way in which a record that was brought over differs from its source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// The file's name was no identifier.
    FileName,
    /// Another file gave the same identifier: a number was added.
    Twin,
    /// `title` became `name`.
    Title,
    /// A path or a spelling became an identifier.
    Reference,
    /// `redirect_from` became `previous_ids`.
    Redirect,
    /// A key was written twice: the last value counts.
    DuplicateKey,
    /// A number was written as text.
    Number,
    /// A text was written as a number or a truth value.
    Text,
    /// A list was written as its only item.
    List,
    /// A sponsor was written in full: it went to `owner`.
    SponsorInFull,
    /// Prose after the front matter.
    Prose,
    /// An empty value.
    Empty,
    /// An owner that names no organisation's page.
    FreeOwner,
    /// A sponsor written in full, in a record that has an `owner` already.
    SponsorLeftOut,
    /// A value whose shape the field can't take (the field's name).
    Unfit(String),
    /// A field that the schema does not know (its name).
    UnknownField(String),
}

impl Note {
    /// Whether something was left out, not only written otherwise.
    pub fn is_loss(&self) -> bool {
        *self >= Note::Prose
    }

    /// The word that machines know it by.
    pub fn code(&self) -> &'static str {
        match self {
            Note::FileName => "file-name",
            Note::Twin => "twin",
            Note::Title => "title",
            Note::Reference => "reference",
            Note::Redirect => "redirect",
            Note::DuplicateKey => "duplicate-key",
            Note::Number => "number",
            Note::Text => "text",
            Note::List => "list",
            Note::SponsorInFull => "sponsor-in-full",
            Note::Prose => "prose",
            Note::Empty => "empty",
            Note::FreeOwner => "free-owner",
            Note::SponsorLeftOut => "sponsor-left-out",
            Note::Unfit(_) => "unfit",
            Note::UnknownField(_) => "unknown-field",
        }
    }

    /// The field that it is about, where there are several.
    pub fn field(&self) -> Option<&str> {
        match self {
            Note::Unfit(field) | Note::UnknownField(field) => Some(field),
            _ => None,
        }
    }

    /// What people read.
    pub fn message(&self) -> Message {
        match self {
            Note::FileName => message!("import-note-file-name"),
            Note::Twin => message!("import-note-twin"),
            Note::Title => message!("import-note-title"),
            Note::Reference => message!("import-note-reference"),
            Note::Redirect => message!("import-note-redirect"),
            Note::DuplicateKey => message!("import-note-duplicate-key"),
            Note::Number => message!("import-note-number"),
            Note::Text => message!("import-note-text"),
            Note::List => message!("import-note-list"),
            Note::SponsorInFull => message!("import-note-sponsor-in-full"),
            Note::Prose => message!("import-note-prose"),
            Note::Empty => message!("import-note-empty"),
            Note::FreeOwner => message!("import-note-free-owner"),
            Note::SponsorLeftOut => message!("import-note-sponsor-left-out"),
            Note::Unfit(field) => message!("import-note-unfit", field = field),
            Note::UnknownField(field) => message!("import-note-unknown-field", field = field),
        }
    }
}
