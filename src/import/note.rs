use crate::i18n::Message;
use crate::message;

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
    /// A reference to a record that was renamed follows it.
    RenamedReference,
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
    /// A sponsor, an owner or a host that was written in full became a record.
    InFull,
    /// An event that was split in two became one.
    JoinedEvent,
    /// A funding was given by an event or another field.
    Funding,
    /// A field took the name that it has today (both, as `domain → link`).
    Moved(String),
    /// A status became a phase (both, as `alpha → construction`).
    Status(String),
    /// A value of a list was misspelt (the field's name).
    Spelling(String),
    /// A date was written otherwise (the field's name).
    Date(String),
    /// An address lacked its beginning (the field's name).
    Url(String),
    /// A field that each record has, and that the source leaves unsaid (its name).
    Unsaid(String),
    /// A promotion's year was made a date (where the year comes from).
    PromotionYear(String),
    /// A round of financing has the year of the first commit that names it (both, as `FAST 15 = 2025`).
    RoundYear(String),
    /// An intrapreneur who no longer is one: the record stands as it was last stated.
    NoLongerIntrapreneur,
    /// The message and the author of a commit about persons, left out.
    Discreet,
    /// Prose after the front matter.
    Prose,
    /// An empty value.
    Empty,
    /// A previous identifier that another record has.
    PreviousTaken,
    /// A member who is no intrapreneur.
    NotIntrapreneur,
    /// A person of the programme who is no EIG: mentors, coaches, agents.
    NotParticipant,
    /// A challenge or a person whose promotion is unknown.
    NoPromotion,
    /// A person whom no list of a challenge names.
    NotInChallenge,
    /// An amount whose round and year are unknown.
    UntoldFunding,
    /// What else is known of a person (the field's name).
    Personal(String),
    /// A status that corresponds to no phase (the status).
    UnknownStatus(String),
    /// A reference to a record that is not there (its kind).
    Dangling(String),
    /// An item that lacks what it can't be without (the field's name).
    Incomplete(String),
    /// An item that stands there twice (the field's name).
    IncrementalChecker(String),
    /// A value that the schema refuses (the field's name).
    Refused(String),
    /// A value whose shape the field can't take (the field's name).
    Unfit(String),
    /// A field that the schema does not know (its name).
    UnknownField(String),
}

impl Note {
    /// Whether something was left out, not only written otherwise.
    pub(crate) fn is_loss(&self) -> bool {
        *self >= Note::Prose
    }

    /// Its code in JSON.
    pub fn code(&self) -> &'static str {
        self.words().0
    }

    /// What it is about, where there are several: a field, most often.
    pub fn field(&self) -> Option<&str> {
        match self {
            Note::Moved(about)
            | Note::Status(about)
            | Note::Spelling(about)
            | Note::Date(about)
            | Note::Url(about)
            | Note::Unsaid(about)
            | Note::PromotionYear(about)
            | Note::RoundYear(about)
            | Note::Personal(about)
            | Note::UnknownStatus(about)
            | Note::Dangling(about)
            | Note::Incomplete(about)
            | Note::IncrementalChecker(about)
            | Note::Refused(about)
            | Note::Unfit(about)
            | Note::UnknownField(about) => Some(about),
            _ => None,
        }
    }

    /// Its sentence in a report.
    pub fn message(&self) -> Message {
        self.words().1
    }

    fn words(&self) -> (&'static str, Message) {
        match self {
            Note::FileName => ("file-name", message!("import-note-file-name")),
            Note::Twin => ("twin", message!("import-note-twin")),
            Note::Title => ("title", message!("import-note-title")),
            Note::Reference => ("reference", message!("import-note-reference")),
            Note::RenamedReference => ("renamed-reference", message!("import-note-renamed-reference")),
            Note::Redirect => ("redirect", message!("import-note-redirect")),
            Note::DuplicateKey => ("duplicate-key", message!("import-note-duplicate-key")),
            Note::Number => ("number", message!("import-note-number")),
            Note::Text => ("text", message!("import-note-text")),
            Note::List => ("list", message!("import-note-list")),
            Note::InFull => ("in-full", message!("import-note-in-full")),
            Note::JoinedEvent => ("joined-event", message!("import-note-joined-event")),
            Note::Funding => ("funding", message!("import-note-funding")),
            Note::Moved(about) => ("moved", message!("import-note-moved", what = about)),
            Note::Status(about) => ("status", message!("import-note-status", what = about)),
            Note::Spelling(about) => ("spelling", message!("import-note-spelling", field = about)),
            Note::Date(about) => ("date", message!("import-note-date", field = about)),
            Note::Url(about) => ("url", message!("import-note-url", field = about)),
            Note::Unsaid(about) => ("unsaid", message!("import-note-unsaid", field = about)),
            Note::PromotionYear(about) => ("promotion-year", message!("import-note-promotion-year", what = about)),
            Note::RoundYear(about) => ("round-year", message!("import-note-round-year", what = about)),
            Note::Discreet => ("discreet", message!("import-note-discreet")),
            Note::Prose => ("prose", message!("import-note-prose")),
            Note::Empty => ("empty", message!("import-note-empty")),
            Note::PreviousTaken => ("previous-taken", message!("import-note-previous-taken")),
            Note::NotIntrapreneur => ("not-intrapreneur", message!("import-note-not-intrapreneur")),
            Note::NoLongerIntrapreneur => ("no-longer-intrapreneur", message!("import-note-no-longer-intrapreneur")),
            Note::NotParticipant => ("not-participant", message!("import-note-not-participant")),
            Note::NoPromotion => ("no-promotion", message!("import-note-no-promotion")),
            Note::NotInChallenge => ("not-in-challenge", message!("import-note-not-in-challenge")),
            Note::UntoldFunding => ("untold-funding", message!("import-note-untold-funding")),
            Note::Personal(about) => ("personal", message!("import-note-personal", field = about)),
            Note::UnknownStatus(about) => ("unknown-status", message!("import-note-unknown-status", what = about)),
            Note::Dangling(about) => ("dangling", message!("import-note-dangling", kind = about)),
            Note::Incomplete(about) => ("incomplete", message!("import-note-incomplete", field = about)),
            Note::IncrementalChecker(about) => ("again", message!("import-note-again", field = about)),
            Note::Refused(about) => ("refused", message!("import-note-refused", field = about)),
            Note::Unfit(about) => ("unfit", message!("import-note-unfit", field = about)),
            Note::UnknownField(about) => ("unknown-field", message!("import-note-unknown-field", field = about)),
        }
    }
}
