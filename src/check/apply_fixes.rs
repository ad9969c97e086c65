use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{listed, subtract, text};
use crate::diagnostic::{Edit, Finding, Outcome};
use crate::edit::replace;
use crate::git::{NewTexts, Repository};
use crate::lifecycle::Date;
use crate::registry::{Listing, Name};
use crate::yaml::Document;

/// The safe fixes of a register, made in memory.
#[derive(Default)]
pub struct FixedText {
    /// The new texts of the files that change, by path.
    pub texts: NewTexts,
    /// What they said when they were read.
    pub read: NewTexts,
    /// How many fixes were made.
    pub fixes: usize,
}

/// How many rounds are made at most: one fix may make another possible.
const ROUNDS: usize = 8;

/// Makes the safe fixes in the files that `wanted` asks for. A fix that causes a new finding is left out, with its
/// whole file if need be; findings that show only because a text has become readable are not new. Nothing is written.
///
/// `today` is the day from which dates are in the future; without one, no date is.
///
/// # Errors
///
/// Where the file of a record can't be read.
pub fn apply_fixes(
    repository: &Repository,
    listing: &Listing,
    today: Option<Date>,
    wanted: impl Fn(&str) -> bool,
) -> Outcome<FixedText> {
    let mut mended = FixedText::default();
    let mut barred: BTreeSet<String> = BTreeSet::new();
    let mut now = listing.clone();
    let mut findings = listed(repository, &now, today)?.findings;
    for _ in 0..ROUNDS {
        let mut round: BTreeMap<String, (Arc<str>, usize, bool)> = BTreeMap::new();
        let mut of_paths: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.is_safe)) {
            of_paths.entry(&finding.place.path).or_default().push(finding);
        }
        of_paths.retain(|path, _| wanted(path) && !barred.contains(*path));
        for (path, own) in of_paths {
            let made = now.at(path).and_then(|name| of_file(&now, name, &own, today));
            // A later round starts from what an earlier one made.
            let text = own.first().map(|finding| Arc::clone(&finding.place.text));
            mended.read.entry(path.to_owned()).or_insert(text);
            round.extend(made.map(|mended| (path.to_owned(), mended)));
        }
        // A text that is right by itself may still clash with other records.
        let next = loop {
            if round.is_empty() {
                return Ok(mended);
            }
            let texts: NewTexts =
                round.iter().map(|(path, (text, ..))| (path.clone(), Some(Arc::clone(text)))).collect();
            let next = now.with(&texts);
            let after = listed(repository, &next, today)?.findings;
            let mut new = after.clone();
            subtract(&mut new, &findings);
            let is_new = |finding: &&Finding| !round.get(&finding.place.path).is_some_and(|(.., revealed)| *revealed);
            let bad: BTreeSet<&str> = new.iter().filter(is_new).map(|finding| finding.place.path.as_str()).collect();
            if bad.is_empty() {
                mended.texts.extend(texts);
                mended.fixes += round.values().map(|(_, count, _)| count).sum::<usize>();
                findings = after;
                break next;
            }
            let is_own = round.keys().any(|path| bad.contains(path.as_str()));
            let out: Vec<String> =
                round.keys().filter(|path| !is_own || bad.contains(path.as_str())).cloned().collect();
            round.retain(|path, _| !out.contains(path));
            barred.extend(out);
        };
        now = next;
    }
    Ok(mended)
}

/// The text of a file with its safe fixes, how many they are, and whether the file could not be read before; nothing
/// where there is none to make.
fn of_file(listing: &Listing, name: &Name, own: &[&Finding], today: Option<Date>) -> Option<(Arc<str>, usize, bool)> {
    let old = &own.first()?.place.text;
    let fixes: Vec<&[Edit]> = own.iter().filter_map(|finding| Some(finding.fix.as_ref()?.edits.as_slice())).collect();
    let is_readable = |text: &str| Document::read(text.as_bytes()).root.is_some();
    let was_readable = is_readable(old);
    let before = text(listing, name, old, today);
    // All of them, if that causes no new finding; else one after another, without those that do.
    let tried = |edits: &[&[Edit]]| -> Option<String> {
        let new = replace(old, &edits.concat())?;
        let mut after = text(listing, name, &new, today);
        subtract(&mut after, &before);
        (after.is_empty() || (!was_readable && is_readable(&new))).then_some(new)
    };
    let mut made: Vec<&[Edit]> = fixes.clone();
    let mut new = tried(&made);
    if new.is_none() {
        made.clear();
        for fix in fixes {
            made.push(fix);
            match tried(&made) {
                Some(better) => new = Some(better),
                None => _ = made.pop(),
            }
        }
    }
    let new = new.filter(|new| !made.is_empty() && **new != **old)?;
    Some((new.into(), made.len(), !was_readable))
}
