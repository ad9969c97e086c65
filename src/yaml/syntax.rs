use std::ops::Range;

use granit_parser::ErrorKind;

use super::ProblemKind;
use crate::message;

/// Puts an error of the parser, met at byte `at`, into words that name the usual mistake behind
/// it, and says which characters to show.
pub(super) fn explain(text: &str, kind: &ErrorKind, at: usize) -> (ProblemKind, Range<usize>) {
    use ErrorKind as E;
    if let Some(span) = no_break_space(text) {
        return (ProblemKind::NoBreakSpace, span);
    }
    let message = match kind {
        E::RecursionLimitExceeded => return (ProblemKind::TooDeep, stretch(text, at)),
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart
        | E::TabInIndentation
        | E::TabInPlainScalar => {
            // The parser may stop at the end of the line before.
            let tab = text.get(at..).and_then(|rest| rest.find('\t')).map_or(at, |offset| at + offset);
            return (ProblemKind::Syntax(message!("yaml-tab")), stretch(text, tab));
        }
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnclosedFlowCollection { .. }
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::MismatchedFlowCollectionEnd { .. }
        | E::MisplacedFlowCollectionEnd
        | E::InvalidColonPlacement
        | E::BlockEntryInFlowCollection => message!("yaml-brackets"),
        E::UnclosedQuotedScalar
        | E::InvalidQuotedScalarIndent
        | E::DocumentIndicatorInQuotedScalar
        | E::InvalidTrailingSingleQuotedScalar
        | E::InvalidTrailingDoubleQuotedScalar => message!("yaml-quotes"),
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape | E::InvalidLowSurrogateHexEscape => {
            message!("yaml-escape")
        }
        E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidIndentation
        | E::UnexpectedEofBlockMapping
        | E::UnexpectedEofBlockSequence
        | E::BlockSequenceEntryNotAllowed
        | E::InvalidBlockScalarIndent => message!("yaml-indentation"),
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::MappingValueNotAllowed => message!("yaml-colon"),
        E::UnexpectedCharacter { character } => {
            let shown = match character.is_ascii_graphic() {
                true => character.to_string(),
                false => format!("U+{:04X}", u32::from(*character)),
            };
            message!("yaml-character", character = shown)
        }
        E::CommentNotSeparated | E::CommentInterceptedScalar => message!("yaml-comment"),
        _ => message!("yaml-other"),
    };
    (ProblemKind::Syntax(message), stretch(text, at))
}

/// The first no-break space that follows the colon of a field's name, where a line begins so.
fn no_break_space(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(colon) = line.find(":\u{a0}")
            && is_field_name(line.get(..colon)?.trim_start_matches([' ', '-', '{']))
        {
            let space = at + colon + 1;
            return Some(space..space + '\u{a0}'.len_utf8());
        }
        at += line.len();
    }
    None
}

/// Whether a text can be the name of a field: in French prose a space stands before the colon.
pub(super) fn is_field_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// The characters from `at` to the end of its line; where there are none, the last ones before.
fn stretch(text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
    if let Some(first) = rest.chars().next().filter(|_| length > 0) {
        return at..at + rest.get(..length).unwrap_or_default().trim_end().len().max(first.len_utf8());
    }
    let before = text.get(..at).unwrap_or_default().trim_end();
    let start = before.char_indices().next_back().map_or(0, |(start, _)| start);
    start..before.len()
}
