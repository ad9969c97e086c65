use super::cursor::PathStep;
use super::lines::Line;

/// The steps that lead to a place, found from the lines above it.
pub(super) struct NodePath {
    pub steps: Vec<PathStep>,
    /// Where the item begins that the place is in.
    pub item: Option<usize>,
    /// Whether the place is within a text of several lines.
    pub is_in_text: bool,
    has_own_dash: bool,
}

impl NodePath {
    /// What leads to what stands in `column` of the line `at`, behind these hyphens.
    pub(super) fn of(lines: &[Line<'_>], at: usize, column: usize, dashes: &[usize]) -> NodePath {
        let mut steps = Vec::new();
        let mut item = None;
        let mut is_in_text = false;
        let (mut at, mut column, mut dashes) = (at, column, dashes.to_vec());
        let has_own_dash = !dashes.is_empty();
        loop {
            let above = |at: usize| lines.get(..at).unwrap_or_default().iter().enumerate().rev();
            let spoken = |at: usize| above(at).filter(|(_, line)| !line.is_idle());
            if let Some(dash) = dashes.pop() {
                item = item.or_else(|| lines.get(at).map(|line| line.start + dash));
                let owner = spoken(at)
                    .find(|(_, line)| line.key.is_some() && line.column <= dash && !line.dashes.contains(&dash));
                let from = owner.map_or(0, |(owner, _)| owner);
                let before = lines.get(from..at).unwrap_or_default().iter();
                steps.push(PathStep::Item(before.filter(|line| line.dashes.contains(&dash)).count()));
                if !dashes.is_empty() {
                    column = dash;
                    continue;
                }
                let Some((owner, line)) = owner else { break };
                steps.extend(line.key.iter().map(|key| PathStep::Field(key.name.to_owned())));
                (at, column, dashes) = (owner, line.column, line.dashes.clone());
                continue;
            }
            let next = spoken(at).find(|(_, line)| {
                let begins_item = line.dashes.iter().any(|dash| *dash < column) && line.column >= column;
                begins_item || (line.key.is_some() && line.column < column)
            });
            let Some((found, line)) = next else { break };
            at = found;
            if line.column >= column {
                // The same mapping: its first field stands behind the hyphen.
                dashes = line.dashes.iter().copied().filter(|dash| *dash < column).collect();
            } else {
                is_in_text |= line.begins_text();
                steps.extend(line.key.iter().map(|key| PathStep::Field(key.name.to_owned())));
                (column, dashes) = (line.column, line.dashes.clone());
            }
        }
        steps.reverse();
        NodePath { steps, item, has_own_dash, is_in_text }
    }

    /// The fields that stand beside `column` of the line `at` in the same mapping.
    pub(super) fn beside(&self, lines: &[Line<'_>], at: usize, column: usize) -> Vec<String> {
        let mut names = Vec::new();
        let mut add = |line: &Line<'_>| {
            if line.column == column {
                names.extend(line.key.as_ref().map(|key| key.name.to_owned()));
            }
        };
        let above = if self.has_own_dash { &[] } else { lines.get(..at).unwrap_or_default() };
        for line in above.iter().rev().filter(|line| !line.is_idle()) {
            let begins_item = line.dashes.iter().any(|dash| *dash < column);
            if line.column < column {
                break;
            }
            add(line);
            if begins_item {
                break;
            }
        }
        for line in lines.get(at + 1..).unwrap_or_default().iter().filter(|line| !line.is_idle()) {
            if line.column < column || line.dashes.iter().any(|dash| *dash < column) {
                break;
            }
            if line.dashes.is_empty() {
                add(line);
            }
        }
        names
    }
}
