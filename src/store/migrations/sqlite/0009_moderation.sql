-- Seconds between two messages of one member; 0 for no wait.
ALTER TABLE rooms ADD COLUMN slow_mode INTEGER NOT NULL DEFAULT 0;

-- Who may not come into a room (ban) or not write to it (mute). until: when that ends (ms); NULL for not by itself.
CREATE TABLE restrictions (
  room INTEGER NOT NULL REFERENCES rooms (no),
  kind TEXT NOT NULL,
  user INTEGER NOT NULL REFERENCES users (no),
  by INTEGER NOT NULL REFERENCES users (no),
  at INTEGER NOT NULL,
  until INTEGER,
  reason TEXT NOT NULL,
  PRIMARY KEY (room, kind, user)
) STRICT, WITHOUT ROWID;

-- Who may not come to the server: a user, or all from a network. until as above.
CREATE TABLE bans (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  user INTEGER REFERENCES users (no),
  network TEXT,
  by INTEGER NOT NULL REFERENCES users (no),
  at INTEGER NOT NULL,
  until INTEGER,
  reason TEXT NOT NULL
) STRICT;

-- What those did who keep order. user: who did it, NULL for the server itself. details: JSON.
CREATE TABLE audit (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  act TEXT NOT NULL,
  user INTEGER,
  whom INTEGER,
  room INTEGER,
  details TEXT
) STRICT;
