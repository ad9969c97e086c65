use std::borrow::Cow;

/// Lines of cells as CSV (RFC 4180, with line feeds): `head`, then `rows`. No cell is one that a
/// spreadsheet would take for a formula.
pub fn csv(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory, lines of one length: neither can fail.
    let _written = writer.write_record(head);
    for row in rows {
        let _written = writer.write_record(row.iter().map(|cell| defused(cell).into_owned()));
    }
    writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// The cell, with an apostrophe before what a spreadsheet would run; a number stays one.
fn defused(cell: &str) -> Cow<'_, str> {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(cell) {
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
    }
}
