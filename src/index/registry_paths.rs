use crate::diagnostic::Outcome;
use crate::git::{Change, Comparison, Oid, Repository};
use crate::registry::{MANIFEST, Manifest, Placement, REGISTRY_FOLDER, SCHEMA_FOLDER};
use crate::yaml::{Document, MAX_BYTES};

/// The repository's top, as the manifest writes it.
const TOP: &str = ".";

/// Where records stood over time. The register may have moved: a commit has it in `registry/`, else in the last of
/// the other folders that the manifest lists which is there. And kinds may have had other folders in it: the earlier
/// manifests, which are in the history itself, say so.
pub(super) struct RegistryPaths<'r> {
    manifest: &'r Manifest,
    /// The present one, then the last one before, down to the first.
    sites: Vec<Site<'r>>,
    trees: Comparison<'r>,
    repository: &'r Repository,
    /// The manifest that was read last.
    manifest_blob: Option<Oid>,
    /// The folders that kinds had, or have, by earlier manifests.
    former: Vec<(String, usize)>,
}

struct Site<'r> {
    folder: &'r str,
    /// Where records are below it, from the repository's top.
    folders: Vec<&'r str>,
}

impl<'r> RegistryPaths<'r> {
    /// `former` are the folders that are known already from earlier commits.
    pub(super) fn of(
        repository: &'r Repository,
        manifest: &'r Manifest,
        former: Vec<(String, usize)>,
    ) -> RegistryPaths<'r> {
        let earlier = manifest.paths.iter().rev().map(String::as_str).filter(|folder| *folder != REGISTRY_FOLDER);
        let sites = std::iter::once(REGISTRY_FOLDER).chain(earlier);
        let site = |folder: &'r str| Site {
            folder,
            folders: match folder {
                TOP => manifest.kinds.iter().filter_map(|kind| kind.folder.as_deref()).collect(),
                _ => vec![folder],
            },
        };
        RegistryPaths {
            manifest,
            sites: sites.map(site).collect(),
            trees: Comparison::new(repository),
            repository,
            manifest_blob: None,
            former,
        }
    }

    /// Takes note of the folders that the kinds have in a commit, by its tree: from there on, files in them are
    /// records, also when the manifest has renamed the folder since.
    pub(super) fn look_at(&mut self, tree: Oid) -> Outcome<()> {
        let blob = self.trees.blob_at(tree, &format!("{SCHEMA_FOLDER}/{MANIFEST}"))?;
        if blob == self.manifest_blob {
            return Ok(());
        }
        self.manifest_blob = blob;
        let bytes = blob.map(|blob| self.repository.blob_within(blob, MAX_BYTES)).transpose()?.flatten();
        let document = bytes.map(|bytes| Document::read(&bytes));
        let manifest = document.and_then(|document| Manifest::read(document.root.as_ref()?).ok());
        for kind in manifest.into_iter().flat_map(|manifest| manifest.kinds) {
            let now = self.manifest.kind_at(&kind.name);
            let Some((folder, now)) = kind.folder.zip(now) else { continue };
            let present = self.manifest.kinds.get(now).and_then(|kind| kind.folder.as_ref());
            let is_known = self.former.iter().any(|(known, _)| *known == folder);
            if present != Some(&folder) && !is_known {
                self.former.push((folder, now));
            }
        }
        Ok(())
    }

    /// The folders that kinds had before, each with its kind.
    pub(super) fn former(&self) -> &[(String, usize)] {
        &self.former
    }

    /// The files of the register that differ between two trees of the repository's top (`None`: the empty
    /// one), in the order of their paths. Where the register moved, all of its files went and came.
    pub(super) fn changes(&self, before: Option<Oid>, after: Oid) -> Outcome<Vec<Change>> {
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
    pub(super) fn place(&self, path: &str) -> Placement {
        let below = |site: &Site<'_>| match site.folder {
            TOP => Some(path.to_owned()),
            folder => Some(path.strip_prefix(folder)?.strip_prefix('/')?.to_owned()),
        };
        let former = self.sites.get(1..).unwrap_or_default();
        match self.manifest.place_among(path, &self.former) {
            Placement::Other => former
                .iter()
                .filter_map(below)
                .map(|path| self.manifest.place_among(&format!("{REGISTRY_FOLDER}/{path}"), &self.former))
                .find(|place| matches!(place, Placement::Record { .. }))
                .unwrap_or(Placement::Other),
            place => place,
        }
    }
}
