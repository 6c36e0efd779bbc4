-- Schema 2. The index of entries that decide about charters and keys takes in all acts of a charter's change.
DROP INDEX entry_founding;
CREATE INDEX entry_formal ON entry(seq)
  WHERE type IN ('CHARTER', 'KEY', 'REVOCATION', 'PROPOSE', 'CONSENT', 'WITHDRAW', 'ADOPT');
