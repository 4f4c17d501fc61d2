-- Where every character, and every pair of characters that stand together, is found in the texts of `search`:
-- what `index` cuts them into, one entry an issue, by its number. The texts themselves are not kept here again
-- (`content=''`), nor where in a text something stands (`detail=none`).
CREATE VIRTUAL TABLE text_index USING fts5(
  grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
-- Bytes of new entries that are gathered before they are written, and how many parts of a size may stand beside
-- one another before they are made one: many issues come at once, and each rewriting costs as much as the first.
INSERT INTO text_index (text_index, rank) VALUES ('hashsize', 16777216);
INSERT INTO text_index (text_index, rank) VALUES ('automerge', 16);

-- The issues of `search` that are not in the index (yet): each row of `search` is in one of the two, never in both.
CREATE TABLE unindexed (
  issue INTEGER PRIMARY KEY
) STRICT;
CREATE TRIGGER search_comes AFTER INSERT ON search BEGIN
  INSERT OR IGNORE INTO unindexed (issue) VALUES (new.issue);
END;
CREATE TRIGGER search_changes AFTER UPDATE ON search
WHEN old.issue <> new.issue OR old.body <> new.body OR old.duty <> new.duty BEGIN
  DELETE FROM text_index WHERE rowid = old.issue;
  DELETE FROM unindexed WHERE issue = old.issue;
  INSERT OR IGNORE INTO unindexed (issue) VALUES (new.issue);
END;
CREATE TRIGGER search_goes AFTER DELETE ON search BEGIN
  DELETE FROM text_index WHERE rowid = old.issue;
  DELETE FROM unindexed WHERE issue = old.issue;
END;
INSERT INTO unindexed (issue) SELECT issue FROM search;
