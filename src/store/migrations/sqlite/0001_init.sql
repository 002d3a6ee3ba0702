CREATE TABLE users (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Who has which name. held_until: null while the person is connected, else the time (ms) from which another may take it.
CREATE TABLE usernames (
  skeleton TEXT PRIMARY KEY,
  user INTEGER NOT NULL UNIQUE REFERENCES users (no),
  held_until INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  user INTEGER NOT NULL REFERENCES users (no),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user);

-- seq and messages are the head of the room's log: the numbers of its last event and its last message.
CREATE TABLE rooms (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  topic TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE memberships (
  room INTEGER NOT NULL REFERENCES rooms (no),
  user INTEGER NOT NULL REFERENCES users (no),
  read_seq INTEGER NOT NULL,
  read_ordinal INTEGER NOT NULL,
  PRIMARY KEY (room, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_user ON memberships (user);

-- The logs of all rooms. ordinal: how many messages the room had with this event. body: a message's text, else JSON.
CREATE TABLE events (
  room INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  user INTEGER,
  client_id TEXT,
  ordinal INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (room, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX events_by_client_id ON events (user, client_id) WHERE client_id IS NOT NULL;

-- One row that readiness writes, to know that the disk takes writes.
CREATE TABLE checks (
  no INTEGER PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;
