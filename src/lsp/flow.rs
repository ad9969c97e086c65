use super::cursor::PathStep;

/// Where a place lies within lists and mappings that are written in brackets.
pub(super) struct Inside {
    /// The steps from the outermost bracket down.
    pub steps: Vec<PathStep>,
    /// Where the word at the place begins, in bytes.
    pub word: usize,
    /// In a mapping, where a field's name is to be written: the names that are there.
    pub beside: Option<Vec<String>>,
    /// Where the innermost mapping begins.
    pub map: Option<usize>,
}

enum Frame {
    List { at: usize },
    Map { start: usize, key: Option<String>, names: Vec<String> },
}

/// What lies at the byte `to` of a text whose byte `from` opens a bracket; `None` where all are closed before it.
pub(super) fn inside(text: &str, from: usize, to: usize) -> Option<Inside> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut token = from;
    let mut quote: Option<char> = None;
    let written = text.get(from..to)?;
    for (offset, letter) in written.char_indices() {
        let at = from + offset;
        let said = || text.get(token..at).unwrap_or_default().trim();
        if let Some(open) = quote {
            quote = (letter != open).then_some(open);
            continue;
        }
        match letter {
            '"' | '\'' if said().is_empty() => quote = Some(letter),
            '[' | '{' if said().is_empty() => {
                frames.push(match letter {
                    '[' => Frame::List { at: 0 },
                    _ => Frame::Map { start: at, key: None, names: Vec::new() },
                });
                token = at + 1;
            }
            ']' | '}' => {
                frames.pop();
                if frames.is_empty() {
                    return None;
                }
                token = at + 1;
            }
            ',' => {
                match frames.last_mut() {
                    Some(Frame::List { at }) => *at += 1,
                    Some(Frame::Map { key, .. }) => *key = None,
                    None => return None,
                }
                token = at + 1;
            }
            ':' => {
                let is_end =
                    text.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']));
                if let Some(Frame::Map { key: key @ None, names, .. }) = frames.last_mut()
                    && is_end
                {
                    let name = said().trim_matches(['"', '\'']).to_owned();
                    names.push(name.clone());
                    *key = Some(name);
                    token = at + 1;
                }
            }
            _ => {}
        }
    }
    let word = token + text.get(token..to)?.len() - text.get(token..to)?.trim_start().len();
    let map = frames.iter().rev().find_map(|frame| match frame {
        Frame::Map { start, .. } => Some(*start),
        Frame::List { .. } => None,
    });
    let beside = match frames.last()? {
        Frame::Map { key: None, names, .. } => Some(names.iter().cloned().chain(names_after(text, to)).collect()),
        _ => None,
    };
    let steps = frames.into_iter().filter_map(|frame| match frame {
        Frame::List { at } => Some(PathStep::Item(at)),
        Frame::Map { key, .. } => key.map(PathStep::Field),
    });
    Some(Inside { steps: steps.collect(), word, beside, map })
}

/// The names of the fields that follow in the same brackets.
fn names_after(text: &str, from: usize) -> Vec<String> {
    let rest = text.get(from..).unwrap_or_default();
    let rest = rest.split(['}', '\n']).next().unwrap_or_default();
    let fields = rest.split(',').skip(1).filter_map(|field| field.split_once(':'));
    fields.map(|(name, _)| name.trim().trim_matches(['"', '\'']).to_owned()).collect()
}
