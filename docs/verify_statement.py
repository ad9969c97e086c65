#!/usr/bin/env python3
"""Verifies a statement of figures without Greffe: python3 verify_statement.py STATEMENT.json [REPOSITORY [BRANCH]]

It needs Python 3.9 or later, git, and PyYAML, and follows docs/en/statement.md step by step. Exit status: 0 confirmed,
1 not confirmed, 2 can't be judged (no statement, no repository, or a register of another shape than the
shipped one).
"""
import calendar, datetime, hashlib, json, os, re, subprocess, sys, zoneinfo

import yaml

FAULT, DAY = 45 * 86400, re.compile(r"(\d{4})(-\d\d)?(-\d\d)?")
FORGES = {"noreply@github.com", "noreply@gitlab.com", "noreply@codeberg.org"}


class Unjudged(Exception):
    """What this program can't tell."""


class Git:
    """Reads objects, and nothing else: neither replacements nor anything that is kept beside the objects."""

    def __init__(self, path):
        self.run = lambda *args: subprocess.run(["git", "-C", path, *args], env=env, capture_output=True, check=True).stdout
        env = {**os.environ, "GIT_NO_REPLACE_OBJECTS": "1"}
        pipe = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
        self.batch = subprocess.Popen(["git", "-C", path, "cat-file", "--batch"], **pipe)

    def get(self, name):
        """The hash, type and bytes of an object; None where there is none."""
        self.batch.stdin.write(name.encode() + b"\n")
        self.batch.stdin.flush()
        head = self.batch.stdout.readline().split()
        if len(head) != 3:
            return None
        return head[0].decode(), head[1].decode(), self.batch.stdout.read(int(head[2]) + 1)[:-1]

    def files(self, commit, folder):
        listed = self.run("ls-tree", "-r", "-z", commit, "--", folder + "/").decode().split("\0")
        rows = (row.split("\t", 1) for row in listed if row)
        return {path: meta.split()[2] for meta, path in rows if meta.split()[0] in ("100644", "100755")}


def as_text(node):
    return node.value if isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null" else None


def plain(node):
    """A document as lists, dicts and texts, each scalar as it is written; None where there is none."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    return [plain(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else as_text(node)


def document(git, commit, path):
    found = git.get(f"{commit}:{path}")
    return plain(yaml.compose(found[2].decode())) if found else None


def commit_of(git, oid, forges):
    found = git.get(oid)
    if found is None or found[1] != "commit" or found[0] != oid:
        return None
    head, _, message = found[2].partition(b"\n\n")
    lines = head.decode("utf-8", "replace").split("\n")
    email, seconds = re.fullmatch(r"committer .*<(.*?)> (-?\d+) \S+", next(l for l in lines if l.startswith("committer "))).groups()
    late = re.search(r"(?im)^\s*(?:[-*+] )?known-late\s*:\s*(\S.*\S)", message.decode("utf-8", "replace"))
    signed = any(line.startswith("gpgsig") for line in lines)
    return {"oid": oid, "parents": [l[7:] for l in lines if l.startswith("parent ")], "said": int(seconds),
            "late": late and late[1], "voucher": ("forge" if email.lower() in forges else "person") if signed else "nobody"}


def known_dates(chain, corrected):
    """Gives each commit the date at which it became known: see step 1."""
    said = [corrected.get(commit["oid"], commit["said"]) for commit in chain]
    latest, contradicts, run = -2**63, False, set()
    for date, commit in zip(said, chain):
        if not commit["late"]:
            latest = max(latest, date)
            contradicts |= date < latest - FAULT
    if contradicts:  # the longest run that never goes back, found from its end
        ends, after = [], {}
        for at in reversed(range(len(chain))):
            if chain[at]["late"]:
                continue
            length = sum(1 for end in ends if said[end] >= said[at])
            after[at] = ends[length - 1] if length else None
            ends[length:length + 1] = [at]
        at = ends[-1] if ends else None
        while at is not None:
            run.add(at)
            at = after[at]
    bound, following = list(said), None
    for at in reversed(range(len(chain) if contradicts else 0)):
        fixed = chain[at]["late"] or chain[at]["oid"] in corrected
        if at in run:
            following = said[at]
        elif following is not None and not fixed and said[at] > following + FAULT:
            bound[at] = following
    latest = -2**63
    for date, commit in zip(bound, chain):
        latest = commit["known"] = max(latest, date)


def mainline(git, tip):
    """The mainline that leads to a commit, oldest first, and what the manifest there says."""
    manifest = document(git, tip, "schema/registry.yml")
    if not manifest or "kinds" not in manifest:
        raise Unjudged("no schema/registry.yml at " + tip)
    zone = zoneinfo.ZoneInfo(manifest.get("timezone") or "UTC")
    second, corrected, chain, oid = manifest.get("mainline_second_parent") or [], {}, [], tip
    for name, text in (manifest.get("known_dates") or {}).items():
        moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
        corrected[name] = int((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp())
    forges = FORGES | {address.lower() for address in manifest.get("forges") or []}
    while oid:
        chain.append(commit_of(git, oid, forges))
        parents = chain[-1]["parents"]
        oid = parents[1] if oid in second and len(parents) > 1 else parents[0] if parents else None
    chain.reverse()
    known_dates(chain, corrected)
    return chain, manifest, zone


def day(text):
    """The first day of a date that may be a month or a year; None for what is no date."""
    found = DAY.fullmatch(text or "")
    try:
        return found and datetime.date(int(found[1]), int((found[2] or "-1")[1:]), int((found[3] or "-1")[1:]))
    except ValueError:
        return None


def mapping(text):
    """The fields of a version of a record, each with its node; None where it can't be read."""
    try:
        root = yaml.compose(text.decode())
        nodes = {key.value: value for key, value in root.value}
        return nodes if len(nodes) == len(root.value) else None
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, TypeError, ValueError):
        return None


