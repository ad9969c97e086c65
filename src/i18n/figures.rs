use fluent_bundle::FluentValue;

use super::{Calendar, Lang, Words};
use crate::i18n::Message;
use crate::message;

/// French groups digits by narrow no-break spaces.
pub(super) fn french<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    count(value, "\u{202f}")
}

/// English groups digits by commas.
pub(super) fn english<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    count(value, ",")
}

/// The digits of a whole number; `None` for anything else, which Fluent then formats itself.
fn count(value: &FluentValue<'_>, separator: &str) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let written = number.as_string();
    written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-').then(|| grouped(&written, separator))
}

/// The digits in groups of three, from the right; a sign before them stays.
fn grouped(written: &str, separator: &str) -> String {
    let sign = written.find(|first: char| first.is_ascii_digit()).unwrap_or_default();
    let mut out = String::with_capacity(written.len() * 2);
    for (at, digit) in written.char_indices() {
        if at > sign && (written.len() - at).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

impl Words {
    /// A number, as the language writes it: its digits in groups, its decimals behind a comma or a point. `written`
    /// is as a program writes it (`-1234.5`); any other text is given back unchanged.
    pub fn number(&self, written: &impl ToString) -> String {
        let written = written.to_string();
        let (whole, decimals) = written.split_once('.').map_or((&*written, None), |(whole, rest)| (whole, Some(rest)));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole.trim_start_matches(['+', '-'])) || !decimals.is_none_or(digits) {
            return written;
        }
        let (separator, point) = match self.lang() {
            Lang::Fr => ("\u{202f}", ","),
            Lang::En => (",", "."),
        };
        let whole = grouped(whole, separator);
        decimals.map_or_else(|| whole.clone(), |decimals| format!("{whole}{point}{decimals}"))
    }

    /// A date in full, as the language writes it: `1er janvier 2022`, `janvier 2022`, `2022`.
    pub fn date(&self, date: impl Into<Calendar>) -> String {
        self.say(&date.into().in_full())
    }

    /// A date as short as the language writes it, for columns: `01/01/2022`, `01/2022`, `2022`.
    pub(crate) fn short_date(&self, date: impl Into<Calendar>) -> String {
        self.say(&date.into().in_short())
    }
}

impl Calendar {
    /// The word by which a sentence knows how precise the date is.
    pub(super) const fn precision(self) -> &'static str {
        match self {
            Calendar::Year(..) => "year",
            Calendar::Month(..) => "month",
            Calendar::Day(..) => "day",
        }
    }

    pub(super) fn in_full(self) -> Message {
        let name = |month: i8| message!("date-month-name", month = i64::from(month));
        match self {
            Calendar::Year(year) => message!("date-year", year = year.to_string()),
            Calendar::Month(year, month) => message!("date-month", month = name(month), year = year.to_string()),
            Calendar::Day(year, month, day) => {
                message!("date-day", day = i64::from(day), month = name(month), year = year.to_string())
            }
        }
    }

    pub(super) fn in_short(self) -> Message {
        let name = |month: i8| message!("date-month-short-name", month = i64::from(month));
        match self {
            Calendar::Year(year) => message!("date-year", year = year.to_string()),
            Calendar::Month(year, month) => message!("date-month-short", month = name(month), year = year.to_string()),
            Calendar::Day(year, month, day) => {
                message!("date-day-short", day = i64::from(day), month = name(month), year = year.to_string())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Arg;

    const FIRST: Calendar = Calendar::Day(2022, 1, 1);
    const DAY: Calendar = Calendar::Day(2022, 8, 26);
    const MONTH: Calendar = Calendar::Month(2022, 12);
    const YEAR: Calendar = Calendar::Year(2022);

    #[test]
    fn french_writes_dates_as_french_does() {
        let words = Words::new(Lang::Fr);
        let long = [FIRST, DAY, MONTH, YEAR].map(|date| words.date(date));
        assert_eq!(long, ["1er janvier 2022", "26 août 2022", "décembre 2022", "2022"]);
        let short = [FIRST, DAY, MONTH, YEAR].map(|date| words.short_date(date));
        assert_eq!(short, ["01/01/2022", "26/08/2022", "12/2022", "2022"]);
    }

    #[test]
    fn english_writes_dates_as_english_does() {
        let words = Words::new(Lang::En);
        let long = [FIRST, DAY, MONTH, YEAR].map(|date| words.date(date));
        assert_eq!(long, ["1 January 2022", "26 August 2022", "December 2022", "2022"]);
        let short = [FIRST, DAY, MONTH, YEAR].map(|date| words.short_date(date));
        assert_eq!(short, ["1 Jan 2022", "26 Aug 2022", "Dec 2022", "2022"]);
    }

    #[test]
    fn a_sentence_chooses_its_words_by_the_precision_of_its_date() {
        let said = |lang| [FIRST, MONTH, YEAR].map(|date| Words::new(lang).say(&message!("date-on", date = date)));
        assert_eq!(said(Lang::Fr), ["le 1er janvier 2022", "en décembre 2022", "en 2022"]);
        assert_eq!(said(Lang::En), ["on 1 January 2022", "in December 2022", "in 2022"]);
    }

    #[test]
    fn what_stands_before_a_date_reads_right_at_each_precision() {
        let said = |lang: Lang, message: &dyn Fn(Calendar) -> Message| {
            [FIRST, MONTH, YEAR].map(|date| Words::new(lang).say(&message(date)))
        };
        let before = |date| message!("advance-before", phase = "x", start = date, date = date);
        assert_eq!(
            said(Lang::Fr, &before).map(|said| said.split_once(" a commencé ").unwrap().1.to_owned()),
            [
                "le 1er janvier 2022, après le 1er janvier 2022",
                "en décembre 2022, après décembre 2022",
                "en 2022, après 2022"
            ]
        );
        assert_eq!(
            said(Lang::En, &before).map(|said| said.split_once(" began ").unwrap().1.to_owned()),
            ["on 1 January 2022, after 1 January 2022", "in December 2022, after December 2022", "in 2022, after 2022"]
        );
        let deleted = |date| message!("review-deleted", phase = "x", date = date);
        assert_eq!(
            said(Lang::Fr, &deleted),
            [
                "supprimée (en x depuis le 1er janvier 2022)",
                "supprimée (en x depuis décembre 2022)",
                "supprimée (en x depuis 2022)"
            ]
        );
        let between = |date| message!("site-phase-between", name = "x", from = date, to = date);
        assert_eq!(
            said(Lang::Fr, &between),
            [
                "x, depuis le 1er janvier 2022 jusqu’au 1er janvier 2022",
                "x, depuis décembre 2022 jusqu’en décembre 2022",
                "x, depuis 2022 jusqu’en 2022"
            ]
        );
        let event = |date| message!("site-event-on", name = "x", day = date);
        assert_eq!(said(Lang::Fr, &event), ["x, le 1er janvier 2022", "x, en décembre 2022", "x, en 2022"]);
        assert_eq!(said(Lang::En, &event), ["x, on 1 January 2022", "x, in December 2022", "x, in 2022"]);
    }

    #[test]
    fn each_month_has_its_name_in_each_language() {
        for lang in Lang::ALL {
            let names = |of: fn(&Words, Calendar) -> String| -> std::collections::BTreeSet<String> {
                (1..=12).map(|month| of(&Words::new(lang), Calendar::Month(2022, month))).collect()
            };
            assert_eq!(names(Words::date).len(), 12, "{lang}");
            assert_eq!(names(Words::short_date).len(), 12, "{lang}");
        }
    }

    #[test]
    fn the_digits_of_counts_are_grouped_and_those_of_years_are_not() {
        let said = |lang, count: usize| Words::new(lang).say(&message!("count-commits", count = count));
        assert_eq!(said(Lang::Fr, 999), "999 commits");
        assert_eq!(said(Lang::Fr, 1_234_567), "1\u{202f}234\u{202f}567 commits");
        assert_eq!(said(Lang::En, 12_345), "12,345 commits");
        let year = Words::new(Lang::Fr).say(&message!("date-year", year = "2022"));
        assert_eq!(year, "2022");
    }

    #[test]
    fn numbers_of_tables_are_written_as_those_of_sentences() {
        let (fr, en) = (Words::new(Lang::Fr), Words::new(Lang::En));
        assert_eq!(fr.number(&"-1234.5"), "-1\u{202f}234,5");
        assert_eq!(en.number(&"+1234.5"), "+1,234.5");
        assert_eq!([fr.number(&123), fr.number(&-123), fr.number(&1234)], ["123", "-123", "1\u{202f}234"]);
        assert_eq!(fr.number(&"n.d."), "n.d.");
        assert_eq!(Arg::from(12_usize), Arg::Number(12));
    }
}
