use super::{table, visible};

/// A table to be read, before it is laid out for a terminal or as Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// What it shows, where it is one of several.
    pub title: Option<String>,
    /// The names of its columns.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// The first column that holds numbers.
    pub numbers_from: usize,
    /// Sentences below the table: its legend, and what it leaves out.
    pub notes: Vec<String>,
}

impl Sheet {
    /// The sheet for a terminal.
    pub fn text(&self) -> String {
        let mut text = String::new();
        if let Some(title) = &self.title {
            text.push_str(&format!("{}\n", visible(title)));
        }
        text.push_str(&table(&self.head, &self.rows, self.numbers_from));
        for note in &self.notes {
            text.push_str(&format!("{}\n", visible(note)));
        }
        text
    }
}
