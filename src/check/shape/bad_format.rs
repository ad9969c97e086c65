use super::{At, Said};
use crate::diagnostic::Rule;
use crate::message;

/// A text that is no address, or no identifier.
pub(super) static RULE: Rule = rule!("S006", "bad-format", Error);

pub(super) fn said(at: &At<'_>, format: &str) -> Said {
    let value = at.value();
    let (message, help) = match format {
        "email" => (message!("S006-email", value = value), message!("S006-email-help")),
        "uri" => (message!("S006-uri", value = value), message!("S006-uri-help")),
        "record-id" => (message!("S006-id", value = value), message!("S006-id-help")),
        "time-zone" => (message!("S006-zone", value = value), message!("S006-zone-help")),
        "moment" => (message!("S006-moment", value = value), message!("S006-moment-help")),
        other => (message!("S006-other", value = value, format = other), message!("S006-other-help", format = other)),
    };
    (&RULE, message, help)
}
