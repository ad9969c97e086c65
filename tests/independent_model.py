#!/usr/bin/env python3
"""Runs an independent model of what a history means against the program, moved to where the design has moved.

usage: tests/independent_model.py MODEL [the model's own options…]

MODEL is the folder of the model (model.py, fuzz.py): it replays small registers by brute force. Some of its readings are older
than the register's rules. They are written here anew, from the documentation alone, and in the simplest way there is:

- a commit's date is bounded by those of the commits that follow (docs/en/statement.md);
- a record is like another by what identifies it, where one of the two has a name or a mission; else by what it says beside
  its life, of which more than half must be the same (docs/en/rules/T004.md);
- "success" reads as "transfere", and "transfer" as "consolidation": what the public register itself made of them;
- a file that can't be read stands for its last version that could, also where it is asked what a record is like.
"""
import difflib
import sys

FAULT = 45 * 86400


def longest_run(times):
    """The places of the longest run of times that never goes back; of several, the one of the earliest commits."""
    lengths = [1] * len(times)
    for at in reversed(range(len(times))):
        later = [lengths[other] for other in range(at + 1, len(times)) if times[other] >= times[at]]
        lengths[at] = 1 + max(later, default=0)
    run, wanted = [], max(lengths, default=0)
    for at, time in enumerate(times):
        if lengths[at] == wanted and (not run or time >= times[run[-1]]):
            run.append(at)
            wanted -= 1
    return run


def bounded(times):
    """When each commit counts as made, before known dates are kept from going back."""
    if not any(earlier - later > FAULT for at, later in enumerate(times) for earlier in times[:at]):
        return times
    run = longest_run(times)
    out = list(times)
    for at, time in enumerate(times):
        following = [times[other] for other in run if other > at]
        if at not in run and following and time > following[0] + FAULT:
            out[at] = following[0]
    return out


def nearly(one, other):
    """Whether two values are one that was edited a little."""
    if isinstance(one, str) and isinstance(other, str):
        # difflib leaves out frequent characters of longer texts unless it is told not to.
        return one == other or difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.8
    return one == other


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.path.insert(0, sys.argv.pop(1))
    import fuzz
    import model

    retired = {"success": "transfere", "transfer": "consolidation"}
    model.STARTUP.retired.update({name: ([([], reads_as)], True) for name, reads_as in retired.items()})
    fuzz.READS.update(retired)
    replay = model.Model.__init__
    last_good = {}

    def moved_replay(self, commits, *arguments, **options):
        for commit, time in zip(commits, bounded([commit.time for commit in commits])):
            commit.time = time
        good = {}
        for commit in commits:
            for path, text in commit.files.items():
                if (model.parse(text) or {}).keys() & {"phases", "events"}:
                    good[path] = text
                elif path in good:
                    last_good[text] = good[path]
        replay(self, commits, *arguments, **options)

    def alike(one, other):
        one, other = model.parse(last_good.get(one, one)) or {}, model.parse(other) or {}
        names = {name for name in ("name", "mission") if one.get(name) or other.get(name)}
        told = (one.keys() | other.keys()) - {"phases", "events", "previous_ids", "not_previous"}
        same = [name for name in names or told if nearly(one.get(name), other.get(name))]
        return bool(same) if names else len(same) > len(told) / 2

    model.Model.__init__ = moved_replay
    model.alike = alike
    return fuzz.main()


if __name__ == "__main__":
    sys.exit(main())
