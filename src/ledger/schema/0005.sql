-- `round`: as the newest version prints it; lists would have to read its whole body for it.
ALTER TABLE notices ADD COLUMN round TEXT;
UPDATE notices SET round =
  (SELECT CASE WHEN json_valid(v.body) THEN json_extract(v.body, '$.round') END
   FROM versions v WHERE v.id = notices.current);
-- What was put right, and what was said of matches: few among many marks.
CREATE INDEX events_correct ON events (issue) WHERE kind = 'correct';
CREATE INDEX events_match ON events (issue) WHERE kind = 'match';
-- The matches that may be doubtful: few among all.
CREATE INDEX sightings_doubtful ON sightings (likeness) WHERE likeness IS NOT NULL;
