package org.ringdown.cli.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringdown.cli.bundle.EvidenceReport.Worth;
import org.ringdown.line.Evidence;
import org.ringdown.message.LogId;
import org.ringdown.transcript.ForkProof;
import org.ringdown.transcript.Proofs;
import org.ringdown.transcript.Rfc6962;

/** What evidence is worth to somebody who has nothing but the file and the charter's words. */
final class EvidenceVerifierTest {
    /** One line with the same keys, twice: what northland said here, and what it said there. */
    private final World here = new World(5);

    private final World there = new World(5);

    EvidenceVerifierTest() {
        for (int i = 0; i < 7; i++) {
            here.say(World.NORTH, "message " + i, Optional.empty());
            there.say(World.NORTH, i < 4 ? "message " + i : "another " + i, Optional.empty());
        }
        there.say(World.NORTH, "one more", Optional.empty());
    }

    private static String head(World world, LogId log) {
        world.sign(log);
        return world.log(log).head.orElseThrow().note();
    }

    private Evidence fork(String proof) {
        return piece("FORK", List.of(head(here, World.NORTH), head(there, World.NORTH)), proof);
    }

    private Evidence fork() {
        return fork(ForkProof.beginning(7, 8, there.nodes(World.NORTH)).format());
    }

    private static Evidence piece(String kind, List<String> notes, String proof) {
        return new Evidence(World.NORTH, kind, notes, proof, "as it was seen", 1_795_624_200_000L);
    }

    private EvidenceFile file(Evidence... pieces) {
        List<String> keys = here.keyNotes().stream()
                .map(note -> new String(note, StandardCharsets.UTF_8))
                .toList();
        String charter = new String(here.charterNote(), StandardCharsets.UTF_8);
        return new EvidenceFile(here.lineId(), "southland", charter, keys, List.of(pieces));
    }

    private EvidenceReport verdict(Trust trust, Evidence... pieces) throws BundleException {
        return EvidenceVerifier.verify(EvidenceFile.parse(file(pieces).bytes()), trust);
    }

    private Worth worth(Evidence piece) throws BundleException {
        EvidenceReport report = verdict(Trust.NONE, piece);
        assertEquals(report.judged().getFirst().worth() == Worth.PROVEN, report.ok());
        return report.judged().getFirst().worth();
    }

    @Test
    void twoHistories_areProven_withWhatTheReaderKnows() throws BundleException {
        Trust trust = new Trust(List.of(here.rootKey("northland")), List.of(), Optional.of(here.charter.words()));
        EvidenceReport report = verdict(trust, fork());
        assertTrue(report.ok());
        assertEquals(2, report.anchors().size());
        assertTrue(report.judged().getFirst().text().contains("size 7 and one of size 8"));
    }

    @Test
    void oneIndex_underTwoHeads_isProven() throws BundleException {
        ForkProof proof = new ForkProof.OneIndex(5, place(here, 5, 7), place(there, 5, 8));
        assertEquals(Worth.PROVEN, worth(fork(proof.format())));
    }

    private static ForkProof.Place place(World world, int index, int size) {
        return new ForkProof.Place(
                Rfc6962.leaf(world.log(World.NORTH).leaves.get(index)),
                Proofs.inclusion(index, size, world.nodes(World.NORTH)));
    }

    @Test
    void whatDoesNotHold_isFalse_andTheVerdictNegative() throws BundleException {
        String wrong = ForkProof.beginning(6, 8, there.nodes(World.NORTH)).format();
        assertEquals(Worth.FALSE, worth(fork(wrong)), "a proof of other heads");
        assertEquals(Worth.FALSE, worth(fork("one size\n")));
        assertEquals(Worth.FALSE, worth(fork("")));
        assertEquals(Worth.FALSE, worth(piece("FORK", List.of(head(here, World.NORTH)), "one size\n")));
        String same = head(here, World.NORTH);
        assertEquals(Worth.FALSE, worth(piece("FORK", List.of(same, same), "one size\n")), "one history");
        here.say(World.SOUTH, "theirs", Optional.empty());
        String theirs = head(here, World.SOUTH);
        assertEquals(Worth.FALSE, worth(piece("FORK", List.of(same, theirs), "one size\n")), "two logs");
    }

    @Test
    void aHeadOfAStrangersKey_provesNothing() throws BundleException {
        World stranger = new World(6);
        stranger.say(World.NORTH, "said by another", Optional.empty());
        String forged = head(stranger, World.NORTH).replace(stranger.lineId(), here.lineId());
        assertEquals(Worth.FALSE, worth(piece("FORK", List.of(head(here, World.NORTH), forged), "one size\n")));
    }

    @Test
    void whatIsOnlySaid_isNotProven() throws BundleException {
        assertEquals(Worth.SAID, worth(piece("UNPROVEN", fork().notes(), "")));
        assertEquals(Worth.SAID, worth(piece("OVERSIZE", List.of(head(here, World.NORTH)), "")));
        assertTrue(verdict(Trust.NONE, piece("OVERSIZE", List.of(head(here, World.NORTH)), ""), fork())
                .ok());
        assertFalse(verdict(Trust.NONE).ok(), "nothing is nothing");
    }

    @Test
    void aKeyThatIsNotTheRecords_isTold() throws BundleException {
        EvidenceReport report =
                verdict(new Trust(List.of(new World(6).rootKey("northland")), List.of(), Optional.empty()), fork());
        assertFalse(report.ok());
        assertEquals(1, report.bad().size());
    }

    /** Whatever is changed, it is refused, or still proves the same two heads. */
    @FuzzTest(maxDuration = "20s")
    void changedFile(byte @Nullable [] data) {
        byte[] bytes = file(fork()).bytes();
        for (int i = 0; data != null && i + 2 < data.length; i += 3) {
            int at = (((data[i] & 0xff) << 8) | (data[i + 1] & 0xff)) % bytes.length;
            bytes[at] = data[i + 2];
        }
        try {
            EvidenceReport report = EvidenceVerifier.verify(EvidenceFile.parse(bytes), Trust.NONE);
            if (report.ok())
                assertEquals(fork().notes(), report.judged().getFirst().piece().notes());
        } catch (BundleException refused) {
            assertTrue(refused.getMessage() != null && !refused.getMessage().isBlank());
        }
    }

    @FuzzTest(maxDuration = "20s")
    void anyFile(byte @Nullable [] data) {
        try {
            EvidenceFile file = EvidenceFile.parse(data == null ? new byte[0] : data);
            assertEquals(file, EvidenceFile.parse(file.bytes()));
        } catch (BundleException refused) {
            assertTrue(refused.getMessage() != null && !refused.getMessage().isBlank());
        }
    }
}
