use crate::check::nearest;
use crate::diagnostic::Outcome;
use crate::edit::Lacking;
use crate::git::Repository;
use crate::i18n::Words;
use crate::lifecycle::Lifecycle;
use crate::registry::{Kind, Listing, TITLES};
use crate::render;

/// The answers that a question allows, where it is a choice: the text to write, with its name for people where that is
/// another one.
pub(super) struct Choices(Vec<(String, Option<String>)>);

/// What an answer stands for.
pub(super) enum Choice {
    /// The text to write.
    Chosen(String),
    /// None of the choices, but one is spelt much like it: that one, shown as in the list.
    Near(String),
    /// None of the choices, and none is spelt like it.
    Unknown,
}

impl Choices {
    /// The records of a kind, by identifier, with their names. There are none for a kind that is not in the manifest.
    ///
    /// # Errors
    ///
    /// Where one of the records can't be read from git or the disk.
    pub(super) fn records(repository: &Repository, listing: &Listing, kind: &str) -> Outcome<Choices> {
        let at = listing.manifest.kind_at(kind);
        let read = listing.read_each(
            repository,
            |name| Some(name.kind) == at,
            |record| {
                let root = record.document.root.as_ref();
                let title = TITLES.iter().find_map(|field| root?.get(field)?.as_text().map(str::to_owned));
                (record.id, title)
            },
        )?;
        Ok(Choices(read))
    }

    /// The values that the schema lists; of phases, those of the lifecycle, which names no retired one.
    pub(super) fn listed(lacking: &Lacking<'_>, lifecycle: Option<&Lifecycle>, words: &Words) -> Choices {
        let phases = lifecycle.filter(|_| lacking.path == PHASE).map(|lifecycle| &lifecycle.phases);
        let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Choices(match phases {
            Some(phases) => {
                phases.iter().map(|phase| (phase.name.clone(), Some(render::label(&phase.label, words)))).collect()
            }
            None => {
                let items = lacking.outline.items();
                let of_items = items.map(|items| items.allowed()).unwrap_or_default();
                let allowed = lacking.outline.allowed();
                allowed.into_iter().chain(of_items).map(|value| (text(value), None)).collect()
            }
        })
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The choices, numbered from 1, each on a line of its own.
    pub(super) fn lines(&self) -> Vec<String> {
        self.0.iter().enumerate().map(|(at, choice)| format!("  {}. {}", at + 1, shown(choice))).collect()
    }

    /// The choice that a person means: by what is written, by what it is called, or by its number in the list.
    pub(super) fn choose(&self, answer: &str) -> Choice {
        let answer = answer.trim();
        let by_value = self.0.iter().find(|(value, _)| value == answer);
        let is_called = |called: &Option<String>| called.as_deref().is_some_and(|called| is_same(called, answer));
        let by_name = || {
            let mut found = self.0.iter().filter(|(value, called)| is_same(value, answer) || is_called(called));
            found.next().filter(|_| found.next().is_none())
        };
        let by_number = || self.0.get(answer.parse::<usize>().ok()?.checked_sub(1)?);
        if let Some((value, _)) = by_value.or_else(by_name).or_else(by_number) {
            return Choice::Chosen(value.clone());
        }
        let words = self.0.iter().flat_map(|(value, called)| [Some(value.as_str()), called.as_deref()]);
        let Some(near) = nearest(answer, words.flatten()) else { return Choice::Unknown };
        let meant = self.0.iter().find(|(value, called)| value == near || called.as_deref() == Some(near));
        meant.map_or(Choice::Unknown, |choice| Choice::Near(shown(choice)))
    }
}

/// The path of a record's first phase, as a draft names it.
pub(super) const PHASE: &str = "phases.name";

/// The kind of the records that the field at `path` of a draft refers to, if it does.
pub(super) fn referred<'k>(kind: &'k Kind, path: &str) -> Option<&'k str> {
    let steps: Vec<&str> = path.split('.').filter(|step| step.parse::<usize>().is_err()).collect();
    let is_same = |reference: &str| reference.split('/').filter(|step| *step != "*").eq(steps.iter().copied());
    kind.references.iter().find(|(reference, _)| is_same(reference)).map(|(_, target)| target.as_str())
}

/// A choice as the list shows it: the text to write, with its name for people where that is another one.
fn shown((value, called): &(String, Option<String>)) -> String {
    match called {
        Some(called) if called != value => format!("{value} ({called})"),
        _ => value.clone(),
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
