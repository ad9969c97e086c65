### The English catalogue. Each sentence has its twin in fr.ftl, with the same arguments. What
### the rules say is not here: each has its sentences at the end of its page, under docs/en/rules.

## Help

cli = Keeps a public register in git, validates it, and reads its history back.
cli-validate = Checks the records: every mistake, at its place, with the way to mend it.
cli-import = Brings an existing register over, with its history.
cli-import-beta-gouv = Brings the register of beta.gouv.fr over, commit for commit; a second time, only what is new.
cli-import-eig = Brings a site of the Entrepreneurs d’intérêt général over (lists in “_data”, or pages below “content”).
cli-import-all = Brings several registers over into one, by the date of their commits; without a source, all those that the register remembers.
arg-source = Clone of the register to bring over (a git repository, bare or not).
arg-into = Folder of the register to write: new, empty, or that of an earlier import.
arg-branch = Branch to bring over (else that of the source’s HEAD, or the only one it has).
arg-name = Name of the source in the commits brought over (else that of its folder).
arg-sources = Clones to bring over, each with its kind: beta-gouv=beta.gouv.fr.git eig=site-eig.git
arg-now = The server’s clock (RFC 3339), where the system’s is not kept.
arg-mainline_first_parent = Merge that is an ordinary one, though a warning names it (may be repeated): it is not named again.
arg-ours = Where the register and the source changed the same thing, keep what the register says (this is done without a word, too).
arg-theirs = Where the register and the source changed the same thing, take what the source says.
arg-mainline_second_parent = Merge to follow on its second parent (may be repeated): see the warning that names it.
arg-pseudonyms = Says nothing of persons but a pseudonym (the default; a pseudonym is not anonymity).
arg-names = Brings over the names of persons too.
arg-restart = Writes the register anew, out of all the sources that it remembers: its commits change their names.
arg-dry_run = Writes nothing, and tells what would be.
help-usage = Usage:
help-options = Options
help-arguments = Arguments
help-commands = Commands
help-command = COMMAND
arg-help = Prints this help.
arg-version = Prints the version.
arg-directory = Works in the folder DIR instead of the current one.
arg-lang = Language of the messages: fr or en (else the system’s, else French).
arg-color = Colours: auto (on a terminal), always, never.
arg-quiet = Prints the answer only, no note and no progress.
arg-format = Format of the answer: human (to be read) or json.
arg-today = Day from which a date is in the future (YYYY-MM-DD); else that of the commit that is read.
cli-validate-paths = Shows only what concerns these files or folders (all of the register is read all the same).
arg-staged = Checks what the next commit changes (the files given to “git add”), and what it breaks elsewhere.
arg-index = Checks all that the next commit will hold (the index), instead of the working tree.
arg-rev = Checks this commit, without touching the working tree.
arg-fail_on = Severity from which on the command fails: error, warning, advice or never (else error).

## Command line

cli-validate-format = Format: human, json, github, gitlab, sarif or junit; FORMAT=FILE writes it to a file. May be repeated.
two-formats = two formats can’t go to stdout together
two-formats-help = give one of them a file: --format sarif=report.sarif
unwritable-file = the file “{ $path }” can’t be written
stdout-lost = the answer was not written whole to standard output

usage-unknown-argument = there is no option “{ $argument }”
usage-unknown-command = there is no command “{ $name }”
usage-missing-command = a command is missing
usage-missing-argument = { $argument } is missing
usage-missing-value = the option { $argument } takes a value
usage-bad-value = “{ $value }” does not fit { $argument }
usage-value-not-in-list = “{ $value }” does not fit { $argument } (one of: { $valid })
usage-conflict = { $argument } does not go with { $other }
usage-twice = { $argument } is given twice
usage-other = this command line can’t be understood
usage-near = did you mean “{ $near }”?
usage-help = “greffe --help” shows the commands, “greffe COMMAND --help” their options.

## Frame of the answers

failure-line = Error: { $message }
cause-line = cause: { $cause }
help-line = help: { $help }
count-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
count-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
count-advice = { $count ->
    [one] { $count } piece of advice
   *[other] { $count } pieces of advice
}
count-records = { $count ->
    [one] { $count } record read
   *[other] { $count } records read
}
count-changed = { $count ->
    [0] no record in the next commit
    [one] { $count } record in the next commit
   *[other] { $count } records in the next commit
}
validate-staged-clean = { $records ->
    [0] Nothing to report on what the next commit changes.
    [one] Nothing to report: the record that the next commit changes is in order.
   *[other] Nothing to report: the { $records } records that the next commit changes are in order.
}
validate-clean = { $records ->
    [one] Nothing to report: the record is in order.
   *[other] Nothing to report: the { $records } records are in order.
}
findings-not-listed = … and { $count } more in “{ $path }”, counted but not listed
validate-summary = { $errors }, { $warnings }, { $advice } ({ $records }{ $set_aside }).

## Failures

no-repository = there is no git repository in “{ $path }” or above it
no-repository-help = go to the register’s folder, or name it with -C DIR.
no-register = there is no register in “{ $path }”: neither registry/ nor schema/registry.yml
no-register-index = there is no register in what is staged in “{ $path }”: neither registry/ nor schema/registry.yml
no-register-commit = there is no register in the commit { $commit } of “{ $path }”: neither registry/ nor schema/registry.yml
no-register-help = go to the register’s folder, or name it with -C DIR; “greffe init DIR” lays out a new one
no-register-help-below = one stands in { $folder }, but a register stands at the top of its repository: move registry/ and schema/ there
no-register-help-commit = name a commit that holds the register, or go to its folder (or name it with -C DIR)
foreign-repository = the repository “{ $path }” belongs to another user
foreign-repository-help = if you trust it, say so: git config --global --add safe.directory "{ $path }"
unreadable-repository = the repository “{ $path }” can’t be read
unsupported-repository = the repository “{ $path }” has a format that Greffe can’t read
unsupported-repository-help = SHA-256 hashes and “reftable” references are not supported: clone it into an ordinary repository.
failed-to-create-repository = the repository “{ $path }” can’t be created
shallow-clone = this clone is shallow: commits are missing, and its history would be false
shallow-clone-help = fetch all of the history with: git fetch --unshallow
unknown-revision = no commit answers to “{ $revision }”
unknown-revision-help = give a branch, a tag or the beginning of a commit’s hash; “git log” shows them.
unreadable-head = the current commit (HEAD) can’t be read
unreadable-branches = the branches of the repository can’t be read
unreadable-object = the git object { $object } can’t be read
unreadable-object-help = the repository is damaged, or this is a partial clone (--filter): “git fsck” says what is missing, a full clone mends it.
unreadable-file = the file “{ $path }” can’t be read
unreadable-index = git’s index can’t be read
split-index-help = it is split, which Greffe can’t read: make it whole with “git update-index --no-split-index”
sparse-index-help = it is sparse, which Greffe can’t read: make it whole with “git sparse-checkout reapply --no-sparse-index”
bare-repository = this repository has no working tree
bare-repository-help = name the commit to read, for example: --rev HEAD
detached-head = HEAD names no branch
detached-head-help = go to a branch first: git switch main
failed-to-write-git = git could not write
failed-to-write-yaml = the record can’t be written as YAML
path-outside = “{ $path }” is outside the repository
path-outside-help = name a file or folder of the register.
path-unknown = “{ $path }” is neither a record nor a folder of records
path-unknown-help = check the spelling of the path; the records are under registry/.

## Dates

date-year = { $year }
date-month = { $month } { $year }
date-day = { $day } { $month } { $year }
date-month-short = { $month } { $year }
date-day-short = { $day } { $month } { $year }
date-month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}
date-month-short-name = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[other] Dec
}
date-on = { $date_precision ->
    [day] on { $date }
   *[other] in { $date }
}

## Types

type-date = a date
type-list = a list
type-boolean = true or false
type-integer = a whole number
type-null = nothing
type-number = a number
type-map = a set of fields
type-text = a text
type-other = something else
type-or = { $one } or { $other }

## Errors of YAML

yaml-tab = a tab is used to indent (use spaces)
yaml-brackets = a bracket or brace is missing, or is one too many
yaml-quotes = quotes are not closed
yaml-escape = after a backslash, this character means nothing in double quotes
yaml-indentation = the indentation of this line does not match that of the lines around it
yaml-colon = this colon is out of place: one is missing after a field’s name, a value holds “: ” without quotes, or the line is badly indented
yaml-character = the character { $character } can’t begin a value without quotes
yaml-comment = a space is needed before “#”
yaml-complex-key = a field’s name can be neither a list nor a set of fields
yaml-other = it can’t be read from here on

