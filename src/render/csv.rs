use std::borrow::Cow;
use std::io::{self, Write};

/// Lines of cells as CSV (RFC 4180, with line feeds): `head`, then `rows`. No cell is one that a
/// spreadsheet would take for a formula.
pub fn csv(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut lines = CsvLines::new(Vec::new());
    // Lines of one length, written to memory: neither can fail.
    let _written = lines.put(head);
    for row in rows {
        let _written = lines.put(&row);
    }
    lines.end().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// Lines of cells as CSV, written as they come. All have as many cells as the first.
pub(crate) struct CsvLines<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvLines<W> {
    /// Begins without a line; the first one is the head.
    pub fn new(to: W) -> CsvLines<W> {
        CsvLines { writer: csv::Writer::from_writer(to) }
    }

    /// Writes a line. What a spreadsheet would take for a formula is defused.
    ///
    /// # Errors
    ///
    /// Where it can't be written, or has not as many cells as the lines before.
    pub fn put<C: AsRef<str>>(&mut self, cells: &[C]) -> io::Result<()> {
        for cell in cells {
            self.writer.write_field(defused(cell.as_ref()).as_bytes())?;
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// Ends the lines, and gives back what they were written to.
    ///
    /// # Errors
    ///
    /// Where what is still held can't be written.
    pub fn end(self) -> io::Result<W> {
        self.writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}

/// What a spreadsheet takes for the beginning of a formula, or passes over to find one behind it. The last four
/// are the wide forms of the first four.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The cell, with an apostrophe before what a spreadsheet would run; a number stays one. A cell that has apostrophes
/// before such a character already gets one more, so that removing one apostrophe always gives the cell as it was.
fn defused(cell: &str) -> Cow<'_, str> {
    match cell.trim_start_matches('\'').starts_with(FORMULA) && !is_number(cell) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_defused_and_numbers_are_left() {
        let row = ["=1+1", "+x", "-x", "@x", "\tx", "\rx", "-3", "3.5", "a=b", "a,\"b\""].map(str::to_owned);
        assert_eq!(
            csv(&["h"; 10], [row.to_vec()]),
            "h,h,h,h,h,h,h,h,h,h\n'=1+1,'+x,'-x,'@x,'\tx,\"'\rx\",-3,3.5,a=b,\"a,\"\"b\"\"\"\n"
        );
        assert_eq!(csv(&["h"; 2], [vec!["\n=1".to_owned(), "＝1".to_owned()]]), "h,h\n\"'\n=1\",'＝1\n");
    }

    #[test]
    fn a_machine_can_undo_it() {
        let undone = |cell: &str| match cell.starts_with('\'') && cell.trim_start_matches('\'').starts_with(FORMULA) {
            true => cell.chars().skip(1).collect(),
            false => cell.to_owned(),
        };
        for cell in ["", "=1", "'=1", "''=1", "'", "'a", "-3", "'-3", "- 3", "\n", "'\t", "l'été", "＠x"] {
            assert_eq!(undone(&defused(cell)), cell);
        }
    }
}
