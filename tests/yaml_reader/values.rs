use greffe::yaml::Document;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use serde_json::{Number, Value};

/// The same texts on every run, unless the environment asks for others.
pub(crate) fn config() -> Config {
    let config = Config { failure_persistence: None, ..Config::default() };
    match config.rng_seed {
        RngSeed::Random => Config { rng_seed: RngSeed::Fixed(352), ..config },
        RngSeed::Fixed(_) => config,
    }
}

/// Texts that a writer has to quote with care, or that look like something else.
const DELICATE: [&str; 56] = [
    "",
    " ",
    "~",
    "null",
    "Null",
    "NULL",
    "true",
    "True",
    "FALSE",
    "yes",
    "no",
    "on",
    "Off",
    "y",
    "0",
    "-0",
    "+1",
    "0755",
    "0o17",
    "0x1F",
    "0b11",
    "1_000",
    "1e3",
    "1E-7",
    ".5",
    "5.",
    "-.5",
    "1.0",
    ".inf",
    "-.Inf",
    ".NaN",
    "2018-06-01",
    "2018-06",
    "12:30",
    "a: b",
    "a:b",
    "a:",
    ":a",
    "- a",
    "-",
    "--- a",
    "...",
    "# a",
    "a #b",
    "a#b",
    "[a]",
    "{a: b}",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "@a",
    "%a",
    "<<",
    "\"l’été\" d'Œuvre",
];

/// Any text, with a bias to what is hard to write in YAML.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => proptest::sample::select(&DELICATE[..]).prop_map(str::to_owned),
        3 => "[a-z]{1,8}",
        2 => "[ \t\n:#'\"\\\\\\-?{}\\[\\],&*!|>%@`~a-zé0-9.]{0,16}",
        1 => "( {0,3}[a-zé:#-]{0,6}\n){1,4}[a-z]{0,3}",
        1 => "\\PC{0,12}",
        1 => any::<String>(),
    ]
    .prop_map(|text| {
        // A no-break space after a colon is a mistake to our reader, on purpose.
        let text = text.replace(":\u{a0}", ": ");
        // These end lines in YAML 1.1, which the writer follows, and are plain characters in 1.2.
        text.replace(['\u{85}', '\u{2028}', '\u{2029}'], " ")
    })
}

fn number() -> impl Strategy<Value = Number> {
    let finite = any::<f64>().prop_filter_map("a finite number", Number::from_f64);
    prop_oneof![
        any::<i64>().prop_map(Number::from),
        any::<u64>().prop_map(Number::from),
        (0..3000_i64).prop_map(Number::from),
        finite
    ]
}

/// Any value that JSON can hold, at most five levels deep.
pub(crate) fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        2 => number().prop_map(Value::Number),
        6 => text().prop_map(Value::String),
    ];
    scalar.prop_recursive(5, 48, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            proptest::collection::btree_map(text(), inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// A value as YAML text, in one of the styles that people and programs write.
pub(crate) fn written() -> impl Strategy<Value = (Value, String)> {
    (value(), 0..3_u8).prop_map(|(value, style)| {
        let text = match style {
            0 => serde_yaml::to_string(&value).unwrap(),
            1 => serde_json::to_string(&value).unwrap(),
            _ => serde_json::to_string_pretty(&value).unwrap(),
        };
        (value, text)
    })
}

/// What our reader makes of a text that is in order.
pub(crate) fn read(text: &str) -> Result<Value, String> {
    let document = Document::read(text.as_bytes());
    match document.root {
        Some(root) if document.problems.is_empty() => Ok(root.to_json()),
        _ => Err(format!("{:?} in {text:?}", document.problems)),
    }
}
