package org.ringdown.cli.bundle;

import org.ringdown.message.EntryId;

/**
 * A certificate or revocation that an entry carries. Nothing of it was checked.
 *
 * @param at the entry
 * @param revokes whether the entry is a REVOCATION, else a KEY
 * @param note the paper
 */
record Paper(EntryId at, boolean revokes, String note) {}