## What several rules show

related-phase-before = the phase before, “{ $phase }”, is here

## History commands

cli-build = Brings the index of the history up to date (every question does so too, by itself).
cli-build-check = Reads the whole history anew and checks that every index equals it, table by table.
cli-indicators = Gives the seven indicators by year, as known on a date.
cli-history = Shows how a figure moved as the register came to know it.
cli-published = Puts each published actual beside what the register says of it, when it was published and today.
cli-published-format = Format of the answer: human (to be read), json, csv or markdown.
cli-published-indicator = Indicators to show, by identifier (produits-lances) or code (1.2); else all.
cli-why = Shows the records that make a figure, and the commit that established each.
cli-log = Tells the life of a record: its facts, their revisions, its names.
cli-log-fields = Shows all fields that change, free texts too.
cli-diff = Says what changed between two dates or commits, in the records and in the figures.
cli-diff-from = First moment: a day (YYYY-MM-DD, all of it, in the register’s time zone), an instant (RFC 3339) or a commit.
cli-diff-to = Second moment, given likewise; it may come before the first.
cli-diff-full = Also shows the facts that only are no longer approximate, and the free texts that change.
cli-diff-indicator = Shows only this indicator and the facts that it counts; may be repeated.
cli-diff-method = Way to count, by its identifier (else each indicator’s first one); shows only the facts that it counts.
cli-statement = Writes the figures of a year in a form that anyone can compute again.
cli-statement-year = The year of the figures
cli-verify = Computes a statement of figures again, and says in what it differs.
cli-verify-branch = Judge by the mainline of this branch, and not of HEAD
cli-verify-signatures = Have git verify the signatures of the commits that the figures rest on, with the keys that it has
cli-verify-file = The file that “greffe statement” wrote
arg-indicator = Indicator, by its identifier (produits-lances) or its code (1.2).
arg-year = Year of the figure.
cli-indicators-from = First year to show.
cli-indicators-to = Last year to show.
cli-indicators-format = Format of the answer: human (to be read), json, csv or markdown.
cli-indicators-every = Gives the figures as known at the end of each period: month, quarter or year, in the register’s time zone.
cli-indicators-pap = Lays the indicators out as the PAP of this year does, next to what the register yields.
cli-indicators-by = Groups the figures by the values of a field, or of a field of the records that it names (incubator, sponsors.type).
years-backwards = { $from } comes after { $to }
years-too-many = from { $from } to { $to }, there are { $count } years
years-too-many-help = ask for { $limit } years at most: --from 2015 --to 2020
every-too-many = the commits of the register reach over { $count } such periods
every-too-many-help = { $limit } can be shown at most: choose a longer period (--every year), or an earlier moment (--as-of)
years-backwards-help = give the earlier year first: --from 2015 --to 2020
arg-method = Way to count, by its identifier (else the indicator’s first one).
arg-as_of = As known on this day (YYYY-MM-DD, all of it, in the register’s time zone), at this instant (RFC 3339) or at this commit.
arg-include_planned = Counts what is only planned too.
arg-validate = Checks the register first, and stops if it holds errors.
arg-record = Record, by kind and identifier (startup/pix), by identifier alone, present or past, or by file.

no-commit = the repository has no commit yet
no-commit-help = history is read from commits: make one first.
off-mainline = the commit “{ $revision }” is not in the history of the current branch
off-mainline-help = give a commit that “git log” shows on this branch, or a date.
no-such-day = there is no day “{ $text }”
no-such-day-help = write YYYY-MM-DD, for example 2022-01-31.
unusable-indicator = note: the definition { $path } can’t be used (“greffe validate” says why).
index-not-kept = note: the index could not be kept in { $path } ({ $cause }); the answer does not depend on it.
foxtrot =
    note: the merge { $merge } may hide the main branch behind its second parent, { $second } ({ $count ->
        [one] { $count } commit is
       *[other] { $count } commits are
    } behind it). If the main branch went that way, add { $merge } to “mainline_second_parent” in schema/registry.yml.
clock-ahead = note: the commit { $commit } says that it was made at { $said }, long after the commits that follow it: its clock was wrong. It counts as known on { $known }. If you know better, write the true date under “known_dates” in schema/{ $file }.
clock-behind = note: the commit { $commit } says that it was made at { $said }, long before a commit that precedes it: one of the two clocks was wrong. It counts as known on { $known }. If you know which one, write the true date of that commit under “known_dates” in schema/{ $file }.
clock-ahead-more = { $count ->
    [one] note: { $count } more commit has a wrong clock (“greffe export” lists it).
   *[other] note: { $count } more commits have a wrong clock (“greffe export” lists them).
}
known-late = said late: { $reason }
second-parent-unfollowed =
    note: { $merge }, which “mainline_second_parent” names in schema/{ $file }, is no merge of the main branch. Remove or correct it.
index-removed = note: the index { $path } was damaged; it was removed, and is built again when a change is next compared with its base.
index-mended = note: the index { $path } was damaged; it was built again, and the answer does not depend on it.
statement-before-all = no commit was known at that time
statement-before-all-help = give a later date, or a commit.
no-statement = the file “{ $path }” is no statement of figures
no-statement-help = give a file that “greffe statement YEAR” wrote.
statement-too-large = “{ $path }” is larger than any statement ({ $limit } MiB)
verify-confirmed =
    Confirmed: the repository gives the figures of { $year } in { $path }, as known at the commit { $commit } of { $day }, counting { $plans ->
        [yes] also what is planned after { $today }
       *[no] what had taken effect by { $today }
    }, by the definitions of the commit { $definitions }.
verify-vouched =
    Of the { $count } units that make them, { $forge } rest on a commit that a forge signed, { $person } on one that a person signed, { $nobody } on one that nobody signed.
verify-not-verified = Signed, not verified: “greffe verify --signatures” has git verify the signatures, where it has the keys.
verify-signatures = Of the commits that they rest on: { $told }.
verify-signature-bad = The commit { $commit } is not what was signed, or its key was revoked.
verify-late = The commit { $commit } came long after its date: “{ $reason }”.
verify-today-later = The statement is as of { $today }, although its commit was known on { $day }: what took effect between the two counts, as planned on that day.
verify-today-earlier = The statement is as of { $today }, although its commit became known later, on { $day }: what took effect between the two does not count.
verify-answered-alike =
    By now, { $count ->
        [one] one more commit answers
       *[other] { $count } more commits answer
    } for { $today }, and the figures come out the same from the last one, { $commit }.
verify-answered-otherwise =
    Careful: by now, { $count ->
        [one] one more commit answers
       *[other] { $count } more commits answer
    } for { $today }, and the last one, { $commit }, gives other figures than the one that is stated:
