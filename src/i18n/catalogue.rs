use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::{Arg, Lang, Message, figures};

/// The catalogue of one language, ready to be spoken.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

/// How many characters of a text are quoted in a sentence at most.
const QUOTED: usize = 2_000;

/// The text, or its beginning where it is too long to be read in a sentence.
fn crop(text: &str) -> String {
    if text.len() <= QUOTED {
        return text.to_owned();
    }
    match text.char_indices().nth(QUOTED) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

/// The texts of the catalogue of `lang`, in Fluent's format: what the program says, and what its rules say, which
/// `build.rs` gathers from their pages.
const fn sources(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Fr => [include_str!("fr.ftl"), include_str!(concat!(env!("OUT_DIR"), "/rules.fr.ftl"))],
        Lang::En => [include_str!("en.ftl"), include_str!(concat!(env!("OUT_DIR"), "/rules.en.ftl"))],
    }
}

impl Words {
    /// Opens the catalogue of `lang`.
    pub fn new(lang: Lang) -> Words {
        let locale = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks would be control characters in terminals and data.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::Fr => figures::french,
            Lang::En => figures::english,
        }));
        for source in sources(lang) {
            // The catalogues are part of the binary, and a test parses them: an error here would only
            // leave out the sentences that can't be read.
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Words { lang, bundle }
    }

    /// The language of this catalogue.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The sentence of `message`. A sentence that the catalogue lacks (a test forbids it) is
    /// given by its identifier.
    pub fn say(&self, message: &Message) -> String {
        let mut args = FluentArgs::new();
        for (name, arg) in &message.args {
            args.set(*name, self.value(arg));
            if let Arg::Date(date) | Arg::ShortDate(date) = arg {
                args.set(format!("{name}_precision"), date.precision());
            }
        }
        self.format(message.id, Some(&args)).unwrap_or_else(|| message.id.to_owned())
    }

    /// The sentence `id`, which takes no argument; its identifier where the catalogue lacks it.
    pub fn text(&self, id: &str) -> String {
        self.find(id).unwrap_or_else(|| id.to_owned())
    }

    /// The sentence `id`, which takes no argument, if the catalogue has it.
    pub fn find(&self, id: &str) -> Option<String> {
        self.format(id, None)
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Text(text) => FluentValue::from(crop(text)),
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Date(date) => FluentValue::from(self.say(&date.in_full())),
            Arg::ShortDate(date) => FluentValue::from(self.say(&date.in_short())),
            Arg::Message(message) => FluentValue::from(self.say(message)),
        }
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, args, &mut errors).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message;

    #[test]
    fn a_text_that_is_too_long_is_quoted_by_its_beginning() {
        let said = Words::new(Lang::En).say(&message!("S001-message", field = "é".repeat(1 << 20)));
        assert!(said.chars().count() < QUOTED + 100, "{} characters", said.chars().count());
        assert!(said.contains("éé…"), "its end says that there is more");
    }
}
