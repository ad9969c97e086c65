use crate::diagnostic::Outcome;
use crate::git::{Change, Comparison, Oid, Repository};
use crate::registry::{Manifest, Placement, REGISTRY_FOLDER};

/// The repository's top, as the manifest writes it.
const TOP: &str = ".";

/// The folders of the repository in which the register stood over time: it may have moved. A commit has
/// it in `registry/`, else in the last of the others that is there.
pub(crate) struct RegistryPaths<'r> {
    manifest: &'r Manifest,
    /// The present one, then the last one before, down to the first.
    sites: Vec<Site<'r>>,
    trees: Comparison<'r>,
}

struct Site<'r> {
    folder: &'r str,
    /// Where records are below it, from the repository's top.
    folders: Vec<&'r str>,
}

impl<'r> RegistryPaths<'r> {
    pub(crate) fn of(repository: &'r Repository, manifest: &'r Manifest) -> RegistryPaths<'r> {
        let former = manifest.paths.iter().rev().map(String::as_str).filter(|folder| *folder != REGISTRY_FOLDER);
        let sites = std::iter::once(REGISTRY_FOLDER).chain(former);
        let site = |folder: &'r str| Site {
            folder,
            folders: match folder {
                TOP => manifest.kinds.iter().filter_map(|kind| kind.folder.as_deref()).collect(),
                _ => vec![folder],
            },
        };
        RegistryPaths { manifest, sites: sites.map(site).collect(), trees: Comparison::new(repository) }
    }

    /// The files of the register that differ between two trees of the repository's top (`None`: the empty
    /// one), in the order of their paths. Where the register moved, all of its files went and came.
    pub(crate) fn changes(&self, before: Option<Oid>, after: Oid) -> Outcome<Vec<Change>> {
        // Most registers never moved: nothing is looked up for them.
        if let [only] = self.sites.as_slice() {
            return self.trees.changes(before, Some(after), &only.folders);
        }
        let old = before.map(|tree| self.at(tree)).transpose()?.flatten();
        let new = self.at(after)?;
        if let (Some(old), Some(new)) = (old, new)
            && old.folder == new.folder
        {
            return self.trees.changes(before, Some(after), &new.folders);
        }
        let gone = old.map(|site| self.trees.changes(before, None, &site.folders)).transpose()?;
        let come = new.map(|site| self.trees.changes(None, Some(after), &site.folders)).transpose()?;
        let mut found: Vec<Change> = gone.into_iter().chain(come).flatten().collect();
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    /// Where the register stands in a tree of the repository's top.
    fn at(&self, tree: Oid) -> Outcome<Option<&Site<'r>>> {
        for site in &self.sites {
            if self.trees.has_any(tree, &site.folders)? {
                return Ok(Some(site));
            }
        }
        Ok(None)
    }

    /// What a file is, by its path alone, wherever the register stood.
    pub(crate) fn place(&self, path: &str) -> Placement {
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
