package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.line.Clock;
import org.ringdown.line.EntryMark;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.PostEvent;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.Seal;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.SignedNote;

/** What an officer must still be told who opens the page after it happened. */
final class AlarmBookTest {
    private static final String LINE = "5b0c7d1e6a534d0e9d5c0f4c2b6d8a11";

    private long nowNs = 1_000_000_000L;
    private final Clock clock = new Clock() {
        @Override
        public long wallMs() {
            return 1_800_000_000_000L;
        }

        @Override
        public long monoNs() {
            return nowNs;
        }
    };
    private final LineEvents events =
            new LineEvents(LINE, "northland", new EventHub(), new NodeMetrics(new Bugs()), clock, new NewestStatus());

    private static Statement statement(EntryType type, String party, String id, Json.Obj body) {
        return new Statement(
                new Statement.Origin(LINE, "0".repeat(64), "1-9f3c02ab", party),
                new Statement.Kind(type, Precedence.FLASH, false),
                id,
                "0".repeat(32),
                Statement.Addressing.NODE,
                new Statement.Links(List.of(), Optional.empty(), Optional.empty()),
                body);
    }

    private static Statement stop(String id) {
        return statement(
                EntryType.STOP,
                "southland",
                id,
                Json.obj().put("text", "Cease fire " + id).build());
    }

    private static KeptEntry kept(Statement statement) {
        byte[] leaf = Leaf.bytes(Leaf.line1(statement), new Seal(3, Optional.empty(), 0, Optional.empty()));
        LogId log = new LogId(statement.origin().party(), "1-9f3c02ab");
        return new KeptEntry(log, 3, Bytes.of(leaf), Rfc6962.leaf(leaf), 5, EntryMark.of(leaf));
    }

    private static KeptEntry heard(Statement said) throws Exception {
        String line1 = new String(Leaf.line1(said), StandardCharsets.UTF_8);
        String text = "ringdown/unrecorded/v1\n" + LINE + "\nsouthland\n" + "1".repeat(32) + "\n1\n" + line1;
        var signer = Ed25519Signer.of(LINE + "/southland/unrecorded", SignatureType.ED25519, new byte[32]);
        String note = SignedNote.of(text, Notes.sign(text, signer)).format();
        return kept(statement(
                EntryType.HEARD,
                "northland",
                "heard-00000001",
                Json.obj().put("note", note).build()));
    }

    private List<String> open(String member) {
        List<String> values = new ArrayList<>();
        for (Json.Obj alarm : events.book().open()) values.add(HttpCalls.text(at(alarm, member)));
        return values;
    }

    @Test
    void stopsThatNoRecordHolds_areEachToldAgain_untilNoticed() {
        events.on(new PostEvent.UnrecordedHeard(stop("stop-00000001"), false, 7));
        events.on(new PostEvent.UnrecordedHeard(stop("stop-00000002"), false, 8));
        assertEquals(List.of("stop-00000001", "stop-00000002"), open("statement"));
        assertTrue(
                open("text").getFirst().contains("Cease fire stop-00000001"),
                open("text").toString());
        assertTrue(
                open("text").getFirst().contains("write it down"), open("text").toString());

        events.book().drop("unrecorded-heard.stop-00000001");
        assertEquals(List.of("stop-00000002"), open("statement"));
    }

    @Test
    void stopThatNoRecordHolds_isToldAgain_untilAnEntryShowsIt() throws Exception {
        for (Statement said : List.of(stop("stop-00000001"), stop("stop-00000002"), stop("stop-00000003"))) {
            events.on(new PostEvent.UnrecordedHeard(said, false, 7));
        }
        events.on(new PostEvent.EntryKept(heard(stop("stop-00000001"))));
        assertEquals(List.of("stop-00000002", "stop-00000003"), open("statement"), "HEARD shows the first");
        events.on(new PostEvent.EntryKept(kept(stop("stop-00000002"))));
        assertEquals(List.of("stop-00000003"), open("statement"), "the entry itself shows the second");
        events.on(new PostEvent.EarlyKept(kept(stop("stop-00000003")), 2));
        assertEquals(List.of(), open("statement"));
    }

    @Test
    void stopWithAnEntry_isNotKept_theEntryShowsIt() {
        events.on(new PostEvent.UnrecordedHeard(stop("stop-00000001"), true, 7));
        assertEquals(List.of(), open("id"));
    }

    @Test
    void alarmsThatHappen_areToldAgainForAWatch_thoseOfStatesAreNot() {
        events.on(new PostEvent.Alarm("receipt-differs", "Another tree.", 7));
        events.on(new PostEvent.Alarm("receipt-differs", "Another tree.", 7));
        events.on(new PostEvent.Alarm("path-down", "tls-1", 7));
        assertEquals(List.of("receipt-differs", "receipt-differs"), open("code"));
        assertEquals(2, List.copyOf(new java.util.TreeSet<>(open("id"))).size(), "each has an id of its own");
        nowNs += Limit.KEPT_ALARM_MS.amount() * 1_000_000 + 1;
        assertEquals(List.of(), open("code"));
    }

    @Test
    void floodOfAlarms_isBounded_andPushesNoStopOut() {
        events.on(new PostEvent.UnrecordedHeard(stop("stop-00000001"), false, 7));
        long many = 3 * Limit.KEPT_ALARMS.amount();
        for (long i = 0; i < many; i++) events.alarm("store-damaged", "entry " + i, 7);
        assertEquals(1 + Limit.KEPT_ALARMS.amount(), events.book().open().size());
        assertEquals("stop-00000001", HttpCalls.text(at(events.book().open().getFirst(), "statement")));
    }
}
