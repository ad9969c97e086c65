use std::fmt::Write;

/// A part of a guide.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// Lines that only people read, kept as they are.
    Prose(String),
    /// `<!-- on 2026-01-15 -->`: the day on which what follows is typed.
    On(String),
    /// `<!-- run COMMAND -->`: what must be there before; readers don't see it.
    Run(String),
    /// A block that names a file: what the reader writes into it.
    File { path: String, text: String },
    /// A block of commands, each with all that is then seen at the terminal.
    Console(Vec<(String, String)>),
}

/// The parts of a guide, in order: together they are its text.
pub fn parts(guide: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let mut block = || {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            text.iter().fold(String::new(), |text, line| text + line + "\n")
        };
        let comment =
            |name: &str| line.strip_prefix("<!-- ")?.strip_suffix(" -->")?.strip_prefix(name)?.strip_prefix(' ');
        match line.strip_prefix("```") {
            Some("console") => parts.push(Part::Console(commands(&block()))),
            Some(info) if info.contains(' ') => {
                let path = info.split_once(' ').map(|(_, path)| path.to_owned()).unwrap_or_default();
                parts.push(Part::File { path, text: block() });
            }
            _ => parts.push(match (comment("on"), comment("run")) {
                (Some(day), _) => Part::On(day.to_owned()),
                (_, Some(command)) => Part::Run(command.to_owned()),
                _ => Part::Prose(format!("{line}\n")),
            }),
        }
    }
    parts
}

fn commands(block: &str) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), String::new())),
            (None, Some((_, output))) => writeln!(output, "{line}").unwrap(),
            (None, None) => panic!("a block of commands begins with one, not with {line}"),
        }
    }
    commands
}

/// What a reader types after questions: the lines `> ANSWER` of what is shown.
pub fn answers(shown: &str) -> Vec<&str> {
    shown.lines().filter_map(|line| line.strip_prefix("> ")).collect()
}

/// The part as a guide writes it; `shown` stands for what its commands showed.
pub fn written(part: &Part, shown: &[String]) -> String {
    match part {
        Part::Prose(text) => text.clone(),
        Part::On(day) => format!("<!-- on {day} -->\n"),
        Part::Run(command) => format!("<!-- run {command} -->\n"),
        Part::File { path, text } => {
            let language = path.rsplit('.').next().filter(|ending| *ending != "yml").unwrap_or("yaml");
            format!("```{language} {path}\n{text}```\n")
        }
        Part::Console(commands) => {
            let mut block = "```console\n".to_owned();
            for ((command, _), shown) in commands.iter().zip(shown) {
                write!(block, "$ {command}\n{shown}").unwrap();
            }
            block + "```\n"
        }
    }
}

/// The text with one word for each hash of a commit, short or whole: it is another whenever a schema changes.
pub fn without_hashes(text: &str) -> String {
    let is_hash = |word: &str| {
        [10, 40].contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
            && word.bytes().any(|byte| byte.is_ascii_digit())
    };
    let words = text.split_inclusive(|character: char| !character.is_ascii_alphanumeric());
    let named = |word: &str| {
        let bare = word.trim_end_matches(|character: char| !character.is_ascii_alphanumeric());
        if is_hash(bare) { word.replacen(bare, "HASH", 1) } else { word.to_owned() }
    };
    words.map(named).collect()
}
