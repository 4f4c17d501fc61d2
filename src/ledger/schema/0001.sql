-- What the ledger knows of itself: `id`, the uuid by which its events are told from others'.
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE agencies (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- Texts that were read from files; spans of versions point into them.
CREATE TABLE texts (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;

-- A notice with the facts of its newest version. `same_as`: it was found to be another one, which
-- holds its versions and issues now.
CREATE TABLE notices (
  id INTEGER PRIMARY KEY,
  agency INTEGER NOT NULL REFERENCES agencies,
  title TEXT NOT NULL,
  feedback TEXT,
  published TEXT,
  remarks TEXT NOT NULL,
  current INTEGER REFERENCES versions,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  same_as INTEGER REFERENCES notices
) STRICT;
CREATE INDEX notices_of_agency ON notices (agency);

-- One reading of one file. `body`: notice/1 without its text. `digest`: of the body without the
-- path. `reader`: version of the reader; null when another program parsed it. The keys are folded
-- and serve to find the notice again.
CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  notice INTEGER NOT NULL REFERENCES notices,
  seq INTEGER NOT NULL,
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  encoding TEXT,
  sha256 TEXT NOT NULL,
  digest TEXT NOT NULL,
  reader INTEGER,
  imported TEXT NOT NULL,
  text INTEGER REFERENCES texts,
  body TEXT NOT NULL,
  agency_key TEXT,
  organisation_key TEXT,
  title_key TEXT,
  feedback TEXT,
  period TEXT,
  round TEXT,
  UNIQUE (notice, seq)
) STRICT;
CREATE INDEX versions_by_sha256 ON versions (sha256);
CREATE INDEX versions_by_digest ON versions (digest);
CREATE INDEX versions_by_agency ON versions (agency_key);
CREATE INDEX versions_by_organisation ON versions (organisation_key);
CREATE INDEX versions_by_title ON versions (title_key);

-- An issue for ever, with what lists need of the last version that has it. `position`: reading
-- order. `place`: path of labels, unique in its notice. `outcome`: bits of the tags. `version`, `at`:
-- where its node stands. `marked`: it carries events. `same_as`: as for notices.
CREATE TABLE issues (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  notice INTEGER NOT NULL REFERENCES notices,
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  place TEXT NOT NULL,
  title TEXT NOT NULL,
  outcome INTEGER NOT NULL,
  basis TEXT,
  present INTEGER NOT NULL,
  marked INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL REFERENCES versions,
  at INTEGER NOT NULL,
  same_as INTEGER REFERENCES issues
) STRICT;
CREATE INDEX issues_of_notice ON issues (notice);
CREATE INDEX issues_same ON issues (same_as) WHERE same_as IS NOT NULL;

-- Which node of a version is which issue; `at`: the node's number in reading order, from 0.
CREATE TABLE sightings (
  version INTEGER NOT NULL REFERENCES versions,
  at INTEGER NOT NULL,
  issue INTEGER NOT NULL REFERENCES issues,
  PRIMARY KEY (version, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_of_issue ON sightings (issue);

CREATE TABLE deadlines (
  issue INTEGER NOT NULL REFERENCES issues,
  n INTEGER NOT NULL,
  due TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (issue, n)
) STRICT, WITHOUT ROWID;

-- What a search looks through: title, detail, response and deadlines, folded.
CREATE TABLE search (
  issue INTEGER PRIMARY KEY REFERENCES issues,
  body TEXT NOT NULL
) STRICT;

-- Pairs of notices that may be one. `decided`: null, 0 kept apart, 1 made one.
CREATE TABLE pairs (
  old INTEGER NOT NULL REFERENCES notices,
  new INTEGER NOT NULL REFERENCES notices,
  decided INTEGER,
  PRIMARY KEY (old, new)
) STRICT, WITHOUT ROWID;

-- The follow-ups. One chain for each ledger of origin: `seq` counts from 1 in it, `prev` is the
-- `hash` of the event before (empty for the first), `hash` is over all the other columns but `issue`.
CREATE TABLE events (
  id TEXT PRIMARY KEY,
  ledger TEXT NOT NULL,
  seq INTEGER NOT NULL,
  time TEXT NOT NULL,
  author TEXT NOT NULL,
  counter INTEGER NOT NULL,
  issue INTEGER NOT NULL REFERENCES issues,
  issue_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (ledger, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_of_issue ON events (issue);
CREATE INDEX events_by_counter ON events (counter);
CREATE TRIGGER events_stay BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER events_hold BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

-- What was done to notices: imported, version, reread, withdrawn, restored, joined, apart.
CREATE TABLE acts (
  id INTEGER PRIMARY KEY,
  time TEXT NOT NULL,
  author TEXT,
  kind TEXT NOT NULL,
  notice INTEGER NOT NULL REFERENCES notices,
  detail TEXT NOT NULL
) STRICT;
CREATE TRIGGER acts_stay BEFORE DELETE ON acts
  BEGIN SELECT RAISE(ABORT, 'acts are never deleted'); END;
CREATE TRIGGER acts_hold BEFORE UPDATE ON acts
  BEGIN SELECT RAISE(ABORT, 'acts are never changed'); END;
