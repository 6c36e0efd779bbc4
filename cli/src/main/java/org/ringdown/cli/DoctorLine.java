package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.KeyId;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.KeyUse;
import org.ringdown.line.Standing;
import org.ringdown.line.StoreException;
import org.ringdown.message.LogId;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.Founding;
import org.ringdown.node.KeyFiles;
import org.ringdown.node.NodeConfig;
import org.ringdown.node.NodeException;
import org.ringdown.node.RecordedLine;
import org.ringdown.paths.PathsException;
import org.ringdown.paths.TlsIdentity;
import org.ringdown.store.FileSecondPlace;
import org.ringdown.store.SqliteReader;
import org.ringdown.store.StoredEntry;
import org.ringdown.store.StoredLogView;
import org.ringdown.transcript.Bytes;

/** Checks one line: charter, own keys, the peer's keys, store, second place, and the clock against the record. */
final class DoctorLine {
    private static final long CLOCK_SLACK_MS = 5_000;

    private final Checkup checkup;
    private final DataDirectory data;
    private final NodeConfig config;
    private final String line;
    private final String name;

    DoctorLine(Checkup checkup, DataDirectory data, NodeConfig config, String line) {
        this.checkup = checkup;
        this.data = data;
        this.config = config;
        this.line = line;
        this.name = "line " + line.substring(0, 8);
    }

    void run() {
        try {
            Charter charter = Founding.charter(data, line);
            charter.checkSupported(Founding.capabilities());
            checkup.ok(
                    name + " charter", "with " + charter.peerOf(config.party()).id() + ", every signature good");
            KeyRing ring = RecordedLine.read(data, line).ring();
            ownKeys(ring);
            tls(ring);
            peerKeys(charter, ring);
        } catch (NodeException | CharterException e) {
            checkup.fail(
                    name + " charter",
                    String.valueOf(e.getMessage()),
                    "Restore " + data.line(line) + " from your backup; the party of ringdown.toml must be in it.");
        }
        store();
    }

    private void ownKeys(KeyRing ring) {
        boolean good = true;
        for (KeyUse use : KeyFiles.USES) {
            try {
                Bytes key = KeyFiles.publicKey(data.keys(line), use);
                good &= certified(ring, use, key);
            } catch (NodeException e) {
                good = false;
                checkup.fail(
                        name + " keys",
                        String.valueOf(e.getMessage()),
                        "chmod 600 " + file(use)
                                + " if it is there; else restore it from your backup, or take a reserve key into use:"
                                + " ringdown charter reserve --help");
            }
        }
        if (good) checkup.ok(name + " keys", KeyFiles.USES.size() + " keys, each certified by the root of the charter");
    }

    private boolean certified(KeyRing ring, KeyUse use, Bytes key) {
        KeyId id = new KeyId(line, config.party(), use, key);
        if (ring.current(config.party(), use).contains(id)) return true;
        boolean revoked = ring.keys(config.party(), use).contains(id);
        checkup.fail(
                name + " keys",
                file(use) + (revoked ? " is revoked by the root" : " is not certified by the root of the charter"),
                "Restore the right file from your backup, or make a new key: ringdown charter certify --use "
                        + use.word());
        return false;
    }

    private Path file(KeyUse use) {
        return data.keys(line).resolve(use.word() + ".key");
    }

    private void tls(KeyRing ring) {
        Path file = data.keys(line).resolve("tls.pem");
        try {
            Bytes spki = Bytes.of(TlsIdentity.load(file).spki());
            if (ring.tlsKeys(config.party()).contains(spki)) checkup.ok(name + " tls", "the peer pins this key");
            else
                checkup.fail(
                        name + " tls",
                        file + " is not certified: no session will stand",
                        "Restore it from your backup, or make a new one: ringdown charter certify --use tls");
        } catch (PathsException e) {
            checkup.fail(name + " tls", String.valueOf(e.getMessage()), "chmod 600 " + file + ", or restore it.");
        }
    }