verify-off-merged = The commit { $commit } is not on the mainline: it came on a side branch, with the merge { $merge }. When something became known, only the mainline says.
verify-off-branch = The commit { $commit } is not on the mainline, but on the branch “{ $branch }”, which is not merged: nobody has accepted what it says. “--branch { $branch }” judges by that branch.
verify-off-tag = The commit { $commit } is not on the mainline: only the tag “{ $tag }” leads to it. Whoever can make a tag could state anything.
verify-off-dropped = The commit { $commit } is not on the mainline any more: it was amended, rebased or dropped, and the register was rewritten since.
verify-off-names = { $commit } is no commit, but a tag of the commit { $named }: a statement names the commit itself.
verify-off-gone = The commit { $commit } is not in this repository: the register was rewritten since, or this clone is behind (“git fetch” brings what is missing).
verify-not-here = The mainline has no commit that was known at that time: there is nothing to compare the figures with.
verify-same-figures = The same figures come out of what stands on the mainline now, at the commit { $commit } of { $day }.
verify-other-figures = Other figures come out of what stands on the mainline now, at the commit { $commit } of { $day }:
verify-off-mainline = Not confirmed: { $path } does not rest on the mainline. A new statement can be made from it.
no-such-branch = there is no branch “{ $branch }”
no-such-branch-help = give one of { $known }, or of a remote repository (origin/main).
verify-refuted = { $count ->
    [one] Not confirmed: { $path } differs in one point from what the repository gives.
   *[other] Not confirmed: { $path } differs in { $count } points from what the repository gives.
}
verify-field = “{ $field }”: { $stated } is stated, the repository gives { $computed }.
verify-value = { $indicator } ({ $method }): { $stated } is stated, the repository gives { $computed }.
verify-not-counted = { $indicator } ({ $method }): { $record } is stated so, and the repository does not count it so.
verify-not-stated = { $indicator } ({ $method }): the repository counts { $record }, which is not stated so.
verify-unknown-figure = { $indicator } ({ $method }) is stated, and the repository does not define that figure.
verify-missing-figure = { $indicator } ({ $method }) is not stated, and the repository defines that figure.
verify-otherwise = The figures are the same, but the statement is written otherwise: an order, a code, or a line that stands twice.
file-not-written = “{ $path }” can’t be written
folder-is-file = “{ $path }” is a file, not a folder
folder-is-file-help = give the name of a folder.
folder-link = “{ $path }” is, or lies behind, a symbolic link: nothing is written through one
folder-link-help = name the folder that it leads to, or remove the link.
index-not-written = the index can’t be written to “{ $path }”
unknown-indicator = there is no indicator “{ $name }”
unknown-indicator-help = one of: { $known }.
unknown-method = “{ $indicator }” is not counted by “{ $name }”
unknown-method-of-any = no indicator is counted by “{ $name }”
unknown-method-help = one of: { $known }.
unknown-record = no record ever bore the name “{ $name }”
unknown-record-help = check the spelling, or name the kind: startup/pix.
count-commits = { $count ->
    [one] { $count } commit
   *[other] { $count } commits
}
count-known-records = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
count-facts = { $count ->
    [one] { $count } fact
   *[other] { $count } facts, revisions included
}
build-counts = { $commits }, { $records }, { $facts }
build-done = Index brought up to date: { $counts }.
build-fresh = Index up to date already: { $counts }.
build-check-same = The index equals a history read anew.
build-check-differs = The index differs from a history read anew ({ $tables }): delete { $path }, the next question rebuilds it.
validate-no-error = { $records ->
    [one] Register without error ({ $records } record).
   *[other] Register without error ({ $records } records).
}
validate-refused = The register holds { $errors }: no figures are given.
figures-indicator = Indicator
figures-published = published
figures-unknown = n/a
figures-unknown-legend = n/a: the register can’t know it.
figures-approximate-legend = ≈: rests in part on a phase name of the past, or on a date that can’t be read or is not certain.
figures-share = { $percent }% ({ $part }/{ $whole })
figures-share-of-nothing = – (0/0)
every-known = Known on
every-which-year = the figures of which year?
every-which-year-help = add --year YEAR, or ask for all years with --format csv or --format json.
by-none = (none)
by-total = total
by-several = { $count ->
    [one] { $count } record stands in several groups: the groups add up to more than the total.
   *[other] { $count } records stand in several groups: the groups add up to more than the total.
}
by-nothing = No record counts in these years.
by-left-out = note: left out, because the records that they count have no field “{ $field }”: { $indicators }.
by-unknown = figures can’t be grouped by “{ $field }”
by-unknown-help = one of: { $known }.
fiche-actual = actual
fiche-forecast = forecast
fiche-updated = updated forecast
fiche-target = target
fiche-latest = actual, as published
fiche-register = register
fiche-gap = gap
fiche-left-out = An actual that was published later counts by another method: it is left out.
fiche-no-pap = the register has no PAP of { $year }
fiche-no-pap-help = it has those of: { $years }.
fiche-no-pap-at-all = write its figures in registry/publications/.
indicator-title = { $code } { $label } — { $method }
moment = On { $day } (commit { $commit }), { $planned }.
moment-before-all = On that date the register did not exist yet.
planned-included = plans included
planned-excluded = plans left out
history-step = { $year }: { $from } → { $to }
history-empty = No move.
history-uncounted = “{ $indicator }” by “{ $method }” is { $measure ->
   *[share] a share
}, which does not move by units
history-uncounted-help = follow it from month to month: greffe indicators --every month --indicator { $indicator } --method { $method } --year YEAR
cause-added = { $record }: { $after } (new)
cause-came-true = { $record }: { $after } (long planned, that day has come)
cause-withdrawn = { $record }: { $before } (withdrawn)
cause-revised = { $record }: { $before } → { $after } (date revised)
cause-cohort = { $record }: { $after } (budget year: { $from } → { $to })
cause-cohort-set = { $record }: { $after } (budget year now said: { $to })
cause-cohort-dropped = { $record }: { $after } (budget year no longer said: { $from })
cause-reworded = { $record }: { $after } (same date, said otherwise)
cause-reclassified-in = { $record }: { $after } (reclassified)
cause-reclassified-out = { $record }: { $before } (reclassified)
cause-reclassified = { $record }: { $before } → { $after } (reclassified)
cause-not-yet = { $record }: { $before } (planned, that day had not come yet)
reason-more = + { $cause }
reason-less = - { $cause }
reason-same = ~ { $cause }
line-of-commit = { $line } — { $day }, commit { $commit }
diff-uncounted = note: { $measure ->
   *[share] percentages
} do not move by units, and are not compared: { $methods }.
diff-from = From: { $moment }
diff-to = To: { $moment }
diff-moment = { $day } (commit { $commit })
diff-moment-before-all = { $day } (the register did not exist yet)
diff-figures = { $count ->
    [0] Figures ({ $planned }): none changes.
    [one] Figures ({ $planned }): { $count } changes.
   *[other] Figures ({ $planned }): { $count } change.
}
diff-unmarked = { $facts ->
    [one] One fact is only no longer approximate
   *[other] { $facts } facts are only no longer approximate
}{ $records ->
    [0] {""}
    [one] {" "}(and one record changes in nothing else)
   *[other] {" "}(and { $records } records change in nothing else)
}: --full lists them.
diff-records = { $count ->
    [0] Records: none changes.
    [one] Records: { $count } changes.
   *[other] Records: { $count } change.
}
diff-not-yet = record not created yet: { $path }
diff-renamed = record renamed: { $before } → { $after }
diff-renamed-guess = record probably renamed (same life): { $before } → { $after }
published-year = Year
published-document = Document (published)
published-document-dated = { $name } ({ $date })
published-document-undated = { $name } (no date)
published-stated = Published figure
published-then = Register at that time
published-gap-then = Gap then
published-now = Register today
published-gap = Gap today
published-absent = —
published-since = { $year }, since “{ $document }” was published: { $from } → { $to }
published-none = No published actual to compare.
published-gap-legend = Gap: the register’s figure minus the published one. Today: the day of the last commit, given above.
published-imprecise-legend = Where the date of publication is known to the year or month only, “at that time” means the last day of that period.
published-undated-legend = No date: the date of publication is missing, the comparison is with today only.
published-absent-legend = —: when it was published, the register did not exist yet; “greffe why INDICATOR YEAR” gives the records that it counts today.
unusable-publication = note: the publication { $path } can’t be used (“greffe validate” says why).
published-unknown-indicator = note: “{ $name }” gives figures of “{ $indicator }”, which the register does not define.
published-uncounted = note: “{ $name }” gives “{ $indicator }” by “{ $method }”, { $measure ->
   *[share] a percentage
}: it is not compared.
published-unknown-method = note: “{ $name }” counts “{ $indicator }” by “{ $method }”, which the register does not define.
why-record = Record
why-name = Name
why-date = Date
why-known = Known since
why-commit = Commit
why-place = At the line
why-cohort = { $date }, counted in { $cohort }
why-by-commit = { $date } (day of the commit)
why-vouched = Resting on a signed commit: { $signed ->
    [0] none of { $units }.
   *[other] { $signed } of { $units } ({ $forge } by a forge, { $person } by a person; signed, not verified: “greffe doctor --signatures”).
}
why-moved = A record that was renamed or moved since is cited where it stood then: “git show COMMIT:FILE” shows it there.
why-restated = { $record }: written “{ $before }” at first, “{ $now }” since { $day } (commit { $commit }), { $place }
why-unknown = { $year }: the register can’t know it.
why-value = { $year }: { $figure }.
why-numerator = Numerator
why-in-numerator = yes
why-not-in-numerator = no
log-title = { $record } — { $name }
log-title-unnamed = { $record }
log-others = note: this name was also borne by { $others }.
log-created = record created: { $path }
log-renamed = record renamed, as it says itself: { $path }
log-renamed-same-file = record renamed, the file being the same: { $path }
log-renamed-guess = record probably renamed (same life): { $path }
log-deleted = record deleted: { $path }
log-returned = record returned: { $path }
log-unreadable = record unreadable, the version before stands: { $path }
log-no-lifecycle = record without phases, the version before stands: { $path }
log-not-regular = the record is no longer a file, the version before stands: { $path }
log-readable = record readable again: { $path }
log-id-taken = another file bears this identifier too: { $path }
log-id-alone = that file bears this identifier no more: { $path }
fact-entered = entry into { $name }
fact-left = exit from { $name }
fact-event = event { $name }
fact-date = { $date }
fact-date-by-commit = { $date } (day of the commit)
fact-date-by-commit-approximate = { $date } (day of the commit, approximate)
fact-date-approximate = { $date } (approximate)
fact-added = + { $what }: { $date }
fact-revised = ~ { $what }: { $before } → { $after }
fact-reworded = ~ { $what }: { $date } (same date, said otherwise)
fact-withdrawn = - { $what }: { $date }
field-set = + { $field }: { $after }
field-dropped = - { $field }: { $before }
field-revised = ~ { $field }: { $before } → { $after }
field-items = ~ { $field }: { $items }

