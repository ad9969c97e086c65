use std::fmt;

/// A language that the tool speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// French: the language of the registers, spoken where the locale names no language we know.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Lang; 2] = [Lang::Fr, Lang::En];

    /// The two-letter code (`fr`, `en`).
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    /// Reads a language tag or a locale name (`fr`, `en-GB`, `fr_FR.UTF-8`); `None` when it names
    /// neither French nor English (`C`, `de_DE`).
    pub(crate) fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.code()))
    }

    /// The language to speak: `asked` (the value of `--lang`), else the locale of the user
    /// (`LC_ALL`, `LC_MESSAGES`, `LANG`, or what the system says), else French.
    pub(crate) fn choose(asked: Option<&str>) -> Lang {
        asked
            .and_then(Lang::from_tag)
            .or_else(|| sys_locale::get_locale().and_then(|tag| Lang::from_tag(&tag)))
            .unwrap_or_default()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Lang::from_tag("fr_FR.UTF-8"), Some(Lang::Fr));
        assert_eq!(Lang::from_tag("en-GB"), Some(Lang::En));
        assert_eq!(Lang::from_tag("C.UTF-8"), None);
        assert_eq!(Lang::from_tag("frr_DE"), None);
    }
}
