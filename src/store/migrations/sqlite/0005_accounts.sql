-- What a person may do on the server: owner, admin, member (who has an account), guest (a name and a session alone).
ALTER TABLE users ADD COLUMN role TEXT NOT NULL DEFAULT 'guest';
ALTER TABLE users ADD COLUMN status TEXT NOT NULL DEFAULT '';

-- On what someone signed in, and when they were last there (ms): for their own eyes.
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
UPDATE sessions SET seen_at = created_at;

-- hash: scrypt with its costs and salt; the password itself is kept nowhere.
CREATE TABLE passwords (
  user INTEGER PRIMARY KEY REFERENCES users (no),
  hash TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

-- Browsers in which someone has signed in with the right password: guesses made elsewhere do not lock these out.
CREATE TABLE known_devices (
  token_hash TEXT PRIMARY KEY,
  user INTEGER NOT NULL REFERENCES users (no),
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX known_devices_by_user ON known_devices (user);

-- Links that work once: to sign in on another device, to become owner.
CREATE TABLE links (
  token_hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  user INTEGER REFERENCES users (no),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  made_by INTEGER NOT NULL REFERENCES users (no),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  max_uses INTEGER NOT NULL,
  uses INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the owner has set in the page.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
