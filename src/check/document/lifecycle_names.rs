use super::bad_definition::RULE;
use crate::check::context::Named;
use crate::check::nearest::nearest;
use crate::diagnostic::Finding;
use crate::lifecycle::Lifecycle;
use crate::message;
use crate::yaml::Node;

/// The phases that a lifecycle leads to, or that its retired names read as, and that it does not have.
pub(in crate::check) fn unknown_phases(document: &Named<'_>, root: &Node, lifecycle: &Lifecycle) -> Vec<Finding> {
    let mut named = Vec::new();
    for (at, phase) in lifecycle.phases.iter().enumerate() {
        for (field, names) in [("to", &phase.to), ("unusual", &phase.unusual)] {
            let places = names.iter().enumerate();
            named.extend(places.map(|(place, name)| (format!("/phases/{at}/{field}/{place}"), name)));
        }
    }
    for (at, retired) in lifecycle.retired.iter().enumerate() {
        for (place, reading) in retired.reads.iter().enumerate() {
            let pointer = format!("/retired/{at}/reads/{place}");
            named.push((format!("{pointer}/as"), &reading.phase));
            let after = reading.after.iter().enumerate();
            named.extend(after.map(|(place, name)| (format!("{pointer}/after/{place}"), name)));
        }
    }
    let known: Vec<&str> = lifecycle.phases.iter().map(|phase| phase.name.as_str()).collect();
    let unknown = named.into_iter().filter(|(_, name)| !known.contains(&name.as_str()));
    let finding = |(pointer, name): (String, &String)| {
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => message!("D014-unknown-phase-near", near = near),
            None => message!("D014-unknown-phase-help", known = known.join(", ")),
        };
        let place = document.place(root.span_at(&pointer));
        Finding::new(&RULE, place, message!("D014-unknown-phase", name = name), help).about(None, pointer)
    };
    unknown.map(finding).collect()
}
