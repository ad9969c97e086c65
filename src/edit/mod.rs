//! Text that changes in place: what is added takes the style of what stands beside it, and all else stays byte
//! for byte. The places come from the YAML tree.
//!
//! Every change is read back and compared with what was wanted. Where the two differ (a style that is not known
//! here), nothing is changed.

mod draft;
mod item;
mod name;
mod order;
mod place;
mod rename;
mod stretch;
mod text_item;
mod written;

pub use draft::{Draft, Lacking};
pub use item::{Field, add_field, add_item};
pub use name::{new_path, refuse_id, refuse_new, refuse_occupied};
pub use order::{Disorder, comments, in_order};
pub use rename::{Renamed, Renaming};
pub use stretch::{replace, say};
pub use text_item::add_text;
pub use written::{scalar, written};

use crate::yaml::Document;

/// A text to insert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// The offset, in bytes.
    pub at: usize,
    /// The text.
    pub text: String,
}

/// The text with the insertions made; `None` where it would not be read back as `wanted`.
pub fn apply(text: &str, mut insertions: Vec<Insertion>, wanted: &serde_json::Value) -> Option<String> {
    insertions.sort_by_key(|insertion| insertion.at);
    let mut made = String::with_capacity(text.len() + 128);
    let mut from = 0;
    for insertion in &insertions {
        made.push_str(text.get(from..insertion.at)?);
        // Where two follow one another at the end of a text without a last line feed, the first one brought it.
        let follows = made.ends_with('\n') && insertion.at == from;
        made.push_str(if follows { insertion.text.trim_start_matches(['\r', '\n']) } else { &insertion.text });
        from = insertion.at;
    }
    made.push_str(text.get(from..)?);
    let read = Document::read(made.as_bytes());
    read.root.is_some_and(|root| root.to_json() == *wanted).then_some(made)
}