def items(nodes, name):
    """The items of a list of maps that have a name, each as a map of nodes, with its line."""
    listed = nodes[name].value if isinstance(nodes.get(name), yaml.SequenceNode) else []
    maps = ((item, {key.value: value for key, value in item.value}) for item in listed if isinstance(item, yaml.MappingNode))
    return [(found, item.start_mark.line + 1) for item, found in maps if as_text(found.get("name"))]


def readings(name, lifecycle):
    """What the name of a phase may read as; the last reading always holds."""
    retired = {known["name"]: known for known in lifecycle.get("retired") or []}.get(name, {"reads": [{"as": name}]})
    reads = retired["reads"]
    return reads if not reads[-1].get("after") else [*reads, {"as": name}], retired.get("approximate") == "true"


def facts(nodes, lifecycle, shown):
    """What a version of a record states: {fact: (date, cohort, approximate, line)}, and the phases that it shows.
    `shown` dates a phase without a start, by its name and by which one of that name it is as listed."""
    rank = {phase["name"]: at for at, phase in enumerate(lifecycle["phases"])} if lifecycle else {}
    found, phases, counts = {}, [], {}
    dated = lambda node: (node.value, node.start_mark.line + 1) if day(as_text(node)) else None
    listed = [(*readings(item["name"].value, lifecycle), item, row) for item, row in items(nodes, "phases")] if lifecycle else []
    for reads, approximate, item, row in sorted(listed, key=lambda one: len(one[0]) > 1):  # what depends on others comes last
        start = dated(item.get("start"))
        approximate |= bool(as_text(item.get("start")) and not start) or as_text(item.get("approximate")) == "true"
        ranked = [read for read in reads if read["as"] != item["name"].value] or reads
        for read in reads:
            name, nth = read["as"], counts.get(read["as"], 0) + 1
            date = start or (shown(name, nth), row)
            order = (day(date[0]), max(rank.get(one["as"], len(rank)) for one in ranked))
            if not read.get("after") or any(one[0] < order and one[1] in read["after"] for one in phases):
                counts[name] = nth
                phases.append((order, name, nth, date, dated(item.get("end")), approximate))
                break
    phases.sort(key=lambda phase: phase[0])
    counts = {}
    for at, (_, name, _, start, end, approximate) in enumerate(phases):
        counts[name] = counts.get(name, 0) + 1
        left = end or (phases[at + 1][3] if at + 1 < len(phases) else None)
        for what, place in (("entered", start), ("left", left)):
            if place:
                found[f"{what}:{name}:{counts[name]}"] = (place[0], None, approximate, place[1])
    counts = {}
    events = [item for item, _ in items(nodes, "events") if dated(item.get("date"))]
    for item in sorted(events, key=lambda item: day(item["date"].value)):
        name, (date, row) = item["name"].value, dated(item["date"])
        counts[name] = counts.get(name, 0) + 1
        found[f"event:{name}:{counts[name]}"] = (date, int(item["cohort"].value) if "cohort" in item else None, False, row)
    return found, [(name, nth) for _, name, nth, *_ in phases]


