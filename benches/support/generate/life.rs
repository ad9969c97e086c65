//! A made-up product: what its record says, and what may happen to it.

use greffe::lifecycle::PartialDate;

use super::draw::Draw;

/// How many incubators and organisations the products name.
pub const INCUBATORS: usize = 12;
pub const ORGANISATIONS: usize = 40;

const WORDS: [&str; 40] = [
    "permettre",
    "aux",
    "agents",
    "et",
    "usagers",
    "de",
    "suivre",
    "leurs",
    "dossiers",
    "en",
    "ligne",
    "sans",
    "se",
    "déplacer",
    "faciliter",
    "les",
    "démarches",
    "des",
    "communes",
    "rurales",
    "simplifier",
    "la",
    "gestion",
    "du",
    "courrier",
    "pour",
    "chaque",
    "service",
    "partager",
    "données",
    "publiques",
    "entre",
    "administrations",
    "aider",
    "entreprises",
    "à",
    "trouver",
    "une",
    "aide",
    "adaptée",
];
const TITLES: [&str; 12] = [
    "guichet",
    "carnet",
    "annuaire",
    "atlas",
    "boussole",
    "passerelle",
    "relais",
    "registre",
    "cadastre",
    "panier",
    "tableau",
    "aiguillage",
];

/// The phases that may come after a phase, each as likely as it is listed often. All are usual transitions.
fn after(phase: &str) -> &'static [&'static str] {
    match phase {
        "investigation" => &["construction", "construction", "construction", "abandon-investigation"],
        "construction" => &["acceleration", "acceleration", "acceleration", "abandon"],
        "acceleration" => &["consolidation", "consolidation", "opere", "transfere", "abandon"],
        "consolidation" => &["opere", "transfere", "abandon"],
        "opere" => &["transfere", "abandon"],
        "transfere" => &["abandon"],
        _ => &[],
    }
}

/// A product, as its record is at one time.
pub struct Life {
    pub id: String,
    number: usize,
    renamed: usize,
    previous: Vec<String>,
    name: String,
    mission: String,
    incubator: usize,
    sponsor: usize,
    /// The phases, each with the day (from 1970) on which it starts.
    phases: Vec<(&'static str, i64)>,
    impact: Option<i64>,
}

/// How a record takes another name.
pub enum Renaming {
    /// It claims the former name as an alias.
    Said,
    /// Its file moves without a change.
    Moved,
    /// Its words change, its phases stay: it is recognised by likeness.
    Reworded,
}

impl Life {
    /// The product of this number, which begins about `day`.
    pub fn new(number: usize, day: i64, draw: &mut Draw) -> Life {
        let title = draw.one(&TITLES);
        let start = day - days(draw, 90);
        let mut phases = vec![("investigation", start)];
        if draw.chance(20) && start + 30 < day {
            phases.push(("construction", start + 1 + days(draw, 29)));
        }
        Life {
            id: format!("{title}-{number}"),
            number,
            renamed: 0,
            previous: Vec::new(),
            name: format!("{}{} {number}", title[..1].to_uppercase(), &title[1..]),
            mission: words(draw),
            incubator: draw.below(INCUBATORS),
            sponsor: draw.below(ORGANISATIONS),
            phases,
            impact: None,
        }
    }

    /// Something that a contributor writes on `day`: nearly always another text or another phase.
    pub fn edit(&mut self, day: i64, draw: &mut Draw) {
        let (phase, start) = *self.phases.last().unwrap();
        match draw.below(100) {
            0..40 if start < day && !after(phase).is_empty() => {
                let next = (day - days(draw, 60)).max(start + 1);
                self.phases.push((*draw.one(after(phase)), next));
            }
            40..50 if self.phases.len() > 1 => {
                let floor = self.phases[self.phases.len() - 2].1 + 1;
                self.phases.last_mut().unwrap().1 = (start - 1 - days(draw, 10)).max(floor);
            }
            50..55 => self.incubator = draw.below(INCUBATORS),
            55..60 if self.impact.is_none() && self.phases.len() > 2 => self.impact = Some(self.phases[2].1.max(start)),
            _ => self.mission = words(draw),
        }
    }

    /// Takes another name.
    pub fn rename(&mut self, how: Renaming) {
        self.renamed += 1;
        let title = TITLES[(self.number + 5 * self.renamed) % TITLES.len()];
        let old = std::mem::replace(&mut self.id, format!("{title}-{}-{}", self.number, self.renamed));
        match how {
            Renaming::Said => self.previous.push(old),
            Renaming::Moved => {}
            Renaming::Reworded => self.name = format!("{title} {} bis", self.number),
        }
    }

    /// The file, in one of 256 folders.
    pub fn path(&self) -> String {
        format!("registry/startups/{:02x}/{}.yml", shard(&self.id), self.id)
    }

    /// What the file says.
    pub fn text(&self) -> String {
        let date = |day: i64| PartialDate::of_epoch(day * 86_400).to_string();
        let Life { name, mission, sponsor, incubator, number, .. } = self;
        let mut text = format!(
            "# yaml-language-server: $schema=../../../schema/startup.schema.json\n\
             name: {name}\nmission: {mission}\nsponsors:\n  - organisation-{sponsor}\n\
             incubator: incubateur-{incubator}\ncontact: contact@produit-{number}.example\n\
             link: https://produit-{number}.example/\nrepository: https://depot.example/produit-{number}\n\
             usertypes:\n  - particulier\n  - agent\n"
        );
        text.push_str("phases:\n");
        for (name, start) in &self.phases {
            text.push_str(&format!("  - name: {name}\n    start: {}\n", date(*start)));
        }
        if let Some(day) = self.impact {
            // The year that the jury judged: without it, a date early in a year is ambiguous (L010).
            let date = date(day);
            let year = date.get(..4).unwrap();
            text.push_str(&format!("events:\n  - name: national_impact\n    date: {date}\n    cohort: {year}\n"));
        }
        if !self.previous.is_empty() {
            text.push_str(&format!("previous_ids: [{}]\n", self.previous.join(", ")));
        }
        text
    }
}

fn days(draw: &mut Draw, below: usize) -> i64 {
    i64::try_from(draw.below(below)).unwrap()
}

/// A sentence.
fn words(draw: &mut Draw) -> String {
    let count = 12 + draw.below(30);
    (0..count).map(|_| *draw.one(&WORDS)).collect::<Vec<_>>().join(" ")
}

/// The folder of an identifier (`FNV-1a`, its lowest byte).
fn shard(id: &str) -> u8 {
    let hash = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash.to_le_bytes()[0]
}
