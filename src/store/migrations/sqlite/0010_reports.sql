-- Messages that people ask to have looked at. text: what the message said then, until the report is closed.
CREATE TABLE reports (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  room INTEGER NOT NULL REFERENCES rooms (no),
  message INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES users (no),
  reporter INTEGER NOT NULL REFERENCES users (no),
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  closed_at INTEGER,
  closed_by INTEGER REFERENCES users (no),
  outcome TEXT,
  UNIQUE (room, message, reporter)
) STRICT;
CREATE INDEX reports_open ON reports (room, no) WHERE closed_at IS NULL;
CREATE INDEX reports_by_reporter ON reports (reporter) WHERE closed_at IS NULL;

-- Whom somebody does not want to hear.
CREATE TABLE blocks (
  user INTEGER NOT NULL REFERENCES users (no),
  blocked INTEGER NOT NULL REFERENCES users (no),
  at INTEGER NOT NULL,
  PRIMARY KEY (user, blocked)
) STRICT, WITHOUT ROWID;

-- Those who keep order on the whole server are few.
CREATE INDEX staff_by_role ON users (role) WHERE role IN ('owner', 'admin');
