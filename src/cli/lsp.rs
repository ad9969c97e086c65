use std::io::{IsTerminal, stdin};

use clap::Args;

use super::args::LangArg;
use super::output::Output;
use super::{CLEAN, FINDINGS};
use crate::diagnostic::{Failure, Outcome};
use crate::i18n::Lang;
use crate::lsp::{self, End};
use crate::message;

#[derive(Debug, Args)]
pub(super) struct LspArgs {
    // Most editors pass `--stdio` to every server. It changes nothing: the server speaks no other way.
    #[arg(long, hide = true)]
    stdio: bool,
}

/// `greffe lsp`: serves an editor until it sends `exit` or closes the connection. The status is 1 where no `shutdown`
/// came first, as the protocol demands.
pub(super) fn run(lang: Option<LangArg>, output: &Output) -> Outcome<u8> {
    if stdin().is_terminal() {
        output.note(&message!("lsp-terminal"));
    }
    let lang = lang.map(|lang| match lang {
        LangArg::Fr => Lang::Fr,
        LangArg::En => Lang::En,
    });
    match lsp::serve(stdin(), output.stdout(), lang) {
        End::Leave => Ok(CLEAN),
        End::Gone => Ok(FINDINGS),
        End::Garbage(cause) => {
            Err(Failure::new(message!("lsp-garbage", cause = cause)).help(message!("lsp-garbage-help")))
        }
    }
}
