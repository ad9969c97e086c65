use std::path::Path;

use super::places;
use super::run::Request;
use super::source::{Source, SourceRequest};
use super::sources::{Memory, Remembered};
use super::target::Past;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// Refuses to rewrite a register that has commits of its own (made by no import), since they would be lost.
///
/// # Errors
///
/// Where the register has a commit that no import wrote.
pub(super) fn refuse_own(past: &Past, into: &Path) -> Outcome<()> {
    match past.own {
        None => Ok(()),
        Some(commit) => {
            let shown = into.display().to_string();
            let failure = Failure::new(message!("import-own-commits", path = shown, commit = commit.to_string()));
            Err(failure.help(message!("import-own-commits-help")))
        }
    }
}

/// Opens the sources that the request names; and, where it names none or asks to write the register again, those that
/// the register remembers.
///
/// # Errors
///
/// Where no source is named, two have one name, the place of a remembered one is unknown, or one can't be opened as
/// asked.
pub(super) fn open_sources(request: &Request, known: &[Remembered], git_dir: Option<&Path>) -> Outcome<Vec<Source>> {
    let mut wanted = request.sources.clone();
    let given = wanted.iter().map(SourceRequest::name).collect::<Outcome<Vec<_>>>()?;
    for (at, name) in given.iter().enumerate() {
        if given.iter().skip(at + 1).any(|other| other == name) {
            let failure = Failure::new(message!("import-same-name", name = name));
            return Err(failure.help(message!("import-same-name-help")));
        }
    }
    if request.restart || wanted.is_empty() {
        let places = git_dir.map(places::read).unwrap_or_default();
        for source in known.iter().filter(|source| !given.contains(&source.name)) {
            let Some(path) = places.get(&source.name) else {
                let (name, kind) = (&source.name, source.kind.name());
                let failure = Failure::new(message!("import-where", name = name));
                return Err(failure.help(message!("import-where-help", name = name, kind = kind)));
            };
            wanted.push(SourceRequest {
                kind: source.kind,
                path: path.clone(),
                branch: None,
                name: Some(source.name.clone()),
                second_parents: Vec::new(),
                first_parents: Vec::new(),
            });
        }
    }
    if wanted.is_empty() {
        return Err(Failure::new(message!("import-which-source")).help(message!("import-which-source-help")));
    }
    let mut sources = Vec::new();
    for request_of in &wanted {
        let name = request_of.name()?;
        let before = known.iter().find(|source| source.name == name);
        let names = request.names.or_else(|| Some(before?.names)).unwrap_or_default();
        // Records written earlier would have pseudonyms, and new ones names, or the other way round.
        if before.is_some_and(|before| before.names != names) && !request.restart {
            let failure = Failure::new(message!("import-other-people", name = &name));
            return Err(failure.help(message!("import-other-people-help")));
        }
        sources.push(Source::open(request_of, before, names, request)?);
    }
    let is_followed = |merge: &&String| sources.iter().any(|source| source.followed.contains(merge));
    if let Some(merge) = request.second_parents.iter().find(|merge| !is_followed(merge)) {
        let names: Vec<&str> = sources.iter().map(Source::name).collect();
        let failure = Failure::new(message!("import-no-merge", merge = merge, name = names.join(", ")));
        return Err(failure.help(message!("import-no-merge-help")));
    }
    // In the order of the register, so that commits of the same second keep theirs.
    sources.sort_by_key(|source| known.iter().position(|known| known.name == source.name()).unwrap_or(usize::MAX));
    Ok(sources)
}

/// What the register remembers from now on.
pub(super) fn remember(known: &Memory, sources: &[Source]) -> Memory {
    let mut memory = known.clone();
    let all = &mut memory.sources;
    for source in sources {
        match all.iter_mut().find(|known| known.name == source.name()) {
            Some(known) => known.clone_from(&source.remembered),
            None => all.push(source.remembered.clone()),
        }
    }
    memory
}
