-- What lists need of the issues of a notice, in one row (postcard): a million rows take ten times as long to read
-- as the twenty thousand packs of their notices. Made from `issues` and `deadlines`, in the transaction that
-- changes them. `issues`, `titles`: how many there are, and how many bytes their titles take.
CREATE TABLE packs (
  notice INTEGER PRIMARY KEY REFERENCES notices,
  issues INTEGER NOT NULL,
  titles INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;

-- The notices whose pack is to be made; empty between transactions. `marked`, `version` and `home` are in no pack.
CREATE TABLE unpacked (
  notice INTEGER PRIMARY KEY
) STRICT;
INSERT INTO unpacked SELECT id FROM notices;
CREATE TRIGGER issues_unpack_new AFTER INSERT ON issues
  BEGIN INSERT OR IGNORE INTO unpacked VALUES (new.notice); END;
CREATE TRIGGER issues_unpack_old AFTER DELETE ON issues
  BEGIN INSERT OR IGNORE INTO unpacked VALUES (old.notice); END;
CREATE TRIGGER issues_unpack AFTER UPDATE
  OF key, notice, position, path, title, outcome, basis, present, at, same_as ON issues
  BEGIN
    INSERT OR IGNORE INTO unpacked VALUES (new.notice);
    INSERT OR IGNORE INTO unpacked VALUES (old.notice);
  END;
CREATE TRIGGER deadlines_unpack_new AFTER INSERT ON deadlines
  BEGIN INSERT OR IGNORE INTO unpacked SELECT notice FROM issues WHERE id = new.issue; END;
CREATE TRIGGER deadlines_unpack_old AFTER DELETE ON deadlines
  BEGIN INSERT OR IGNORE INTO unpacked SELECT notice FROM issues WHERE id = old.issue; END;
