//! Puts the sentences of the rules into one catalogue per language (`rules.fr.ftl`, `rules.en.ftl`).
//!
//! What a rule says in a language stands at the end of its page in that language, in a comment that no reader of the
//! page sees: a rule needs no entry in `src/i18n/`, and who changes the page has its sentences before their eyes.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// Begins the sentences of a page; `src/diagnostic/rule.rs` ends the page that people read there.
const WORDS: &str = "\n<!-- words\n";

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    for lang in ["fr", "en"] {
        let folder = format!("docs/{lang}/rules");
        println!("cargo::rerun-if-changed={folder}");
        fs::write(Path::new(&out).join(format!("rules.{lang}.ftl")), sentences(Path::new(&folder))?)?;
    }
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// The sentences of all pages of a folder, in the order of the codes.
fn sentences(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut pages = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    pages.sort();
    let mut sentences = String::new();
    for page in pages {
        // The list of the rules is no page of a rule.
        if page.extension().is_none_or(|ending| ending != "md") || page.ends_with("README.md") {
            continue;
        }
        let text = fs::read_to_string(&page)?.replace("\r\n", "\n");
        let said = text.split_once(WORDS).and_then(|(_, said)| said.strip_suffix("-->\n"));
        let said = said.ok_or_else(|| {
            format!("{} does not end with the sentences of its rule: <!-- words … -->", page.display())
        })?;
        sentences.push_str(said);
    }
    Ok(sentences)
}
