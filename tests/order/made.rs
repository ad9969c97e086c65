//! Texts of records in every style that people write, out of a stream of choices.

/// The names of fields, in the order of the schema; the last two are unknown to it.
pub const NAMES: [&str; 8] = ["name", "start", "end", "comment", "list", "map", "zz", "yy"];
const KNOWN: usize = 6;

/// A schema that asks for this order in every mapping.
pub fn schema() -> serde_json::Value {
    let properties: serde_json::Map<String, serde_json::Value> =
        NAMES[..KNOWN].iter().map(|name| ((*name).to_owned(), serde_json::json!({"$ref": "#"}))).collect();
    serde_json::json!({"properties": properties, "items": {"$ref": "#"}})
}

/// A text that is being made. A comment above a field says `#over NAME`, one beside it `#at NAME`, each with a number.
pub struct Made<'c> {
    choices: std::slice::Iter<'c, u8>,
    comments: usize,
    pub text: String,
}

impl Made<'_> {
    /// A record, whole.
    pub fn record(choices: &[u8]) -> String {
        let mut made = Made { choices: choices.iter(), comments: 0, text: String::new() };
        if made.one_in(3) {
            made.text.push_str("# yaml-language-server: $schema=x\n");
        } else if made.one_in(4) {
            made.text.push_str("# En tête\n\n---\n");
        }
        if made.one_in(12) {
            made.flow_map(0);
            made.text.push('\n');
        } else {
            made.map(0, 0, false);
        }
        if made.one_in(4) {
            made.text.push_str("# la fin\n");
        }
        if made.one_in(6) {
            made.text.pop();
        }
        if made.one_in(4) { made.text.replace('\n', "\r\n") } else { made.text }
    }

    fn pick(&mut self, from: usize) -> usize {
        self.choices.next().map_or(0, |byte| usize::from(*byte) % from)
    }

    fn one_in(&mut self, from: usize) -> bool {
        self.pick(from) == from - 1
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn comment(&mut self, what: &str) -> String {
        self.comments += 1;
        format!("#{what} {}", self.comments)
    }

    /// Distinct names of fields, in any order.
    fn names(&mut self) -> Vec<&'static str> {
        let mut left = NAMES.to_vec();
        let count = 1 + self.pick(5);
        (0..count).map(|_| left.remove(self.pick(left.len()))).collect()
    }

    /// A mapping by indentation; the first field may stand where the text already is.
    fn map(&mut self, indent: usize, depth: usize, is_begun: bool) {
        for (at, name) in self.names().into_iter().enumerate() {
            if at > 0 || !is_begun {
                if self.one_in(8) {
                    self.line(0, "");
                }
                if self.one_in(3) {
                    for _ in 0..=self.pick(2) {
                        let comment = self.comment(&format!("over {name}"));
                        self.line(indent, &comment);
                    }
                }
                self.text.push_str(&" ".repeat(indent));
            }
            let key = if self.one_in(10) { format!("\"{name}\"") } else { name.to_owned() };
            self.text.push_str(&format!("{key}:"));
            self.value(name, indent, depth);
        }
    }

    /// The rest of the line after a key or a dash, and the lines below.
    fn value(&mut self, name: &str, indent: usize, depth: usize) {
        let most = if depth < 3 { 10 } else { 7 };
        match self.pick(most) {
            0 => self.end(" mot", name),
            1 => self.end(" 'a # b: c'", name),
            2 => self.end(" \"x: {y} # z\"", name),
            3 => self.end(" 2020-01", name),
            4 => self.end("", name),
            5 => {
                self.text.push(' ');
                if self.one_in(2) {
                    self.flow_map(depth + 1)
                } else {
                    self.flow_list(depth + 1)
                }
                self.end("", name);
            }
            6 => {
                let mark = [" |", " >-", " |-"][self.pick(3)];
                self.end(mark, name);
                self.line(indent + 2, "un # bloc");
                self.line(indent + 2, "name: de texte");
            }
            7 | 8 => {
                self.end("", name);
                self.map(indent + 2, depth + 1, false);
            }
            _ => {
                self.end("", name);
                let inner = indent + 2 * self.pick(2);
                for _ in 0..=self.pick(3) {
                    self.item(inner, depth + 1);
                }
            }
        }
    }

    fn item(&mut self, indent: usize, depth: usize) {
        if self.one_in(4) {
            let comment = self.comment("item");
            self.line(indent, &comment);
        }
        self.text.push_str(&" ".repeat(indent));
        match self.pick(4) {
            0 => self.text.push_str("- mot\n"),
            1 => {
                self.text.push_str("- ");
                self.flow_map(depth);
                self.text.push('\n');
            }
            _ => {
                self.text.push_str("- ");
                self.map(indent + 2, depth, true);
            }
        }
    }

    fn end(&mut self, value: &str, name: &str) {
        self.text.push_str(value);
        if self.one_in(4) {
            let comment = self.comment(&format!("at {name}"));
            self.text.push_str(&format!(" {comment}"));
        }
        self.text.push('\n');
    }

    fn flow_map(&mut self, depth: usize) {
        let wide = if self.one_in(3) { " " } else { "" };
        self.text.push_str(&format!("{{{wide}"));
        for (at, name) in self.names().into_iter().enumerate() {
            self.text.push_str(if at > 0 { ", " } else { "" });
            self.text.push_str(&format!("{name}: "));
            self.flow_value(depth);
        }
        self.text.push_str(&format!("{wide}}}"));
    }

    fn flow_list(&mut self, depth: usize) {
        self.text.push('[');
        for at in 0..self.pick(4) {
            self.text.push_str(if at > 0 { ", " } else { "" });
            self.flow_value(depth);
        }
        self.text.push(']');
    }

    fn flow_value(&mut self, depth: usize) {
        match self.pick(if depth < 3 { 6 } else { 4 }) {
            0 => self.text.push_str("mot"),
            1 => self.text.push_str("'a, {b} # c'"),
            2 => self.text.push_str("\"x: y\""),
            3 => self.text.push_str("2020"),
            4 => self.flow_map(depth + 1),
            _ => self.flow_list(depth + 1),
        }
    }
}
