use super::{Listing, REGISTRY_FOLDER};

/// A way to spread records over folders: the folder of an identifier, below that of its kind.
type Shelving = fn(&str) -> String;

/// The ways that need nothing but the identifier, the simplest first.
const WAYS: [Shelving; 8] = [
    |_| String::new(),
    |id| start(id, 1),
    |id| start(id, 2),
    |id| start(id, 3),
    |id| start(id, 4),
    |id| format!("{}/{}", start(id, 1), start(id, 2)),
    |id| format!("{}/{}", start(id, 2), start(id, 4).get(2..).unwrap_or_default()),
    |id| id.split(['-', '.']).next().unwrap_or_default().to_owned(),
];

fn start(id: &str, length: usize) -> String {
    id.chars().take(length).collect()
}

impl Listing {
    /// The file that a new record of a kind (by its place in the manifest) would have, from the top of the
    /// repository: beside the others, in the folder that their names point to. `None` where the others stand in
    /// folders whose names tell nothing, and where the kind has no folder.
    pub fn shelf(&self, kind: usize, id: &str) -> Option<String> {
        let folder = format!("{REGISTRY_FOLDER}/{}", self.manifest.kinds.get(kind)?.folder.as_ref()?);
        let below = |path: &str| {
            let (above, _) = path.rsplit_once('/')?;
            Some(above.strip_prefix(&folder)?.trim_start_matches('/').to_owned())
        };
        let others: Vec<(&str, String)> = self
            .names
            .iter()
            .filter(|name| name.kind == kind && name.id != id)
            .filter_map(|name| Some((name.id.as_str(), below(name.path())?)))
            .collect();
        let fitting = |way: &Shelving| others.iter().filter(|(id, below)| way(id) == *below).count();
        let mut best: Option<(usize, Shelving)> = None;
        for way in WAYS {
            let count = fitting(&way);
            if best.is_none_or(|(most, _)| count > most) {
                best = Some((count, way));
            }
        }
        let (count, way) = best?;
        // More than half of them: a few may stand elsewhere.
        let is_clear = others.is_empty() || count * 2 > others.len();
        let below = way(id);
        let inner = if below.is_empty() { String::new() } else { format!("{below}/") };
        is_clear.then(|| format!("{folder}/{inner}{id}.yml"))
    }
}
