-- What the rules asked of a notice (疑点): made anew from its text whenever it or they change, so nothing that
-- an inspector did stands here. `version`, `digest`, `text`: what was asked, by the version's row, what was
-- read and its text; `rules`: the version of the rules.
CREATE TABLE checked (
  notice INTEGER PRIMARY KEY REFERENCES notices,
  version INTEGER NOT NULL,
  digest TEXT NOT NULL,
  text INTEGER,
  rules INTEGER NOT NULL
) STRICT;

-- The doubts. `shared`: it is about words that another notice has too. `start`: where its first words stand.
-- `body`: the doubt as JSON.
CREATE TABLE doubts (
  notice INTEGER NOT NULL REFERENCES notices,
  shared INTEGER NOT NULL,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  rule TEXT NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (notice, shared, n)
) STRICT, WITHOUT ROWID;

-- The nodes that a doubt is about. `part`: 0 its own, from 1 those of each place elsewhere. `version`, `at`: as
-- in sightings, which tell the issue.
CREATE TABLE doubt_places (
  notice INTEGER NOT NULL REFERENCES notices,
  shared INTEGER NOT NULL,
  n INTEGER NOT NULL,
  part INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (notice, shared, n, part, ord)
) STRICT, WITHOUT ROWID;

-- Few among many marks.
CREATE INDEX events_dismiss ON events (issue) WHERE kind = 'dismiss';
