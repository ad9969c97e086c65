use std::path::Path;

use clap::Args;
use serde_json::Value;

use super::CLEAN;
use super::args::{AnswerArgs, FormatArg};
use super::choices::referred;
use super::new::find_kind;
use super::output::Output;
use crate::check;
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Origin, Repository};
use crate::i18n::Message;
use crate::message;
use crate::registry::{Definitions, Kind, MANIFEST, Manifest, REGISTRY_FOLDER};
use crate::render;
use crate::schema::Outline;

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    #[arg(value_name = "KIND")]
    kind: Option<String>,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// `greffe schema`: the kinds of records there are here, or what the records of one may say.
pub(super) fn run(directory: &Path, args: &SchemaArgs, output: &Output) -> Outcome<u8> {
    let definitions = definitions(directory)?;
    let document = definitions.document(MANIFEST).and_then(|document| document.root);
    let manifest = document.and_then(|root| Manifest::read(&root).ok()).ok_or_else(|| unreadable(MANIFEST))?;
    let Some(asked) = &args.kind else {
        if args.answer.format == FormatArg::Json {
            return Err(Failure::new(message!("schema-which")).help(message!("schema-which-help")));
        }
        manifest.kinds.iter().for_each(|kind| output.say(&of_kind(kind, output)));
        output.note(&message!("schema-next"));
        return Ok(CLEAN);
    };
    let (_, kind) = find_kind(&manifest, asked)?;
    let file = definitions.file(&kind.schema).and_then(|file| file.text.as_ref());
    let text = file.ok_or_else(|| unreadable(&kind.schema))?;
    let schema: Value = serde_json::from_str(text).map_err(|error| unreadable(&kind.schema).because(error))?;
    if args.answer.format == FormatArg::Json {
        output.answer(text);
        return Ok(CLEAN);
    }
    output.say(&of_kind(kind, output));
    let outline = Outline::of(&schema);
    outline.description().into_iter().for_each(|said| output.answer(&format!("  {}\n", render::visible(said))));
    fields(kind, &outline, "", output);
    Ok(CLEAN)
}

/// The definitions in force here: the register's own, else those of the tool.
fn definitions(directory: &Path) -> Outcome<Definitions> {
    let repository = match Repository::discover(directory) {
        Ok(repository) => repository,
        Err(failure) if failure.message.id == "no-repository" => return Ok(Definitions::embedded()),
        Err(failure) => return Err(failure),
    };
    let origin = match (repository.is_bare(), repository.head()?) {
        (false, _) => Origin::Worktree,
        (true, Some(head)) => Origin::Commit(head),
        (true, None) => return Ok(Definitions::embedded()),
    };
    Definitions::of(&repository, origin)
}

fn unreadable(name: &str) -> Failure {
    let failure = Failure::new(message!("doctor-schema-unreadable", path = format!("schema/{name}")));
    failure.help(message!("doctor-schema-unreadable-help"))
}

/// A kind: its name, what people call it, where its records stand.
fn of_kind(kind: &Kind, output: &Output) -> Message {
    let place = kind.folder.as_ref().or(kind.file.as_ref()).map_or("", String::as_str);
    let label = render::label(&kind.label, &output.words);
    message!("schema-kind", kind = &kind.name, label = label, path = format!("{REGISTRY_FOLDER}/{place}"))
}

/// How deep fields are shown.
const DEEPEST: usize = 5;

/// A line for each field below `path`, with its description under it, and the fields in it after it.
fn fields(kind: &Kind, outline: &Outline<'_>, path: &str, output: &Output) {
    let required = outline.required();
    for name in outline.fields() {
        let Some(field) = outline.field(name) else { continue };
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let takes = takes(kind, &field, &path);
        output.answer("\n");
        output.say(&match required.contains(&name) {
            true => message!("schema-required", field = &path, takes = takes),
            false => message!("schema-field", field = &path, takes = takes),
        });
        let description = field.description().or_else(|| field.title());
        description.into_iter().for_each(|said| output.answer(&format!("  {}\n", render::visible(said))));
        let inner = field.items().filter(|items| !items.fields().is_empty());
        // A schema may refer to itself.
        if path.matches('.').count() < DEEPEST {
            fields(kind, &inner.unwrap_or(field), &path, output);
        }
    }
}

/// What a field takes, in words.
fn takes(kind: &Kind, field: &Outline<'_>, path: &str) -> Message {
    let of_items = field.items();
    let allowed = of_items.as_ref().map(Outline::allowed).filter(|allowed| !allowed.is_empty());
    let allowed = allowed.unwrap_or_else(|| field.allowed());
    let values = || {
        let text = |value: &&Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        allowed.iter().map(text).collect::<Vec<_>>().join(", ")
    };
    let types = match field.format() {
        Some("partial-date") => check::types(&["date"]),
        _ => check::types(&field.types()),
    };
    match referred(kind, path) {
        Some(target) => message!("schema-reference", takes = types, kind = target),
        None if !allowed.is_empty() => message!("schema-listed", takes = types, values = values()),
        None => types,
    }
}
