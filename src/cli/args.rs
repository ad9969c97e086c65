use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::advance::AdvanceArgs;
use super::build::BuildArgs;
use super::completions::CompletionsArgs;
use super::diff::DiffArgs;
use super::doctor::DoctorArgs;
use super::event::EventArgs;
use super::export::ExportArgs;
use super::fmt::FmtArgs;
use super::history::HistoryArgs;
use super::hooks::HooksCommand;
use super::import::ImportArgs;
use super::indicators::IndicatorsArgs;
use super::init::InitArgs;
use super::log::LogArgs;
use super::lsp::LspArgs;
use super::man::ManArgs;
use super::new::NewArgs;
use super::published::PublishedArgs;
use super::rename::RenameArgs;
use super::review::ReviewArgs;
use super::rules::RuleArgs;
use super::schema::SchemaArgs;
use super::site::SiteArgs;
use super::statement::{StatementArgs, VerifyArgs};
use super::validate::ValidateArgs;
use super::why::WhyArgs;

/// The command line. Its words come from the catalogue (see `help.rs`), not from these comments.
#[derive(Debug, Parser)]
#[command(
    name = "greffe",
    version,
    propagate_version = true,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(super) struct Args {
    #[arg(
        short = 'C',
        long = "directory",
        global = true,
        value_name = "DIR",
        default_value = ".",
        hide_default_value = true
    )]
    pub directory: PathBuf,
    #[arg(long, global = true, value_enum, hide_possible_values = true, value_name = "fr|en")]
    pub lang: Option<LangArg>,
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        hide_possible_values = true,
        hide_default_value = true,
        value_name = "auto|always|never"
    )]
    pub color: ColorArg,
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(InitArgs),
    New(NewArgs),
    Advance(AdvanceArgs),
    Event(EventArgs),
    Rename(RenameArgs),
    Fmt(FmtArgs),
    Import(ImportArgs),
    Validate(ValidateArgs),
    Review(ReviewArgs),
    Build(BuildArgs),
    Indicators(IndicatorsArgs),
    History(HistoryArgs),
    Why(WhyArgs),
    Published(PublishedArgs),
    Log(LogArgs),
    Diff(DiffArgs),
    Statement(StatementArgs),
    Verify(VerifyArgs),
    Site(SiteArgs),
    Export(ExportArgs),
    Schema(SchemaArgs),
    Rules,
    Rule(RuleArgs),
    #[command(subcommand)]
    Hooks(HooksCommand),
    Lsp(LspArgs),
    Doctor(DoctorArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

impl Command {
    /// Whether the command reads or changes the register of the folder that it is started in.
    pub(super) const fn looks_at_a_register(&self) -> bool {
        !matches!(
            self,
            Command::Init(_)
                | Command::Import(_)
                | Command::Rules
                | Command::Rule(_)
                | Command::Lsp(_)
                | Command::Completions(_)
                | Command::Man(_)
        )
    }
}

/// A language, as `--lang` takes it.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LangArg {
    Fr,
    En,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ColorArg {
    Auto,
    Always,
    Never,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct AnswerArgs {
    #[arg(
        long,
        value_enum,
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        value_name = "human|json"
    )]
    pub format: FormatArg,
}

/// How figures are written.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct FigureArgs {
    #[arg(
        long,
        value_enum,
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        value_name = "human|json|csv|markdown"
    )]
    pub format: FigureFormat,
}

/// A format of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FigureFormat {
    Human,
    Json,
    Csv,
    Markdown,
}

/// A format of answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatArg {
    #[default]
    Human,
    Json,
}
