use std::collections::BTreeMap;

use super::SourceReport;
use super::discretion::Person;
use super::eig::Years;
use super::record::{Fields, Name};
use super::register::RegisterDraft;
use super::source::SourceCommit;
use crate::diagnostic::Outcome;
use crate::git::Repository;

/// What a reader works with.
pub(super) struct ImportStep<'a> {
    /// The place of its source among those of the register.
    pub source: usize,
    /// The source's repository.
    pub repository: &'a Repository,
    /// The records, which it sets and takes.
    pub register: &'a mut RegisterDraft,
    /// Where it says what it did.
    pub report: &'a mut SourceReport,
}

/// Turns the commits of a source into records.
pub(super) trait SourceReader {
    /// Takes in which steps are to come, and reads ahead what is needed of all of them together.
    fn prepare(&mut self, steps: &[SourceCommit], import: &mut ImportStep<'_>) -> Outcome<()>;

    /// Adds to `_years` what was read ahead of the years of promotions.
    fn dates(&self, _years: &mut Years) {}

    /// Takes the years of promotions as all sources together give them.
    fn dated(&mut self, _years: &Years) {}

    /// Takes in where an earlier import ended: the commit, with all files that it holds, and the
    /// records that the register has.
    fn take_up(
        &mut self,
        done: &SourceCommit,
        there: &BTreeMap<Name, Fields>,
        import: &mut ImportStep<'_>,
    ) -> Outcome<()>;

    /// The persons of whom a step speaks that was brought over.
    ///
    /// # Errors
    ///
    /// Where a version can't be read from the source's `repository`.
    fn people(&self, step: &SourceCommit, repository: &Repository) -> Outcome<Vec<Person>>;

    /// Brings a step over. Gives whether it touches records that the register follows commit by commit, even if they do
    /// not change.
    fn step(&mut self, step: &SourceCommit, import: &mut ImportStep<'_>) -> Outcome<bool>;
}
