use super::Said;
use crate::diagnostic::Rule;
use crate::i18n::Message;
use crate::message;

/// The file is not YAML.
pub(super) static RULE: Rule = rule!("D002", "yaml-error", Error);

pub(super) fn said(why: Message) -> Said {
    (&RULE, message!("D002-message", why = why), message!("D002-help"))
}

/// A key that is a list or a mapping: YAML, but nothing that a record can say.
pub(super) fn complex_key() -> Said {
    said(message!("yaml-complex-key"))
}
