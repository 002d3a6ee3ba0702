-- The message.previewed events of each message, and the message.preview.removed by which its author wanted none any more.
CREATE TABLE previews (
  room INTEGER NOT NULL,
  message INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('shown', 'past', 'unwanted')),
  -- Names the page in preview_pages.
  key TEXT,
  PRIMARY KEY (room, message, seq)
) STRICT, WITHOUT ROWID;

-- What was last heard of pages, by a hash of their address; the page is NULL where there was nothing to show.
CREATE TABLE preview_pages (
  key TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  page TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX preview_pages_by_end ON preview_pages (expires_at, bytes);
