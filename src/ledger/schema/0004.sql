-- That a notice is withdrawn, and that two notices are one, follows from events now. `home`: the notice to
-- which a version belongs, whatever users said of it being one with another; of an issue, that of the version
-- from which its key was made. `notice` is where they stand by now.
ALTER TABLE versions ADD COLUMN home INTEGER REFERENCES notices;
UPDATE versions SET home = notice;
CREATE INDEX versions_by_home ON versions (home);
ALTER TABLE issues ADD COLUMN home INTEGER REFERENCES notices;
UPDATE issues SET home = notice;
CREATE INDEX issues_by_home ON issues (home);

-- `said`: the event that made an earlier wording count again; the row is a copy of that wording, as of then.
ALTER TABLE versions ADD COLUMN said TEXT;
CREATE INDEX versions_said ON versions (said) WHERE said IS NOT NULL;

-- `put_away`: it was withdrawn before that was an event; so it stays until an event says otherwise.
-- `withdrawn` is what follows from both.
ALTER TABLE notices ADD COLUMN put_away INTEGER NOT NULL DEFAULT 0;
UPDATE notices SET put_away = withdrawn;
CREATE INDEX notices_put_away ON notices (id) WHERE put_away = 1;
CREATE INDEX notices_joined ON notices (same_as) WHERE same_as IS NOT NULL;

CREATE INDEX events_of_others ON events (kind, subject) WHERE issue IS NULL;
