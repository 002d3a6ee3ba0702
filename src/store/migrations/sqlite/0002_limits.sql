-- Who made the room, to limit how many one person makes.
ALTER TABLE rooms ADD COLUMN made_by INTEGER REFERENCES users (no);
UPDATE rooms SET made_by = (SELECT user FROM events WHERE room = rooms.no AND seq = 1 AND type = 'room.created');
CREATE INDEX rooms_by_maker ON rooms (made_by);
CREATE INDEX sessions_by_end ON sessions (expires_at);
