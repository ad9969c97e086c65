use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rexpect::session::{Options, spawn_with_options};
use tempfile::TempDir;

use super::transcript::answers;
use crate::support::CommandInTime;

/// Somebody who follows a guide, in a home of their own on a day that the guide says.
pub struct Reader {
    home: TempDir,
    /// Where they are.
    folder: PathBuf,
    lang: &'static str,
    day: String,
    /// How many commands they typed: each is typed a minute after the one before.
    typed: usize,
}

/// The program that they have installed.
fn program() -> PathBuf {
    std::env::var_os("GREFFE_TESTED").map_or_else(|| env!("CARGO_BIN_EXE_greffe").into(), PathBuf::from)
}

/// A line without the spaces at its end.
fn trimmed(line: &str) -> String {
    let text = line.trim_end();
    if line.ends_with('\n') { format!("{text}\n") } else { text.to_owned() }
}

/// Runs what is typed where they are, and keeps where they are then.
const KEPT: &str = "cd -- \"$FOLDER\" && eval \"$TYPED\"; status=$?; pwd > \"$AFTER\"; exit $status";

impl Reader {
    pub fn new(lang: &str) -> Reader {
        let home = tempfile::Builder::new().prefix("guide").tempdir().unwrap();
        let lang = if lang == "fr" { "fr_FR.UTF-8" } else { "en_GB.UTF-8" };
        let git =
            "[user]\n\tname = Une agente publique\n\temail = agente@example.gouv.fr\n[init]\n\tdefaultBranch = main\n";
        fs::write(home.path().join(".gitconfig"), git).unwrap();
        let folder = home.path().to_owned();
        Reader { home, folder, lang, day: "2026-01-05".to_owned(), typed: 0 }
    }

    /// It is that day, in the morning.
    pub fn on(&mut self, day: &str) {
        self.day = day.to_owned();
        self.typed = 0;
    }

    /// Writes a file, from the folder where they are.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs what must be there before, which must succeed.
    pub fn prepare(&mut self, command: &str) {
        let output = self.shell(command).output_in_time().unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        self.move_on();
    }

    /// What is seen after they typed a command, and the answers that `expected` gives.
    pub fn types(&mut self, command: &str, expected: &str) -> String {
        let shown = match answers(expected) {
            answers if answers.is_empty() => self.runs(command),
            answers => self.answers(command, &answers),
        };
        self.move_on();
        // What a server says, git fills up with spaces.
        let shown: String = shown.split_inclusive('\n').map(trimmed).collect();
        shown
            .replace(self.home.path().canonicalize().unwrap().to_str().unwrap(), "~")
            .replace(self.home.path().to_str().unwrap(), "~")
    }

    fn runs(&self, command: &str) -> String {
        let mut shell = self.shell(&format!("exec 2>&1; {command}"));
        String::from_utf8(shell.stdin(Stdio::null()).output_in_time().unwrap().stdout).unwrap()
    }

    fn answers(&self, command: &str, answers: &[&str]) -> String {
        let mut terminal = spawn_with_options(self.shell(command), Options::new().timeout_ms(Some(60_000))).unwrap();
        // The library gives a character for each byte.
        let bytes =
            |text: &str| text.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect::<Vec<u8>>();
        let mut seen = Vec::new();
        for answer in answers {
            seen.extend(bytes(&terminal.exp_string("\n> ").unwrap()));
            terminal.send_line(answer).unwrap();
            // This terminal does not show what they type; theirs does.
            seen.extend(format!("\n> {answer}\n").bytes());
        }
        seen.extend(bytes(&terminal.exp_eof().unwrap()));
        String::from_utf8(seen).unwrap().replace('\r', "")
    }

    fn shell(&self, command: &str) -> Command {
        let minutes = self.typed;
        let date = format!("{}T{:02}:{:02}:00Z", self.day, 9 + minutes / 60, minutes % 60);
        let mut path = vec![program().parent().unwrap().to_owned()];
        path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        let mut bash = Command::new("bash");
        bash.args(["-c", KEPT])
            .env_clear()
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("HOME", self.home.path())
            .env("LANG", self.lang)
            .env("TERM", "dumb")
            .env("NO_COLOR", "1")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date)
            .env("GUIDES", Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guides"))
            .env("FOLDER", &self.folder)
            .env("TYPED", command)
            .env("AFTER", self.home.path().join(".after"));
        bash
    }

    fn move_on(&mut self) {
        self.typed += 1;
        let after = fs::read_to_string(self.home.path().join(".after")).unwrap();
        self.folder = PathBuf::from(after.trim_end());
    }
}
