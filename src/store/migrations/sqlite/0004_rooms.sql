-- kind: public, private or direct. people: of a direct room, the numbers of all whom it is for, in order, as JSON.
ALTER TABLE rooms ADD COLUMN kind TEXT NOT NULL DEFAULT 'public';
ALTER TABLE rooms ADD COLUMN archived_at INTEGER;
ALTER TABLE rooms ADD COLUMN people TEXT;
CREATE UNIQUE INDEX rooms_by_people ON rooms (people) WHERE people IS NOT NULL;

-- since: number of the event by which they came. favourite: their place among the rooms that one likes best.
ALTER TABLE memberships ADD COLUMN role TEXT NOT NULL DEFAULT 'member';
ALTER TABLE memberships ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE memberships ADD COLUMN involvement TEXT NOT NULL DEFAULT 'everything';
ALTER TABLE memberships ADD COLUMN favourite REAL;
CREATE INDEX memberships_by_role ON memberships (room, role, since) WHERE role <> 'member';

UPDATE memberships SET since = came.seq
  FROM (SELECT room, user, max(seq) AS seq FROM events WHERE type = 'member.joined' GROUP BY room, user) AS came
  WHERE came.room = memberships.room AND came.user = memberships.user;
-- A room belongs to who made it; where they have left it, to who has been in it for longest.
UPDATE memberships SET role = 'owner' FROM rooms AS r WHERE r.no = memberships.room AND r.made_by = memberships.user;
UPDATE memberships SET role = 'owner'
  FROM (
    SELECT m.room, m.user, min(m.since) FROM memberships AS m JOIN rooms AS r ON r.no = m.room
      WHERE r.made_by IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM memberships AS o WHERE o.room = m.room AND o.role = 'owner')
      GROUP BY m.room
  ) AS first
  WHERE first.room = memberships.room AND first.user = memberships.user;
