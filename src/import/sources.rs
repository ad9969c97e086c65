use serde_json::{Map, Value as Json};

use super::SourceKind;
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
    /// Whether the names of persons are brought over.
    pub names: bool,
}

/// The file's text.
///
/// # Errors
///
/// Where YAML can't hold a value.
pub(super) fn write(sources: &[Remembered]) -> Outcome<String> {
    let sources: Vec<Json> = sources.iter().map(entry).collect();
    let mut root = Map::new();
    root.insert("sources".to_owned(), Json::Array(sources));
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
    map.insert("people".to_owned(), if source.names { "names" } else { "pseudonyms" }.into());
    Json::Object(map)
}

/// Reads the file.
///
/// # Errors
///
/// Where the file is no list of sources, each with a name and a known kind.
pub(super) fn read(bytes: &[u8]) -> Outcome<Vec<Remembered>> {
    let document = Document::read(bytes);
    let listed = document.root.as_ref().and_then(|root| root.get("sources")?.as_list());
    let sources = listed.map(|listed| listed.iter().map(source).collect::<Option<Vec<_>>>());
    sources.flatten().ok_or_else(|| {
        Failure::new(message!("import-bad-sources", path = SOURCES)).help(message!("import-bad-sources-help"))
    })
}

fn source(node: &Node) -> Option<Remembered> {
    let text = |key: &str| node.get(key).and_then(Node::as_text).map(str::to_owned);
    let merges = node.get("mainline_second_parent").and_then(Node::as_list).unwrap_or_default();
    Some(Remembered {
        name: text("name")?,
        kind: SourceKind::named(&text("kind")?)?,
        url: text("url"),
        branch: text("branch"),
        second_parents: merges.iter().filter_map(Node::scalar).collect(),
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
                names: false,
            },
            Remembered {
                name: "eig".to_owned(),
                kind: SourceKind::Eig,
                url: None,
                branch: None,
                second_parents: Vec::new(),
                names: true,
            },
        ];
        assert_eq!(read(write(&sources).unwrap().as_bytes()).unwrap(), sources);
        assert_eq!(read(b"sources: [{name: x}]").unwrap_err().message.id, "import-bad-sources");
    }

    #[test]
    fn an_address_is_told_without_its_password() {
        assert_eq!(public("https://me:secret@example.org/a.git").as_deref(), Some("https://example.org/a.git"));
        assert_eq!(public("/home/me/a.git"), None);
        assert_eq!(public("git@example.org:a.git"), None);
    }
}
