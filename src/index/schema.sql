-- The index of a register's history. Commits are numbered along the mainline from 0; what holds
-- does so from `known_from` (included) to `known_to` (excluded; null: it still holds).
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,          -- format, tool, tip, definitions, timezone
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE commits (
  seq          INTEGER PRIMARY KEY,
  oid          TEXT NOT NULL,      -- 40 hexadecimal digits
  known_at     INTEGER NOT NULL,   -- seconds since 1970-01-01T00:00:00Z, never going back
  day          TEXT NOT NULL,      -- YYYY-MM-DD: that of known_at, in the register's time zone
  committed_at INTEGER NOT NULL,   -- as the commit says it
  clock        TEXT NOT NULL,      -- right, ahead, behind, corrected: what committed_at is worth
  late         TEXT,               -- why it comes long after its date, in its own words
  voucher      TEXT NOT NULL,      -- forge, person, nobody: who signed it
  subject      TEXT NOT NULL,
  may_correct  INTEGER NOT NULL    -- 0, 1: whether it may have a trailer "Correction", or merge one
);
CREATE TABLE records (
  record INTEGER PRIMARY KEY,
  kind   TEXT NOT NULL,
  id     TEXT NOT NULL,            -- the present, or last, identifier
  name   TEXT,
  path   TEXT NOT NULL,            -- where its file is, or was last
  ids    TEXT NOT NULL             -- every identifier, one per line, the first one first
);
CREATE TABLE facts (
  record      INTEGER NOT NULL REFERENCES records,
  what        TEXT NOT NULL,       -- entered, left, event
  name        TEXT NOT NULL,       -- the phase or event, by what its name reads as
  ordinal     INTEGER NOT NULL,    -- which one of that name, from 1
  known_from  INTEGER NOT NULL REFERENCES commits,
  file        INTEGER NOT NULL REFERENCES files,
  known_to    INTEGER REFERENCES commits,
  effective   TEXT NOT NULL,       -- YYYY, YYYY-MM or YYYY-MM-DD
  dated_by    TEXT NOT NULL,       -- record, commit
  cohort      INTEGER,             -- a budget year
  approximate INTEGER NOT NULL,    -- 0, 1
  written     TEXT NOT NULL,       -- the name as the record wrote it
  path        TEXT NOT NULL,
  line        INTEGER NOT NULL,    -- from 1
  PRIMARY KEY (record, what, name, ordinal, known_from, file)
) WITHOUT ROWID;
-- Where a fact was said in other words since; it is known since as long.
CREATE TABLE restated (
  record     INTEGER NOT NULL REFERENCES records,
  what       TEXT NOT NULL,
  name       TEXT NOT NULL,
  ordinal    INTEGER NOT NULL,
  known_from INTEGER NOT NULL,
  file       INTEGER NOT NULL,
  seq        INTEGER NOT NULL REFERENCES commits,
  written    TEXT NOT NULL,        -- the name as the record wrote it from then on
  path       TEXT NOT NULL,
  line       INTEGER NOT NULL,     -- from 1
  PRIMARY KEY (record, what, name, ordinal, known_from, file, seq)
) WITHOUT ROWID;
CREATE TABLE attributes (
  record     INTEGER NOT NULL REFERENCES records,
  field      TEXT NOT NULL,
  value      TEXT NOT NULL,
  known_from INTEGER NOT NULL REFERENCES commits,
  file       INTEGER NOT NULL REFERENCES files,
  known_to   INTEGER REFERENCES commits,
  PRIMARY KEY (record, field, value, known_from, file)
) WITHOUT ROWID;
CREATE TABLE file_events (
  record INTEGER NOT NULL REFERENCES records,
  file   INTEGER NOT NULL REFERENCES files,
  seq    INTEGER NOT NULL REFERENCES commits,
  path   TEXT NOT NULL,
  event  TEXT NOT NULL             -- created, changed, renamed-by-…, deleted, returned, unreadable-…, readable-again, id-…
);
CREATE TABLE versions (
  record INTEGER NOT NULL REFERENCES records,
  seq    INTEGER NOT NULL REFERENCES commits,
  path   TEXT NOT NULL,
  blob   TEXT                      -- 40 hexadecimal digits; null: the commit removed the file
);
-- What a build must remember to go on from the last commit.
CREATE TABLE files (
  file       INTEGER PRIMARY KEY,
  record     INTEGER NOT NULL REFERENCES records,
  kind       TEXT NOT NULL,
  ids        TEXT NOT NULL,        -- every identifier, one per line, the present one last
  name       TEXT,
  present    INTEGER NOT NULL,     -- 0, 1: whether it is there
  unreadable INTEGER NOT NULL,     -- 0, 1: whether its last version can't be read
  path       TEXT NOT NULL,
  blob       TEXT,                 -- the last version that could be read
  merged     INTEGER REFERENCES files,   -- the file that goes on for it
  merged_at  INTEGER REFERENCES commits, -- the commit that said so
  guess      TEXT,                 -- the identifier that it is guessed to have had before
  guess_day  TEXT                  -- since when
);
CREATE TABLE shown (
  file INTEGER NOT NULL REFERENCES files,
  name TEXT NOT NULL,              -- a phase of that version
  nth  INTEGER NOT NULL,           -- which one of that name, from 1, as listed
  day  TEXT NOT NULL,              -- when the mainline first showed it
  PRIMARY KEY (file, name, nth)
) WITHOUT ROWID;
CREATE TABLE owners (
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES files,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE aliases (
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,              -- an identifier that a record says to have borne before
  file INTEGER NOT NULL REFERENCES files,
  PRIMARY KEY (kind, id, file)
) WITHOUT ROWID;
CREATE TABLE rivals (
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,              -- an identifier that another file owns
  path TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES files,
  PRIMARY KEY (kind, id, path)
) WITHOUT ROWID;
CREATE TABLE folders (
  folder TEXT PRIMARY KEY,         -- below registry/, by an earlier manifest
  kind   TEXT NOT NULL             -- the kind whose records stood there
);
-- Made when the rows are there.
CREATE INDEX commits_by_oid ON commits (oid);
CREATE INDEX files_by_record ON files (record);
CREATE INDEX files_merged ON files (file) WHERE merged IS NOT NULL;
