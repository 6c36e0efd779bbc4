package org.ringdown.cli.bundle;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;

/**
 * Streams one log's run of leaves: workers hash and read the blocks, this thread grows the tree and holds it against what
 * others say its root was. Memory is a few blocks, and the tree's edge before each. Of a run that was gone over before, only
 * those blocks are gone over again in which a claimed size lies.
 */
final class RunVerifier {
    private static final int BLOCKS_IN_FLIGHT = 6;

    /**
     * What to check on the way.
     *
     * @param claims roots that others claim, smallest size first
     * @param heads signed heads, by size
     * @param early early receipts, by index
     * @param heard takes what comes to light
     */
    record Expected(
            List<Claims.Claim> claims, NoteStream<CheckedHead> heads, NoteStream<EarlyNote> early, Heard heard) {
        /** Claims alone, of a log that was gone over. */
        static Expected claims(List<Claims.Claim> claims) {
            return new Expected(claims, NoteStream.none(), NoteStream.none(), Heard.NOTHING);
        }
    }

    /**
     * What came of it.
     *
     * @param range the tree's edge behind the last leaf
     * @param tally counts
     * @param firstDiffering the first leaf that does not hash to what its record states
     * @param broken the claims that do not hold, of signed heads the first one only
     * @param unreached the claims about sizes that this run does not come to, smallest size first
     * @param lastGoodSize the largest size at which a claim held
     * @param wrongLeaves indexes at which an early receipt names another leaf hash, the first ones
     * @param damage why the record of the next entry can't be read; empty when all could
     */
    record Outcome(
            CompactRange range,
            Tally tally,
            OptionalLong firstDiffering,
            List<Claims.Claim> broken,
            List<Claims.Claim> unreached,
            long lastGoodSize,
            List<Long> wrongLeaves,
            Optional<String> damage) {}

    private final Expected expected;
    private final Edges edges;
    private CompactRange range;
    private final Tally tally = new Tally();
    private final List<Claims.Claim> broken = new ArrayList<>();
    private final List<Long> wrongLeaves = new ArrayList<>();
    private final List<Claims.Claim> unreached = new ArrayList<>();
    /** What early receipts say of sizes that the run has yet to come to. */
    private final PriorityQueue<Claims.Claim> ahead = new PriorityQueue<>(Comparator.comparingLong(Claims.Claim::size));

    private boolean headBroken;
    private OptionalLong firstDiffering = OptionalLong.empty();
    private Optional<String> damage = Optional.empty();
    private long lastGoodSize;
    private int nextClaim;

    private RunVerifier(CompactRange start, Expected expected, Edges edges) {
        this.range = start;
        this.expected = expected;
        this.edges = edges;
        this.lastGoodSize = start.size();
    }

    /**
     * Streams the run.
     *
     * @param start the tree's edge before its first leaf; grown in place
     * @param blocks one task for each block, in order
     * @param workers who runs them
     * @param expected what to check on the way
     * @param edges what an earlier pass over the same blocks found; what this one finds is added
     * @throws BundleException as reading a block
     */
    static Outcome run(
            CompactRange start,
            List<Callable<LeafBlock>> blocks,
            ExecutorService workers,
            Expected expected,
            Edges edges)
            throws BundleException, IOException {
        RunVerifier run = new RunVerifier(start, expected, edges);
        run.skipClaimsBefore();
        run.blocks(blocks, workers);
        run.unreached.addAll(
                expected.claims().subList(run.nextClaim, expected.claims().size()));
        run.unreached.addAll(run.ahead);
        run.unreached.sort(Comparator.comparingLong(Claims.Claim::size));
        return new Outcome(
                run.range,
                run.tally,
                run.firstDiffering,
                run.broken,
                run.unreached,
                run.lastGoodSize,
                run.wrongLeaves,
                run.damage);
    }

