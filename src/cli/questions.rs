use super::choices::{Choice, Choices, PHASE, referred};
use super::dry_run;
use super::output::Output;
use crate::check;
use crate::diagnostic::{Failure, Finding, Outcome, Severity};
use crate::edit::{Draft, Lacking, written};
use crate::git::Repository;
use crate::i18n::Message;
use crate::lifecycle::{Date, Lifecycle};
use crate::message;
use crate::registry::{Kind, Listing, Name, SCHEMA_FOLDER};
use crate::schema::{Outline, Schema, ViolationKind};
use crate::yaml::Document;

/// A record in the making: the values given, those still to ask for, and whether the rules accept them.
pub(super) struct Questions<'a> {
    repository: &'a Repository,
    listing: &'a Listing,
    kind: &'a Kind,
    name: Name,
    schema: serde_json::Value,
    lifecycle: Option<Lifecycle>,
    today: Option<Date>,
    output: &'a Output,
}

/// How many choices are listed with a question at most: more would fill the screen.
const LISTED: usize = 30;

impl<'a> Questions<'a> {
    /// Prepares the record `id` of a kind, whose file will be at `path`, from the top of the repository.
    ///
    /// # Errors
    ///
    /// Where the kind's schema can't be read.
    pub(super) fn new(
        repository: &'a Repository,
        listing: &'a Listing,
        kind: &'a Kind,
        id: &str,
        path: &str,
        today: Option<Date>,
        output: &'a Output,
    ) -> Outcome<Questions<'a>> {
        let file = listing.definitions.file(&kind.schema).and_then(|file| file.text.as_ref());
        let schema = file.and_then(|text| serde_json::from_str(text).ok());
        let unusable = || {
            let path = format!("{SCHEMA_FOLDER}/{}", kind.schema);
            let failure = Failure::new(message!("doctor-schema-unreadable", path = path));
            failure.help(message!("doctor-schema-unreadable-help"))
        };
        let lifecycle = kind.lifecycle.as_ref().and_then(|name| {
            let document = listing.definitions.document(&format!("lifecycles/{name}.yml"))?;
            Lifecycle::read(document.root.as_ref()?).ok()
        });
        let at = listing.manifest.kind_at(&kind.name).unwrap_or_default();
        let name = Name::new(at, id, path);
        Ok(Questions {
            repository,
            listing,
            kind,
            name,
            schema: schema.ok_or_else(unusable)?,
            lifecycle,
            today,
            output,
        })
    }

    /// The text of the record, made of the values given (by path: `phases.name`) and of answers at the terminal.
    ///
    /// # Errors
    ///
    /// Where a value given breaks a rule, a record that it must refer to is not there yet, or something is missing and
    /// there is no terminal to ask at.
    pub(super) fn answered(&self, given: &[(&str, String)]) -> Outcome<String> {
        let outline = Outline::of(&self.schema);
        let mut draft = Draft::default();
        for (path, value) in given {
            let value = match self.choices(path)? {
                None => value.clone(),
                Some(choices) => chosen(&choices, value).unwrap_or_else(|_| value.clone()),
            };
            draft.set(&outline, path, &value);
        }
        if let Some(error) = self.findings(&draft)?.iter().find(|finding| is_refused(finding, Severity::Error)) {
            return Err(dry_run::refusal(error));
        }
        let mut is_first = true;
        loop {
            let lacking = self.lacking(&outline, &draft)?;
            if lacking.is_empty() {
                return self.text(&draft);
            }
            self.refuse_without_choice(&lacking)?;
            if !Output::can_ask() {
                return Err(missing_flags(&lacking));
            }
            self.ask_all(&outline, &mut draft, lacking, std::mem::take(&mut is_first))?;
        }
    }

    /// The fields that the record lacks; once it has those that every record of its kind must have, those that it
    /// needs for what it says.
    fn lacking<'s>(&self, outline: &Outline<'s>, draft: &Draft) -> Outcome<Vec<Lacking<'s>>> {
        let always = draft.lacking(outline);
        let file = self.listing.definitions.file(&self.kind.schema).and_then(|file| file.text.as_ref());
        let Some(schema) = file.and_then(|text| Schema::compile(text).ok()).filter(|_| always.is_empty()) else {
            return Ok(always);
        };
        let document = Document::read(self.text(draft)?.as_bytes());
        let violations = document.root.map(|root| schema.violations(&root)).unwrap_or_default();
        let lacking = violations.into_iter().filter_map(|violation| {
            let ViolationKind::Missing { field, .. } = violation.kind else { return None };
            let pointer = format!("{}/{field}", violation.pointer);
            // A value that has fields of its own can't be typed as one answer.
            let outline = outline.find(pointer.split('/').skip(1)).filter(|found| found.fields().is_empty())?;
            Some(Lacking { path: pointer.trim_start_matches('/').replace('/', "."), outline })
        });
        Ok(lacking.collect())
    }

    fn text(&self, draft: &Draft) -> Outcome<String> {
        let above = "../".repeat(self.name.path().matches('/').count());
        let fields = written(&draft.ordered(&Outline::of(&self.schema)))?;
        Ok(format!("# yaml-language-server: $schema={above}{SCHEMA_FOLDER}/{}\n{fields}", self.kind.schema))
    }

    /// What the rules have to say of the record as it is.
    fn findings(&self, draft: &Draft) -> Outcome<Vec<Finding>> {
        if *draft == Draft::default() {
            return Ok(Vec::new());
        }
        Ok(check::text(self.listing, &self.name, &self.text(draft)?, self.today))
    }

    /// The records that the field at `path` may refer to, if it refers to any.
    fn choices(&self, path: &str) -> Outcome<Option<Choices>> {
        let target = referred(self.kind, path);
        target.map(|target| Choices::records(self.repository, self.listing, target)).transpose()
    }

    /// Fails where a record of another kind must be there first.
    fn refuse_without_choice(&self, lacking: &[Lacking<'_>]) -> Outcome<()> {
        for Lacking { path, .. } in lacking {
            let Some(target) = referred(self.kind, path) else { continue };
            if self.choices(path)?.is_some_and(|choices| choices.is_empty()) {
                let failure = message!("new-needs", kind = &self.kind.name, target = target, field = path);
                return Err(Failure::new(failure).help(message!("new-needs-help", target = target)));
            }
        }
        Ok(())
    }

    fn ask_all(
        &self,
        outline: &Outline<'_>,
        draft: &mut Draft,
        lacking: Vec<Lacking<'_>>,
        is_first: bool,
    ) -> Outcome<()> {
        let intro = message!("new-intro", record = self.listing.key(&self.name));
        let mut before = if is_first { vec![self.output.words.say(&intro)] } else { Vec::new() };
        for lacking in lacking {
            self.ask(outline, draft, &lacking, true, std::mem::take(&mut before))?;
            if lacking.path == PHASE
                && let Some(start) = outline.field("phases").and_then(|list| list.items()?.field("start"))
            {
                let start = Lacking { path: "phases.start".to_owned(), outline: start };
                self.ask(outline, draft, &start, false, Vec::new())?;
            }
        }
        Ok(())
    }

    /// Asks until the rules accept an answer.
    fn ask(
        &self,
        outline: &Outline<'_>,
        draft: &mut Draft,
        lacking: &Lacking<'_>,
        is_required: bool,
        before: Vec<String>,
    ) -> Outcome<()> {
        let say = |message: &Message| self.output.words.say(message);
        let references = self.choices(&lacking.path)?;
        let choices = match references {
            Some(records) => records,
            None => Choices::listed(lacking, self.lifecycle.as_ref(), &self.output.words),
        };
        let mut lines = before;
        lines.push(String::new());
        lines.extend(self.question(lacking, is_required, &choices));
        loop {
            let Some(answer) = self.output.ask(&lines) else {
                return Err(Failure::new(message!("new-given-up")));
            };
            if answer.is_empty() {
                if !is_required {
                    return Ok(());
                }
                lines = vec![say(&message!("new-answer-needed"))];
                continue;
            }
            let value = match chosen(&choices, &answer) {
                Ok(value) => value,
                Err(Some(near)) if referred(self.kind, &lacking.path).is_some() => {
                    lines = vec![say(&message!("new-unknown-record", answer = answer, near = near))];
                    continue;
                }
                Err(_) => answer,
            };
            let mut tried = draft.clone();
            tried.set(outline, &lacking.path, &value);
            let findings = self.findings(&tried)?;
            // Where there is a list of choices, a warning about an answer is enough to ask again.
            let gravity = if choices.is_empty() { Severity::Error } else { Severity::Warning };
            match findings.iter().find(|found| is_refused(found, gravity) && is_about(found, &lacking.path)) {
                None => {
                    *draft = tried;
                    return Ok(());
                }
                Some(error) => {
                    let help = message!("help-line", help = error.help.clone());
                    lines = vec![say(&error.message), format!("  {}", say(&help))];
                }
            }
        }
    }

    /// The lines that ask a question at the terminal.
    fn question(&self, lacking: &Lacking<'_>, is_required: bool, choices: &Choices) -> Vec<String> {
        let say = |message: &Message| self.output.words.say(message);
        let title = lacking.outline.title().unwrap_or(&lacking.path);
        let mut lines = vec![match is_required {
            true => say(&message!("new-question", title = title, field = &lacking.path)),
            false => say(&message!("new-question-optional", title = title, field = &lacking.path)),
        }];
        lines.extend(lacking.outline.description().map(|description| format!("  {description}")));
        let choice_lines = choices.lines();
        if choices.is_empty() {
            if let Some(example) = lacking.outline.example() {
                let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
                lines.push(format!("  {}", say(&message!("new-example", example = example))));
            }
        } else if choice_lines.len() > LISTED {
            lines.push(format!("  {}", say(&message!("new-many", count = choice_lines.len()))));
        } else {
            lines.push(format!("  {}", say(&message!("new-choices"))));
            lines.extend(choice_lines);
        }
        lines
    }
}

