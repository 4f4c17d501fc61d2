-- Who is responsible for an issue, as its notice prints it, folded: what a search for that looks through.
ALTER TABLE search ADD COLUMN duty TEXT NOT NULL DEFAULT '';
