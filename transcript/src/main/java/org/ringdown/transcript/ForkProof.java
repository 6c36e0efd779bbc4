package org.ringdown.transcript;

import java.util.ArrayList;
import java.util.List;

/**
 * Why two heads of one log can't belong to one history, so that whoever signed both showed two. It needs neither the
 * log nor its leaves: an outsider who verified both heads checks it with a few hashes.
 *
 * <p><b>Threads.</b> Immutable. <b>Source:</b> {@code spec/record.md} 9.
 */
public sealed interface ForkProof {
    /** Both heads have one size and two roots. */
    record OneSize() implements ForkProof {}

    /**
     * The larger head's tree begins with another tree than the smaller head's.
     *
     * @param root the root of the larger tree at the smaller head's size
     * @param consistency the consistency proof from there to the larger head, lowest first
     */
    record Beginning(Hash root, List<Hash> consistency) implements ForkProof {
        /** Copies its list. */
        public Beginning {
            consistency = List.copyOf(consistency);
        }
    }

    /**
     * Two leaves stand at one index, one under each head.
     *
     * @param index where
     * @param first the leaf under the head that is named first
     * @param second the leaf under the other
     */
    record OneIndex(long index, Place first, Place second) implements ForkProof {}

    /**
     * A leaf under a head.
     *
     * @param leaf its hash
     * @param inclusion the inclusion proof, lowest first
     */
    record Place(Hash leaf, List<Hash> inclusion) {
        /** Copies its list. */
        public Place {
            inclusion = List.copyOf(inclusion);
        }
    }

    /**
     * Proves that the tree of a size begins another way than a smaller head says.
     *
     * @param smaller the size of the smaller head
     * @param larger the size of the larger tree
     * @param tree the larger tree's nodes
     * @return the proof
     */
    static ForkProof beginning(long smaller, long larger, NodeSource tree) {
        if (smaller == larger) return new OneSize();
        return new Beginning(Proofs.root(smaller, tree), Proofs.consistency(smaller, larger, tree));
    }

    /**
     * Checks that it proves what it says. The heads' signatures are the caller's matter.
     *
     * @param first the head that is named first
     * @param second the other
     * @throws TranscriptException ORIGIN_MISMATCH where they are heads of two logs; PROOF_SIZE, PROOF_INDEX, PROOF_LENGTH
     *     or PROOF_ROOT where the proof does not fit them; NO_FORK where both may well belong to one history
     */
    default void check(Head first, Head second) throws TranscriptException {
        if (!first.origin().equals(second.origin())) {
            throw new TranscriptException(TranscriptCode.ORIGIN_MISMATCH, first.origin() + " and " + second.origin());
        }
        switch (this) {
            case OneSize _ -> oneSize(first, second);
            case Beginning beginning -> {
                boolean rising = first.size() < second.size();
                beginning(beginning, rising ? first : second, rising ? second : first);
            }
            case OneIndex places -> {
                inclusion(places.first(), places.index(), first);
                inclusion(places.second(), places.index(), second);
                if (places.first().leaf().equals(places.second().leaf())) throw noFork("it is one leaf");
            }
        }
    }

    private static void oneSize(Head first, Head second) throws TranscriptException {
        if (first.size() != second.size()) {
            throw new TranscriptException(TranscriptCode.PROOF_SIZE, first.size() + " and " + second.size());
        }
        if (first.root().equals(second.root())) throw noFork("it is one head");
    }

    private static void beginning(Beginning proof, Head smaller, Head larger) throws TranscriptException {
        if (smaller.size() == larger.size()) {
            throw new TranscriptException(TranscriptCode.PROOF_SIZE, "both heads have size " + larger.size());
        }
        Proofs.verifyConsistency(smaller.size(), larger.size(), proof.consistency(), proof.root(), larger.root());
        if (proof.root().equals(smaller.root())) throw noFork("the smaller head is the larger one's beginning");
    }

    private static void inclusion(Place place, long index, Head head) throws TranscriptException {
        Proofs.verifyInclusion(place.leaf(), index, head.size(), place.inclusion(), head.root());
    }

    private static TranscriptException noFork(String why) {
        return new TranscriptException(TranscriptCode.NO_FORK, why);
    }

    /**
     * Writes it, a hash a line.
     *
     * @return its text
     */
    default String format() {
        List<String> lines = new ArrayList<>();
        switch (this) {
            case OneSize _ -> lines.add("one size");
            case Beginning beginning -> {
                lines.add("beginning");
                lines.add(beginning.root().base64());
                beginning.consistency().forEach(hash -> lines.add(hash.base64()));
            }
            case OneIndex places -> {
                lines.add("index " + places.index());
                for (Place place : List.of(places.first(), places.second())) {
                    lines.add("leaf " + place.leaf().base64());
                    place.inclusion().forEach(hash -> lines.add(hash.base64()));
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /**
     * Reads one. Verifies nothing.
     *
     * @param text the whole text
     * @return the proof, whose {@link #format} is exactly the argument
     * @throws TranscriptException TOO_LARGE, PROOF_SHAPE, BASE64 or HASH_SHAPE
     */
    static ForkProof parse(String text) throws TranscriptException {
        if (text.length() > TranscriptLimits.FORK_PROOF_BYTES_MAX) {
            throw new TranscriptException(TranscriptCode.TOO_LARGE, "a proof of " + text.length() + " characters");
        }
        if (!text.endsWith("\n")) throw shape("the last line has no end");
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        String kind = lines.getFirst();
        if (kind.equals("one size") && lines.size() == 1) return new OneSize();
        if (kind.equals("beginning") && lines.size() > 1) {
            return new Beginning(Hash.fromBase64(lines.get(1)), TlogProof.parseHashes(lines.subList(2, lines.size())));
        }
        if (kind.startsWith("index ")) return places(Texts.decimal(kind.substring(6)), lines.subList(1, lines.size()));
        throw shape("the first line is none of: one size, beginning, index");
    }

    private static ForkProof places(long index, List<String> lines) throws TranscriptException {
        int second = 1;
        while (second < lines.size() && !lines.get(second).startsWith("leaf ")) second++;
        if (index < 0 || second >= lines.size()) throw shape("not two leaves at one index");
        return new OneIndex(index, place(lines.subList(0, second)), place(lines.subList(second, lines.size())));
    }

    private static Place place(List<String> lines) throws TranscriptException {
        if (!lines.getFirst().startsWith("leaf ")) throw shape("no leaf line");
        return new Place(
                Hash.fromBase64(lines.getFirst().substring(5)), TlogProof.parseHashes(lines.subList(1, lines.size())));
    }

    private static TranscriptException shape(String why) {
        return new TranscriptException(TranscriptCode.PROOF_SHAPE, why);
    }
}