## Validation

cli-validate-baseline = Shows only what this commit did not have already.
nothing-set-aside = { "" }
count-set-aside = { $count ->
    [one] { "; " }{ $count } more is set aside
   *[other] { "; " }{ $count } more are set aside
}

## Git hooks

cli-hooks = Installs, removes or shows the git hooks that check the register.
cli-hooks-install = Installs the hooks: before each commit and each push (on a server, at each reception).
cli-hooks-uninstall = Removes Greffe’s hooks, and no others.
cli-hooks-status = Says for each hook whether it is installed.
unreadable-config = git’s configuration can’t be read
hook-installed = { $name }: installed ({ $path })
hook-absent = { $name }: absent
hook-outdated = { $name }: of another version ({ $path }); “greffe hooks install” updates it
hook-foreign = { $name }: another hook is in place ({ $path })
hook-removed = { $name }: removed
hook-kept = { $name }: left in place, it is not Greffe’s ({ $path })
foreign-hook = a hook “{ $name }” is there already: { $path }
foreign-hook-help = it was not touched; add this line to it yourself: { $line }
hook-link = “{ $path }” is a symbolic link: no hook is written through one
hook-link-help = remove the link; where hooks are kept in another folder, tell git so: git config core.hooksPath FOLDER
unwritable-hook = the hook “{ $path }” can’t be written

## Import

import-done = { $commits ->
    [one] { $commits } commit brought over into “{ $into }”.
   *[other] { $commits } commits brought over into “{ $into }”.
}
import-would = { $commits ->
    [one] Nothing was written: { $commits } commit would be brought over into “{ $into }”.
   *[other] Nothing was written: { $commits } commits would be brought over into “{ $into }”.
}
import-replaced = The register was written anew. To keep what it was before: git branch before { $commit }
import-records = Records in the register:
import-records-line = { $kind }
import-records-stand-ins = { $kind } ({ $count } of them laid by the import, for lack of a page in the source)
import-kind-startup = startups
import-kind-incubator = incubators
import-kind-organisation = organisations
import-kind-intrapreneur = intrapreneurs
import-kind-promotion = promotions
import-kind-defi = challenges
import-kind-eig = EIG (one record for each person and promotion)
import-kind-component = components
import-source = Source { $name } ({ $kind }):
import-read = commits read: { $count }
import-commits = commits written: { $count }
import-unchanged = commits that touch records and change nothing in the register, left out: { $count }
import-late = commits laid after later ones of other sources, since this source came late (Known-Late says so): { $count }
import-skipped = commits passed over, since they touch no record: { $count }
import-versions = Versions of records read:
import-deletions = Deletions brought over:
import-other-folders = Folders that were not looked into:
import-foxtrot = note: { $name } seems to have lost its mainline in the merge { $merge }: { $hidden } commits are behind its second parent, { $second }. To follow them: --mainline-second-parent { $merge } (with --restart, if the register is there already). If it is an ordinary merge: --mainline-first-parent { $merge }
import-nothing-new = Nothing new: “{ $into }” stays as it is.
import-nothing = Nothing to bring over: no commit touches a record that can be brought over.
import-written = Written otherwise, without changing what is said:
import-left-out = Left out:
import-corrected = Corrections of the register that stand, since the source did not change what they are about:
import-corrected-line = { $record }: { $what }
import-disputed = Changed in the register and in the source, each in its own way:
import-disputed-line = { $record }, { $what }: “{ $register }” in the register, “{ $source }” in the source ({ $commit }); { $kept }
import-disputed-gone = { $record }: corrected in the register, deleted in the source ({ $commit }); { $kept }
import-disputed-back = { $record }: removed from the register, changed in the source ({ $commit }); { $kept }
import-kept-register = the register’s stands (--theirs takes the source’s)
import-kept-source = the source’s was taken
import-suspects = Records that may be the same under another name. Where they are, paste the line below “renames:” in registry/sources.yml, commit, and import again (with --restart, the past follows too):
import-alike-name = near name
import-alike-address = same address
import-alike-mission = same mission
import-alike-sponsors = same sponsors
import-alike-phases = same phases
import-unread = Versions that can’t be read (the record’s last readable version stands):
import-other-files = Files that are no records:
import-count = { $what } (for example { $examples })
import-unread-line = { $place }: { $why }
import-next-published = What next? “greffe -C { $into } published” compares the figures with what was published.
import-next-validate = “greffe -C { $into } validate” says what there is to mend in the records.
import-next-again = “greffe import all --into { $into }” will bring over what the sources have new, some other day.
import-note-file-name = file names brought to an identifier (the spelling before goes to “previous_ids”)
import-note-twin = identifiers that another file has already, numbered
import-note-title = field “title” renamed “name”
import-note-reference = references brought to an identifier
import-note-redirect = addresses of “redirect_from” moved to “previous_ids”
import-note-duplicate-key = fields written twice (the last value counts)
import-note-number = numbers or truth values written as text
import-note-text = texts written as a number or a truth value
import-note-list = single values written as a list
import-note-prose = versions whose prose, after the fields, is not brought over
import-note-empty = empty values
import-note-unfit = field “{ $field }”, in a shape that can’t be brought over
import-note-unknown-field = field “{ $field }”, which the schema does not know
import-note-renamed-reference = references to a record that was renamed, brought to its new name
import-note-in-full = organisations written in full, made a reference (and a record, for lack of a page)
import-note-joined-event = events split in two, made one again
import-note-funding = fundings by FAST, from the round that the page names or from an event “fast”
import-note-moved = fields moved: { $what }
import-note-status = statuses read as a phase: { $what }
import-note-spelling = spelling brought to that of the list, field “{ $field }”
import-note-date = dates spelt otherwise, field “{ $field }”
import-note-url = addresses completed with “https://”, field “{ $field }”
import-note-unsaid = field “{ $field }”, which the source leaves unsaid: filled with words that say so
import-note-round-year = rounds without a page, dated by the first commit that names them: { $what }
import-note-promotion-year = dates that are only a promotion’s year, marked so: { $what }
import-note-discreet = commits whose subject or author named a person whose record they change: the name is left out (--names keeps it)
import-note-previous-taken = previous identifiers that another record has
import-note-not-intrapreneur = versions of members who are no intrapreneurs
import-note-no-longer-intrapreneur = members who are no longer intrapreneurs (their record stands as it was)
import-note-not-participant = persons who are no EIG (mentors, coaches, agents)
import-note-no-promotion = persons and challenges without a promotion that could be told
import-note-not-in-challenge = persons said to be EIG whom the lists of the challenges don’t name
import-note-untold-funding = amounts by FAST whose round and year the source does not say
import-note-personal = personal data: field “{ $field }”
import-note-unknown-status = unknown statuses: { $what }
import-note-dangling = references to a record that is not there ({ $kind })
import-note-incomplete = items that lack “{ $field }”
import-note-again = items written twice, field “{ $field }”
import-note-refused = values that the schema refuses, field “{ $field }”
import-no-phase = Neither “phases” nor “status” gives a phase.
import-no-mission = No mission has a date.
import-no-fit = What it says can’t be brought within the schema.
import-no-front-matter = There are no fields between two lines “---” at the beginning of the file.
import-not-a-mapping = What stands between the two lines “---” is not a set of fields.
import-no-id = The file’s name gives no identifier.
import-no-source = there is no git repository in “{ $path }”
import-no-source-help = first clone the register to bring over: git clone --bare ADDRESS FOLDER
import-bad-name = “{ $name }” can’t serve as the source’s name
import-bad-name-help = give a name without spaces, for example: --name betagouv
import-no-commit = the source has no commit
import-no-commit-help = check that the clone is complete: git fetch
import-which-branch = the source has several branches, and its HEAD names none of them
import-which-branch-help = choose one with --branch: { $branches }
import-occupied = “{ $path }” already holds something else
import-occupied-help = give a new or empty folder, or that of an earlier import.
import-dirty = the register “{ $path }” has changes that are in no commit
import-dirty-help = commit or undo them, then start again.
import-not-an-import = the repository “{ $path }” does not come from an import (it has no registry/sources.yml)
import-not-an-import-help = give another folder.
import-lost = the last commit brought over from { $name } ({ $commit }) is no longer on its mainline
import-lost-help = its history was rewritten, or this is not the right branch (--branch) or name (--name); --restart writes the register anew from what the sources hold today.
import-in-the-way = the file “{ $path }” is not known to git, and would be overwritten
import-in-the-way-help = move or delete it, then start again.
import-no-kind = “{ $source }” does not say what source it is
import-no-kind-help = write its kind, beta-gouv or eig, then “=” and its folder: eig=site-eig.git; with a name of its own: eig=NAME=site-eig.git; of one that the register knows already, the name alone: NAME=site-eig.git
import-which-source = there is no source to bring over
import-which-source-help = give them: greffe import all beta-gouv=FOLDER eig=FOLDER --into REGISTER
import-same-name = two sources are called “{ $name }”
import-same-name-help = give one of them a name: eig=NAME=FOLDER
import-other-kind = the register knows { $name } as a source of kind { $kind }
import-other-kind-help = use that command, or give this source another name (--name).
import-other-people = the persons of { $name } came over the other way until now (with their names, or under pseudonyms)
import-other-people-help = --restart writes the register anew; copies of it that others have still say what it said.
import-where = where the source “{ $name }” lies is not known here
import-where-help = give it too: greffe import all { $kind }=FOLDER … --restart --into REGISTER (the folder’s name must be { $name })
import-no-merge = { $merge } is no merge of the mainline of { $name }
import-no-merge-help = give the merge that the warning named, as --mainline-second-parent.
import-own-commits = the register “{ $path }” has commits of its own, which writing it anew would lose (for example { $commit })
import-own-commits-help = import into a new folder, then bring those commits over: git cherry-pick.
import-older = commit { $commit } of { $name } ({ $at }) is older than what the register already says of { $other } ({ $latest }), and both sources speak of { $record }: the order between them matters
import-older-help = a register tells its history in order: --restart writes it anew, with all the sources that it remembers and this one (the names of its commits change).
import-bad-sources = the file { $path } can’t be read as a list of sources
import-bad-sources-help = put it back as an import left it: git log -- registry/sources.yml
failed-to-write-file = the file “{ $path }” can’t be written

