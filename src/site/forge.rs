use crate::git::Oid;

/// Where commits and files can be seen: the pages of the forge that the register is kept on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forge {
    base: String,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    GitHub,
    GitLab,
    Gitea,
    /// An address with `{commit}` in it; files have none.
    Given,
}

/// The placeholder for the commit in an address that a person gives.
const COMMIT: &str = "{commit}";

impl Forge {
    /// The forge that the address of a remote leads to: GitHub, a GitLab, Codeberg, a Gitea or Forgejo, by
    /// the name of the host. `None` for any other host, for local paths and for other schemes. Names and
    /// passwords in the address are left out.
    pub(crate) fn of_remote(address: &str) -> Option<Forge> {
        let (scheme, rest) = match address.split_once("://") {
            Some((scheme @ ("https" | "http"), rest)) => (scheme, rest),
            Some(("ssh", rest)) => ("https", rest),
            Some(_) => return None,
            // git@host:path, as ssh writes it.
            None => ("https", address),
        };
        let is_short = !address.contains("://");
        let (place, path) = rest.split_once(if is_short { ':' } else { '/' })?;
        let place = place.rsplit('@').next()?.to_ascii_lowercase();
        let (host, port) = place.split_once(':').map_or((place.as_str(), None), |(host, port)| (host, Some(port)));
        let is_name = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_~".contains(&byte));
        if host.is_empty() || !is_name(host) || !host.contains('.') {
            return None;
        }
        let shape = Shape::of_host(host)?;
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path);
        let is_step = |step: &str| !step.is_empty() && step != "." && step != ".." && is_name(step);
        if path.split('/').count() < 2 || !path.split('/').all(is_step) {
            return None;
        }
        // The port of ssh is not that of the pages.
        let port = match port.filter(|_| address.starts_with("http")) {
            Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => format!(":{port}"),
            Some(_) => return None,
            None => String::new(),
        };
        Some(Forge { base: format!("{scheme}://{host}{port}/{path}"), shape })
    }

    /// A forge with this address for commits, in which `{commit}` stands for the hash. `None` for an address without
    /// it, for one with white space or control characters, and for one that does not begin with `http://` or `https://`.
    pub fn asked(address: &str) -> Option<Forge> {
        let is_web = address.starts_with("https://") || address.starts_with("http://");
        let is_plain = !address.chars().any(|character| character.is_whitespace() || character.is_control());
        (is_web && is_plain && address.contains(COMMIT))
            .then(|| Forge { base: address.to_owned(), shape: Shape::Given })
    }

    /// The page of a commit.
    pub fn commit(&self, commit: Oid) -> String {
        match self.shape {
            Shape::GitHub | Shape::Gitea => format!("{}/commit/{commit}", self.base),
            Shape::GitLab => format!("{}/-/commit/{commit}", self.base),
            Shape::Given => self.base.replace(COMMIT, &commit.to_string()),
        }
    }

    /// The page of a line (from 1) of the file at `path` (from the top of the repository), as a commit left it; `None`
    /// where the forge has no address for files.
    pub fn line(&self, commit: Oid, path: &str, line: usize) -> Option<String> {
        let path: Vec<String> = path.split('/').map(encode).collect();
        let path = path.join("/");
        let at = match self.shape {
            Shape::GitHub => format!("blob/{commit}"),
            Shape::GitLab => format!("-/blob/{commit}"),
            Shape::Gitea => format!("src/commit/{commit}"),
            Shape::Given => return None,
        };
        Some(format!("{}/{at}/{path}#L{line}", self.base))
    }
}

impl Shape {
    fn of_host(host: &str) -> Option<Shape> {
        let first = host.split('.').next().unwrap_or_default();
        match (host, first) {
            ("github.com" | "www.github.com", _) => Some(Shape::GitHub),
            (_, "gitlab") => Some(Shape::GitLab),
            ("codeberg.org", _) | (_, "gitea" | "forgejo" | "codeberg") => Some(Shape::Gitea),
            _ => None,
        }
    }
}

/// A step of a path as an address holds it.
fn encode(step: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    step.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commit_of(remote: &str) -> Option<String> {
        Forge::of_remote(remote).map(|forge| forge.commit(Oid::ZERO_SHA1))
    }

    #[test]
    fn the_forges_that_public_registers_are_kept_on_are_known() {
        let zero = "0".repeat(40);
        let hub = Some(format!("https://github.com/o/r/commit/{zero}"));
        for remote in [
            "https://github.com/o/r.git",
            "git@github.com:o/r.git",
            "ssh://git@github.com:22/o/r",
            "https://github.com/o/r/",
        ] {
            assert_eq!(commit_of(remote), hub, "{remote}");
        }
        let lab = Some(format!("https://gitlab.exemple.fr/a/b/r/-/commit/{zero}"));
        assert_eq!(commit_of("git@gitlab.exemple.fr:a/b/r.git"), lab);
        assert_eq!(commit_of("https://codeberg.org/o/r"), Some(format!("https://codeberg.org/o/r/commit/{zero}")));
        let forge = Forge::of_remote("https://gitea.exemple.fr:3000/o/r").unwrap();
        let line = forge.line(Oid::ZERO_SHA1, "registry/é x.yml", 3).unwrap();
        assert_eq!(line, format!("https://gitea.exemple.fr:3000/o/r/src/commit/{zero}/registry/%C3%A9%20x.yml#L3"));
    }

    #[test]
    fn a_password_in_the_address_is_not_shown() {
        let shown = commit_of("https://jean:secret@github.com/o/r.git").unwrap();
        assert!(shown.starts_with("https://github.com/o/r/"), "{shown}");
    }

    #[test]
    fn what_leads_to_no_page_gives_no_link() {
        for remote in [
            "/srv/git/r.git",
            "../r",
            "file:///srv/r.git",
            "git://github.com/o/r",
            "javascript://github.com/o/r",
            "https://exemple.fr/o/r",
            "https://github.com/r",
            "https://github.com/../r",
            "https://github.com/o/r?x",
            "https://github.com:x/o/r",
            "C:\\r",
            "",
            "https://",
            "git@github.com:",
        ] {
            assert_eq!(Forge::of_remote(remote), None, "{remote}");
        }
        assert!(Forge::asked("javascript:{commit}").is_none());
        assert!(Forge::asked("https://exemple.fr/").is_none());
        let asked = Forge::asked("https://exemple.fr/c?id={commit}").unwrap();
        assert_eq!(asked.commit(Oid::ZERO_SHA1), format!("https://exemple.fr/c?id={}", "0".repeat(40)));
    }
}
