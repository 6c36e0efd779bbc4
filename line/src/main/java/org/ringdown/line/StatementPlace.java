package org.ringdown.line;

import org.ringdown.message.EntryId;
import org.ringdown.transcript.Hash;

/**
 * Where a statement id stands.
 *
 * @param entry its place
 * @param leafHash its leaf hash
 * @param requestDigest SHA-256 (hex) of the request that made it; empty for a peer's
 */
public record StatementPlace(EntryId entry, Hash leafHash, String requestDigest) {}
