use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Command};

use super::output::Output;
use super::{CLEAN, help};
use crate::diagnostic::{Failure, Outcome};
use crate::i18n::{Lang, Words};
use crate::message;

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// A page of the manual: the name of its file (`greffe-validate.1`), and what it says, in roff.
struct Page {
    file: String,
    text: String,
}

/// `greffe man`: the manual of the command itself, or a page per command in a folder.
pub(super) fn run(directory: &Path, args: &ManArgs, output: &Output) -> Outcome<u8> {
    let pages = pages(&output.words);
    let Some(out) = &args.out else {
        // The page of the command itself comes last, after those of its subcommands.
        if let Some(page) = pages.last() {
            output.answer(&page.text);
        }
        return Ok(CLEAN);
    };
    let folder = directory.join(out);
    let unwritable = |path: &Path, error| {
        Failure::new(message!("unwritable-file", path = path.display().to_string())).because(error)
    };
    fs::create_dir_all(&folder).map_err(|error: std::io::Error| unwritable(&folder, error))?;
    for page in &pages {
        let path = folder.join(&page.file);
        fs::write(&path, &page.text).map_err(|error| unwritable(&path, error))?;
    }
    output.say(&message!("man-done", path = folder.display().to_string(), count = pages.len()));
    Ok(CLEAN)
}

/// All pages, in the language of `words`.
fn pages(words: &Words) -> Vec<Page> {
    let mut command = help::command(words);
    command.build();
    let mut pages = Vec::new();
    add_pages(&command, words.lang(), &mut pages);
    pages
}

fn add_pages(command: &Command, lang: Lang, pages: &mut Vec<Page>) {
    command.get_subcommands().for_each(|sub| add_pages(sub, lang, pages));
    let source = format!("greffe {}", env!("CARGO_PKG_VERSION"));
    let man = clap_mangen::Man::new(command.clone()).source(source).manual("Greffe");
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _written = man.render(&mut text);
    let text = String::from_utf8_lossy(&text);
    pages.push(Page { file: man.get_filename(), text: text.lines().map(|line| heading(line, lang) + "\n").collect() });
}

/// The line; a heading in capitals, as manuals have it. The library writes the one for the name in English alone.
fn heading(line: &str, lang: Lang) -> String {
    match (line.strip_prefix(".SH "), lang) {
        (Some("NAME"), Lang::Fr) => ".SH NOM".to_owned(),
        (Some(heading), _) => format!(".SH {}", heading.to_uppercase()),
        (None, _) => line.to_owned(),
    }
}
