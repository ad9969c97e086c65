use crate::yaml::Node;

/// The kind that holds the waivers.
pub const WAIVERS: &str = "waiver";

/// Where the waivers of a file name the records that they are about: by kind and identifier, or by file.
pub fn waived(root: &Node) -> impl Iterator<Item = &Node> {
    let list = root.get("waivers").and_then(Node::as_list).unwrap_or_default();
    list.iter().filter_map(|node| node.get("record"))
}
