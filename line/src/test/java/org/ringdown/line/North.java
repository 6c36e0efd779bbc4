package org.ringdown.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryType;
import org.ringdown.message.Held;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.Seal;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.Proofs;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignedNote;

/** Northland by hand: it writes what it likes and signs it. */
final class North {
    static final String SESSION = "0f".repeat(16);
    static final LogId LOG = new LogId("northland", "1-9f3c02ab");
    final LogId log;
    final List<byte[]> leaves = new ArrayList<>();

    North(LogId log) {
        this.log = log;
    }

    /** A log with its founding and some messages. */
    static North with(int messages) {
        North north = new North(LOG);
        north.say(
                "founding-1",
                EntryType.EPOCH,
                Json.obj().put("number", 1).put("reason", "founding").build());
        north.say(
                "founding-2",
                EntryType.CHARTER,
                Json.obj().put("note", "charter").build());
        for (int i = 1; i <= messages; i++) north.message("message-" + i);
        return north;
    }

    North message(String id) {
        return say(
                id,
                EntryType.FREE_TEXT,
                Json.obj().put("text", "This is " + id + ".").build());
    }

    North say(String id, EntryType type, Json.Obj body) {
        return raw(leaf(id, log, leaves.size(), type, body));
    }

    North raw(byte[] leaf) {
        leaves.add(leaf);
        return this;
    }

    /** An entry whose seal says what northland held. */
    North holding(Held held) {
        Json.Obj body = Json.obj().put("text", "We hold that.").build();
        return raw(leaf("holding-" + leaves.size(), log, leaves.size(), EntryType.FREE_TEXT, body, Optional.of(held)));
    }

    static byte[] leaf(String id, LogId log, long index, EntryType type, Json.Obj body) {
        return leaf(id, log, index, type, body, Optional.empty());
    }

    private static byte[] leaf(String id, LogId log, long index, EntryType type, Json.Obj body, Optional<Held> held) {
        Statement statement = new Statement(
                new Statement.Origin(TestKeys.LINE, "0".repeat(64), log.epoch(), log.party()),
                new Statement.Kind(type, type.liveOnly() ? Precedence.FLASH : Precedence.ROUTINE, false),
                id,
                Hash.sha256(id.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32),
                Statement.Addressing.NODE,
                Statement.Links.NONE,
                body);
        Seal seal = new Seal(index, held, 1_795_624_200_000L + index, Optional.empty());
        return Leaf.bytes(Leaf.line1(statement), seal);
    }

    Hash root(long size) {
        CompactRange range = CompactRange.empty();
        for (int i = 0; i < size; i++) range.append(Rfc6962.leaf(leaves.get(i)));
        return range.root();
    }

    String head(long size) {
        return head(log, size, root(size));
    }

    static String head(LogId log, long size, Hash root) {
        String text = new Head(log.origin(TestKeys.LINE), size, root).text();
        return SignedNote.of(text, Notes.sign(text, TestKeys.log(log))).format();
    }

    Frame.Entries entries(int first, int end) {
        return new Frame.Entries(log, first, head(end), List.copyOf(leaves.subList(first, end)));
    }

    Frame.Overtake overtake(int index) {
        int size = leaves.size();
        List<Hash> proof = Proofs.inclusion(index, size, this::node);
        return new Frame.Overtake(log, index, head(size), proof, Bytes.of(leaves.get(index)));
    }

    private Hash node(int level, long index) {
        if (level == 0) return Rfc6962.leaf(leaves.get((int) index));
        return Rfc6962.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
    }

    Frame.Hello hello() {
        return new Frame.Hello(
                TestKeys.LINE,
                log.party(),
                "0".repeat(64),
                SESSION,
                Frame.Kind.BULK,
                "cable",
                log.epoch(),
                Map.of(log.epoch(), (long) leaves.size()),
                Map.of(),
                Map.of());
    }

    String unrecorded(String id, EntryType type, Json.Obj body) {
        return unrecorded(id, type, body, SESSION);
    }

    String unrecorded(String id, EntryType type, Json.Obj body, String session) {
        byte[] leaf = leaf(id, log, 0, type, body);
        String line1 =
                new String(leaf, StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
        String text =
                String.join("\n", "ringdown/unrecorded/v1", TestKeys.LINE, "northland", session, "1", line1) + "\n";
        return SignedNote.of(text, Notes.sign(text, TestKeys.named("northland", "unrecorded")))
                .format();
    }

    static String hex(Frame frame) {
        return HexFormat.of().formatHex(FrameCodec.encode(frame));
    }
}
