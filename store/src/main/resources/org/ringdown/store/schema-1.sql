-- Schema 1. One file holds one line. Every "sum" is CRC-32C over its row's other values (RowSum).

-- fingerprint_key: 16 random bytes; seq_end: no row has a seq at or above it after a cut.
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- Both parties' logs in the order first seen; receipted is the largest size that a peer's cosignature covers.
CREATE TABLE log(
  id INTEGER PRIMARY KEY,
  party TEXT NOT NULL,
  epoch TEXT NOT NULL,
  size INTEGER NOT NULL,
  receipted INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  UNIQUE(party, epoch));

-- seq is the local order of arrival. A row whose idx is at or above its log's size is an early entry. The leaf comes
-- last, so that the other columns are read without its overflow pages.
CREATE TABLE entry(
  seq INTEGER PRIMARY KEY,
  log INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  received_ms INTEGER NOT NULL,
  hash BLOB NOT NULL,
  type TEXT NOT NULL,
  precedence TEXT NOT NULL,
  statement_id TEXT NOT NULL,
  request_digest TEXT NOT NULL,
  flags TEXT NOT NULL,
  about TEXT NOT NULL,
  level TEXT NOT NULL,
  sum INTEGER NOT NULL,
  leaf BLOB NOT NULL);
CREATE UNIQUE INDEX entry_place ON entry(log, idx);
CREATE INDEX entry_founding ON entry(seq) WHERE type IN ('CHARTER', 'KEY', 'REVOCATION', 'ADOPT');

-- Which entries (seq) speak about an entry.
CREATE TABLE about(
  party TEXT NOT NULL,
  epoch TEXT NOT NULL,
  idx INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY(party, epoch, idx, seq)) WITHOUT ROWID;

-- 32-bit keyed fingerprints of the statement ids of seq 1024 * block and the 1023 that follow; 0 where there is none.
-- An index over random ids would write a page a row (measured: 22,000 rows/s instead of 100,000).
CREATE TABLE fingerprint(block INTEGER PRIMARY KEY, prints BLOB NOT NULL);

-- Full C2SP tiles: 256 hashes each; root is the hash of the whole tile, a node of level 8 * (level + 1).
CREATE TABLE tile(
  log INTEGER NOT NULL,
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  root BLOB NOT NULL,
  hashes BLOB NOT NULL);
CREATE UNIQUE INDEX tile_place ON tile(log, level, idx);

CREATE TABLE head(
  log INTEGER NOT NULL,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  note TEXT NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY(log, size)) WITHOUT ROWID;

CREATE TABLE receipt(
  log INTEGER NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  received_ms INTEGER NOT NULL,
  note TEXT NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY(log, kind, size)) WITHOUT ROWID;

CREATE TABLE evidence(
  id INTEGER PRIMARY KEY,
  party TEXT NOT NULL,
  epoch TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  seen_ms INTEGER NOT NULL,
  sum INTEGER NOT NULL);
CREATE TABLE evidence_note(
  evidence INTEGER NOT NULL,
  n INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY(evidence, n)) WITHOUT ROWID;

CREATE TABLE fact(name TEXT PRIMARY KEY, value TEXT NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID;

-- Entries whose bytes were found not to hash to their place, until they are repaired.
CREATE TABLE quarantine(
  log INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY(log, idx)) WITHOUT ROWID;

INSERT INTO meta VALUES('fingerprint_key', randomblob(16));
