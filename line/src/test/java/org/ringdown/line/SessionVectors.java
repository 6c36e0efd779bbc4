package org.ringdown.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ringdown.charter.Json;
import org.ringdown.message.EntryType;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;

/** The vectors of short sessions: what northland sends, and what southland makes of it. */
final class SessionVectors {
    private static final Json.Obj TEXT = Json.obj().put("text", "x").build();
    private final LineVectors made;

    private SessionVectors(LineVectors made) {
        this.made = made;
    }

    /** What a session comes to. */
    record Outcome(String expect, List<String> writes, List<Long> cosigned, List<Long> early) {
        static Outcome open(List<Long> cosigned) {
            return new Outcome("open", List.of(), cosigned, List.of());
        }

        static Outcome bye(String code, Long... cosigned) {
            return new Outcome(code, List.of(), List.of(cosigned), List.of());
        }

        Outcome writes(String... entries) {
            return new Outcome(expect, List.of(entries), cosigned, early);
        }

        Outcome early(Long... indexes) {
            return new Outcome(expect, writes, cosigned, List.of(indexes));
        }
    }

    static void all(LineVectors made) {
        SessionVectors sessions = new SessionVectors(made);
        sessions.opening();
        sessions.entries();
        sessions.opaque();
        sessions.overtaking();
        sessions.violations();
        sessions.live();
    }

    private void opening() {
        North north = North.with(3);
        Frame.Hello hello = north.hello();
        put("session-hello", "HELLO alone.", Outcome.open(List.of()), hello);
        put("session-no-hello", "Entries come first.", Outcome.bye("OUT_OF_ORDER"), north.entries(0, 5));
        put(
                "session-heartbeat-first",
                "A heartbeat comes first.",
                Outcome.bye("OUT_OF_ORDER"),
                new Frame.Heartbeat(1, 0, Optional.empty(), Map.of(), List.of(), 1_000));
        put("session-hello-twice", "HELLO comes again.", Outcome.bye("OUT_OF_ORDER"), hello, hello);
        put(
                "session-wrong-line",
                "HELLO of another line.",
                Outcome.bye("WRONG_LINE"),
                change(hello, "0".repeat(32), "northland", "0".repeat(64)));
        put(
                "session-wrong-party",
                "HELLO of the hearer itself.",
                Outcome.bye("WRONG_PARTY"),
                change(hello, TestKeys.LINE, "southland", "0".repeat(64)));
        put(
                "session-other-charter",
                "Another charter is no reason to refuse.",
                Outcome.open(List.of()),
                change(hello, TestKeys.LINE, "northland", "1".repeat(64)));
    }

    private static Frame.Hello change(Frame.Hello h, String line, String party, String charter) {
        return new Frame.Hello(
                line, party, charter, h.session(), h.kind(), h.path(), h.epoch(), h.own(), h.held(), h.known());
    }

    private void entries() {
        North north = North.with(3);
        Frame.Hello hello = north.hello();
        put(
                "entries-in-order",
                "The founding, then three messages.",
                Outcome.open(List.of(2L, 5L)),
                hello,
                north.entries(0, 2),
                north.entries(2, 5));
        put(
                "entries-again",
                "The same frame twice is held once and cosigned again.",
                Outcome.open(List.of(5L, 5L)),
                hello,
                north.entries(0, 5),
                north.entries(0, 5));
        put(
                "entries-overlapping",
                "A frame that begins below what is held.",
                Outcome.open(List.of(3L, 5L)),
                hello,
                north.entries(0, 3),
                north.entries(1, 5));
        put(
                "entries-beyond-a-gap",
                "A frame that begins above what is held is let be.",
                Outcome.open(List.of(2L)),
                hello,
                north.entries(0, 2),
                north.entries(3, 5));
        Frame.Entries good = north.entries(0, 5);
        put(
                "entries-head-not-at-the-end",
                "The head is one above the last leaf.",
                Outcome.bye("MALFORMED_FRAME"),
                hello,
                new Frame.Entries(North.LOG, 0, good.headNote(), good.leaves().subList(0, 4)));
        put(
                "entries-head-of-another-log",
                "The head is of another epoch.",
                Outcome.bye("BAD_SIGNATURE"),
                hello,
                new Frame.Entries(new LogId("northland", "2-00000001"), 0, good.headNote(), good.leaves()));
        put(
                "entries-of-a-third-party",
                "Entries of nobody on this line.",
                Outcome.bye("MALFORMED_FRAME"),
                hello,
                new Frame.Entries(new LogId("westland", "1-00000000"), 0, good.headNote(), good.leaves()));
    }

