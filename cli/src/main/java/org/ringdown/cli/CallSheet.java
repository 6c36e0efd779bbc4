package org.ringdown.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.CallWords;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.KeyId;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.X25519;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.KeyFiles;
import org.ringdown.node.NodeConfig;
import org.ringdown.node.NodeException;
import org.ringdown.node.RecordedLine;
import org.ringdown.transcript.Bytes;

/** Both directions' call and answer words of one line, for any hour; made offline, from the keys on this disk. */
final class CallSheet {
    private static final long HOUR_MS = 3_600_000;

    private final Bytes shared;
    private final Charter charter;
    private final String own;
    private final String peer;

    /** One number, and in whose hour and direction it stands. */
    record Entry(StruckWords.Row place, CallWords.Row words) {}

    private CallSheet(Bytes shared, Charter charter, String own, String peer) {
        this.shared = shared;
        this.charter = charter;
        this.own = own;
        this.peer = peer;
    }

    static CallSheet open(DataDirectory data, String lineId)
            throws CliException, IOException, NodeException, CharterException {
        NodeConfig config = data.readConfig();
        RecordedLine line = RecordedLine.read(data, lineId);
        KeyRing ring = line.ring();
        Charter charter = line.charter(config.party());
        String peer = charter.peerOf(config.party()).id();
        List<KeyId> theirs = ring.current(peer, KeyUse.WORDS);
        if (theirs.isEmpty()) {
            throw new CliException(
                    Exit.ENVIRONMENT,
                    "PEER_KEYS_MISSING",
                    "there is no words key of " + peer
                            + " here. Take in its keys with ringdown charter peer-keys, as soon as you have the file.");
        }
        byte[] secret =
                KeyFiles.open(data.keys(lineId), NodePassphrase.of(config)).wordsSecretDangerously();
        try {
            Bytes shared = X25519.agree(secret, theirs.getLast().key());
            return new CallSheet(shared, charter, config.party(), peer);
        } finally {
            java.util.Arrays.fill(secret, (byte) 0);
        }
    }

    String own() {
        return own;
    }

    String peer() {
        return peer;
    }

    /** The peer's plain telephone numbers. */
    List<String> telephones() throws CharterException {
        return charter.party(peer).reach().telephones();
    }

    /** The list of one hour for calls that a party makes. */
    List<Entry> list(String caller, long hour) {
        String answerer = caller.equals(own) ? peer : own;
        List<Entry> entries = new ArrayList<>();
        for (CallWords.Row row :
                CallWords.list(shared, new CallWords.Direction(charter.lineId(), caller, answerer), hour)) {
            entries.add(new Entry(new StruckWords.Row(hour, caller, row.number()), row));
        }
        return entries;
    }

    /** The numbers of an hour and its neighbours, the hour's own first: clocks differ. */
    List<Entry> around(String caller, long hour) {
        List<Entry> entries = new ArrayList<>();
        for (long each : new long[] {hour, hour + 1, hour - 1}) entries.addAll(list(caller, each));
        return entries;
    }

    /** The first number for an own call that was not used yet. */
    Optional<Entry> nextFree(long hour, StruckWords struck) {
        return around(own, hour).stream()
                .filter(entry -> !struck.has(entry.place()))
                .findFirst();
    }

    static Instant start(long hour) {
        return Instant.ofEpochMilli(hour * HOUR_MS);
    }
}
