package org.ringdown.cli.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.ringdown.message.Held;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.VerifierKey;

final class BundleVerifierTest {
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(2);
    private static final World TALK = new World(1).talk(40);

    @AfterAll
    static void stop() {
        WORKERS.shutdown();
    }

    private static BundleReport verify(byte[] bundle, Trust trust) throws BundleException {
        try {
            return BundleVerifier.verify(ByteSource.of(bundle), trust, WORKERS);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Selection range(long first, long end) {
        LinkedHashMap<LogId, Selection.Run> runs = new LinkedHashMap<>();
        runs.put(World.NORTH, new Selection.Run(first, end));
        return new Selection.Ranges(runs);
    }

    private static Selection entries(Long... indexes) {
        LinkedHashMap<LogId, List<Long>> wanted = new LinkedHashMap<>();
        wanted.put(World.NORTH, List.of(indexes));
        return new Selection.Entries(wanted);
    }

    /** Changes one byte in the first place where a text stands. */
    private static byte[] changed(byte[] bundle, String at) {
        byte[] copy = bundle.clone();
        byte[] wanted = at.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i + wanted.length <= copy.length; i++) {
            if (Arrays.equals(copy, i, i + wanted.length, wanted, 0, wanted.length)) {
                copy[i + wanted.length - 1] ^= 1;
                return copy;
            }
        }
        throw new AssertionError("not in the bundle: " + at);
    }

    @Test
    void verify_wholeRecord_holdsWithReceiptsOfBoth() throws BundleException {
        BundleReport report = verify(TALK.bundle(new Selection.All()), Trust.NONE);
        assertEquals(List.of(), report.findings());
        assertTrue(report.ok());
        assertEquals(80, report.entries());
        assertEquals(2, report.logs().size());
        LogReport north = report.logs().getFirst();
        assertTrue(north.receipts().stream().anyMatch(of -> of.kind().equals("EARLY") && of.count() == 8));
        assertTrue(north.receipts().stream().anyMatch(of -> of.kind().equals("COSIGNATURE") && of.largestSize() == 40));
    }

    @Test
    void verify_everyRange_holds() throws BundleException {
        for (long first = 0; first < 40; first += 3) {
            for (long end = first + 1; end <= 40; end += 2) {
                BundleReport report = verify(TALK.bundle(range(first, end)), Trust.NONE);
                assertTrue(report.ok(), first + " to " + end + ": " + report.findings());
                assertEquals(end - first, report.entries());
            }
        }
    }

    @Test
    void verify_singleEntries_holdAndDiscloseNoOther() throws BundleException {
        byte[] bundle = TALK.bundle(entries(3L, 17L));
        BundleReport report = verify(bundle, Trust.NONE);
        assertTrue(report.ok(), report.findings().toString());
        assertEquals(2, report.entries());
        String text = new String(bundle, StandardCharsets.UTF_8);
        assertTrue(text.contains("north 17"));
        for (int i = 0; i < 40; i++)
            assertEquals(i == 3 || i == 17, text.contains("\"north " + i + "\""), "entry " + i);
    }

    @Test
    void verify_leafChanged_namesIt() throws BundleException {
        BundleReport report = verify(changed(TALK.bundle(new Selection.All()), "\"north 23"), Trust.NONE);
        assertFalse(report.ok());
        assertEquals(23, report.firstBadEntry().orElseThrow().index().orElseThrow());
        assertEquals(
                Optional.of(World.NORTH), report.firstBadEntry().orElseThrow().log());
    }

    @Test
    void verify_leafChangedWithItsListedHash_namesTheRunUpToTheNextHead() throws BundleException {
        World other = new World(1).talk(40);
        byte[] leaf = other.log(World.NORTH).leaves.get(23);
        leaf[leaf.length - 5] ^= 1;
        BundleReport report = verify(other.bundle(new Selection.All()), Trust.NONE);
        assertFalse(report.ok());
        long named = report.firstBadEntry().orElseThrow().index().orElseThrow();
        assertTrue(named <= 23 && named > 19, "named " + named);
    }

    @Test
    void verify_singleLeafChanged_namesIt() throws BundleException {
        BundleReport report = verify(changed(TALK.bundle(entries(3L, 17L)), "\"north 17"), Trust.NONE);
        assertEquals(17, report.firstBadEntry().orElseThrow().index().orElseThrow());
    }

    @Test
    void verify_rangeLeafChanged_namesIt() throws BundleException {
        BundleReport report = verify(changed(TALK.bundle(range(10, 22)), "\"north 13"), Trust.NONE);
        assertFalse(report.ok());
        assertEquals(13, report.firstBadEntry().orElseThrow().index().orElseThrow());
    }

    @Test
    void verify_heldOfAnotherHistory_namesTheEntryThatSaysSo() throws BundleException {
        for (LogId log : List.of(World.NORTH, World.SOUTH)) {
            World world = new World(2).talk(5);
            LogId about = log.equals(World.NORTH) ? World.SOUTH : World.NORTH;
            world.say(log, "I held this", Optional.of(new Held(about.epoch(), 3, Hash.sha256(new byte[] {1}))));
            world.receipt(log);
            BundleReport report = verify(world.bundle(new Selection.All()), Trust.NONE);
            assertFalse(report.ok());
            Finding first = report.firstBadEntry().orElseThrow();
            assertEquals(Optional.of(log), first.log());
            assertEquals(5, first.index().orElseThrow());
        }
    }

    @Test
    void verify_opaqueLeaf_isCountedAndHolds() throws BundleException {
        World world = new World(3).talk(2);
        world.append(World.SOUTH, "not a leaf".getBytes(StandardCharsets.UTF_8));
        world.receipt(World.SOUTH);
        BundleReport report = verify(world.bundle(new Selection.All()), Trust.NONE);
        assertTrue(report.ok(), report.findings().toString());
        assertEquals(1, report.logs().get(1).counts().opaque());
    }

    @Test
    void verify_headsOfNothing_areBelowEveryKey() throws BundleException {
        World world = new World(4);
        world.sign(World.NORTH);
        world.sign(World.SOUTH);
        assertFalse(verify(world.bundle(new Selection.All()), Trust.NONE).ok());
    }

    @Test
    void verify_rootKeyGiven_isAnAnchor() throws BundleException {
        byte[] bundle = TALK.bundle(new Selection.All());
        Trust right = new Trust(List.of(TALK.rootKey("southland")), List.of(), Optional.of(TALK.charter.words()));
        assertEquals(2, verify(bundle, right).anchors().size());
        VerifierKey foreign = new World(9).rootKey("southland");
        assertFalse(verify(bundle, new Trust(List.of(foreign), List.of(), Optional.empty()))
                .ok());
        assertFalse(verify(bundle, new Trust(List.of(), List.of(), Optional.of(List.of("abandon"))))
                .ok());
    }

    @Test
    void verify_headSignatureChanged_isNotGood() throws BundleException {
        byte[] bundle = TALK.bundle(range(0, 4));
        byte[] copy = changed(bundle, "\u2014 " + World.NORTH.origin(TALK.lineId()) + " ");
        BundleException refused = assertThrows(BundleException.class, () -> verify(copy, Trust.NONE));
        assertEquals(BundleCode.MEMBER_DAMAGED, refused.code());
    }

    @Test
    void verify_everyTruncation_isRefused() {
        byte[] bundle = TALK.bundle(entries(3L));
        for (int length = 0; length < bundle.length; length++) {
            byte[] cut = Arrays.copyOf(bundle, length);
            assertThrows(BundleException.class, () -> verify(cut, Trust.NONE), "cut at " + length);
        }
    }

    @Test
    void verify_anyByteChanged_neverHolds() throws BundleException {
        byte[] bundle = TALK.bundle(entries(3L));
        for (int at = 0; at < bundle.length; at += 31) {
            byte[] copy = bundle.clone();
            copy[at] ^= 0x10;
            try {
                BundleReport report = verify(copy, Trust.NONE);
                assertFalse(report.ok(), "byte " + at + " of " + bundle.length);
            } catch (BundleException refused) {
                assertTrue(refused.code().number() > 0);
            }
        }
    }
}
