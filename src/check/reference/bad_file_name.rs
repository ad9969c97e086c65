use crate::check::Context;
use crate::diagnostic::{Finding, Place, Rule};
use crate::git::Mode;
use crate::message;
use crate::registry::{ID_MAX, Placement, nearest_valid_id};

/// A file's name gives no identifier.
pub(super) static RULE: Rule = rule!("R004", "bad-file-name", Error);

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let strays = context.listing.strays.iter();
    strays
        .filter(|stray| matches!(stray.placement, Placement::BadName { .. }) && stray.mode == Mode::Regular)
        .map(|stray| {
            let name = stray.path.rsplit('/').next().unwrap_or_default();
            let place = Place::new(&stray.path, &"".into(), 0..0);
            let help = match better(name) {
                Some(better) if name.chars().count() > ID_MAX + ".yml".len() => {
                    message!("R004-help-long", better = better, limit = ID_MAX)
                }
                Some(better) => message!("R004-help-better", better = better),
                None => message!("R004-help"),
            };
            Finding::new(&RULE, place, message!("R004-message", name = name), help)
        })
        .collect()
}

/// A valid name near to `name`, if there is one.
fn better(name: &str) -> Option<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    nearest_valid_id(stem).map(|id| format!("{id}.yml"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_bad_name_is_mended() {
        assert_eq!(super::better("Mon Suivi_Social.yaml").as_deref(), Some("mon-suivi-social.yml"));
        assert_eq!(super::better("e-inspé.yml").as_deref(), Some("e-inspe.yml"));
        assert_eq!(super::better("__.yml"), None);
    }
}
