use crate::yaml::Node;

/// The kind that holds the waivers.
pub const WAIVERS: &str = "waiver";

/// The nodes in which the waivers of a file name their records, as `kind/id` or by the path of the file.
pub fn waived(root: &Node) -> impl Iterator<Item = &Node> {
    let list = root.get("waivers").and_then(Node::as_list).unwrap_or_default();
    list.iter().filter_map(|node| node.get("record"))
}
