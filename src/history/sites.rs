use crate::diagnostic::Outcome;
use crate::git::{self, Change, Oid, Repository};
use crate::registry::{Manifest, Placement, REGISTRY_FOLDER};

/// The repository's top, as the manifest writes it.
const TOP: &str = ".";

/// The folders of the repository in which the register stood over time: it may have moved. A commit has
/// it in `registry/`, else in the last of the others that is there.
pub(super) struct Sites<'m> {
    manifest: &'m Manifest,
    /// The present one, then the last one before, down to the first.
    sites: Vec<Site<'m>>,
}

struct Site<'m> {
    folder: &'m str,
    /// Where records are below it, from the repository's top.
    folders: Vec<&'m str>,
}

impl<'m> Sites<'m> {
    pub(super) fn of(manifest: &'m Manifest) -> Sites<'m> {
        let former = manifest.paths.iter().rev().map(String::as_str).filter(|folder| *folder != REGISTRY_FOLDER);
        let sites = std::iter::once(REGISTRY_FOLDER).chain(former);
        let site = |folder: &'m str| Site {
            folder,
            folders: match folder {
                TOP => manifest.kinds.iter().filter_map(|kind| kind.folder.as_deref()).collect(),
                _ => vec![folder],
            },
        };
        Sites { manifest, sites: sites.map(site).collect() }
    }

    /// The files of the register that differ between two trees of the repository's top (`None`: the empty
    /// one), in the order of their paths. Where the register moved, all of its files went and came.
    pub(super) fn changes(&self, repository: &Repository, before: Option<Oid>, after: Oid) -> Outcome<Vec<Change>> {
        // Most registers never moved: nothing is looked up for them.
        let [only] = self.sites.as_slice() else {
            let old = before.map(|tree| self.at(repository, tree)).transpose()?.flatten();
            let new = self.at(repository, after)?;
            if old.is_some() && old.map(|site| site.folder) == new.map(|site| site.folder) {
                return new
                    .map_or_else(|| Ok(Vec::new()), |site| git::changes(repository, before, after, &site.folders));
            }
            let mut found = match (before, old) {
                (Some(tree), Some(site)) => git::departures(repository, tree, &site.folders)?,
                _ => Vec::new(),
            };
            if let Some(site) = new {
                found.extend(git::changes(repository, None, after, &site.folders)?);
            }
            found.sort_by(|a, b| a.path.cmp(&b.path));
            return Ok(found);
        };
        git::changes(repository, before, after, &only.folders)
    }

    /// Where the register stands in a tree of the repository's top.
    fn at(&self, repository: &Repository, tree: Oid) -> Outcome<Option<&Site<'m>>> {
        for site in &self.sites {
            if git::first_folder(repository, tree, &site.folders)?.is_some() {
                return Ok(Some(site));
            }
        }
        Ok(None)
    }

    /// What a file is, by its path alone, wherever the register stood.
    pub(super) fn place(&self, path: &str) -> Placement {
        let below = |site: &Site<'_>| match site.folder {
            TOP => Some(path.to_owned()),
            folder => Some(path.strip_prefix(folder)?.strip_prefix('/')?.to_owned()),
        };
        let former = self.sites.get(1..).unwrap_or_default();
        match self.manifest.place(path) {
            Placement::Other => former
                .iter()
                .filter_map(below)
                .map(|path| self.manifest.place(&format!("{REGISTRY_FOLDER}/{path}")))
                .find(|place| matches!(place, Placement::Record { .. }))
                .unwrap_or(Placement::Other),
            place => place,
        }
    }
}
