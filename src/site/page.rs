use super::figures_over_time::KnownFigure;
use super::places::crop;
use super::site_index::SiteIndex;
use crate::i18n::{Lang, Message, Words};
use crate::indicator::Method;
use crate::message;
use crate::registry::Label;
use crate::render::{self, short};

/// What every page has: its language, its place and its title.
pub(super) struct Page<'a> {
    pub index: &'a SiteIndex<'a>,
    pub words: &'a Words,
    /// Its place below the top of its language: `fiche/startup/pix.html`.
    pub place: String,
    pub title: String,
}

/// A commit, to be shown.
#[derive(Clone)]
pub(super) struct Commit {
    pub short: String,
    pub full: String,
    /// Its day, for programs.
    pub day: String,
    /// Its day, in full.
    pub said: String,
    /// Its day, in short.
    pub short_day: String,
    pub subject: String,
    /// Its page on the forge, else in the site; none where neither has one.
    pub href: Option<String>,
}

/// A link within the site, or a text where it leads nowhere.
#[derive(Clone)]
pub(super) struct Link {
    pub text: String,
    pub href: Option<String>,
}

impl Page<'_> {
    /// The sentence `id`, which takes no argument.
    pub(super) fn t(&self, id: &str) -> String {
        self.words.text(id)
    }

    pub(super) fn say(&self, message: &Message) -> String {
        self.words.say(message)
    }

    pub(super) fn lang(&self) -> &'static str {
        self.words.lang().code()
    }

    /// The code of the other language.
    pub(super) fn other_lang(&self) -> &'static str {
        match self.words.lang() {
            Lang::Fr => "en",
            Lang::En => "fr",
        }
    }

    /// Its path from the site's top.
    pub(super) fn path(&self) -> String {
        path_in(self.words.lang(), &self.place)
    }

    /// The way to another page of its language.
    pub(super) fn to(&self, place: &str) -> String {
        format!("{}{place}", up(&self.place))
    }

    /// The way to a file that both languages share.
    pub(super) fn shared(&self, path: &str) -> String {
        format!("{}{path}", up(&self.path()))
    }

    /// The way to the same page in the other language.
    pub(super) fn twin(&self) -> String {
        let other = match self.words.lang() {
            Lang::Fr => Lang::En,
            Lang::En => Lang::Fr,
        };
        self.shared(&path_in(other, &self.place))
    }

    /// The address of the page, where the site's is known.
    pub(super) fn canonical(&self) -> Option<String> {
        let url = self.index.source.url.as_deref()?;
        Some(format!("{}/{}", url.trim_end_matches('/'), self.path()))
    }

    /// `aria-current` for a link of the main menu.
    pub(super) fn is_at(&self, place: &str) -> bool {
        self.place == place
    }

    pub(super) fn label(&self, label: &Label) -> String {
        render::label(label, self.words)
    }

    pub(super) fn method_name(&self, method: &Method) -> String {
        method.label.as_ref().map_or_else(|| method.id.clone(), |label| self.label(label))
    }

    /// What people call a kind.
    pub(super) fn kind_name(&self, kind: &str) -> String {
        self.index.kind(kind).map_or_else(|| kind.to_owned(), |kind| self.label(&kind.label))
    }

    /// What people call a field of a kind, by the keys that lead to it: `phases/name`.
    pub(super) fn field_name(&self, kind: &str, path: &str) -> String {
        crop(&self.label(&self.index.labels.of_field(kind, path)))
    }

    /// What people call a phase of a kind.
    pub(super) fn phase_name(&self, kind: &str, phase: &str) -> String {
        let known = self.index.lifecycle(kind).and_then(|lifecycle| lifecycle.phase(phase));
        known.map_or_else(|| phase.to_owned(), |phase| self.label(&phase.label))
    }

    /// A record's name, with the way to its page.
    pub(super) fn record(&self, record: usize) -> Link {
        let href = self.index.page_of(record).map(|page| self.to(page));
        Link { text: self.index.name(record), href }
    }

    /// A commit, by its place on the mainline.
    pub(super) fn commit(&self, at: usize) -> Option<Commit> {
        let commit = self.index.history().commits.get(at)?;
        let abroad = self.index.source.forge.as_ref().map(|forge| forge.commit(commit.oid));
        Some(Commit {
            short: short(commit),
            full: commit.oid.to_string(),
            day: commit.day.to_string(),
            said: self.words.date(commit.day),
            short_day: self.words.short_date(commit.day),
            subject: super::places::crop(&commit.subject),
            href: abroad.or_else(|| self.told(at)),
        })
    }

    /// The way to the place where the site lists what a commit changed.
    pub(super) fn told(&self, at: usize) -> Option<String> {
        let commit = self.index.history().commits.get(at)?;
        let page = self.index.change_pages.page_of(at)?;
        Some(format!("{}#c-{}", self.to(&page), short(commit)))
    }

    /// A figure for people.
    pub(super) fn figure(&self, figure: Option<&KnownFigure>) -> String {
        let known = figure.and_then(|figure| Some((figure, figure.value?)));
        let Some((figure, value)) = known else { return self.t("figures-unknown") };
        let text = render::figure_value(value, self.words);
        if figure.approximate { format!("≈ {text}") } else { text }
    }

    /// What the register is, in one line for the foot of each page.
    pub(super) fn colophon(&self) -> String {
        let Some(commit) = self.index.source.now.at.and_then(|at| self.index.history().commits.get(at)) else {
            return self.t("site-no-commit");
        };
        self.say(&message!(
            "site-colophon",
            day = commit.day,
            commit = short(commit),
            version = env!("CARGO_PKG_VERSION")
        ))
    }
}

/// The path of a page from the site's top: French stands there, English in its own folder.
pub(super) fn path_in(lang: Lang, place: &str) -> String {
    match lang {
        Lang::Fr => place.to_owned(),
        Lang::En => format!("en/{place}"),
    }
}

/// The way up from a page to the folder that its place counts from.
fn up(place: &str) -> String {
    "../".repeat(place.matches('/').count())
}
