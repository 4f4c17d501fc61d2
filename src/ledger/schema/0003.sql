-- Events of the follow-up may concern more than issues, and issues that are not here (yet), when they
-- came from a colleague. `subject`: the key of an issue, or `notice:` and the key of a notice,
-- `agency:` and a name, `ledger`; it is what `issue_key` was, and hashed as that. `issue`: the row of the
-- issue here, if there is one.
CREATE TABLE events_3 (
  id TEXT PRIMARY KEY,
  ledger TEXT NOT NULL,
  seq INTEGER NOT NULL,
  time TEXT NOT NULL,
  author TEXT NOT NULL,
  counter INTEGER NOT NULL,
  issue INTEGER REFERENCES issues,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (ledger, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO events_3
  SELECT id, ledger, seq, time, author, counter, issue, issue_key, kind, payload, prev, hash FROM events;
DROP TABLE events;
ALTER TABLE events_3 RENAME TO events;
CREATE INDEX events_of_issue ON events (issue);
CREATE INDEX events_by_subject ON events (subject);
CREATE INDEX events_by_counter ON events (counter);
CREATE INDEX events_waiting ON events (subject) WHERE issue IS NULL;
CREATE TRIGGER events_stay BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER events_hold
  BEFORE UPDATE OF id, ledger, seq, time, author, counter, subject, kind, payload, prev, hash ON events
  BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

-- `own`: the key that the notice has by this version alone; all ledgers that have the version agree.
ALTER TABLE versions ADD COLUMN own TEXT;
-- `sum`: SHA-256 of `body`, so that damage is found.
ALTER TABLE versions ADD COLUMN sum TEXT;
-- `received`: it came from a colleague; what it says of its file was never compared with the file here.
ALTER TABLE versions ADD COLUMN received INTEGER NOT NULL DEFAULT 0;
CREATE INDEX versions_by_own ON versions (own);

-- `own`: the key that the issue has by this version alone. `likeness`: how like it is to the issue it was
-- taken for, in hundredths, where title or place differ; null where both are the same.
ALTER TABLE sightings ADD COLUMN own TEXT;
ALTER TABLE sightings ADD COLUMN likeness INTEGER;
CREATE INDEX sightings_by_own ON sightings (own);
