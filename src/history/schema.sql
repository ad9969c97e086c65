-- The index of a register's history. Commits are numbered along the mainline from 0; what holds
-- does so from `known_from` (included) to `known_to` (excluded; null: it still holds).
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,          -- format, tip, definitions
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE commits (
  seq          INTEGER PRIMARY KEY,
  oid          TEXT NOT NULL,      -- 40 hexadecimal digits
  known_at     INTEGER NOT NULL,   -- seconds since 1970-01-01T00:00:00Z, never going back
  committed_at INTEGER NOT NULL,   -- as the commit says it
  subject      TEXT NOT NULL
);
CREATE TABLE records (
  record INTEGER PRIMARY KEY,
  kind   TEXT NOT NULL,
  id     TEXT NOT NULL,            -- the present, or last, identifier
  name   TEXT,
  ids    TEXT NOT NULL             -- every identifier, one per line, the first one first
);
CREATE TABLE facts (
  record      INTEGER NOT NULL REFERENCES records,
  what        TEXT NOT NULL,       -- entered, left, event
  name        TEXT NOT NULL,       -- the phase or event, by what its name reads as
  ordinal     INTEGER NOT NULL,    -- which one of that name, from 1
  effective   TEXT NOT NULL,       -- YYYY, YYYY-MM or YYYY-MM-DD
  dated_by    TEXT NOT NULL,       -- record, commit
  cohort      INTEGER,             -- a budget year
  approximate INTEGER NOT NULL,    -- 0, 1
  written     TEXT NOT NULL,       -- the name as the record wrote it
  known_from  INTEGER NOT NULL REFERENCES commits,
  known_to    INTEGER REFERENCES commits,
  path        TEXT NOT NULL,
  line        INTEGER NOT NULL     -- from 1
);
CREATE TABLE attributes (
  record     INTEGER NOT NULL REFERENCES records,
  field      TEXT NOT NULL,
  value      TEXT NOT NULL,
  known_from INTEGER NOT NULL REFERENCES commits,
  known_to   INTEGER REFERENCES commits
);
CREATE TABLE episodes (
  record  INTEGER NOT NULL REFERENCES records,
  seq     INTEGER NOT NULL REFERENCES commits,
  path    TEXT NOT NULL,
  episode TEXT NOT NULL            -- created, changed, renamed-by-…, deleted, returned, unreadable-…, readable-again
);
CREATE TABLE versions (
  record INTEGER NOT NULL REFERENCES records,
  seq    INTEGER NOT NULL REFERENCES commits,
  path   TEXT NOT NULL,
  blob   TEXT                      -- 40 hexadecimal digits; null: the commit removed the file
);
