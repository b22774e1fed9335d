/** The form of `vault.db`; another number is another Rukun's. */
export const VAULT_VERSION = 1;

/** Nothing here has an order or a time from which one could read who came when. */
export const VAULT_SCHEMA = `
  CREATE TABLE vault (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    key_check BLOB NOT NULL,
    -- The last line of the audit chain, so that lines cut off its end are missed.
    audit_seq INTEGER NOT NULL DEFAULT 0,
    audit_hash BLOB,
    -- The day of the newest copy, wherever it was put.
    copied_on TEXT CHECK (copied_on GLOB '????-??-??')
  ) STRICT;
  -- Half of the key of everything in a case; the other half is with its readers.
  CREATE TABLE shred (
    case_id BLOB PRIMARY KEY CHECK (length(case_id) = 16),
    key BLOB NOT NULL CHECK (length(key) = 32),
    -- Since when the database has no such case.
    orphan_on TEXT CHECK (orphan_on GLOB '????-??-??')
  ) STRICT, WITHOUT ROWID;
  -- Cases whose key was destroyed: one that comes back with an older backup is known by it, and goes again.
  CREATE TABLE gone (
    case_id BLOB PRIMARY KEY CHECK (length(case_id) = 16),
    counted INTEGER NOT NULL CHECK (counted IN (0, 1))
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sheet (
    public_key BLOB PRIMARY KEY CHECK (length(public_key) = 32),
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    failures INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  -- The officer's secret key, once for each code that was not used.
  CREATE TABLE wrap (
    public_key BLOB NOT NULL REFERENCES sheet (public_key),
    tag BLOB NOT NULL CHECK (length(tag) = 16),
    box BLOB NOT NULL,
    PRIMARY KEY (public_key, tag)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE return_address (
    case_id BLOB PRIMARY KEY CHECK (length(case_id) = 16),
    on_date TEXT NOT NULL CHECK (on_date GLOB '????-??-??'),
    box BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
