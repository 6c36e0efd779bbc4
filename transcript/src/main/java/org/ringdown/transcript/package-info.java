/**
 * An append-only log that proves itself: leaves, tree, signed heads, cosignatures, proofs and fsck. A leaf
 * is opaque bytes.
 * Pure: no I/O, no clock, no randomness of its own, no dependency but the JDK.
 *
 * <p>One party writes a log and signs its heads; the other recomputes the tree and cosigns. From then on
 * neither can change
 * or deny an entry, and anybody with the public keys can check a single entry without seeing the others:
 *
 * {@snippet :
 * CompactRange log = CompactRange.empty();
 * Map<String, Hash> nodes = new HashMap<>();
 * for (byte[] entry : entries) {
 *     log.append(Rfc6962.leaf(entry), (level, index, hash) -> nodes.put(level + "/" + index, hash));
 * }
 * Head head = new Head(northland.verifierKey().name(), log.size(), log.root());
 * SignedNote signed = SignedNote.of(head.text(), Notes.sign(head.text(), northland));
 *
 * // southland, having recomputed the same root from the entries it holds
 * Notes.verify(signed, northland.verifierKey());
 * SignedNote receipted = signed.withSignature(Cosignatures.cosign(head, southland, unixSeconds));
 *
 * // anybody, later, offline, shown entry 1 only
 * NodeSource stored = (level, index) -> requireNonNull(nodes.get(level + "/" + index));
 * List<Hash> path = Proofs.inclusion(1, log.size(), stored);
 * String file = new TlogProof(Optional.empty(), 1, path, receipted).format();
 * TlogProof.Verified shown = TlogProof.parse(file)
 *         .verify(Rfc6962.leaf(entry1), northland.verifierKey(), List.of(southland.verifierKey()));
 * }
 *
 * <p>Where to begin: {@link org.ringdown.transcript.CompactRange} to append,
 * {@link org.ringdown.transcript.Proofs} over a {@link org.ringdown.transcript.NodeSource} to prove,
 * {@link org.ringdown.transcript.SignedNote} with {@link org.ringdown.transcript.Notes} and
 * {@link org.ringdown.transcript.Cosignatures} to sign and verify, {@link org.ringdown.transcript.Fsck} to
 * check a whole log.
 *
 * <p>Errors: what comes from outside is refused with {@link org.ringdown.transcript.TranscriptException} and
 * a numbered code;
 * a caller's own mistake is an {@link java.lang.IllegalArgumentException}; a Java without the needed crypto is an
 * {@link java.lang.IllegalStateException}. Verification returns nothing that could be ignored: it throws.
 * Every bound is in
 * {@link org.ringdown.transcript.TranscriptLimits}.
 *
 * <p>Standards: RFC 6962 section 2.1 and RFC 9162 section 2.1 (hashing, proofs), RFC 8032 (Ed25519, narrowed
 * to one rule in
 * {@link org.ringdown.transcript.Ed25519}), FIPS 204 (ML-DSA-44), and C2SP signed-note, tlog-checkpoint,
 * tlog-cosignature,
 * tlog-proof and tlog-tiles. Vectors, one fault each: {@code spec/vectors/transcript}.
 */
@NullMarked
package org.ringdown.transcript;

import org.jspecify.annotations.NullMarked;
