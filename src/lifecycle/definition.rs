use serde::{Deserialize, Serialize};

use crate::registry::Label;
use crate::yaml::Node;

/// `schema/lifecycles/*.yml`: the phases of a kind, and the moves between them.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Lifecycle {
    /// The first year in which a date is plausible.
    pub earliest: Option<i16>,
    /// How many years ahead of today a date is plausible.
    pub horizon_years: Option<i32>,
    /// The phases, in their order.
    pub phases: Vec<PhaseDefinition>,
    /// Names that are no longer written, and what they read as.
    #[serde(default)]
    pub retired: Vec<Retired>,
}

/// One phase of a lifecycle.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct PhaseDefinition {
    /// Its name in records.
    pub name: String,
    /// Its name for readers.
    pub label: Label,
    /// The phases that plausibly follow.
    #[serde(default)]
    pub to: Vec<String>,
    /// The phases that follow in rare cases.
    #[serde(default)]
    pub unusual: Vec<String>,
    /// Whether it is a final phase.
    #[serde(default)]
    pub terminal: bool,
}

/// A phase name of the past.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Retired {
    /// The name.
    pub name: String,
    /// What it reads as: the first reading whose condition holds.
    pub reads: Vec<Reading>,
    /// Whether figures that rest on the reading are approximate.
    #[serde(default)]
    pub approximate: bool,
}

/// One reading of a retired name.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Reading {
    /// The reading holds only after one of these phases, if it names any.
    #[serde(default)]
    pub after: Vec<String>,
    /// The phase that is meant.
    #[serde(rename = "as")]
    pub phase: String,
}

/// What a lifecycle says of a move from one phase to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// It is plausible.
    Plausible,
    /// It is rare.
    Unusual,
    /// It is not allowed.
    Illegal,
    /// It is not allowed, since the phase before is final.
    AfterTerminal,
}

impl Lifecycle {
    /// Reads a lifecycle from its document.
    ///
    /// # Errors
    ///
    /// Where the document is no lifecycle, in the words of serde.
    pub fn read(root: &Node) -> Result<Lifecycle, String> {
        serde_json::from_value(root.to_json()).map_err(|error| error.to_string())
    }

    /// The phase of this name.
    pub fn phase(&self, name: &str) -> Option<&PhaseDefinition> {
        self.phases.iter().find(|phase| phase.name == name)
    }

    /// The place of a phase in the lifecycle's order; names that it does not know come last.
    pub fn rank(&self, name: &str) -> usize {
        self.phases.iter().position(|phase| phase.name == name).unwrap_or(self.phases.len())
    }

    /// The retired name, if this is one.
    pub(crate) fn retired(&self, name: &str) -> Option<&Retired> {
        self.retired.iter().find(|retired| retired.name == name)
    }

    /// The names that are no longer written.
    pub fn retired_names(&self) -> Vec<&str> {
        self.retired.iter().map(|retired| retired.name.as_str()).collect()
    }

    /// Whether a phase may follow itself: mandates, terms, renewals.
    pub fn may_repeat(&self, name: &str) -> bool {
        self.phase(name).is_some_and(|phase| phase.to.iter().chain(&phase.unusual).any(|next| next == name))
    }

    /// What the lifecycle says of moving from `from` to `to`. Names that it does not know are not
    /// judged.
    pub fn judge(&self, from: &str, to: &str) -> Move {
        let (Some(before), Some(_)) = (self.phase(from), self.phase(to)) else { return Move::Plausible };
        let names = |list: &[String]| list.iter().any(|name| name == to);
        if names(&before.to) {
            Move::Plausible
        } else if names(&before.unusual) {
            Move::Unusual
        } else if before.terminal {
            Move::AfterTerminal
        } else {
            Move::Illegal
        }
    }
}
