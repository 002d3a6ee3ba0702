-- The replies of each thread, which is named by its first message.
CREATE TABLE replies (
  room INTEGER NOT NULL,
  root INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  author INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (room, root, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX replies_by_author ON replies (author, room, seq);

-- How many replies a thread has that are not deleted, and the number of its last one.
CREATE TABLE threads (
  room INTEGER NOT NULL,
  root INTEGER NOT NULL,
  count INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (room, root)
) STRICT, WITHOUT ROWID;

-- Who follows a thread or does so no more, and how far they have read.
CREATE TABLE thread_marks (
  user INTEGER NOT NULL,
  room INTEGER NOT NULL,
  root INTEGER NOT NULL,
  read_seq INTEGER NOT NULL,
  follows INTEGER NOT NULL,
  PRIMARY KEY (user, room, root)
) STRICT, WITHOUT ROWID;
