/// What a file is, by its path alone. Kinds are given by their place in the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// A record.
    Record {
        /// Its kind.
        kind: usize,
        /// Its identifier: the file's stem.
        id: String,
    },
    /// In the folder of a kind, under a name that gives no identifier.
    BadName {
        /// The kind.
        kind: usize,
    },
    /// Under `registry/`, in the folder of no kind.
    Misplaced,
    /// Not the register's business: outside `registry/`, a hidden file, a README.
    Other,
}