## Rules

cli-rules = Lists the rules.
cli-rule = Explains a rule: what it refuses, why, an example, how to mend it.
arg-code = Code (S002) or name (unknown-field) of the rule.
rules-code = Code
rules-name = Name
rules-severity = Severity
rules-summary = What it refuses
severity-error = error
severity-warning = warning
severity-advice = advice
unknown-rule = there is no rule “{ $name }”
unknown-rule-help = “greffe rules” lists them.

## Changes that are judged

without-date = without a date
related-before = before the change
correction-help = if it is a mistake, put back what was there; if it corrects what was known, say why in the message of the commit that does it, on a line of its own: Correction: REASON
correction-empty = commit { $commit } says “{ $written }”, and no reason follows. Say there what was wrong and how you know it (git commit --amend): Correction: REASON
correction-placeholder = commit { $commit } says “{ $written }”, which stands in the place of a reason and gives none. Say there what was wrong and how you know it (git commit --amend): Correction: REASON
correction-elsewhere = the reason of commit { $commit } (“{ $reason }”) covers what that commit itself changes, and not this. Give one to the commit that makes this change (git commit --amend, git rebase), or put back what was there and change it again in a commit whose message says why, on a line of its own: Correction: REASON
nothing-in-common = “{ $base }” and this commit have nothing in common
nothing-in-common-help = name the branch that the change is for; in a partial clone, fetch it whole: git fetch --unshallow
arg-base = Judges the change too: what it removes from the past, and the published figures that it moves, since this commit (more exactly, since the last one that both have in common).
history-correction = correction: { $reason }

## Review

cli-review = Says what a change does: to the records, to the figures, to what was published.
cli-review-base = Branch or commit that the change is for; what counts is what differs since the last commit that both have in common.
arg-head = Last commit of the change (else the working tree).
cli-review-format = Format: human, json, or markdown (for a comment, never longer than 65,536 characters).
arg-full = Lists everything, however long.
review-title = What this change does
review-head = From { $base } to { $head } ({ $commits })
review-head-index = From { $base } to the index
review-head-worktree = From { $base } to the working tree
review-records = { $count ->
    [0] No record touched
    [one] { $count } record touched
   *[other] { $count } records touched
}
review-counts = { $records }: { $told }
review-count-changed = { $count } changed
review-count-added = { $count } added
review-count-returned = { $count } returned
review-count-renamed = { $count } renamed
review-count-merged = { $count } merged into another
review-count-deleted = { $count } deleted
review-record = { $record }: { $line }
review-joint = { ": " }
review-of-records = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
review-several = { $line } ({ $records })
review-and-more = { $shown } and { $count ->
    [one] { $count } more
   *[other] { $count } more
}
review-more-lines = { $count ->
    [one] … and { $count } more (greffe review --full)
   *[other] … and { $count } more (greffe review --full)
}
review-definition = definitions changed: { $path }
review-and = { $first }; { $next }
review-added = added
review-added-bare = added
review-added-life = { $first }: { $life }
review-returned = back after a deletion
review-renamed = renamed, was { $old }
review-renamed-guess = seems renamed (same life), was { $old }
review-deleted = deleted (in { $phase } since { $date })
review-deleted-bare = deleted
review-merged = turned out to be { $into }, which goes on for both
review-unreadable = can’t be read
review-fields = other fields: { $fields }
review-words = only comments or layout
review-entered = { $from } → { $name } { $when }
review-entered-first = { $name } { $when }
review-ended = end of { $name } { $when }
review-event = event { $name } { $when }
review-event-cohort = event { $name } { $when } (counts in { $cohort })
review-redated = { $name } re-dated { $before } → { $after }
review-end-redated = end of { $name } re-dated { $before } → { $after }
review-recounted = { $name } counts in another year: { $before } → { $after }
review-removed = { $name } removed ({ $date })
on-commit = on the day of the commit
planned-for = { $date } (planned)
review-figures = { $count ->
    [0] No figure moves
    [one] { $count } figure moves
   *[other] { $count } figures move
}
review-figure = { $title } – { $step }
review-redefined = { $line } (defined otherwise)
review-indicator = { $code } { $label }
review-same-figure = { $count ->
    [one] { $count } figure stays the same, made of other records or dates (--format json)
   *[other] { $count } figures stay the same, made of other records or dates (--format json)
}
review-published = { $count ->
    [one] { $count } published figure touched
   *[other] { $count } published figures touched
}
review-published-title = Published figures touched
review-not-corrected = No commit of the change says why: each that changes the past takes a line “Correction: REASON” in its message.
review-correction = Correction of { $covers } ({ $commit }): { $reason }
review-correction-of-nothing = Correction that covers nothing here ({ $commit }): { $reason }
review-correction-refused = No reason ({ $commit }): “{ $written }”
review-corrections-title = Reasons, and what each covers
review-not-covered = { $line } No reason covers it.
review-past = { $count ->
    [one] { $count } change of the past that no reason covers
   *[other] { $count } changes of the past that no reason covers
}
review-past-records = { $rule }: { $records }
review-past-title = Changes of the past that no reason covers
review-loosened = { $count ->
    [one] { $count } rule loosened: this change is judged by the one from before it
   *[other] { $count } rules loosened: this change is judged by the ones from before it
}
review-loosened-covered = { $count ->
    [one] { $count } rule loosened, with a reason: this change is judged by the looser one
   *[other] { $count } rules loosened, with a reason: this change is judged by the looser ones
}
review-loosened-count = { $count ->
    [one] { $count } rule loosened
   *[other] { $count } rules loosened
}
review-loosened-title = Rules loosened: this change is judged by the ones from before it
review-loosened-covered-title = Rules loosened, with a reason: this change is judged by the looser ones
review-loosened-waiver = waiver of { $rule } for { $record } until { $until }
review-loosened-severity = severity of { $rule } lowered: { $before } → { $after }
review-loosened-off = { $rule } switched off
review-loosened-definition = looser: { $path }
review-silences = { $count ->
    [0] { $how }; silences nothing today
    [one] { $how }; silences { $count } finding
   *[other] { $how }; silences { $count } findings
}
review-new = New findings: { $counts }
review-mended = Findings mended: { $counts }
review-new-title = New findings
review-mended-title = Findings mended
review-finding = { $place } – { $message }
review-rule = { $rule } { $line }
review-rule-several = { $rule } (× { $count }) { $line }
review-cut = This review is cut: a comment can’t be longer. “greffe review --full” says the rest.
review-column-indicator = Indicator
review-column-year = Year
review-column-before = Before
review-column-after = After
review-column-records = Records

