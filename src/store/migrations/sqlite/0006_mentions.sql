-- Whom messages call, in the order in which they did. user: 0 stands for all of the room.
CREATE TABLE mentions (
  no INTEGER PRIMARY KEY,
  user INTEGER NOT NULL,
  room INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  author INTEGER NOT NULL,
  UNIQUE (user, room, seq)
) STRICT;
CREATE INDEX mentions_by_message ON mentions (room, seq);
