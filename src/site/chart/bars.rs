use super::{Scale, length};
use crate::indicator::FigureKind;

/// A chart of figures by year: a bar for what the register says, and a mark of its own shape for each
/// published figure.
pub(in super::super) struct BarChart {
    /// The identifier that the parts' identifiers begin with.
    pub id: String,
    pub title: String,
    pub description: String,
    pub ticks: Vec<Tick>,
    pub slots: Vec<Slot>,
    /// The top of the scale, for the script that redraws the chart.
    pub top: String,
}

/// A line across the chart.
pub(in super::super) struct Tick {
    pub y: String,
    pub text: String,
}

/// What the chart shows for one year.
pub(in super::super) struct Slot {
    pub year: i32,
    pub text: String,
    /// The year's page, if the bars are links.
    pub href: Option<String>,
    /// What the year holds, in words.
    pub said: String,
    /// The same with `{}` in place of the register's figure, for the script that redraws the chart.
    pub sentence: String,
    pub x: String,
    pub bar_x: String,
    pub bar_width: String,
    pub bar_y: String,
    pub bar_height: String,
    pub text_y: String,
    pub is_unknown: bool,
    /// Whether a narrow screen has no room for its year.
    pub is_between: bool,
    pub marks: Vec<Mark>,
}

/// A published figure.
pub(in super::super) struct Mark {
    pub kind: FigureKind,
    pub number: f64,
    pub said: String,
    /// The outline of its shape.
    pub path: String,
}

impl Mark {
    pub(in super::super) fn new(kind: FigureKind, number: f64, said: String) -> Mark {
        Mark { kind, number, said, path: String::new() }
    }

    pub(in super::super) fn kind(&self) -> &'static str {
        self.kind.word()
    }
}

impl Slot {
    /// What a year shows, before it has a place in the chart.
    pub(in super::super) fn new(year: i32, text: String, is_unknown: bool, said: String) -> Slot {
        let none = String::new;
        Slot {
            year,
            text,
            href: None,
            said,
            sentence: none(),
            x: none(),
            bar_x: none(),
            bar_width: none(),
            bar_y: none(),
            bar_height: none(),
            text_y: none(),
            is_unknown,
            is_between: false,
            marks: Vec::new(),
        }
    }
}

/// The chart's size and its edges, in its own units; the template and the script know them too.
const WIDTH: f64 = 480.0;
/// How many years a narrow screen can name.
const ROOMY: usize = 7;
const LEFT: f64 = 30.0;
const RIGHT: f64 = 6.0;
const TOP: f64 = 22.0;
const BASE: f64 = 210.0;

impl BarChart {
    /// Places the years' numbers and marks. `numbers` go with `slots`.
    pub(in super::super) fn new(
        id: String,
        title: String,
        description: String,
        mut slots: Vec<Slot>,
        numbers: &[Option<f64>],
        most: f64,
    ) -> BarChart {
        let published = slots.iter().flat_map(|slot| slot.marks.iter().map(|mark| mark.number));
        let most = published.chain(numbers.iter().copied().flatten()).fold(most, f64::max);
        let scale = Scale::up_to(most);
        let y = |number: f64| BASE - (number / scale.top).clamp(0.0, 1.0) * (BASE - TOP);
        let count = f64::from(u32::try_from(slots.len()).unwrap_or(1).max(1));
        let width = (WIDTH - LEFT - RIGHT) / count;
        let bar = (width * 0.6).min(34.0);
        let mut middle = LEFT + width / 2.0;
        let (is_crowded, years) = (slots.len() > ROOMY, slots.len());
        for (at, (slot, number)) in slots.iter_mut().zip(numbers).enumerate() {
            // The last year always has its name.
            slot.is_between = is_crowded && (years - at).is_multiple_of(2);
            let top = number.map_or(BASE, y);
            slot.x = length(middle);
            slot.bar_x = length(middle - bar / 2.0);
            slot.bar_width = length(bar);
            slot.bar_y = length(top);
            slot.bar_height = length(BASE - top);
            slot.text_y = length(top - 4.0);
            for mark in &mut slot.marks {
                mark.path = shape(mark.kind, middle, y(mark.number));
            }
            middle += width;
        }
        let ticks = scale.ticks().map(|tick| Tick { y: length(y(tick)), text: length(tick) }).collect();
        BarChart { id, title, description, ticks, slots, top: length(scale.top) }
    }
}

/// Each kind of published figure has its own shape: colour alone would not reach everyone.
pub(in super::super) fn shape(kind: FigureKind, x: f64, y: f64) -> String {
    let point = |dx: f64, dy: f64| format!("{} {}", length(x + dx), length(y + dy));
    match kind {
        FigureKind::Actual => {
            format!("M{} L{} L{} L{}Z", point(0.0, -6.0), point(6.0, 0.0), point(0.0, 6.0), point(-6.0, 0.0))
        }
        FigureKind::Forecast => {
            format!("M{} a4.5 4.5 0 1 0 9 0 a4.5 4.5 0 1 0 -9 0Z", point(-4.5, 0.0))
        }
        FigureKind::Updated => format!("M{} L{} L{}Z", point(0.0, -5.0), point(5.5, 4.5), point(-5.5, 4.5)),
        FigureKind::Target => format!("M{} L{}", point(-10.0, 0.0), point(10.0, 0.0)),
    }
}
