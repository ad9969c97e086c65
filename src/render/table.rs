use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};

use super::visible;

/// How wide a table may be, in characters.
const WIDTH: u16 = 160;
/// How wide the first column may be, in characters, where the others are numbers.
const LABEL_WIDTH: u16 = 44;
/// How wide the one column that wraps is at least, in characters.
const WRAPPED_WIDTH: u16 = 12;

/// A table for a terminal: `head`, then `rows`. Columns from `numbers_from` on are aligned to the
/// right. Cells are made safe to show.
pub fn table(head: &[String], rows: &[Vec<String>], numbers_from: usize) -> String {
    table_wrapping(head, rows, numbers_from, None)
}

/// A table like [`table`]; where `wrapping` names a column, only the cells of that one are ever broken:
/// people copy the others.
pub(super) fn table_wrapping(
    head: &[String],
    rows: &[Vec<String>],
    numbers_from: usize,
    wrapping: Option<usize>,
) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    // The same width everywhere: what is shown depends on the data alone.
    table.set_width(WIDTH);
    table.set_header(head.iter().map(|cell| visible(cell)));
    for row in rows {
        table.add_row(row.iter().map(|cell| visible(cell)));
    }
    if numbers_from == 1
        && let Some(column) = table.column_mut(0)
    {
        column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(LABEL_WIDTH)));
    }
    for column in table.column_iter_mut().skip(numbers_from) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    if let Some(wrapping) = wrapping {
        for (at, column) in table.column_iter_mut().enumerate() {
            column.set_constraint(match at == wrapping {
                true => ColumnConstraint::LowerBoundary(Width::Fixed(WRAPPED_WIDTH)),
                false => ColumnConstraint::ContentWidth,
            });
        }
    }
    let mut text = table.trim_fmt();
    text.push('\n');
    text
}
