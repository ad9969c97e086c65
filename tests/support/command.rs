use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::{CommandInTime, Repo};

/// What the command answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The answer, which must be JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The findings of an answer of `validate --format json`.
    pub fn findings(&self) -> Vec<Value> {
        self.json()["findings"].as_array().expect("a list of findings").clone()
    }

    /// The codes of the findings, in order.
    pub fn codes(&self) -> Vec<String> {
        self.findings().iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    }
}

impl Repo {
    /// Runs `greffe --lang en ARGS` at the top of the working tree.
    pub fn greffe(&self, args: &[&str]) -> Run {
        self.greffe_in(&self.path(), args)
    }

    /// Runs `greffe --lang en ARGS` in a folder.
    pub fn greffe_in(&self, directory: &Path, args: &[&str]) -> Run {
        self.greffe_with(directory, &[], &[&["--lang", "en"], args].concat())
    }

    /// Runs `greffe ARGS` in a folder, with these variables added to a neutral environment.
    pub fn greffe_with(&self, directory: &Path, variables: &[(&str, &str)], args: &[&str]) -> Run {
        let output = self
            .command(directory)
            .envs(variables.iter().copied())
            .args(args)
            .stdin(Stdio::null())
            .output_in_time()
            .unwrap();
        Run {
            status: output.status.code().expect("an exit status, not a signal"),
            stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }

    /// The command, to be run in a folder, in a neutral environment.
    pub fn command(&self, directory: &Path) -> Command {
        let mut greffe = Command::new(env!("CARGO_BIN_EXE_greffe"));
        self.neutral(&mut greffe).current_dir(directory);
        greffe
    }

    /// Makes a command run as on a machine without any user's settings.
    pub fn at_home<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        self.neutral(command)
    }

    /// Takes from a command everything by which machines and users differ.
    pub fn neutral<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        let ours = |name: &str| {
            ["GIT_", "LC_", "LANG", "XDG_", "RAYON_", "NO_COLOR", "CLICOLOR", "FORCE_COLOR", "COLUMNS", "TZ"]
                .iter()
                .any(|start| name.starts_with(start))
        };
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(ours) {
                command.env_remove(name);
            }
        }
        command
            .env("HOME", self.home())
            .env("USERPROFILE", self.home())
            .env("LC_ALL", "C")
            .env("TZ", "UTC")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", self.home().join("gitconfig"))
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_AUTHOR_NAME", "Camille Exemple")
            .env("GIT_AUTHOR_EMAIL", "camille@example.gouv.fr")
            .env("GIT_COMMITTER_NAME", "Camille Exemple")
            .env("GIT_COMMITTER_EMAIL", "camille@example.gouv.fr")
    }
}
