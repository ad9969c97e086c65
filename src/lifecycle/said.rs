use super::date::{Date, PartialDate, Precision};
use crate::i18n::{Arg, Calendar};

impl From<Date> for Calendar {
    fn from(date: Date) -> Calendar {
        Calendar::Day(date.year().into(), date.month(), date.day())
    }
}

impl From<PartialDate> for Calendar {
    fn from(date: PartialDate) -> Calendar {
        let first = date.first_day();
        match date.precision {
            Precision::Year => Calendar::Year(first.year().into()),
            Precision::Month => Calendar::Month(first.year().into(), first.month()),
            Precision::Day => first.into(),
        }
    }
}

impl From<Date> for Arg {
    fn from(date: Date) -> Arg {
        Arg::Date(date.into())
    }
}

impl PartialDate {
    /// The date as an argument that is said in short, for columns.
    pub(crate) fn in_short(self) -> Arg {
        Arg::ShortDate(self.into())
    }
}

impl From<PartialDate> for Arg {
    fn from(date: PartialDate) -> Arg {
        Arg::Date(date.into())
    }
}
