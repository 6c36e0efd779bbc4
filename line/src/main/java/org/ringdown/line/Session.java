package org.ringdown.line;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** One session as the Post knows it. Owned by the Post's thread. */
final class Session {
    /** A heartbeat of ours that waits for its echo. */
    record Beat(long seq, long wallMs, long sentNs) {}

    /** A heartbeat of the peer's. */
    record Heard(long seq, long wallMs, long atNs) {
        Frame.Echo echo(long nowNs) {
            return new Frame.Echo(seq, wallMs, Math.max(0, nowNs - atNs) / 1_000_000);
        }
    }

    final long number;
    final String id;
    final boolean dialled;
    final String remote;
    final long openedNs;
    Frame.Kind kind = Frame.Kind.BULK;
    String path = "";
    /** The peer's name for this session; empty before its HELLO. */
    Optional<String> peerId = Optional.empty();

    /** Own urgent entries of the current log, without a receipt yet, that went out on this session. */
    final NavigableSet<Long> overtook = new TreeSet<>();

    private String overtookIn = "";

    /** Exact frames, base64, that go out when there is room for them, behind everything else. */
    final ArrayDeque<String> owed = new ArrayDeque<>();

    /** Early receipts that leave with this turn. */
    final List<Heads.EarlyReceipt> earlyReceipts = new ArrayList<>();

    long beatSeq;
    /** When the next heartbeat is due. */
    long nextBeatNs;
    /** The size of the last heartbeat. */
    int beatBytes = 250;
    /** When a heartbeat was heard last, and within what time the peer said that the next one comes. */
    long heardNs;

    long heardNextMs = 1_000;
    final ArrayDeque<Beat> beats = new ArrayDeque<>();
    /** The last heartbeat heard that was not echoed yet. */
    Optional<Heard> toEcho = Optional.empty();

    /** Payload bytes of entries received; told back in GOT. */
    long receivedBytes;

    final Pace pace = new Pace();

    Session(long number, String id, SessionOpened how, long nowNs) {
        this.number = number;
        this.id = id;
        this.dialled = how.dialled().isPresent();
        this.remote = how.remote();
        this.openedNs = nowNs;
        this.heardNs = nowNs;
        this.nextBeatNs = nowNs;
        how.dialled().ifPresent(d -> {
            kind = d.kind();
            path = d.path();
        });
    }

    /** The own log that is written now; what went out of another, or is receipted, need not be known any more. */
    void writes(OwnLog log) {
        if (!overtookIn.equals(log.id.epoch())) overtook.clear();
        overtookIn = log.id.epoch();
        overtook.headSet(log.receipted).clear();
    }

    boolean ready() {
        return peerId.isPresent();
    }

    boolean carries(Frame.Kind wanted) {
        return ready() && kind == wanted;
    }
}
