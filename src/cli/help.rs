use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use super::args::Args;
use super::stream::{Stdout, to_stderr};
use super::{CLEAN, FAILED};
use crate::i18n::{Message, Words};
use crate::message;
use crate::render::visible;

/// Why the command line ends before any work.
pub(super) struct Stop {
    text: String,
    status: u8,
}

impl Stop {
    /// Prints the text, to stdout where it was asked for (`--help`), else to stderr, and gives the exit status.
    pub(super) fn print(self, words: &Words) -> u8 {
        if self.status != CLEAN {
            to_stderr(&self.text);
            return self.status;
        }
        let stdout = Stdout::default();
        stdout.print(&self.text);
        match stdout.lost() {
            None => CLEAN,
            Some(failure) => {
                to_stderr(&crate::render::failure(&failure, words));
                FAILED
            }
        }
    }
}

/// The value of `--lang` in a command line that is not parsed yet.
pub(super) fn asked_language(args: &[OsString]) -> Option<String> {
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    while let Some(arg) = args.next() {
        if let Some(value) = arg.strip_prefix("--lang=") {
            return Some(value.to_owned());
        }
        if arg == "--lang" {
            return args.next().map(str::to_owned);
        }
    }
    None
}

/// The command line's definition, in the language of `words`.
pub(super) fn command(words: &Words) -> Command {
    localise(Args::command(), "cli", words)
}

/// Reads the command line.
///
/// # Errors
///
/// With the help, the version, or what is wrong with the usage, ready to be printed.
pub(super) fn parse(args: &[OsString], words: &Words) -> Result<Args, Stop> {
    let mut command = command(words);
    command
        .try_get_matches_from_mut(args)
        .and_then(|matches| Args::from_arg_matches(&matches))
        .map_err(|error| stop(&error, words))
}

fn localise(command: Command, id: &str, words: &Words) -> Command {
    let is_top = id == "cli";
    let template = format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}", words.text("help-usage"));
    let options = words.text("help-options");
    let arguments = words.text("help-arguments");
    let flag = |name: &'static str, action: ArgAction, help: &str| {
        Arg::new(name).long(name).action(action).help(words.text(help)).global(true)
    };
    let mut command = command
        .about(words.text(id))
        .help_template(template)
        .subcommand_help_heading(words.text("help-commands"))
        .subcommand_value_name(words.text("help-command"));
    if is_top {
        command = command
            .arg(flag("help", ArgAction::Help, "arg-help").short('h'))
            .arg(flag("version", ArgAction::Version, "arg-version").short('V'));
    }
    command = command.mut_args(|arg| {
        let own = format!("{id}-{}", arg.get_id());
        let shared = format!("arg-{}", arg.get_id());
        let help = words.find(&own).unwrap_or_else(|| words.text(&shared));
        let heading = if arg.is_positional() { &arguments } else { &options };
        arg.help(help).help_heading(heading.clone())
    });
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let sub_id = format!("{id}-{name}");
        command = command.mut_subcommand(name, |sub| localise(sub, &sub_id, words));
    }
    command
}

fn stop(error: &clap::Error, words: &Words) -> Stop {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return Stop { text: error.render().to_string(), status: CLEAN };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return Stop { text: error.render().to_string(), status: FAILED };
    }
    let failure = message!("failure-line", message = explain(error));
    let mut text = format!("{}\n", visible(&words.say(&failure)));
    if let Some(near) =
        context(error, &[ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue])
    {
        let help = message!("help-line", help = message!("usage-near", near = near));
        text.push_str(&format!("  {}\n", visible(&words.say(&help))));
    }
    text.push_str(&format!("  {}\n", words.say(&message!("help-line", help = message!("usage-help")))));
    Stop { text, status: FAILED }
}

fn explain(error: &clap::Error) -> Message {
    let argument = || context(error, &[ContextKind::InvalidArg]).unwrap_or_default();
    let value = || context(error, &[ContextKind::InvalidValue]).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => message!("usage-unknown-argument", argument = argument()),
        ErrorKind::InvalidSubcommand => {
            let name = context(error, &[ContextKind::InvalidSubcommand]).unwrap_or_default();
            message!("usage-unknown-command", name = name)
        }
        ErrorKind::MissingSubcommand => message!("usage-missing-command"),
        ErrorKind::MissingRequiredArgument => message!("usage-missing-argument", argument = argument()),
        ErrorKind::InvalidValue if value().is_empty() => message!("usage-missing-value", argument = argument()),
        ErrorKind::InvalidValue => match context(error, &[ContextKind::ValidValue]) {
            Some(valid) if !valid.is_empty() => {
                message!("usage-value-not-in-list", argument = argument(), value = value(), valid = valid)
            }
            _ => message!("usage-bad-value", argument = argument(), value = value()),
        },
        ErrorKind::ValueValidation => message!("usage-bad-value", argument = argument(), value = value()),
        ErrorKind::ArgumentConflict => {
            let other = context(error, &[ContextKind::PriorArg]).unwrap_or_default();
            if argument() == other {
                return message!("usage-twice", argument = other);
            }
            message!("usage-conflict", argument = argument(), other = other)
        }
        _ => message!("usage-other"),
    }
}

fn context(error: &clap::Error, kinds: &[ContextKind]) -> Option<String> {
    kinds.iter().find_map(|kind| match error.get(*kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn the_command_line_is_sound_and_has_words_in_both_languages() {
        for lang in Lang::ALL {
            let mut command = command(&Words::new(lang));
            command.build();
            command.clone().debug_assert();
            check_words(&command);
        }
    }

    fn check_words(command: &Command) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(about.contains(' '), "no words for the command {}: {about}", command.get_name());
        for arg in command.get_arguments() {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains(' '), "no words for {} {}: {help}", command.get_name(), arg.get_id());
        }
        command.get_subcommands().for_each(check_words);
    }
}
