use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::record::Name;
use super::{RecordKind, SourceKind};
use crate::diagnostic::{Failure, Outcome};
use crate::message;
use crate::yaml::{self, Document, Node};

/// The file of the register that remembers its sources.
pub(super) const SOURCES: &str = "registry/sources.yml";

/// A source, as the register remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remembered {
    /// What the trailers call it.
    pub name: String,
    /// Its kind.
    pub kind: SourceKind,
    /// Where it is published, if it said so.
    pub url: Option<String>,
    /// Its branch, where one was chosen.
    pub branch: Option<String>,
    /// The merges to follow on their second parent, as full hashes.
    pub second_parents: Vec<String>,
    /// The merges that were found to be ordinary ones though they don't look so, as full hashes.
    pub first_parents: Vec<String>,
    /// Whether the names of persons are brought over.
    pub names: bool,
}

/// A record that goes on under another identifier without saying so, as people found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rename {
    /// Its kind.
    pub kind: RecordKind,
    /// The identifier before.
    pub from: String,
    /// The identifier that it has now.
    pub to: String,
}

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Memory {
    /// The sources, in the order in which they came.
    pub sources: Vec<Remembered>,
    /// The renames that the sources don't tell.
    pub renames: Vec<Rename>,
}

impl Memory {
    /// The identifiers that records had before, by the names that they have now.
    pub(super) fn previous(&self) -> BTreeMap<Name, Vec<String>> {
        let mut previous: BTreeMap<Name, Vec<String>> = BTreeMap::new();
        for Rename { kind, from, to } in &self.renames {
            previous.entry((*kind, to.clone())).or_default().push(from.clone());
        }
        previous
    }
}

/// The file's text.
///
/// # Errors
///
/// Where YAML can't hold a value.
pub(super) fn write(memory: &Memory) -> Outcome<String> {
    let sources: Vec<Json> = memory.sources.iter().map(entry).collect();
    let mut root = Map::new();
    root.insert("sources".to_owned(), Json::Array(sources));
    if !memory.renames.is_empty() {
        let rename = |rename: &Rename| json!({"kind": rename.kind.name(), "from": rename.from, "to": rename.to});
        root.insert("renames".to_owned(), memory.renames.iter().map(rename).collect());
    }
    let header = "# yaml-language-server: $schema=../schema/source.schema.json\n";
    Ok(header.to_owned() + &yaml::to_text(&Json::Object(root))?)
}

fn entry(source: &Remembered) -> Json {
    let mut map = Map::new();
    map.insert("name".to_owned(), source.name.as_str().into());
    map.insert("kind".to_owned(), source.kind.name().into());
    if let Some(url) = &source.url {
        map.insert("url".to_owned(), url.as_str().into());
    }
    if let Some(branch) = &source.branch {
        map.insert("branch".to_owned(), branch.as_str().into());
    }
    if !source.second_parents.is_empty() {
        map.insert("mainline_second_parent".to_owned(), source.second_parents.clone().into());
    }
    if !source.first_parents.is_empty() {
        map.insert("mainline_first_parent".to_owned(), source.first_parents.clone().into());
    }
    map.insert("people".to_owned(), if source.names { "names" } else { "pseudonyms" }.into());
    Json::Object(map)
}

/// Reads the file.
///
/// # Errors
///
/// Where the file is no list of sources, each with a name and a known kind, or its renames lack what they are about.
pub(super) fn read(bytes: &[u8]) -> Outcome<Memory> {
    let document = Document::read(bytes);
    memory(&document).ok_or_else(|| {
        Failure::new(message!("import-bad-sources", path = SOURCES)).help(message!("import-bad-sources-help"))
    })
}

fn memory(document: &Document) -> Option<Memory> {
    let root = document.root.as_ref()?;
    let sources = root.get("sources")?.as_list()?.iter().map(source).collect::<Option<Vec<_>>>()?;
    let renames = match root.get("renames") {
        Some(renames) => renames.as_list()?.iter().map(rename).collect::<Option<Vec<_>>>()?,
        None => Vec::new(),
    };
    Some(Memory { sources, renames })
}

fn rename(node: &Node) -> Option<Rename> {
    let text = |key: &str| node.get(key).and_then(Node::scalar);
    let kind = text("kind")?;
    let kind = RecordKind::ALL.into_iter().find(|known| known.name() == kind)?;
    Some(Rename { kind, from: text("from")?, to: text("to")? })
}

fn source(node: &Node) -> Option<Remembered> {
    let text = |key: &str| node.get(key).and_then(Node::as_text).map(str::to_owned);
    let merges = |key: &str| {
        let listed = node.get(key).and_then(Node::as_list).unwrap_or_default();
        listed.iter().filter_map(Node::scalar).collect()
    };
    Some(Remembered {
        name: text("name")?,
        kind: SourceKind::named(&text("kind")?)?,
        url: text("url"),
        branch: text("branch"),
        second_parents: merges("mainline_second_parent"),
        first_parents: merges("mainline_first_parent"),
        names: text("people").as_deref() == Some("names"),
    })
}

/// The address of a repository as it may be published: on the web only, without name or password.
pub(super) fn public(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/')?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let is_plain = !host.is_empty() && !rest.chars().any(|letter| letter.is_whitespace() || letter.is_control());
    is_plain.then(|| format!("https://{host}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let sources = [
            Remembered {
                name: "beta".to_owned(),
                kind: SourceKind::BetaGouv,
                url: Some("https://example.org/beta".to_owned()),
                branch: Some("main".to_owned()),
                second_parents: vec!["0123456789012345678901234567890123456789".to_owned()],
                first_parents: Vec::new(),
                names: false,
            },
            Remembered {
                name: "eig".to_owned(),
                kind: SourceKind::Eig,
                url: None,
                branch: None,
                second_parents: Vec::new(),
                first_parents: vec!["0123456789012345678901234567890123456789".to_owned()],
                names: true,
            },
        ];
        let rename = Rename { kind: RecordKind::Startup, from: "a".to_owned(), to: "1".to_owned() };
        let memory = Memory { sources: sources.to_vec(), renames: vec![rename] };
        assert_eq!(read(write(&memory).unwrap().as_bytes()).unwrap(), memory);
        assert_eq!(read(b"sources: [{name: x}]").unwrap_err().message.id, "import-bad-sources");
    }

    #[test]
    fn an_address_is_told_without_its_password() {
        assert_eq!(public("https://me:secret@example.org/a.git").as_deref(), Some("https://example.org/a.git"));
        assert_eq!(public("/home/me/a.git"), None);
        assert_eq!(public("git@example.org:a.git"), None);
    }
}
