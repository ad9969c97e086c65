use super::{FigureFormat, Question};
use crate::diagnostic::{Failure, Outcome};
use crate::indicator::{Fiche, Indicator, Method, Publication, fiche};
use crate::message;
use crate::render::{self, FicheAnswer, Sheet};

/// The indicators as the PAP of a year lays them out, with what the register yields beside it.
pub(super) fn answer(question: &Question<'_>, year: i32) -> Outcome<()> {
    let Question { session, args, point, output, .. } = question;
    let publications = super::super::session::published(session, output);
    let document = pap(&publications, year)?;
    let fiches: Vec<(&Indicator, &Method, Fiche<'_>)> = question
        .chosen
        .iter()
        .map(|(indicator, method)| {
            // Without `--method`, the method that the document counts by.
            let of_document = document.method_of(indicator).filter(|_| args.method.is_none());
            let method = of_document.unwrap_or(method);
            let counted = (*indicator, method);
            let fiche = fiche(session.history(), counted, (document, &publications), point, question.planned());
            (*indicator, method, fiche)
        })
        .collect();
    let answer = FicheAnswer {
        point,
        commit: session.commit(point),
        include_planned: question.planned(),
        document,
        fiches: &fiches,
    };
    match args.answer.format {
        FigureFormat::Json => output.answer(&render::fiches_json(&answer)),
        FigureFormat::Csv => output.answer(&render::fiches_csv(&answer)),
        FigureFormat::Human | FigureFormat::Markdown => {
            let sheets = fiches.iter().map(|(indicator, method, fiche)| {
                let title = output.words.say(&crate::cli::title(indicator, method, &output.words));
                render::fiche_sheet(document, fiche, title, &output.words)
            });
            question.show(&sheets.collect::<Vec<Sheet>>());
        }
    }
    Ok(())
}

/// The PAP of a year.
fn pap(publications: &[Publication], year: i32) -> Outcome<&Publication> {
    let is_pap = |document: &&Publication| document.kind.as_deref() == Some("pap");
    publications.iter().filter(is_pap).find(|document| document.year == year).ok_or_else(|| {
        let failure = Failure::new(message!("fiche-no-pap", year = year.to_string()));
        let years: Vec<String> = publications.iter().filter(is_pap).map(|document| document.year.to_string()).collect();
        match years.is_empty() {
            true => failure.help(message!("fiche-no-pap-at-all")),
            false => failure.help(message!("fiche-no-pap-help", years = years.join(", "))),
        }
    })
}
