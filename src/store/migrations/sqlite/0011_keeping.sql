-- Messages that people keep for themselves, in the order in which they did.
CREATE TABLE saved (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  user INTEGER NOT NULL REFERENCES users (no),
  room INTEGER NOT NULL,
  message INTEGER NOT NULL,
  UNIQUE (user, room, message)
) STRICT;
CREATE INDEX saved_by_user ON saved (user, no);

-- What was deleted of what somebody keeps.
CREATE INDEX deletions_by_seq ON deletions (room, seq);
