/// How many characters an identifier has at most.
pub(crate) const ID_MAX: usize = 80;

/// Whether `id` is an identifier: lower case `[a-z0-9]`, with `.` and `-` inside, at most
/// [`ID_MAX`] characters.
pub(crate) fn is_valid_id(id: &str) -> bool {
    let edge = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let bytes = id.as_bytes();
    let inside = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    bytes.len() <= ID_MAX && edge(bytes.first()) && edge(bytes.last()) && bytes.iter().all(inside)
}

/// The identifier that is nearest to `name`: in lower case, accents taken off, other
/// characters a hyphen. `None` where nothing of the name is left.
pub(crate) fn nearest_valid_id(name: &str) -> Option<String> {
    let mut id = String::new();
    for letter in name.to_lowercase().chars() {
        match plain(letter) {
            Some(letters) => id.push_str(letters),
            None if letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '.' | '-') => {
                id.push(letter)
            }
            // Systems that write an accent apart (macOS) put it after its letter.
            None if matches!(letter, '\u{300}'..='\u{36f}') => {}
            None if id.ends_with('-') => {}
            None => id.push('-'),
        }
    }
    let edges = ['-', '.'];
    let id: String = id.trim_matches(edges).chars().take(ID_MAX).collect();
    let id = id.trim_end_matches(edges);
    is_valid_id(id).then(|| id.to_owned())
}

/// The plain letters that stand for an accented or joined one.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_its_nearest_identifier() {
        for (name, id) in [
            ("RDV Services Publics", "rdv-services-publics"),
            ("Part'âge", "part-age"),
            ("un (ou deux)", "un-ou-deux"),
            ("e-inspe\u{301}", "e-inspe"),
            ("api_dinsic", "api-dinsic"),
            ("../../etc/passwd", "etc-passwd"),
            ("cœur", "coeur"),
        ] {
            assert_eq!(nearest_valid_id(name).as_deref(), Some(id));
        }
        assert_eq!(nearest_valid_id(&format!("{}-b", "a".repeat(79))), Some("a".repeat(79)));
        for none in ["", "..", "__", "日本"] {
            assert_eq!(nearest_valid_id(none), None);
        }
    }

    #[test]
    fn an_identifier_is_lower_case_with_dots_and_hyphens_inside() {
        for good in ["pix", "data.gouv.fr", "a-dock", "1000.jours", "a"] {
            assert!(is_valid_id(good), "{good}");
        }
        for bad in ["", "Pix", "-a", "a-", ".a", "a_b", "é", "a/b", "a b", &"a".repeat(81)] {
            assert!(!is_valid_id(bad), "{bad}");
        }
    }
}