    private void blocks(List<Callable<LeafBlock>> blocks, ExecutorService workers) throws BundleException, IOException {
        record Flying(int number, Future<LeafBlock> block) {}
        ArrayDeque<Flying> flying = new ArrayDeque<>();
        int[] due = due(blocks.size());
        int next = 0;
        while ((next < due.length || !flying.isEmpty()) && damage.isEmpty()) {
            while (next < due.length && flying.size() < BLOCKS_IN_FLIGHT) {
                int number = due[next++];
                flying.add(new Flying(number, workers.submit(blocks.get(number))));
            }
            Flying first = flying.remove();
            LeafBlock block = await(first.block());
            edge(first.number());
            block(block);
        }
        for (Flying unused : flying) unused.block().cancel(true);
        if (damage.isEmpty()) edge(blocks.size());
    }

    /** The blocks that no pass went over yet, and those with a claimed size behind their first leaf. */
    private int[] due(int blocks) {
        IntStream.Builder due = IntStream.builder();
        int claim = nextClaim;
        for (int block = 0; block < blocks; block++) {
            if (!edges.knows(block + 1)) {
                due.add(block);
                continue;
            }
            while (claim < expected.claims().size()
                    && expected.claims().get(claim).size() <= edges.first(block)) claim++;
            boolean claimed = claim < expected.claims().size()
                    && expected.claims().get(claim).size() <= edges.first(block + 1);
            if (claimed) due.add(block);
        }
        return due.build().toArray();
    }

    /** Comes to the first leaf of a block: over those that need not be gone over again, or from the one before it. */
    private void edge(int block) {
        if (!edges.knows(block)) edges.add(range);
        if (edges.first(block) != range.size()) range = edges.before(block);
    }

    /** Waits for a worker; its refusals come out as they are. */
    static <T> T await(Future<T> future) throws BundleException, IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while verifying", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BundleException refused) throw refused;
            if (e.getCause() instanceof IOException unreadable) throw unreadable;
            throw new IllegalStateException("a worker failed", e);
        }
    }

    private void skipClaimsBefore() {
        while (nextClaim < expected.claims().size() && claim().size() < range.size()) {
            unreached.add(claim());
            nextClaim++;
        }
        checkClaims();
    }

    private Claims.Claim claim() {
        return expected.claims().get(nextClaim);
    }

    private void block(LeafBlock block) throws BundleException, IOException {
        if (block.first() != range.size() && !block.hashes().isEmpty()) {
            damage = Optional.of("entry " + block.first() + " stands where entry " + range.size() + " is due");
            return;
        }
        if (firstDiffering.isEmpty()) firstDiffering = block.firstDiffering();
        for (Hash hash : block.hashes()) {
            if (expected.early().isAt(range.size())) early(expected.early().take(), hash);
            range.append(hash);
            if (expected.heads().isAt(range.size())) head(expected.heads().take());
            checkClaims();
        }
        tally.add(block.tally());
        for (LeafBlock.HeldClaim held : block.held()) expected.heard().held(held);
        for (Paper paper : block.papers()) expected.heard().paper(paper);
        damage = block.damage();
    }

    private void early(EarlyNote note, Hash leaf) throws BundleException, IOException {
        if (!note.leafHash().equals(leaf)) {
            if (wrongLeaves.size() < BundleLimits.FINDINGS_LISTED_MAX) wrongLeaves.add(note.index());
            return;
        }
        expected.heard().early(note);
        if (ahead.size() < BundleLimits.EARLY_AHEAD_MAX) ahead.add(note.claim());
        else expected.heard().later(note.claim());
    }

    private void head(CheckedHead checked) {
        Claims.Claim claim = new Claims.Claim(range.size(), checked.head().root(), new Claims.Source.SignedHead());
        if (check(claim)) expected.heard().head(checked);
    }

    private void checkClaims() {
        while (nextClaim < expected.claims().size() && claim().size() == range.size()) {
            check(claim());
            nextClaim++;
        }
        while (!ahead.isEmpty() && ahead.element().size() == range.size()) check(ahead.remove());
    }

    private boolean check(Claims.Claim claim) {
        boolean holds = range.root().equals(claim.root());
        boolean head = claim.source() instanceof Claims.Source.SignedHead;
        if (holds) lastGoodSize = range.size();
        else if (!head || !headBroken) broken.add(claim);
        headBroken |= head && !holds;
        return holds;
    }
}
