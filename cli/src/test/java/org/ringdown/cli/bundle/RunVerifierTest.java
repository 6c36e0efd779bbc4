package org.ringdown.cli.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.ringdown.message.EntryId;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Rfc6962;

/** A run that is gone over again, block by block where it must be, against one that is gone over whole. */
final class RunVerifierTest {
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(2);

    @AfterAll
    static void stop() {
        WORKERS.shutdown();
    }

    /** A log in blocks of a few leaves, and what is claimed of it: some of it wrong, some beyond its end. */
    private static final class Run {
        private final List<LeafBlock> blocks = new ArrayList<>();
        private final List<Hash> roots = new ArrayList<>();
        private final AtomicInteger scanned = new AtomicInteger();
        private final SplittableRandom random;

        Run(long seed) {
            random = new SplittableRandom(seed);
            CompactRange range = CompactRange.empty();
            roots.add(range.root());
            int count = random.nextInt(1, 12);
            for (int i = 0; i < count; i++) {
                long first = range.size();
                List<Hash> hashes = new ArrayList<>();
                for (int leaf = random.nextInt(1, 9); leaf > 0; leaf--) {
                    Hash hash = Rfc6962.leaf(("leaf " + range.size()).getBytes(StandardCharsets.UTF_8));
                    hashes.add(hash);
                    range.append(hash);
                    roots.add(range.root());
                }
                boolean cut = i == count - 1 && random.nextInt(4) == 0;
                Optional<String> damage = cut ? Optional.of("cut") : Optional.empty();
                blocks.add(
                        new LeafBlock(first, hashes, OptionalLong.empty(), List.of(), List.of(), new Tally(), damage));
            }
        }

        List<Claims.Claim> claims(int count) {
            List<Claims.Claim> claims = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int size = random.nextInt(roots.size() + 2);
                boolean right = size < roots.size() && random.nextInt(3) > 0;
                Hash root = right ? roots.get(size) : Hash.sha256(new byte[] {(byte) i});
                EntryId by = new EntryId("southland", "1-47d1e0c5", i);
                claims.add(new Claims.Claim(size, root, new Claims.Source.HeldBy(by)));
            }
            claims.sort(Comparator.comparingLong(Claims.Claim::size));
            return claims;
        }

        RunVerifier.Outcome verify(List<Claims.Claim> claims, Edges edges) throws BundleException, IOException {
            scanned.set(0);
            List<Callable<LeafBlock>> tasks = new ArrayList<>();
            for (LeafBlock block : blocks) {
                tasks.add(() -> {
                    scanned.incrementAndGet();
                    return block;
                });
            }
            return RunVerifier.run(CompactRange.empty(), tasks, WORKERS, RunVerifier.Expected.claims(claims), edges);
        }
    }

    @Test
    void secondPass_overWhatIsClaimed_findsWhatAWholePassFinds() throws Exception {
        for (long seed = 0; seed < 400; seed++) {
            Run run = new Run(seed);
            Edges edges = new Edges();
            run.verify(List.of(), edges);
            List<Claims.Claim> claims = run.claims((int) seed % 7);
            RunVerifier.Outcome whole = run.verify(claims, new Edges());
            RunVerifier.Outcome again = run.verify(claims, edges);
            assertEquals(whole.broken(), again.broken(), "seed " + seed);
            assertEquals(whole.unreached(), again.unreached(), "seed " + seed);
            assertEquals(whole.damage(), again.damage(), "seed " + seed);
            assertEquals(whole.lastGoodSize(), again.lastGoodSize(), "seed " + seed);
            assertEquals(whole.range().size(), again.range().size(), "seed " + seed);
            assertEquals(whole.range().root(), again.range().root(), "seed " + seed);
        }
    }

    @Test
    void secondPass_scansOnlyBlocksThatAreSpokenOf() throws Exception {
        int scanned = 0;
        int blocks = 0;
        for (long seed = 0; seed < 100; seed++) {
            Run run = new Run(seed);
            Edges edges = new Edges();
            boolean cut = run.verify(List.of(), edges).damage().isPresent();
            assertEquals(run.blocks.size(), run.scanned.get(), "seed " + seed);
            run.verify(run.claims(1), edges);
            if (cut) continue;
            assertTrue(run.scanned.get() <= 1, "seed " + seed);
            scanned += run.scanned.get();
            blocks += run.blocks.size();
        }
        assertTrue(scanned > 10 && scanned < blocks / 2, scanned + " of " + blocks + " blocks");
    }

    @Test
    void secondPass_overNothingClaimed_scansNothing() throws Exception {
        Run run = new Run(4);
        Edges edges = new Edges();
        RunVerifier.Outcome first = run.verify(List.of(), edges);
        assertEquals(Optional.empty(), first.damage());
        RunVerifier.Outcome again = run.verify(List.of(), edges);
        assertEquals(0, run.scanned.get());
        assertEquals(first.range().root(), again.range().root());
    }
}
