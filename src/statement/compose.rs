use std::collections::BTreeSet;

use super::{
    FORMAT, StatedDefinitions, StatedFigure, StatedIndicator, StatedRecord, Statement, Tool, VERSION, Vouched,
};
use crate::git::Voucher;
use crate::indicator::{Catalogue, Method, Unit, series};
use crate::lifecycle::rfc3339;
use crate::timeline::{History, Point};

/// What a statement is made of.
#[derive(Clone, Copy)]
pub(crate) struct Basis<'a> {
    /// The history.
    pub history: &'a History,
    /// The indicators.
    pub catalogue: &'a Catalogue,
    /// The moment.
    pub point: &'a Point,
    /// Whether what takes effect later counts too.
    pub include_planned: bool,
    /// The definitions that the catalogue comes from.
    pub definitions: &'a StatedDefinitions,
}

/// The statement of a year; `None` where no commit was known at that moment. The same basis gives the
/// same statement, on any machine.
pub(crate) fn compose(basis: Basis<'_>, year: i32) -> Option<Statement> {
    let commit = basis.history.commits.get(basis.point.at?)?;
    let indicators = basis.catalogue.indicators.iter().map(|indicator| StatedIndicator {
        code: indicator.code.clone(),
        id: indicator.id.clone(),
        methods: indicator
            .methods
            .iter()
            .filter(|method| method.measure.is_count())
            .map(|method| figure(basis, method, year))
            .collect(),
    });
    let mut statement = Statement {
        format: FORMAT.to_owned(),
        version: VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME").to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        year,
        commit: commit.oid.to_string(),
        known_at: Some(rfc3339(commit.known_at)),
        today: basis.point.today.to_string(),
        include_planned: basis.include_planned,
        definitions: basis.definitions.clone(),
        vouched: None,
        indicators: indicators.collect(),
    };
    statement.vouched = Some(vouched(&statement));
    Some(statement)
}

/// Who vouches for the units of a statement, each counted once.
fn vouched(statement: &Statement) -> Vouched {
    let units: BTreeSet<_> = statement.units().map(|unit| (&unit.record, &unit.fact, &unit.voucher)).collect();
    let by = |voucher: Voucher| units.iter().filter(|(.., word)| word.as_deref() == Some(voucher.word())).count();
    Vouched { forge: by(Voucher::Forge), person: by(Voucher::Person), nobody: by(Voucher::Nobody) }
}

fn figure(basis: Basis<'_>, method: &Method, year: i32) -> StatedFigure {
    let series = series(basis.history, method, basis.point, basis.include_planned);
    let value = series.year(year).cloned().unwrap_or_default();
    StatedFigure {
        id: method.id.clone(),
        value: value.count(),
        approximate: value.approximate,
        records: value.units.iter().filter_map(|unit| record(basis.history, unit)).collect(),
    }
}

fn record(history: &History, unit: &Unit<'_>) -> Option<StatedRecord> {
    let fact = unit.fact;
    let commit = history.commits.get(fact.from)?;
    Some(StatedRecord {
        record: history.key(fact.record),
        fact: fact.key.to_string(),
        effective: fact.value.effective.to_string(),
        commit: commit.oid.to_string(),
        known_at: rfc3339(commit.known_at),
        voucher: Some(commit.voucher.word().to_owned()),
        late: commit.late.clone(),
        path: fact.path.clone(),
        line: fact.line,
    })
}