## Pushes

cli-hooks-run = Does the work of a hook, as git calls it.
arg-hook = Hook: pre-receive.
unreadable-push = what git says of the push can’t be read
judged-before = by the rules from before this change, which loosens them: bring the looser rules first, by themselves
shadow-refused = the tag { $tag } has the name of the branch { $branch }: git would take the one for the other
shadow-coming-help = give the tag another name
shadow-refused-help = delete the tag on the server: git update-ref -d { $tag }
unborn-head = this server’s HEAD names { $head }, which has no commit: { $branch } would not be protected
unborn-head-help = on the server, say which branch is the one that is known: git symbolic-ref HEAD refs/heads/{ $branch }
hooks-unborn-head = HEAD names { $head }, which has no commit: pushes are refused until it names the branch that people push to: git symbolic-ref HEAD refs/heads/{ $branch }
ambiguous-revision = “{ $revision }” is a branch and a tag
ambiguous-revision-help = say which one: refs/heads/{ $revision } or refs/tags/{ $revision }
rewrite-refused = this push takes commits away from { $branch }: what was known would be known no more
rewrite-refused-help = bring what is there first (git pull --rebase), and undo by a new commit (git revert). If the past must be rewritten all the same, allow it on the server for this once: git config { $setting } true, then, after the push, git config --unset { $setting }
## Site

