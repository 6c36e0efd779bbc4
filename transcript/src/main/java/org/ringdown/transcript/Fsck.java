package org.ringdown.transcript;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Recomputes a log from its entries' bytes and compares everything that was ever said about it: the store's
 * own tree, the
 * log's signed heads, the cosignatures on them. Trusts only the public keys. One pass, constant memory.
 */
public final class Fsck {
    private final List<VerifierKey> logs;
    private final List<VerifierKey> cosigners;
    private final Optional<NodeSource> storedNodes;
    private final CompactRange range = CompactRange.empty();
    private Optional<FsckResult> suspectNode = Optional.empty();

    private Fsck(List<VerifierKey> logs, List<VerifierKey> cosigners, Optional<NodeSource> storedNodes) {
        this.logs = logs;
        this.cosigners = cosigners;
        this.storedNodes = storedNodes;
    }

    /**
     * Checks a log.
     *
     * @param log the key of the log, whose name is the origin
     * @param cosigners keys whose cosignatures are checked where a head has them
     * @param storedNodes the store's tree, to be compared node by node; empty to look at entries and heads only
     * @param entries the bytes of every entry, in order
     * @param heads signed heads in the order of their sizes; each is read when its turn comes
     * @return sound, or the first fault
     */
    public static FsckResult run(
            VerifierKey log,
            List<VerifierKey> cosigners,
            Optional<NodeSource> storedNodes,
            Iterator<byte[]> entries,
            Iterator<SignedNote> heads) {
        return runAny(List.of(log), cosigners, storedNodes, entries, heads);
    }

    /**
     * Checks a log whose heads were signed by several keys, one after another; otherwise as {@link #run}.
     *
     * @param logs the keys of the log, each named for the origin; at least one
     * @param cosigners keys whose cosignatures are checked where a head has them
     * @param storedNodes the store's tree, to be compared node by node; empty to look at entries and heads only
     * @param entries the bytes of every entry, in order
     * @param heads signed heads in the order of their sizes; each is read when its turn comes
     * @return sound, or the first fault
     */
    public static FsckResult runAny(
            List<VerifierKey> logs,
            List<VerifierKey> cosigners,
            Optional<NodeSource> storedNodes,
            Iterator<byte[]> entries,
            Iterator<SignedNote> heads) {
        if (logs.isEmpty()) throw new IllegalArgumentException("a log has at least one key");
        return new Fsck(List.copyOf(logs), List.copyOf(cosigners), storedNodes).check(entries, heads);
    }

    private FsckResult check(Iterator<byte[]> entries, Iterator<SignedNote> heads) {
        long position = 0;
        long covered = 0;
        while (heads.hasNext()) {
            Head head;
            try {
                head = verifiedHead(heads.next(), covered);
            } catch (TranscriptException refusal) {
                return new FsckResult.BadHead(position, refusal);
            }
            while (range.size() < head.size() && entries.hasNext()) append(entries.next());
            if (range.size() < head.size()) {
                return suspectNode.orElse(new FsckResult.MissingEntries(head, range.size()));
            }
            if (!range.root().equals(head.root())) return badRoot(head, covered);
            if (suspectNode.isPresent()) return suspectNode.get();
            covered = head.size();
            position++;
        }
        while (entries.hasNext()) append(entries.next());
        return suspectNode.orElse(new FsckResult.Sound(range.size(), range.root(), position, range.size() - covered));
    }

    private Head verifiedHead(SignedNote note, long covered) throws TranscriptException {
        VerifierKey signer = logs.stream()
                .filter(key -> HeadCheck.hasLineBy(note, key))
                .findFirst()
                .orElse(logs.getFirst());
        Head head = HeadCheck.byLog(note, signer);
        for (VerifierKey cosigner : cosigners) {
            if (HeadCheck.hasLineBy(note, cosigner)) Cosignatures.verify(note, cosigner);
        }
        if (head.size() < covered) {
            throw new TranscriptException(TranscriptCode.HEAD_ORDER, "size " + head.size() + " after size " + covered);
        }
        return head;
    }

    private void append(byte[] entry) {
        range.append(Rfc6962.leaf(entry), this::compare);
    }

    private void compare(int level, long index, Hash computed) {
        if (storedNodes.isEmpty() || suspectNode.isPresent()) return;
        Hash stored = storedNodes.get().node(level, index);
        if (!stored.equals(computed)) {
            suspectNode = Optional.of(new FsckResult.BadNode(level, index, stored, computed));
        }
    }

    /** The root disagrees: name the entry if its stored leaf hash disagreed as well, else only the range. */
    private FsckResult badRoot(Head head, long covered) {
        if (suspectNode.isPresent() && suspectNode.get() instanceof FsckResult.BadNode node && node.level() == 0) {
            return new FsckResult.BadEntry(node.index(), node.stored(), node.computed());
        }
        return new FsckResult.BadRoot(head, covered, range.root());
    }
}