    private void opaque() {
        North north = North.with(0);
        north.raw(new byte[0]);
        north.raw("not two lines".getBytes(StandardCharsets.UTF_8));
        north.raw("{}\n{\n".getBytes(StandardCharsets.UTF_8));
        north.raw(new byte[] {(byte) 0xff, '\n', (byte) 0xfe, '\n'});
        put(
                "entries-unreadable",
                "Four leaves that nobody can read are held and cosigned.",
                Outcome.open(List.of(6L))
                        .writes(
                                "UNREADABLE 2 not-two-lines",
                                "UNREADABLE 3 not-two-lines",
                                "UNREADABLE 4 malformed-json",
                                "UNREADABLE 5 malformed-json"),
                north.hello(),
                north.entries(0, 6));
        one(
                "entries-of-another-line",
                "The leaf names another line.",
                replaced("message-1", TestKeys.LINE, "0".repeat(32)),
                "misplaced");
        one(
                "entries-of-another-party",
                "The leaf names southland.",
                North.leaf("message-1", new LogId("southland", "1-9f3c02ab"), 2, EntryType.FREE_TEXT, TEXT),
                "misplaced");
        one(
                "entries-of-another-epoch",
                "The leaf names another epoch.",
                North.leaf("message-1", new LogId("northland", "1-00000000"), 2, EntryType.FREE_TEXT, TEXT),
                "misplaced");
        one(
                "entries-at-another-index",
                "The leaf names another index.",
                North.leaf("message-1", North.LOG, 3, EntryType.FREE_TEXT, TEXT),
                "misplaced");
        one(
                "entries-id-repeated",
                "The id stands at entry 0 already.",
                North.leaf("founding-1", North.LOG, 2, EntryType.FREE_TEXT, TEXT),
                "repeated");
        one(
                "entries-type-unknown",
                "A type of a later version.",
                replaced("message-1", "FREE TEXT", "SONG"),
                "unknown-type");
        one(
                "entries-text-blank",
                "Nothing is said.",
                North.leaf(
                        "message-1",
                        North.LOG,
                        2,
                        EntryType.FREE_TEXT,
                        Json.obj().put("text", " ").build()),
                "bad-field");
        byte[] largest = new byte[65_536];
        Arrays.fill(largest, (byte) 'x');
        one("entries-leaf-of-65536", "The largest leaf is held, whatever is in it.", largest, "not-two-lines");
    }

