//! The `greffe` command: only the exit status is decided here.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(greffe::cli::run(std::env::args_os()))
}