cli-export = Writes the register and its history as tables, for other tools.
cli-export-format = Form: csv (with a datapackage.json), jsonl, parquet, or sqlite.
cli-export-out = Where to write: a folder; for sqlite, a file. New, empty, or that of an export before.
cli-export-as_of = Only what was known at the end of this day, at this instant, or at this commit.
export-done = Export written into “{ $path }”: { $tables ->
    [one] { $tables } table
   *[other] { $tables } tables
}, { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}.
export-occupied-folder = the folder “{ $path }” holds something other than an export
export-occupied-folder-help = give a new or empty folder, or that of an export before.
export-occupied-file = “{ $path }” is something other than an SQLite export
export-occupied-file-help = give a new file’s name, or that of an export before.
cli-site = Writes the register and its history as pages to be read, into a folder.
cli-site-out = Folder to write into: new, empty, or that of a site written before.
cli-site-url = Address that the site will have (https://…), for the feed and for search engines.
cli-site-commit_url = Address of a commit’s page, with "{"{"}commit{"}"}" in its place; else that of the forge of the remote "origin", if it is known.
site-done = Site written into "{ $path }": { $count ->
    [one] { $count } file.
   *[other] { $count } files.
}
site-occupied = the folder "{ $path }" holds something other than a site
site-occupied-help = give a new or empty folder, or that of a site before.
site-not-made = the page "{ $path }" can’t be made
site-bad-address = "{ $address }" is no address of the web
site-bad-address-help = give an address that begins with https://.
site-bad-commit-url = "{ $address }" can’t serve as an address of commits
site-bad-commit-url-help = give an address that begins with https:// and holds {"{"}commit{"}"}.
site-title = The register of programme 352
site-brand = Greffe
site-menu = Main menu
site-skip = Skip to the content
site-home = Indicators
site-records = Records
site-changes = Changes
site-other-language = Français
site-feed = Feed of changes (Atom)
site-data = Data (JSON)
site-colophon = Register as of { $day } (commit { $commit }). Site made by Greffe { $version }.
site-no-commit = The register is empty.
site-home-heading = The indicators of programme 352, and what they rest on
site-home-lead = State startups and public-interest entrepreneurs: each figure, as it was known on any date, down to the records and the commits that make it.
site-home-how = A chart puts what the register counts beside what was published. Open an indicator to see it as it was known on a date of the past, or a year to see its records.
site-counted-by = Counted by:
site-by-year = By year
site-register = Register
site-actual = Published actual
site-forecast = Forecast
site-updated = Updated forecast
site-target = Target
site-bar = { $year }: { $figure } in the register
site-chart-description = A bar for each year, from { $from } to { $to }, for what the register counts; a sign of its own shape for each published figure. The table by year gives the same figures.
site-chart-empty = The register knows nothing of this indicator yet.
site-stated = { $kind }: { $number } ({ $document })
site-moves-title = { $year }: { $figure }
site-moves-description = { $count ->
    [0] The figure has not changed since it became known.
    [one] The figure has changed once since it became known.
   *[other] The figure has changed { $count } times since it became known.
}
site-gap-none = No published actual to compare with.
site-gap-same = { $year }: the register counts { $register }, as "{ $document }" publishes.
site-gap-less = { $year }: the register counts { $register }, "{ $document }" publishes { $published }: { $gap } less.
site-gap-more = { $year }: the register counts { $register }, "{ $document }" publishes { $published }: { $gap } more.
site-gap-unknown = { $year }: "{ $document }" publishes { $published }; the register can’t tell.
site-methods = Ways to count
site-as-of = As known on
site-as-of-steps = Go from one known state to another
site-now = Today
site-shown-as-of = The chart and the table show what was known on {"{}"}.
site-shown-now = The chart and the table show what is known today.
site-table-by-year = The figures of the chart, year by year
site-as-known = How each figure moved as it became known
site-as-known-how = A line for each year: from left to right, the time at which the register learnt of it; upwards, the figure. All have the same scale.
site-year-ends = What was known at the end of each year
site-records-by-year = The records of each year
site-no-record = No record.
site-steps = The steps
site-last-steps = { $count ->
    [one] A single step.
   *[other] The last { $shown } of { $count } steps; the page of each year gives its own.
}
site-more-records = { $count ->
    [one] … and { $count } more record
   *[other] … and { $count } more records
}
site-definition = The definition
site-definition-file = The file of the definition
site-as-json = These data as JSON
site-counts-entered = Counts the records of the kind "{ $kind }" that enter the phase: { $names }.
site-counts-left = Counts the records of the kind "{ $kind }" that leave the phase: { $names }.
site-counts-event = Counts the records of the kind "{ $kind }" that the event happens to: { $names }.
site-take-first = Only the first time counts.
site-take-last = Only the last time counts.
site-take-every = Every time counts.
site-year-by-cohort = The year is that of the cohort if the record gives one, else that of the date.
site-year-by-date = The year is that of the date.
site-cutoff = What is dated up to { $day } (month and day) counts in the year before.
site-filter = Only if { $filter }, as known at that time.
site-share-of = It is a share, in percent: those where { $filter }.
site-covers = The register is complete from { $from } to { $to }.
site-covers-on = The register is complete since { $from }.
site-published = What was published for this year:
site-units-of-year = The records of { $year }
site-table-of-units = The records, with their dates and commits
site-steps-of-year = How this figure came about
site-more-steps = { $count ->
    [one] … and { $count } earlier step.
   *[other] … and { $count } earlier steps.
}
site-other-years = Other years
site-gone = deleted from the register
site-former-names = Former names:
site-life = Its life, and what was known of it
site-life-title = The life of { $name }
site-life-description = A row for each known state, the latest at the top: the phases and events at their dates. The list "What was known when" says the same in words.
site-life-how = From left to right, the time of the facts; each row shows what the register said of them from that day on.
site-event = event
site-states-left-out = { $count ->
    [one] One earlier state is not drawn.
   *[other] { $count } earlier states are not drawn.
}
site-known-now = Known since { $day }
site-known-on = Known on { $day }
site-phase-between = { $name }, from { $from } to { $to }
site-phase-since = { $name }, since { $from }
site-event-on = { $name }, { $day_precision ->
    [day] on { $day }
   *[other] in { $day }
}
site-fields = The record today
site-counted-in = The figures that it counts in
site-counts-in = { $code } { $label }, { $year } ({ $method })
site-members = The records that refer to it
site-members-figures = The indicators, among the records that refer to it today
site-known-when = What was known when
site-earlier-commits = { $count ->
    [one] … and one earlier commit.
   *[other] … and { $count } earlier commits.
}
site-file = The file
site-file-history = Its versions
site-search = Search for a record by its name or identifier, present or past
site-search-none = No record matches.
site-search-found = Records found: {"{}"}.
site-search-many = Records found: {"{}"}; the first {"{}"} are shown.
site-labelled = { $label }: { $value }
site-yes = yes
site-no = no
site-kinds = By kind
site-parts = Pages of the list
site-changes-lead = What each commit changed in records and figures, month by month, or from one date to another.
site-between-from = From
site-between-to = to
site-compare = Compare
site-between-figures = Figures
site-between-none = Nothing changed between these two dates.
site-between-more = … the rest is too long for this page: "greffe diff" gives all of it.
site-came = record created
site-went = record deleted
site-months = Month by month
site-changes-of = Changes in { $name }
site-other-months = Other months
site-moved = This page is now here:
site-figure-moved = { $code } { $label }, { $year }: { $from } → { $to }

## Check-up

cli-doctor = Says whether all is in order for the work (git, clone, hooks, schema, index), and what to do if not.
doctor-no-git = the command git does not answer
doctor-old-git = version { $version }, too old for the hooks
doctor-git-help = install git { $oldest } or later: https://git-scm.com/downloads
doctor-git = version { $version }
doctor-shallow = shallow: the beginning of the history is missing, and figures with it
doctor-whole = whole
doctor-unborn-head = { $head } has no commit, and other branches have: what people push is not protected
doctor-hook = installed ({ $path })
doctor-hook-absent = absent: nothing stops a mistake here
doctor-hook-outdated = of another version ({ $path })
doctor-hook-not-run = installed, but git does not run it: the file may not be executed ({ $path })
doctor-hook-help = run “greffe hooks install”
doctor-hook-foreign = another hook is in place ({ $path })
doctor-hook-foreign-help = make sure that it runs “{ $line }”
doctor-no-commit = nothing to look at before the first commit
doctor-schema = version { $version }, that of greffe { $tool }
doctor-schema-own = version { $version }, { $count ->
    [one] { $count } file differs
   *[other] { $count } files differ
} from greffe { $tool }
doctor-schema-own-help = that is allowed: the register’s schema rules. Files: { $files }
doctor-schema-none = there is no schema/registry.yml: the schema of greffe { $tool } is read instead
doctor-schema-none-help = to have your own, which editors read too, copy the folder schema/ of the one that “greffe init” lays out in a new folder
doctor-schema-unreadable = { $path } can’t be read
doctor-schema-unreadable-help = “greffe validate” shows the mistake, at its place
doctor-index = up to date ({ $path })
doctor-index-absent = not made yet: the first question will make it
doctor-index-behind = ends at the commit { $commit }: the next question will bring it up to date
doctor-index-unusable = of another version, or damaged ({ $path }): the next question will make it again
doctor-clock = { $count ->
    [one] the commit { $commit } says that it was made at { $said }; it counts as known on { $known }
   *[other] { $count } commits have a wrong clock; the first one, { $commit }, says that it was made at { $said } and counts as known on { $known }
}
doctor-clock-help = write the true dates under “known_dates” in schema/{ $file }, in a commit with a line “Correction: …”.
cli-doctor-signatures = Have git verify the signatures of the commits of the main branch, with the keys that it has (some milliseconds each)
doctor-signed = { $signed } of the { $commits } commits of the main branch are signed, not verified
doctor-signed-help = “greffe doctor --signatures” has git verify them
doctor-unsigned = no commit of the main branch is signed
doctor-unsigned-help = that is allowed: then the server alone tells who wrote
doctor-signatures = { $told }; { $unsigned } not signed
doctor-signatures-bad = the commit { $commit } is not what was signed, or its key was revoked: “git verify-commit” says more; ask whoever holds the server
doctor-signatures-help = where a key is unknown, give it to git (gpg --import, or gpg.ssh.allowedSignersFile), then ask again
signatures-told = { $signed ->
    [one] { $signed } signature
   *[other] { $signed } signatures
}: { $good } good, { $untrusted } good by a key that nothing here says to trust, { $expired } expired since, { $bad } bad, { $unverified } signed, not verified
signatures-no-git = git could not be asked about signatures
signatures-no-git-help = install git, or leave out --signatures
doctor-index-help = “greffe build” does it right now
doctor-index-shallow = can’t be made in a shallow clone
doctor-index-unwritable = can’t be written ({ $path }: { $cause }): each question reads the whole history again
doctor-index-unwritable-help = make this folder and its files writable, or delete them: they are made again

## New register

cli-init = Lays out a new register in the folder DIR, ready for its first commit.
cli-init-folder = Folder of the register: new, empty, or the top of a git repository that has nothing in these places.
init-done = { $count ->
    [one] The register is laid out in { $path }: { $count } file.
   *[other] The register is laid out in { $path }: { $count } files.
}
init-hooks = The hooks are installed: a commit that brings a mistake will be refused.
init-no-hooks = The hooks of this repository were left alone: “greffe hooks install” installs those of Greffe.
init-next = Next: go to { $path }, read README.md, then make the first commit (git add --all, git commit).
init-within = { $path } is within a git repository ({ $top }), and a register stands at the very top of its own
init-within-help = choose a folder outside this repository, or the top of a repository that has a working tree
init-occupied = { $others ->
    [0] “{ $path }” exists already, and will not be replaced
    [one] “{ $path }” exists already, and { $others } other; nothing will be replaced
   *[other] “{ $path }” exists already, and { $others } others; nothing will be replaced
}
init-occupied-help = choose another folder, or put aside what is there
init-filled = “{ $path }” holds something already, and is not the top of a git repository
init-filled-help = choose a new or empty folder; where all that is there shall be part of the register’s repository, run “git init” there first
init-link = “{ $path }” is a symbolic link: nothing is written through one
init-link-help = name the folder that it leads to

## Language server

cli-lsp = Helps an editor while records are being written (LSP, on standard input and output); the editor starts it.
cli-lsp-stdio = What most editors add by themselves: Greffe speaks in no other way.
lsp-terminal = “greffe lsp” waits for an editor, which starts it by itself: docs/en/editors.md says how to set one up. Ctrl-C to leave.
lsp-garbage = what the editor says is no message of the protocol LSP: { $cause }
lsp-garbage-help = “greffe lsp” is started by an editor: docs/en/editors.md says how to set one up
lsp-outside = { $path } is not in a register: Greffe has nothing to say of it.
lsp-phase-since = { $phase } since { $date }
lsp-standing = { $kind } · { $phase }
lsp-required = { $title } (required)
lsp-phase = { $phase }
lsp-phase-same = { $phase }: is the phase before already
lsp-phase-not-after = { $phase }: can’t follow “{ $before }”
lsp-phase-rarely-after = { $phase }: rarely follows “{ $before }”
lsp-phase-next = May be followed by: { $phases }.
lsp-meaning = { $name }: { $meaning }
lsp-examples = For example: { $examples }
lsp-fix-all = { $count ->
    [one] Mend { $count } mistake without risk
   *[other] Mend { $count } mistakes without risk
}
lsp-no-renames = this editor can’t rename files for Greffe
lsp-no-renames-help = in a terminal: { $command }

## Records changed in place

cli-advance = Makes a record enter a phase: changes its file in place, and refuses what the lifecycle refuses.
cli-advance-record = Record: startup/pix, pix, or its file.
cli-advance-phase = Phase that it enters.
cli-advance-on = First day of the phase (YYYY-MM-DD, YYYY-MM or YYYY), always to be given: Greffe guesses no date. Where the record says when its phases end, it is the end of the one before, too.
cli-event = Adds an event to a record: changes its file in place, and refuses what the schema refuses.
cli-event-record = Record: startup/pix, pix, or its file.
cli-event-name = What happened (national_impact…).
cli-event-on = When it happened (YYYY-MM-DD, YYYY-MM or YYYY), always to be given: Greffe guesses no date.
cli-event-cohort = Budget year that it counts in, where that is not the year of its date.
edit-unknown-record = no record bears the name “{ $name }”
edit-several-records = several records bear the name “{ $name }”: { $records }
edit-unreadable = { $path } can’t be read, and was not changed
edit-unknown-style = { $path } is written in a way that Greffe can’t add to; it was not changed
edit-unknown-style-help = change it in an editor, then run “greffe validate”
edit-busy = another command of Greffe is changing this register
edit-busy-help = wait until it has ended, then run this one again
edit-changed = nothing was written: “{ $path }” has changed since it was read
edit-changed-help = look at what it says now, then run the command again
through-link-help = Greffe writes through no symbolic link: put the file itself there
interrupted-finished = A change of the register had been interrupted; it is finished now: { $paths } ({ $count ->
    [one] 1 file
   *[other] { $count } files
}).
interrupted-import = An import had been interrupted before its end: it is finished ({ $commit })
interrupted-left = A change of the register had been interrupted. { $path } was changed since, and is left as it is: “greffe validate” says whether all fits.
interrupted-unfinished = a change of the register was interrupted, and can’t be finished: { $path } can’t be written
interrupted-unfinished-help = let it be written, then run “greffe doctor”, which finishes the change
interrupted-unreadable = a change of the register was interrupted, and what is left of it, “{ $path }”, can’t be read
interrupted-unreadable-help = see with “git diff” what was changed, mend it, then delete { $path }
interrupted-staged = what is staged may hold half of a change that had been interrupted
interrupted-staged-help = the change is finished in the working tree now: stage its files again (git add), then repeat
edit-refused = nothing was changed: { $reason } ({ $rule })
edit-note = Note: { $reason } ({ $rule })
advance-no-lifecycle = { $record } has no lifecycle
advance-no-lifecycle-help = only records of a kind that has a “lifecycle” in schema/registry.yml have phases
advance-unknown-phase = there is no phase “{ $phase }” for { $record }
advance-unknown-phase-help = one of: { $phases }
advance-before = the phase “{ $phase }” began { $start_precision ->
    [day] on { $start }
   *[other] in { $start }
}, after { $date }
advance-before-help = give a date that is not before it, or, to correct the past, change the file
advance-illegal-help = after “{ $from }” may come: { $allowed }
advance-done = { $record }: { $from } → { $to } ({ $date }), in { $path }
advance-first = { $record }: { $to } ({ $date }), in { $path }
event-done = { $record }: { $name } ({ $date }), in { $path }

## Manual and completion

cli-completions = Writes what a shell needs to complete the commands of Greffe (README, “Installing”).
cli-completions-shell = Shell: bash, zsh, fish, powershell or elvish.
cli-man = Writes the manual page of Greffe; with --out, a page for each command.
cli-man-out = Folder to write the pages into (greffe.1, greffe-validate.1…).
man-done = { $count ->
    [one] { $count } manual page written into { $path }.
   *[other] { $count } manual pages written into { $path }.
}

## New record

cli-new = Makes a record: asks for what the schema requires, or takes it from the flags, and writes only a record that is right.
cli-new-kind = Kind of the record (startup, organisation…).
cli-new-id = Identifier of the record, and name of its file: lower-case letters without accents, digits, dots and hyphens.
cli-new-set = Gives a field: --set contact=team@example.gouv.fr. A field within another is named with a dot (fast.promotion=3). May be repeated.
cli-new-phase = First phase of the record.
cli-new-on = First day of this phase (YYYY-MM-DD, YYYY-MM or YYYY).
cli-new-folder = Folder of the record, where it is not the one that the other records of the kind point to.
new-done = { $record }: { $path } is created
new-next = To add it to the next commit: git add { $path }
new-unknown-kind = there is no kind of record “{ $kind }”
new-unknown-kind-help = one of: { $kinds }
new-one-file = records of the kind “{ $kind }” have no file of their own
new-one-file-help = add an entry to { $path }
new-bad-id = “{ $id }” can’t be an identifier
new-bad-id-near = did you mean “{ $near }”? (lower-case letters without accents, digits, and inside dots and hyphens)
new-taken = { $record } is there already ({ $path })
new-taken-before = “{ $id }” is an earlier identifier of { $record } ({ $path })
new-taken-help = choose another identifier: two records of a kind can’t bear the same, now or before
new-no-shelf = the records of the kind “{ $kind }” stand in several folders, whose names do not tell where to put a new one
new-no-shelf-help = name the folder: --in registry/…
new-bad-folder = { $path } is no folder for a record of the kind “{ $kind }”
new-bad-folder-help = choose { $folder }, or a folder inside it
new-occupied = { $path } is there already
new-occupied-help = choose another identifier, or put aside what is there
new-missing = fields are missing, and there is nobody to ask for them; give: { $flags }
new-missing-help = at a terminal, “greffe new” asks for them one by one, with their descriptions
new-needs = a record of the kind “{ $kind }” names one of the kind “{ $target }” (field “{ $field }”), and there is none yet
new-needs-help = make it first: greffe new { $target } IDENTIFIER
new-intro = { $record }: a few questions. Nothing is written before the last answer; Ctrl-C gives up.
new-question = { $title } ({ $field })
new-question-optional = { $title } ({ $field }), optional: Enter to pass
new-example = For example: { $example }
new-choices = One of these, by its number or its name:
new-many = Among { $count } records: type the identifier or the name.
new-answer-needed = An answer is needed.
new-unknown-record = “{ $answer }” is none of these records. Did you mean “{ $near }”?
new-given-up = the answers came to an end: nothing was written

## Another identifier

cli-rename = Gives a record another identifier: moves its file, keeps the old name, and mends all that names it. All of it, or nothing.
cli-rename-record = Record: startup/pix, pix, or its file.
cli-rename-new = New identifier.
rename-done = { $old } → { $new }, in { $path }; { $mended }
rename-would = { $old } would become { $new }, in { $path }; { $mended }. Nothing was written.
rename-none-mended = nothing else names it
rename-mended = { $count ->
    [one] { $count } reference mended ({ $files })
   *[other] { $count } references mended ({ $files })
}
rename-to-mend = { $count ->
    [one] { $count } reference to mend ({ $files })
   *[other] { $count } references to mend ({ $files })
}
rename-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
rename-file = { $count ->
    [one] { "  " }{ $path }: { $count } reference
   *[other] { "  " }{ $path }: { $count } references
}
rename-same = { $record } bears this name already
rename-same-help = give another identifier
rename-one-file = { $path } is no record that is given a name
rename-one-file-help = its name comes from schema/registry.yml
rename-unreadable = { $path } can’t be read, and perhaps names “{ $id }”: nothing was changed
rename-unreadable-help = mend it first: “greffe validate” says what is wrong with it
rename-counted = { $path } counts only records that name “{ $old }”: add “{ $new }” there, and keep “{ $old }”, which still holds for the past.
rename-case = On this system, git does not see by itself that the name changed in case only: git rm --cached { $old } && git add { $new }

## Putting in order

cli-fmt = Puts the fields of records in the order of the schema, each with its comments; what a record says never changes.
cli-fmt-paths = Only these files or folders (else all records).
cli-fmt-check = Writes nothing: names the records to put in order, and fails if there are any.
cli-fmt-diff = Writes nothing: shows what would change, and fails if anything would.
fmt-unreadable = { $path } can’t be read, and was left as it is: “greffe validate” says what is wrong with it
fmt-unknown-style = { $path } is written in a way that Greffe can’t put in order, and was left as it is
fmt-tidy = { $count ->
    [0] No record to look at.
    [one] The record is in order.
   *[other] The { $count } records are in order.
}
fmt-would = { $count ->
    [one] { $count } record to put in order: “greffe fmt” does it.
   *[other] { $count } records to put in order: “greffe fmt” does it.
}
fmt-done = { $count ->
    [one] { $count } record put in order.
   *[other] { $count } records put in order.
}

## Fixes

fix-write = Write { $new }
fix-field = Write “{ $new }” in the place of “{ $old }”
fix-unquote = Write { $new } without quotes
fix-space = Put an ordinary space in the place of the no-break one
cli-validate-fix = First mends in place what can be mended without risk; the rest is shown.
cli-validate-dry_run = With --fix: writes nothing, shows what would be mended.
validate-fixed = { $fixed }, { $left }.
count-fixed = { $count ->
    [0] Nothing mended
    [one] { $count } finding mended
   *[other] { $count } findings mended
}
count-to-fix = { $count ->
    [0] Nothing to be mended so
    [one] { $count } finding to be mended so
   *[other] { $count } findings to be mended so
}
count-left = { $count ->
    [0] none left
    [one] { $count } left
   *[other] { $count } left
}
validate-fixable = { $count ->
    [one] { $count } finding can be mended without risk: “greffe validate --fix” does it.
   *[other] { $count } findings can be mended without risk: “greffe validate --fix” does it.
}
validate-dry-run = Nothing was written.

## What a record may say

cli-schema = Shows the kinds of records of this register or, for one of them, the fields of its records.
cli-schema-kind = Kind of record (else all of them).
cli-schema-format = Format of the answer: human (to be read) or json (the schema as it is).
schema-kind = { $kind }: { $label } ({ $path })
schema-next = “greffe schema KIND” shows the fields of a kind of record, “greffe new KIND IDENTIFIER” makes one.
schema-which = each kind of record has its schema
schema-which-help = name one: greffe schema startup --format json
schema-required = { $field } (required): { $takes }
schema-field = { $field }: { $takes }
schema-reference = { $takes } that names records of the kind { $kind }
schema-listed = { $takes }, one of: { $values }
index-unusable = what is remembered of the history does not fit this register, though it was read anew: please report this
