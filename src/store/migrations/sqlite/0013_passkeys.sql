-- Keys by which people sign in without a password. handle: by what authenticators know the user, the same for all of
-- theirs. site: host at which it works. transports: how it is reached, as JSON. synced: whether it is on other devices too.
CREATE TABLE passkeys (
  id TEXT PRIMARY KEY,
  user INTEGER NOT NULL REFERENCES users (no),
  handle TEXT NOT NULL,
  site TEXT NOT NULL,
  public_key BLOB NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL,
  synced INTEGER NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX passkeys_by_user ON passkeys (user);