class Register:
    """The register as it was known at a place of its mainline, read by the definitions of the last commit."""

    def __init__(self, git, chain, manifest, at, zone):
        self.git, self.chain, self.kinds, self.at, self.zone = git, chain, manifest["kinds"], at, zone
        self.read, self.lives = {}, {}
        self.places = {commit["oid"]: at for at, commit in enumerate(chain)}
        life = lambda kind: document(git, chain[-1]["oid"], f"schema/lifecycles/{kind['lifecycle']}.yml")
        self.lifecycles = {name: life(kind) if "lifecycle" in kind else None for name, kind in self.kinds.items()}

    def version(self, kind, path, at):
        """The fields of a file as known at a place, by its last version that can be read. None where it is not there."""
        while at >= 0 and (found := self.git.get(f"{self.chain[at]['oid']}:{path}")):
            if found[0] not in self.read:
                self.read[found[0]] = mapping(found[2])
            nodes = self.read[found[0]]
            if nodes and (not self.lifecycles[kind] or isinstance(nodes.get("phases"), yaml.SequenceNode)):
                return nodes
            at -= 1
        return None

    def paths(self, kind, path, at):
        """Where a record stands or stood, by its own word."""
        earlier = plain(self.version(kind, path, at).get("previous_ids")) or []
        return {path, *(f"{os.path.dirname(path)}/{name}.yml" for name in earlier)}

    def touched(self, after, at, paths):
        """The places after one, up to another, at which files were touched, the last one first."""
        start = f"^{self.chain[after]['oid']}" if after >= 0 else "--"
        args = [self.chain[at]["oid"], start, *(["--"] if after >= 0 else []), *paths]
        oids = self.git.run("log", "-m", "--first-parent", "--no-renames", "--format=%H", *args).decode().split()
        return sorted({self.places[oid] for oid in oids if oid in self.places}, reverse=True)

    def life(self, kind, path):
        """What a file stated from each place on at which it was touched: (place, facts, phases that it showed, since when)."""
        if (kind, path) in self.lives:
            return self.lives[kind, path]
        life = self.lives[kind, path] = []
        for place in reversed(self.touched(-1, self.at, [path])):
            nodes, before = self.version(kind, path, place), life[-1][2] if life else {}
            for earlier in self.paths(kind, path, place) - {path} if nodes and not life else ():
                before = next((one[2] for one in reversed(self.life(kind, earlier)) if one[0] <= place), before)
            today = datetime.datetime.fromtimestamp(self.chain[place]["known"], self.zone).date().isoformat()
            stated, phases = facts(nodes, self.lifecycles[kind], lambda *phase: before.get(phase, today)) if nodes else ({}, ())
            life.append((place, stated, {phase: before.get(phase, today) for phase in phases} if nodes else before))
        return life

    def said(self, kind, path, at):
        """What a file states as known at a place."""
        return next((one[1] for one in reversed(self.life(kind, path)) if one[0] <= at), {})

    def units(self, method, today):
        """The units of a method, by record and fact: (year, date, cohort, approximate)."""
        strange = set(method) - {"id", "label", "source", "counts", "when", "take", "where", "year_by", "cutoff", "note"}
        if strange:
            raise Unjudged(f"a method with {', '.join(sorted(strange))}")
        (what, names), = method["when"].items()
        what = {"enters": "entered", "leaves": "left"}.get(what, what)
        names, found = [names] if isinstance(names, str) else names, {}
        kind, folder = method["counts"], "registry/" + self.kinds[method["counts"]]["folder"]
        for path in self.git.files(self.chain[self.at]["oid"], folder):
            nodes = path.endswith(".yml") and self.version(kind, path, self.at)
            listed = lambda value: value if isinstance(value, list) else [value]
            if not nodes or any(not set(listed(wanted)) & set(listed(plain(nodes.get(field))))
                                for field, wanted in (method.get("where") or {}).items()):
                continue
            try:
                stated, _ = facts(nodes, self.lifecycles[kind], lambda *_: 1 / 0)
            except ZeroDivisionError:  # something in it is dated by its commit
                stated = self.said(kind, path, self.at)
            candidates = [(fact, *value) for fact, value in stated.items() if fact.split(":")[0] == what
                     and fact.split(":")[1] in names and (today is None or day(value[0]) <= today)]
            candidates.sort(key=lambda f: (day(f[1]), -len(f[1]), f[0].split(":")[1], int(f[0].split(":")[2])))
            taken = {"first": candidates[:1], "last": candidates[-1:], "every": candidates}[method["take"]]
            for fact, date, cohort, approximate, _ in taken:
                # A date known to the year only is up to no cutoff, one known to the month if the whole month is.
                last = date[5:] if len(date) > 7 else f"{date[5:]}-{calendar.monthrange(day(date).year, day(date).month)[1]}"
                early = "cutoff" in method and len(date) > 4 and last <= method["cutoff"]
                year = cohort if method.get("year_by", "cohort") == "cohort" and cohort else day(date).year - early
                found[f"{kind}/{os.path.basename(path)[:-4]}", fact] = year, date, cohort, approximate, path
        return found

    def established(self, unit, kind, fact, value, path):
        """Why a unit was not established as stated; None where it was."""
        since = self.places.get(unit["commit"], self.at + 1)
        if since > self.at:
            return "its commit is not on the mainline"
        paths = self.paths(kind, path, self.at) | {unit["path"]}
        has = lambda at, p: self.said(kind, p, at).get(fact, ())[:3] == value
        if not has(since, unit["path"]) or self.said(kind, unit["path"], since)[fact][3] != unit["line"]:
            return "the file does not say so at that line"
        if since and any(has(since - 1, other) for other in paths):
            return "it was known before"
        if not all(any(has(place, other) for other in paths) for place in self.touched(since, self.at, paths)):
            return "it was not known all the time since"
        commit = self.chain[since]
        known = datetime.datetime.fromtimestamp(commit["known"], datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        if unit["known_at"] != known or unit.get("voucher", commit["voucher"]) != commit["voucher"]:
            return "its commit is known since another date, or signed by someone else"
        return None if bool(unit.get("late")) == bool(commit["late"]) or "voucher" not in unit else "its commit comes late, or not"


def verify(path, repository=".", branch="HEAD"):
    """What is wrong with a statement: nothing, where it is confirmed."""
    def unique(pairs):
        if len(dict(pairs)) != len(pairs):
            raise Unjudged("a key that stands twice")
        return dict(pairs)

    with open(path, encoding="utf-8") as file:
        stated = json.load(file, object_pairs_hook=unique)
    if stated.get("format") != "greffe-statement" or stated.get("version") not in (1, 2):
        raise Unjudged("no statement of version 1 or 2")
    # Neither more keys nor fewer than the version has: nothing that this program would pass over.
    more = stated["version"] == 2
    keys = set("format version tool year commit today include_planned definitions indicators".split())
    unit = set("record fact effective commit known_at path line".split()) | ({"voucher"} if more else set())
    units = [u for i in stated["indicators"] for m in i["methods"] for u in m["records"]]
    if set(stated) != keys | ({"known_at", "vouched"} if more else set()) or any(set(u) - ({"late"} if more else set()) != unit for u in units):
        raise Unjudged("other keys than the version has")
    git, wrong = Git(repository), []
    tip = git.get(branch + "^{commit}") if re.fullmatch(r"[\w/.~^-]+", branch) else None
    if not tip:
        raise Unjudged("no such branch: " + branch)
    # 1. The history.
    named = {"commit": stated["commit"], "definitions.commit": stated["definitions"]["commit"]}
    whole, _, zone = mainline(git, tip[0])
    places = {commit["oid"]: at for at, commit in enumerate(whole)}
    wrong += [f"{name}: {oid} is not on the mainline of {branch}" for name, oid in named.items() if oid not in places]
    if wrong:
        return wrong
    top = max(named.values(), key=places.get)
    end = datetime.datetime.combine(day(stated["today"]) + datetime.timedelta(1), datetime.time(), zone).timestamp()
    later = sum(1 for commit in whole[places[stated["commit"]] + 1:] if commit["known"] < end)
    if later:
        print(f"Note: by now, {later} more commits answer for {stated['today']}.")
    chain, manifest, zone = mainline(git, top)
    places = {commit["oid"]: at for at, commit in enumerate(chain)}
    if stated["commit"] not in places:
        return [f"commit: {stated['commit']} is not on the mainline of {top}"]
    at = places[stated["commit"]]
    known = datetime.datetime.fromtimestamp(chain[at]["known"], datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if stated.get("known_at", known) != known:
        wrong.append(f"known_at: {known}")
    # 2. The definitions.
    folders = ["schema", "registry/" + manifest["kinds"]["indicator"]["folder"]]
    trees = lambda place: [(git.get(f"{chain[place]['oid']}:{folder}") or [None])[0] for folder in folders]
    since = len(chain) - 1
    while since and trees(since - 1) == trees(len(chain) - 1):
        since -= 1
    if chain[since]["oid"] != stated["definitions"]["commit"]:
        wrong.append(f"definitions.commit: {chain[since]['oid']}")
    files = {name: blob for folder in folders for name, blob in git.files(top, folder).items()}
    defined = [name for name in files if name.startswith(folders[1] + "/") and name.endswith(".yml")]
    if not defined:
        raise Unjudged("a register that leaves its indicators to the tool")
    digest = hashlib.sha256()
    for name, blob in sorted(files.items(), key=lambda file: file[0].encode()):
        content = git.get(blob)[2]
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    if digest.hexdigest() != stated["definitions"]["sha256"]:
        wrong.append(f"definitions.sha256: {digest.hexdigest()}")
    # 3. The figures.
    register, today, year = Register(git, chain, manifest, at, zone), day(stated["today"]), stated["year"]
    figures = {(i["id"], m["id"]): m for i in stated["indicators"] for m in i["methods"]}
    counted, codes = {}, {}
    for name in defined:
        indicator = document(git, top, name)
        codes[os.path.basename(name)[:-4]] = indicator["code"]
        for method in (method for method in indicator["methods"] if "share" not in method):
            units = register.units(method, None if stated["include_planned"] else today)
            years = {unit[0] for unit in units.values() if today.year - 30 <= unit[0] <= today.year + 3}
            first, last = (min(years), max(years)) if years else (1, 0)
            if covers := indicator.get("covers"):
                first, last = max(int(covers["from"]), 1900), min(int(covers.get("to") or today.year), today.year, 2199)
            units = {unit: value for unit, value in units.items() if value[0] == year}
            number = len(units) if units or first <= year <= last else None
            counted[os.path.basename(name)[:-4], method["id"]] = number, units
    if set(figures) != set(counted) or {i["id"]: i["code"] for i in stated["indicators"]} != codes:
        wrong.append("other indicators or methods than are defined")
    signed = {}
    for name in sorted(set(figures) & set(counted)):
        (number, units), figure = counted[name], figures[name]
        listed = {(unit["record"], unit["fact"]): unit for unit in figure["records"]}
        if figure["value"] != number or set(listed) != set(units) or len(figure["records"]) != len(units):
            wrong.append(f"{' '.join(name)}: {number}, made by {sorted(units)}")
        if figure["approximate"] != any(value[3] for value in units.values()):
            wrong.append(f"{' '.join(name)}: approximate")
        for key in sorted(set(listed) & set(units)):
            unit, (_, date, cohort, approximate, file) = listed[key], units[key]
            why = register.established(unit, key[0].split("/")[0], key[1], (date, cohort, approximate), file)
            if why or unit["effective"] != date:
                wrong.append(f"{' '.join(name)}: {' '.join(key)}: {why or date}")
            signed[key] = chain[places[unit["commit"]]]["voucher"] if not why else "nobody"
    vouched = {who: list(signed.values()).count(who) for who in ("forge", "person", "nobody")}
    if stated.get("vouched", vouched) != vouched:
        wrong.append(f"vouched: {vouched}")
    return wrong


if __name__ == "__main__":
    try:
        found = verify(*sys.argv[1:4])
    except (Unjudged, OSError, KeyError, TypeError, ValueError, AttributeError, subprocess.CalledProcessError, yaml.YAMLError) as error:
        print(f"Can't be judged: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(2)
    print(*found, "Confirmed" if not found else "Not confirmed", sep="\n")
    sys.exit(1 if found else 0)
