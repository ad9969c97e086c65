//! Reads the elements of a page, as strictly as our own pages allow: each value in quotes, each tag closed.

/// An element's start, with its attributes.
#[derive(Debug)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The elements of a page, in order. Fails where a `<` begins nothing that a page may hold.
pub fn elements(page: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (tag, after) = tag(&rest[at + 1..]);
        rest = after;
        let first = tag.chars().next().unwrap_or_else(|| panic!("a bare < before {:.60}", rest));
        match first {
            '/' | '!' | '?' => {}
            _ if first.is_ascii_alphabetic() => found.push(element(tag)),
            _ => panic!("a bare < at {tag:.60}"),
        }
    }
    found
}

/// A tag up to its `>`, which stands in no quotes, and what follows.
fn tag(text: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return (&text[..at], &text[at + 1..]),
            _ => {}
        }
    }
    panic!("a tag without end: {text:.80}")
}

fn element(tag: &str) -> Element {
    let tag = tag.strip_suffix('/').unwrap_or(tag);
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|letter: char| letter == '=' || letter.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        if let Some(value) = rest.strip_prefix("=\"") {
            let end = value.find('"').expect("a value ends");
            attributes.push((name, unescaped(&value[..end])));
            rest = &value[end + 1..];
        } else {
            assert!(!rest.starts_with('='), "a value without quotes: {tag:.80}");
            attributes.push((name, String::new()));
        }
    }
    Element { name: name.to_owned(), attributes }
}

/// The text that an escaped one stands for.
pub fn unescaped(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}
