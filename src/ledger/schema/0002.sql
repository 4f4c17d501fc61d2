-- What is known of a version's text besides its words (tables, headings, what could not be read), as
-- JSON, so that it can be read again without the file; null where the text's own marks tell it all.
ALTER TABLE versions ADD COLUMN kept TEXT;