    private static byte[] replaced(String id, String from, String to) {
        String leaf = new String(North.leaf(id, North.LOG, 2, EntryType.FREE_TEXT, TEXT), StandardCharsets.UTF_8);
        return leaf.replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private void one(String name, String about, byte[] leaf, String reason) {
        North north = North.with(0).raw(leaf);
        put(
                name,
                about,
                Outcome.open(List.of(3L)).writes("UNREADABLE 2 " + reason),
                north.hello(),
                north.entries(0, 3));
    }

    private void overtaking() {
        North north = North.with(8);
        Frame.Hello hello = north.hello();
        Frame.Overtake good = north.overtake(9);
        put(
                "overtake-beyond-a-gap",
                "Entry 9 comes before 2 to 8.",
                Outcome.open(List.of(2L)).early(9L),
                hello,
                north.entries(0, 2),
                good);
        put(
                "overtake-again",
                "The same entry twice is held once.",
                Outcome.open(List.of(2L)).early(9L, 9L),
                hello,
                north.entries(0, 2),
                good,
                good);
        put(
                "overtake-then-back-fill",
                "What it overtook follows.",
                Outcome.open(List.of(2L, 10L)).early(9L),
                hello,
                north.entries(0, 2),
                good,
                north.entries(2, 10));
        put(
                "overtake-of-what-is-held",
                "The entry is here already.",
                Outcome.open(List.of(10L, 10L)),
                hello,
                north.entries(0, 10),
                good);
        put(
                "overtake-other-leaf",
                "The leaf is not the one that is proven.",
                Outcome.bye("BAD_SIGNATURE", 2L),
                hello,
                north.entries(0, 2),
                new Frame.Overtake(North.LOG, 9, good.headNote(), good.proof(), Bytes.of(north.leaves.get(8))));
        put(
                "overtake-other-index",
                "The proof is of another index.",
                Outcome.bye("BAD_SIGNATURE", 2L),
                hello,
                north.entries(0, 2),
                new Frame.Overtake(North.LOG, 8, good.headNote(), good.proof(), good.leaf()));
        put(
                "overtake-index-not-below-size",
                "The index is the head's size.",
                Outcome.bye("BAD_SIGNATURE", 2L),
                hello,
                north.entries(0, 2),
                new Frame.Overtake(North.LOG, 10, good.headNote(), good.proof(), good.leaf()));
        List<Hash> longer = new ArrayList<>(good.proof());
        longer.add(longer.getFirst());
        put(
                "overtake-proof-too-long",
                "One hash too many.",
                Outcome.bye("BAD_SIGNATURE", 2L),
                hello,
                north.entries(0, 2),
                new Frame.Overtake(North.LOG, 9, good.headNote(), longer, good.leaf()));
        put(
                "overtake-unreadable",
                "An overtaking leaf that nobody can read.",
                Outcome.open(List.of(2L)).writes("UNREADABLE 2 not-two-lines").early(2L),
                hello,
                north.entries(0, 2),
                North.with(0).raw(new byte[] {'x'}).overtake(2));
    }

    private void violations() {
        North north = North.with(3);
        North fork = North.with(2).message("message-other");
        put(
                "fork-at-one-size",
                "Two heads of size 5 with different roots: nothing more is cosigned, each entry that comes gets a receipt of its own.",
                Outcome.open(List.of(5L)).early(0L, 1L, 2L, 3L, 4L),
                north.hello(),
                north.entries(0, 5),
                fork.entries(0, 5),
                north.entries(0, 5));
        byte[] large = new byte[65_537];
        North oversize = North.with(0).raw(large);
        put(
                "oversize-leaf",
                "A leaf of 65,537 bytes: neither held nor cosigned.",
                Outcome.open(List.of(2L)),
                north.hello(),
                oversize.entries(0, 2),
                oversize.entries(2, 3));
        List<Frame> frames = new ArrayList<>(List.of(north.hello()));
        IntStream.rangeClosed(2, 64)
                .forEach(i -> frames.add(new North(new LogId("northland", i + "-00000000"))
                        .message("first-of-" + i)
                        .entries(0, 1)));
        List<Long> ones = IntStream.rangeClosed(2, 64).mapToObj(i -> 1L).toList();
        put("epochs-64", "64 epochs, the current one counted.", Outcome.open(ones), frames.toArray(Frame[]::new));
        frames.add(new North(new LogId("northland", "65-00000000"))
                .message("first-of-65")
                .entries(0, 1));
        put(
                "epochs-65",
                "One more.",
                new Outcome("TOO_MUCH", List.of(), ones, List.of()),
                frames.toArray(Frame[]::new));
    }

    private void live() {
        Json.Obj here = Json.obj().put("session", North.SESSION).build();
        Json.Obj elsewhere = Json.obj().put("session", "00".repeat(16)).build();
        North rings = North.with(0).say("ring-here", EntryType.RING, here);
        put(
                "ring-in-its-session",
                "It rings; nothing is written.",
                Outcome.open(List.of(3L)),
                rings.hello(),
                rings.entries(0, 3));
        North late = North.with(0).say("ring-late", EntryType.RING, elsewhere);
        put(
                "ring-of-another-session",
                "It came too late and is recorded as missed.",
                Outcome.open(List.of(3L)).writes("MISSED"),
                late.hello(),
                late.entries(0, 3));
        North north = North.with(0);
        Frame stop = new Frame.Unrecorded(north.unrecorded(
                "stop-firing", EntryType.STOP, Json.obj().put("what", "firing").build()));
        put(
                "unrecorded-stop",
                "A STOP without the log is heard and written down.",
                Outcome.open(List.of()).writes("HEARD"),
                north.hello(),
                stop);
        put(
                "unrecorded-stop-twice",
                "The same again acts once.",
                Outcome.open(List.of()).writes("HEARD"),
                north.hello(),
                stop,
                stop);
        put(
                "unrecorded-free-text",
                "A type that never goes unrecorded.",
                Outcome.bye("MALFORMED_FRAME"),
                north.hello(),
                new Frame.Unrecorded(north.unrecorded("message-1", EntryType.FREE_TEXT, TEXT)));
        String forged = north.unrecorded("stop-firing", EntryType.STOP, TEXT).replace("\"x\"", "\"y\"");
        put(
                "unrecorded-text-changed",
                "The statement is not the one that was signed.",
                Outcome.bye("BAD_SIGNATURE"),
                north.hello(),
                new Frame.Unrecorded(forged));
        put(
                "unrecorded-of-another-session",
                "The note was made for another session.",
                Outcome.bye("BAD_SIGNATURE"),
                north.hello(),
                new Frame.Unrecorded(north.unrecorded("stop-firing", EntryType.STOP, TEXT, "00".repeat(16))));
        put(
                "got-more-than-was-sent",
                "Bytes that never left.",
                Outcome.bye("MALFORMED_FRAME"),
                north.hello(),
                new Frame.Got(1L << 40));
    }

    private void put(String name, String about, Outcome outcome, Frame... frames) {
        List<String> hex = new ArrayList<>();
        for (Frame frame : frames) hex.add(North.hex(frame));
        List<String> keys = List.of(
                TestKeys.log(North.LOG).verifierKey().toString(),
                TestKeys.named("northland", "unrecorded").verifierKey().toString());
        made.put(LineVectors.start(name, about, "session")
                .put("line", TestKeys.LINE)
                .put("origin", North.LOG.origin(TestKeys.LINE))
                .put("keys", Json.strings(keys))
                .put("framesHex", Json.strings(hex))
                .put("expect", outcome.expect())
                .put("writes", Json.strings(outcome.writes()))
                .put("cosigned", numbers(outcome.cosigned()))
                .put("early", numbers(outcome.early())));
    }

    private static Json numbers(List<Long> numbers) {
        return Json.of(numbers.stream().map(Json::of).toList());
    }
}