    private void peerKeys(Charter charter, KeyRing ring) throws CharterException {
        String peer = charter.peerOf(config.party()).id();
        if (!ring.tlsKeys(peer).isEmpty()) {
            checkup.ok(name + " peer keys", ring.keys(peer, KeyUse.LOG).size() + " log keys of " + peer + " are known");
            return;
        }
        checkup.fail(
                name + " peer keys",
                "no keys of " + peer + " are here: no session can stand",
                "ringdown charter peer-keys " + peer + ".keys --data " + data.root());
    }

    private void store() {
        Path file = data.store(line);
        if (!Files.isRegularFile(file)) {
            checkup.fail(name + " store", file + " is missing", "ringdown restore --data " + data.root());
            return;
        }
        try (SqliteReader reader = SqliteReader.open(file, 1)) {
            long entries = reader.logs().stream().mapToLong(StoredLogView::size).sum();
            checkup.ok(name + " store", "opens, schema " + reader.schemaVersion() + ", " + entries + " entries");
            if (!reader.quarantined().isEmpty()) {
                checkup.fail(
                        name + " store",
                        reader.quarantined().size() + " damaged entries are in quarantine",
                        "Let the node run with the peer in reach, it repairs them; then ringdown fsck.");
            }
            if (!reader.evidence().isEmpty()) {
                checkup.warn(
                        name + " record",
                        reader.evidence().size() + " pieces of evidence against a log are kept",
                        "ringdown status --data " + data.root());
            }
            clock(reader);
            secondPlace(reader);
        } catch (StoreException e) {
            checkup.fail(
                    name + " store",
                    "it can't be read: " + e.getMessage(),
                    "ringdown fsck --data " + data.root() + ", then ringdown restore --help");
        }
    }

    /** The record knows a time that is past; a clock before it is wrong. */
    private void clock(SqliteReader reader) throws StoreException {
        long newest = reader.newestSeq();
        Optional<StoredEntry> last =
                reader.after(Math.max(0, newest - 1), 1).stream().findFirst();
        if (last.isEmpty()) return;
        long lastMs = last.get().entry().receivedMs();
        long nowMs = System.currentTimeMillis();
        if (nowMs + CLOCK_SLACK_MS >= lastMs) {
            checkup.ok("clock", Instant.ofEpochMilli(nowMs / 1_000 * 1_000) + ", not before the newest entry");
        } else {
            checkup.fail(
                    "clock",
                    "it says " + Instant.ofEpochMilli(nowMs) + ", but the newest entry came at "
                            + Instant.ofEpochMilli(lastMs),
                    "Set the clock: timedatectl set-ntp true, or date -u --set=…; entries will be shown with a wrong age.");
        }
    }

    private void secondPlace(SqliteReader reader) throws StoreException {
        Path file = data.secondPlace(config, line);
        Optional<Standing> standing;
        try (FileSecondPlace second = new FileSecondPlace(file)) {
            standing = second.read();
        }
        if (standing.isEmpty()) {
            checkup.warn(
                    name + " second place",
                    file + " is missing or blank: the next start opens a new epoch",
                    "Nothing need be done. If its volume is not mounted, mount it before ringdown serve.");
            return;
        }
        Map<LogId, Standing.Mark> own = standing.get().own();
        for (StoredLogView view : reader.logs()) {
            Standing.Mark mark = own.get(view.log());
            if (mark == null || mark.size() <= view.size()) continue;
            checkup.fail(
                    name + " second place",
                    "it shows " + mark.size() + " own entries, the store has " + view.size() + ": an old store",
                    "Put the newest store back, or start: ringdown serve opens a new epoch and asks the peer for the rest.");
        }
        volume(file);
    }

    private void volume(Path file) {
        try {
            if (DoctorNode.onOtherVolume(config.secondPlace(), data.store(line))) {
                checkup.ok(name + " second place", file + ", on another volume than the store");
            } else {
                checkup.warn(
                        name + " second place",
                        "on the store's own volume: it shows a restored file, not a restored volume",
                        "Set second-place.directory in " + data.config() + " to another disk, and move " + file
                                + " there while no node runs.");
            }
        } catch (IOException e) {
            checkup.warn(name + " second place", "its volume can't be told: " + e, "Check that it is mounted.");
        }
    }
}