/// Whether a finding refuses an unfinished record. A missing field (S001) does not: it may still be answered.
fn is_refused(finding: &Finding, gravity: Severity) -> bool {
    finding.severity >= gravity && finding.rule.code != "S001"
}

/// The failure that lists the missing flags, where there is no terminal to ask at.
fn missing_flags(lacking: &[Lacking<'_>]) -> Failure {
    let flag = |lacking: &Lacking<'_>| match lacking.path.as_str() {
        PHASE => "--phase …".to_owned(),
        path => format!("--set {path}=…"),
    };
    let flags: Vec<String> = lacking.iter().map(flag).collect();
    Failure::new(message!("new-missing", flags = flags.join(" "))).help(message!("new-missing-help"))
}

/// What an answer stands for among choices, each part of it where it names several; else what may have been meant.
fn chosen(choices: &Choices, answer: &str) -> Result<String, Option<String>> {
    let whole = choices.choose(answer);
    if let Choice::Chosen(value) = whole {
        return Ok(value);
    }
    if answer.contains(',') {
        let parts = answer.split(',').map(str::trim).filter(|part| !part.is_empty());
        let each: Result<Vec<String>, _> = parts.map(|part| chosen(choices, part)).collect();
        return each.map(|each| each.join(", "));
    }
    match whole {
        Choice::Near(near) => Err(Some(near)),
        _ => Err(None),
    }
}

/// Whether a finding is about the field at `path` of a draft, or about something in it.
fn is_about(finding: &Finding, path: &str) -> bool {
    let is_name = |step: &&str| step.parse::<usize>().is_err();
    let mut found = finding.pointer.split('/').skip(1).filter(is_name);
    path.split('.').filter(is_name).all(|step| found.next() == Some(step))
}
