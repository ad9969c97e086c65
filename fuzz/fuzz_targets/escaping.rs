//! Whatever a record, its path and a message hold, each format stays what its reader takes.
#![no_main]

use std::sync::LazyLock;

use greffe::diagnostic::{Finding, Place, Rule, Severity};
use greffe::message;
use greffe::render::{self, Style};
use greffe::i18n::{Lang, Words};
use libfuzzer_sys::fuzz_target;

static RULE: Rule = Rule {
    code: "X001",
    slug: "example",
    severity: Severity::Error,
    french: "# X001 example\n\n*Erreur.* Un exemple.\n",
    english: "# X001 example\n\n*Error.* An example.\n",
};
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(Lang::Fr));

fuzz_target!(|parts: (&str, &str, &str, u16, u16)| {
    let (path, text, value, from, to) = parts;
    let place = Place::new(path, &text.into(), usize::from(from)..usize::from(to));
    let message = message!("S004-message", value = value, field = path);
    let finding = Finding::new(&RULE, place, message, message!("shallow-clone-help")).about(Some(path), value);
    let findings = [finding];

    let human = render::findings(&findings, &WORDS, Style::default()).concat();
    assert!(
        human.chars().all(|character| character == '\n' || render::visible(&character.to_string()).contains(character))
    );

    let github = render::github(&findings, &WORDS);
    assert_eq!(github.lines().count(), 1, "{github:?}");
    assert!(github.starts_with("::error ") && github.trim_end_matches('\n').chars().all(|c| !c.is_control()));

    for json in [render::gitlab(&findings, &WORDS), render::sarif(&findings, &[&RULE], None, &WORDS)] {
        serde_json::from_str::<serde_json::Value>(&json).expect("it is JSON");
    }

    let junit = render::junit(&findings, |_| true, &WORDS);
    let mut reader = quick_xml::Reader::from_str(&junit);
    while reader.read_event().expect("it is XML") != quick_xml::events::Event::Eof {}
});
