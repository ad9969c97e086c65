use std::process::{Command, Stdio};

/// The oldest git whose hooks work: `pre-receive` names its quarantine since then.
pub const OLDEST_GIT: (u32, u32) = (2, 11);

/// The git that people and hooks run. This tool reads repositories without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitProgram {
    /// Its version, as it says it (`2.47.3`).
    pub version: String,
    /// Whether it is older than [`OLDEST_GIT`].
    pub is_too_old: bool,
}

impl GitProgram {
    /// Asks the `git` of the search path for its version; `None` where there is none that answers.
    pub fn find() -> Option<GitProgram> {
        let asked = Command::new("git").arg("--version").stdin(Stdio::null()).output().ok()?;
        GitProgram::read(&String::from_utf8_lossy(&asked.stdout))
    }

    fn read(answer: &str) -> Option<GitProgram> {
        let version = answer.trim().strip_prefix("git version ")?.split_whitespace().next()?;
        let mut parts = version.split('.').map(str::parse::<u32>);
        let (major, minor) = (parts.next()?.ok()?, parts.next()?.ok()?);
        Some(GitProgram { version: version.to_owned(), is_too_old: (major, minor) < OLDEST_GIT })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_systems_write_them_and_compared_as_numbers() {
        for (answer, version, is_too_old) in [
            ("git version 2.47.3\n", "2.47.3", false),
            ("git version 2.39.5 (Apple Git-154)\n", "2.39.5", false),
            ("git version 2.45.1.windows.1\r\n", "2.45.1.windows.1", false),
            ("git version 2.9.5\n", "2.9.5", true),
            ("git version 2.11.0\n", "2.11.0", false),
        ] {
            assert_eq!(GitProgram::read(answer), Some(GitProgram { version: version.to_owned(), is_too_old }));
        }
        for answer in ["", "git version\n", "git version x.y\n", "hub 2\n"] {
            assert_eq!(GitProgram::read(answer), None, "{answer:?}");
        }
    }
}
