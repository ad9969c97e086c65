use clap::Args;
use clap_complete::Shell;

use super::output::Output;
use super::{CLEAN, help};

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    #[arg(value_enum, value_name = "bash|zsh|fish|powershell|elvish", hide_possible_values = true)]
    shell: Shell,
}

/// `greffe completions`: what a shell needs to complete the command line.
pub(super) fn run(args: &CompletionsArgs, output: &Output) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(&output.words), "greffe", &mut script);
    output.answer(&String::from_utf8_lossy(&script));
    CLEAN
}
