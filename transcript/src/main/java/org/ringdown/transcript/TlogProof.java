package org.ringdown.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entry's proof in one file, C2SP tlog-proof: index, inclusion proof and the signed head. An outsider
 * who has the entry
 * and the public keys needs nothing else. The extra data is not signed by anybody.
 *
 * @param extra opaque data that travels along, never trusted; empty where there is none
 * @param index the entry's index
 * @param proof the inclusion proof, lowest first
 * @param checkpoint the head with its signatures
 */
public record TlogProof(Optional<Bytes> extra, long index, List<Hash> proof, SignedNote checkpoint) {
    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1\n";

    /**
     * A cosignature that was verified.
     *
     * @param witness whose
     * @param unixSeconds when, by the witness's own clock
     */
    public record Witnessed(VerifierKey witness, long unixSeconds) {}

    /**
     * What a good proof shows: the entry stands in the log of this head, and these witnesses cosigned the head.
     *
     * @param head the signed head
     * @param witnessed the known witnesses whose cosignatures the file has; whether they are enough is the
     *     caller's policy
     */
    public record Verified(Head head, List<Witnessed> witnessed) {}

    /** Refuses a proof that could not be written or read back; the caller's bug if it happens. */
    public TlogProof {
        proof = List.copyOf(proof);
        if (index < 0) throw new IllegalArgumentException("an index is not negative: " + index);
        if (proof.size() > TranscriptLimits.PROOF_HASHES_MAX) {
            throw new IllegalArgumentException("a proof of " + proof.size() + " hashes");
        }
        if (extra.filter(e -> e.size() == 0 || e.size() > TranscriptLimits.EXTRA_BYTES_MAX)
                .isPresent()) {
            throw new IllegalArgumentException("extra data is 1 to 65536 bytes, or absent");
        }
    }

    /**
     * Writes the file.
     *
     * @return its text
     */
    public String format() {
        StringBuilder out = new StringBuilder(FIRST_LINE);
        extra.ifPresent(
                e -> out.append("extra ").append(Base64Text.encode(e.raw())).append('\n'));
        out.append("index ").append(index).append('\n');
        for (Hash hash : proof) out.append(hash.base64()).append('\n');
        return out.append('\n').append(checkpoint.format()).toString();
    }

    /**
     * Reads a file from its bytes.
     *
     * @param utf8 the whole file
     * @return the proof, whose {@link #format} is exactly the argument
     * @throws TranscriptException as {@link #parse(String)}
     */
    public static TlogProof parse(byte[] utf8) throws TranscriptException {
        checkLength(utf8.length);
        return parse(Texts.decodeUtf8(utf8));
    }

    /**
     * Reads a file. Verifies nothing.
     *
     * @param file the whole text
     * @return the proof, whose {@link #format} is exactly the argument
     * @throws TranscriptException TOO_LARGE, PROOF_SHAPE, BASE64, HASH_SHAPE or PROOF_INDEX for the lines
     *     above the head, then
     *     the codes of {@link SignedNote#parse(String)} and {@link Head#parse}
     */
    public static TlogProof parse(String file) throws TranscriptException {
        checkLength(file.length());
        int blank = file.indexOf("\n\n");
        if (!file.startsWith(FIRST_LINE)) throw shape("the first line is not c2sp.org/tlog-proof@v1");
        if (blank < 0) throw shape("no empty line before the head");
        List<String> lines = List.of(file.substring(0, blank).split("\n", -1));
        int next = 1;
        Optional<Bytes> extra = Optional.empty();
        if (next < lines.size() && lines.get(next).startsWith("extra ")) {
            extra = Optional.of(parseExtra(lines.get(next++).substring("extra ".length())));
        }
        if (next == lines.size() || !lines.get(next).startsWith("index ")) throw shape("no index line");
        String written = lines.get(next++).substring("index ".length());
        long index = Texts.decimal(written);
        if (index < 0) throw new TranscriptException(TranscriptCode.PROOF_INDEX, Texts.quote(written));
        List<Hash> proof = parseHashes(lines.subList(next, lines.size()));
        SignedNote checkpoint = SignedNote.parse(file.substring(blank + 2));
        Head.parse(checkpoint.text());
        return new TlogProof(extra, index, proof, checkpoint);
    }

    /**
     * Verifies everything: the log's signature, each known witness's cosignature, and the entry's place.
     *
     * @param leafHash {@link Rfc6962#leaf} of the entry, which the caller has
     * @param log the key of the log, whose name is the head's origin
     * @param witnesses keys of known cosigners; a signature by one of them must be good, and may be absent
     * @return what was shown
     * @throws TranscriptException ORIGIN_MISMATCH, the codes of {@link Notes#verify} or {@link
     *     Cosignatures#verify}, then those
     *     of {@link Proofs#verifyInclusion}
     */
    public Verified verify(Hash leafHash, VerifierKey log, List<VerifierKey> witnesses) throws TranscriptException {
        Head head = HeadCheck.byLog(checkpoint, log);
        List<Witnessed> witnessed = new ArrayList<>();
        for (VerifierKey witness : witnesses) {
            if (HeadCheck.hasLineBy(checkpoint, witness)) {
                witnessed.add(new Witnessed(witness, Cosignatures.verify(checkpoint, witness)));
            }
        }
        Proofs.verifyInclusion(leafHash, index, head.size(), proof, head.root());
        return new Verified(head, List.copyOf(witnessed));
    }

    private static Bytes parseExtra(String base64) throws TranscriptException {
        byte[] bytes = Base64Text.decode(base64);
        if (bytes.length == 0) throw shape("an extra line without data");
        if (bytes.length > TranscriptLimits.EXTRA_BYTES_MAX) {
            throw new TranscriptException(TranscriptCode.TOO_LARGE, "extra data of " + bytes.length + " bytes");
        }
        return Bytes.owned(bytes);
    }

    /** Hashes, one a line. */
    static List<Hash> parseHashes(List<String> lines) throws TranscriptException {
        if (lines.size() > TranscriptLimits.PROOF_HASHES_MAX) {
            throw new TranscriptException(TranscriptCode.TOO_LARGE, "a proof of " + lines.size() + " hashes");
        }
        List<Hash> hashes = new ArrayList<>();
        for (String line : lines) hashes.add(Hash.fromBase64(line));
        return hashes;
    }

    private static void checkLength(int length) throws TranscriptException {
        if (length > TranscriptLimits.PROOF_FILE_BYTES_MAX) {
            throw new TranscriptException(TranscriptCode.TOO_LARGE, "a proof file of " + length + " bytes");
        }
    }

    private static TranscriptException shape(String what) {
        return new TranscriptException(TranscriptCode.PROOF_SHAPE, what);
    }
}
