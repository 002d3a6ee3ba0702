-- The messages that were deleted: when, and who had written them. What is unread is counted without them.
CREATE TABLE deletions (
  room INTEGER NOT NULL,
  message INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  author INTEGER NOT NULL,
  PRIMARY KEY (room, message)
) STRICT, WITHOUT ROWID;
INSERT INTO deletions (room, message, seq, author)
  SELECT d.room, d.message, d.seq, m.user
    FROM (SELECT room, seq, json_extract(details, '$.message') AS message FROM events WHERE type = 'message.deleted') d
    JOIN events m ON m.room = d.room AND m.seq = d.message;
