use super::counted::Counted;
use super::page::Page;
use crate::i18n::Message;
use crate::message;

/// How the register's figure compares with the published actual of the latest year that both know, in words;
/// where there is none, of the latest year that was published.
pub(super) fn latest(page: &Page<'_>, counted: &Counted<'_>) -> String {
    let with_number = counted.beside.iter().filter(|beside| beside.published().is_some());
    let Some(beside) = with_number.max_by_key(|beside| (beside.now.is_some(), beside.figure.year)) else {
        return page.t("site-gap-none");
    };
    page.say(&sentence(
        beside.figure.year,
        &super::places::crop(&beside.publication.name),
        beside.published().unwrap_or_default(),
        beside.now,
        beside.gap(),
    ))
}

fn sentence(year: i32, document: &str, published: i64, register: Option<usize>, gap: Option<i64>) -> Message {
    let year = year.to_string();
    match (register, gap) {
        (Some(register), Some(0)) => {
            message!("site-gap-same", year = year, document = document, register = register)
        }
        (Some(register), Some(gap)) if gap < 0 => message!(
            "site-gap-less",
            year = year,
            document = document,
            published = published,
            register = register,
            gap = gap.saturating_abs()
        ),
        (Some(register), Some(gap)) => message!(
            "site-gap-more",
            year = year,
            document = document,
            published = published,
            register = register,
            gap = gap
        ),
        _ => message!("site-gap-unknown", year = year, document = document, published = published),
    }
}
