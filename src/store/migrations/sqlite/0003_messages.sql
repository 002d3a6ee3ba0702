-- What an event has beyond its text, as JSON; NULL where it has nothing.
ALTER TABLE events ADD COLUMN details TEXT;

-- The message.edited events of each message.
CREATE TABLE edits (
  room INTEGER NOT NULL,
  message INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (room, message, seq)
) STRICT, WITHOUT ROWID;

-- Which emoji a message has, in the order of seq, and how many people gave each; without any, there is no row.
CREATE TABLE reaction_kinds (
  room INTEGER NOT NULL,
  message INTEGER NOT NULL,
  emoji TEXT NOT NULL,
  seq INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (room, message, emoji)
) STRICT, WITHOUT ROWID;
CREATE TABLE reactions (
  room INTEGER NOT NULL,
  message INTEGER NOT NULL,
  emoji TEXT NOT NULL,
  user INTEGER NOT NULL REFERENCES users (no),
  seq INTEGER NOT NULL,
  PRIMARY KEY (room, message, emoji, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX reactions_by_user ON reactions (user);

CREATE TABLE pins (
  room INTEGER NOT NULL,
  message INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (room, message)
) STRICT, WITHOUT ROWID;
