package org.ringdown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.KeyId;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Place;
import org.ringdown.charter.Revocation;
import org.ringdown.cli.bundle.NumberedNote;
import org.ringdown.line.KeptHead;
import org.ringdown.line.StoreException;
import org.ringdown.message.LogId;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/** Finds in a store the last head or receipt that a key made. */
final class LastSigned {
    private static final int AT_ONCE = 500;

    private LastSigned() {}

    static Optional<Revocation.Last> by(DataDirectory data, String line, KeyRing ring, KeyId key)
            throws CliException, IOException, NodeException, CharterException {
        boolean author = switch (key.use()) {
            case LOG, PQ -> true;
            case HOLDER, EARLY, ROOT, UNRECORDED, COURIER, WORDS, TLS, PEOPLE -> false;
        };
        boolean receipts = switch (key.use()) {
            case HOLDER, EARLY -> true;
            case LOG, PQ, ROOT, UNRECORDED, COURIER, WORDS, TLS, PEOPLE -> false;
        };
        if (!author && !receipts) return Optional.empty();
        String whose = author ? key.party() : ring.charter().peerOf(key.party()).id();
        Optional<Revocation.Last> last = Optional.empty();
        try (StoreSource source = StoreSource.open(data, line)) {
            for (LogId log : source.logs()) {
                if (!log.party().equals(whose)) continue;
                long size = author ? headBy(source, log, key) : receiptBy(source, log, key);
                if (size < 0) continue;
                Place head = new Place(log.epoch(), size);
                boolean later = last.isEmpty() || last.get().head().isBefore(head);
                if (later) last = Optional.of(new Revocation.Last(whose, head));
            }
            return last;
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static long headBy(StoreSource source, LogId log, KeyId key) throws StoreException {
        VerifierKey name = key.use() == KeyUse.LOG
                ? key.verifierKey(log.epoch())
                : key.verifierKey().orElseThrow();
        long found = -1;
        long above = -1;
        List<KeptHead> page = source.reader().heads(log, above, AT_ONCE);
        while (!page.isEmpty()) {
            for (KeptHead head : page) {
                above = head.size();
                if (isBy(head.note(), name)) found = head.size();
            }
            page = source.reader().heads(log, above, AT_ONCE);
        }
        return found;
    }

    private static long receiptBy(StoreSource source, LogId log, KeyId key) throws IOException {
        VerifierKey name = key.verifierKey().orElseThrow();
        boolean early = key.use() == KeyUse.EARLY;
        long found = -1;
        long above = -1;
        List<NumberedNote> page = early ? source.early(log, above, AT_ONCE) : source.cosigned(log, above, AT_ONCE);
        while (!page.isEmpty()) {
            for (NumberedNote note : page) {
                above = early ? note.number() + 1 : note.number();
                if (isBy(note.note(), name)) found = early ? note.number() + 1 : note.number();
            }
            page = early ? source.early(log, above, AT_ONCE) : source.cosigned(log, above, AT_ONCE);
        }
        return found;
    }

    private static boolean isBy(String note, VerifierKey key) {
        try {
            return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).signatures().stream()
                    .anyMatch(line -> line.isBy(key));
        } catch (TranscriptException e) {
            // fsck names a note that is not good
            return false;
        }
    }
}
