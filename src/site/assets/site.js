// What needs a script: to redraw a chart as it was known, to search, and to compare two dates. All of the
// site can be read without. Nothing is fetched: data are scripts beside this one, loaded when they are asked for.
"use strict";

const greffe = (() => {
  const waiting = [];
  const lang = document.documentElement.lang;
  const colon = lang === "fr" ? "\u00a0: " : ": ";

  /** Takes the value that a data script hands over. */
  const take = (name, value) => {
    for (const { path, then } of waiting.splice(0)) {
      if (path.endsWith(name)) then(value);
      else waiting.push({ path, then });
    }
  };

  /** Loads a data script once, then calls `then` with its value. */
  const load = (path, then) => {
    waiting.push({ path, then });
    const script = document.createElement("script");
    script.src = path;
    document.head.append(script);
  };

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  /** A sentence with its gaps filled: `{}`, from left to right. */
  const fill = (sentence, ...parts) => sentence.replace(/\{\}/g, () => parts.shift());

  /** Reads `#key=value&…` behind the address. */
  const asked = () => new URLSearchParams(location.hash.slice(1));

  /** Keeps what is shown in the address, so that it can be given to someone. */
  const keep = (pairs) => {
    const text = new URLSearchParams(pairs).toString();
    try {
      history.replaceState(null, "", text ? `#${text}` : location.pathname.split("/").pop() || ".");
    } catch {
      // A page opened from a disk may not be allowed to.
    }
  };

  /** The figures at each state: from what differs to what is. */
  const unfold = (states) => {
    let now = {};
    return states.map(([day, moved]) => {
      now = { ...now, ...moved };
      return { day, figures: now };
    });
  };

  /** The last of these that was known at the end of a day; -1 before the first. */
  const lastBy = (days, day) => {
    let at = -1;
    while (at + 1 < days.length && days[at + 1] <= day) at += 1;
    return at;
  };

  const numberOf = (figure) => (Array.isArray(figure) ? figure[0] : (figure ?? null));

  const locale = lang === "fr" ? "fr-FR" : "en-GB";

  /** A count as the pages write it. */
  const countOf = (number) => new Intl.NumberFormat(locale).format(number);

  /** A date (`2022`, `2022-01` or `2022-01-31`) as the pages write it. */
  const dateOf = (date) => {
    const [year, month, day] = date.split("-");
    if (!month) return date;
    const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
    const parts = { year: "numeric", month: "long", timeZone: "UTC", ...(day && { day: "numeric" }) };
    const said = new Intl.DateTimeFormat(locale, parts).format(at);
    return lang === "fr" ? said.replace(/^1 /, "1er ") : said;
  };

  /** A figure as the pages write it. */
  const textOf = (figure, unknown) => {
    const number = numberOf(figure);
    if (number === null) return unknown;
    if (!Array.isArray(figure)) return countOf(number);
    const [, approximate, part, whole] = figure;
    let text = countOf(number);
    if (whole !== undefined) {
      const percent = number.toFixed(1);
      const counts = `(${countOf(part)}/${countOf(whole)})`;
      text = lang === "fr" ? `${percent.replace(".", ",")} % ${counts}` : `${percent}% ${counts}`;
    }
    return approximate ? `≈ ${text}` : text;
  };

  // A chart as it was known.

  const asOf = (box) => {
    const { known, unknown, said, now } = box.dataset;
    const [day, step] = box.querySelectorAll("input");
    const status = box.querySelector(".status");
    const svg = document.querySelector(".bars");
    const [top, base, ceiling] = [Number(svg.dataset.top), 210, 22];
    let states = null;

    const draw = (figures) => {
      for (const bar of svg.querySelectorAll("[data-bar]")) {
        const figure = figures[bar.dataset.bar] ?? null;
        const number = numberOf(figure);
        const height = ((number ?? 0) / top) * (base - ceiling);
        bar.setAttribute("y", base - height);
        bar.setAttribute("height", height);
        const text = svg.querySelector(`[data-number="${bar.dataset.bar}"]`);
        text.textContent = textOf(Array.isArray(figure) && figure.length > 2 ? number : figure, unknown);
        text.setAttribute("y", base - height - 4);
        text.classList.toggle("unknown", number === null);
        const place = bar.closest("[data-said]");
        const sentence = fill(place.dataset.said, textOf(figure, unknown));
        place.setAttribute("aria-label", sentence);
        place.querySelector("title").textContent = sentence;
        const cell = document.querySelector(`[data-cell="${bar.dataset.bar}"]`);
        if (cell) cell.textContent = textOf(figure, unknown);
      }
    };

    const show = (asked) => {
      const days = states.map((state) => state.day);
      const at = lastBy(days, asked);
      const isNow = asked >= day.max;
      draw(at < 0 ? {} : states[at].figures);
      day.value = asked;
      step.value = isNow ? states.length : Math.max(at, 0);
      status.textContent = isNow ? now : fill(said, dateOf(asked));
      keep(isNow ? {} : { connu: asked });
    };

    const ready = (then) => {
      if (states) return then();
      load(known, (value) => {
        states = unfold(value.states);
        then();
      });
    };

    box.hidden = false;
    day.addEventListener("change", () => {
      if (day.value) ready(() => show(day.value < day.min ? day.min : day.value > day.max ? day.max : day.value));
    });
    step.addEventListener("input", () => ready(() => show(states[Number(step.value)]?.day ?? day.max)));
    box.querySelector("button").addEventListener("click", () => ready(() => show(day.max)));
    const first = asked().get("connu");
    if (/^\d{4}-\d\d-\d\d$/.test(first ?? "")) ready(() => show(first));
  };

  // The search.

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const search = (box) => {
    const { records, up, none, many, found } = box.dataset;
    const input = box.querySelector("input");
    const status = box.querySelector(".status");
    const list = box.querySelector(".results");
    const shown = 50;
    let all = null;

    const show = () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      list.replaceChildren();
      keep(words.length ? { q: input.value } : {});
      if (!words.length) return void (status.textContent = "");
      const hits = all.filter(({ hay }) => words.every((word) => hay.includes(word)));
      hits.sort((a, b) => b.hay.startsWith(words[0]) - a.hay.startsWith(words[0]));
      for (const { page, name, kind, id } of hits.slice(0, shown)) {
        const item = element("li", "");
        item.append(element("a", name, { href: up + page }), " ", element("span", `${kind} · ${id}`, { class: "key" }));
        list.append(item);
      }
      if (!hits.length) status.textContent = none;
      else status.textContent = hits.length > shown ? fill(many, hits.length, shown) : fill(found, hits.length);
    };

    const ready = (then) => {
      if (all) return then();
      load(records, (value) => {
        all = value.records.map(([page, name, kind, ids]) => {
          const label = value.kinds[kind][lang];
          const words = ids.split(" ");
          return { page, name, kind: label, id: words[words.length - 1], hay: plain(`${name} ${ids} ${label}`) };
        });
        then();
      });
    };

    box.hidden = false;
    input.addEventListener("input", () => ready(show));
    const first = asked().get("q");
    if (first) {
      input.value = first;
      ready(show);
    }
  };

  // What changed between two dates.

  const between = (box) => {
    const words = box.dataset;
    const [from, to] = box.querySelectorAll("input");
    const status = box.querySelector(".status");
    const answer = box.querySelector(".answer");
    const most = 400;
    let data = null;

    const figures = () => {
      const list = element("ul", "");
      for (const figure of data.figures) {
        const known = figure.known;
        const at = (day) => known[lastBy(known.map((state) => state.day), day)]?.figures ?? {};
        const [before, after] = [at(from.value), at(to.value)];
        const years = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
        for (const year of years) {
          const [old, young] = [textOf(before[year], words.unknown), textOf(after[year], words.unknown)];
          if (old === young) continue;
          const item = element("li", "");
          const href = `${words.up}${figure.page.replace(/\.html$/, "")}/${year}.html`;
          item.append(element("a", `${figure.code} ${figure[lang]}, ${year}`, { href }), `${colon}${old} → ${young}`);
          list.append(item);
        }
      }
      return list;
    };

    const records = () => {
      const days = data.commits.map(([day]) => day);
      const [a, b] = [lastBy(days, from.value), lastBy(days, to.value)];
      const holds = (at, since, until) => since <= at && (until === null || at < until);
      const changed = new Map();
      const told = (record) => {
        if (!changed.has(record)) changed.set(record, { facts: new Map(), files: [] });
        return changed.get(record);
      };
      for (const [record, key, date, since, until] of data.facts) {
        const [was, is] = [holds(a, since, until), holds(b, since, until)];
        if (was === is) continue;
        const facts = told(record).facts;
        const fact = facts.get(key) ?? { old: null, young: null, at: null };
        if (was) fact.old = date;
        if (is) fact.young = date;
        fact.at = Math.max(fact.at ?? -1, is === b >= a ? since : (until ?? since));
        facts.set(key, fact);
      }
      const present = new Map();
      for (const [record, word, at] of data.episodes) {
        const state = present.get(record) ?? [false, false];
        const is = word === "created" || word === "returned" ? true : word === "deleted" ? false : null;
        if (is === null) continue;
        if (at <= a) state[0] = is;
        if (at <= b) state[1] = is;
        present.set(record, state);
      }
      for (const [record, [was, is]] of present) {
        if (was !== is) told(record).files.push(is ? words.came : words.went);
      }
      const list = element("ul", "", { class: "told" });
      let lines = 0;
      for (const [record, { facts, files }] of [...changed].sort((x, y) => data.records[x[0]][1].localeCompare(data.records[y[0]][1], lang))) {
        const inner = element("ul", "");
        for (const file of files) inner.append(element("li", file));
        for (const [key, { old, young, at }] of facts) {
          if (old === young) continue;
          const [what, name] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1, key.lastIndexOf(":"))];
          const line = fill(words[what], name);
          const [was, is] = [old, young].map((date) => (date === null ? null : dateOf(date)));
          const dates = was === null ? `+ ${line}${colon}${is}` : is === null ? `- ${line}${colon}${was}` : `~ ${line}${colon}${was} → ${is}`;
          const item = element("li", `${dates} · `);
          const [day, commit, page] = data.commits[at];
          item.append(element("a", `${dateOf(day)}, ${commit}`, { href: `${words.up}${page}#c-${commit}` }));
          inner.append(item);
        }
        if (!inner.children.length) continue;
        lines += inner.children.length;
        if (lines > most) {
          list.append(element("li", words.more));
          break;
        }
        const [page, name] = data.records[record];
        const item = element("li", "");
        item.append(page ? element("a", name, { href: words.up + page }) : name, inner);
        list.append(item);
      }
      return list;
    };

    const show = () => {
      if (!from.value || !to.value) return;
      answer.replaceChildren();
      let count = 0;
      for (const [title, list] of [[words.figures, figures()], [words.records, records()]]) {
        if (!list.children.length) continue;
        count += 1;
        answer.append(element("h2", title), list);
      }
      status.textContent = count ? `${dateOf(from.value)} → ${dateOf(to.value)}` : words.none;
      keep({ de: from.value, a: to.value });
    };

    const ready = (then) => {
      if (data) return then();
      load(words.changes, (value) => {
        for (const figure of value.figures) figure.known = unfold(figure.states);
        data = value;
        then();
      });
    };

    box.hidden = false;
    box.querySelector("button").addEventListener("click", () => ready(show));
    const [first, second] = [asked().get("de"), asked().get("a")];
    if (first && second) {
      [from.value, to.value] = [first, second];
      ready(show);
    }
  };

  for (const box of document.querySelectorAll("[data-known]")) asOf(box);
  for (const box of document.querySelectorAll("[data-records][role=search]")) search(box);
  for (const box of document.querySelectorAll("[data-changes]")) between(box);

  return { take };
})();
