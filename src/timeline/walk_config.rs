use std::collections::BTreeSet;

use crate::git::Oid;
use crate::lifecycle::Lifecycle;
use crate::registry::{Definitions, Manifest};

/// What the walk needs to know of the register's definitions.
#[derive(Clone, Debug)]
pub struct WalkConfig {
    /// The manifest.
    pub manifest: Manifest,
    /// By kind, the lifecycle.
    lifecycles: Vec<Option<Lifecycle>>,
    /// The fields that filters and groups look at, in order.
    pub fields: BTreeSet<String>,
    /// The merges to follow on their second parent.
    pub(crate) second_parent: Vec<Oid>,
}

impl WalkConfig {
    /// Takes from the definitions what the walk needs: `fields` are those that filters and groups look
    /// at; those that refer to other records are added.
    pub fn new<'f>(
        definitions: &Definitions,
        manifest: Manifest,
        fields: impl IntoIterator<Item = &'f String>,
    ) -> WalkConfig {
        let lifecycle = |name: &String| {
            let document = definitions.document(&format!("lifecycles/{name}.yml"))?;
            Lifecycle::read(document.root.as_ref()?).ok()
        };
        let lifecycles = manifest.kinds.iter().map(|kind| kind.lifecycle.as_ref().and_then(lifecycle)).collect();
        let mut fields: BTreeSet<String> = fields.into_iter().cloned().collect();
        for kind in &manifest.kinds {
            fields.extend(kind.references.keys().filter(|path| !path.contains('/')).cloned());
        }
        let second_parent = manifest.mainline_second_parent.iter().filter_map(|oid| Oid::from_str(oid).ok()).collect();
        WalkConfig { manifest, lifecycles, fields, second_parent }
    }

    /// The lifecycle of a kind.
    pub fn lifecycle(&self, kind: usize) -> Option<&Lifecycle> {
        self.lifecycles.get(kind)?.as_ref()
    }

    /// A text that changes whenever the config would lead to another history.
    pub fn signature(&self) -> String {
        let WalkConfig { manifest, lifecycles, fields, second_parent } = self;
        format!("{:?}\n{:?}\n{lifecycles:?}\n{fields:?}\n{second_parent:?}", manifest.kinds, manifest.paths)
    }
}
