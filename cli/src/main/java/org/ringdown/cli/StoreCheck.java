package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Revocation;
import org.ringdown.cli.bundle.NumberedNote;
import org.ringdown.line.KeptHead;
import org.ringdown.line.Standing;
import org.ringdown.line.StoreException;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;
import org.ringdown.store.FileSecondPlace;
import org.ringdown.store.SqliteReader;
import org.ringdown.store.StoredEntry;
import org.ringdown.store.StoredLogView;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Fsck;
import org.ringdown.transcript.FsckResult;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/** Checks one line's store: every log against its heads and receipts, every row, and the second place. */
final class StoreCheck {
    private static final int AT_ONCE = 512;

    private final List<String> lines = new ArrayList<>();
    private final List<Json> logs = new ArrayList<>();
    private boolean sound = true;
    private boolean newest = true;
    private boolean standingKnown;
    private long entries;
    private boolean ofThisLine;

    private StoreCheck() {}

    static StoreCheck run(DataDirectory data, String lineId)
            throws NodeException, CliException, IOException, StoreException, CharterException {
        return run(data, lineId, data.store(lineId));
    }

    /** Checks a store of this line that may lie elsewhere. */
    static StoreCheck run(DataDirectory data, String lineId, Path store)
            throws NodeException, CliException, IOException, StoreException, CharterException {
        StoreCheck check = new StoreCheck();
        try (StoreSource source = StoreSource.open(data, lineId, store);
                StoreScrub scrub = StoreScrub.start(store)) {
            check.read(data, lineId, source);
            check.scrubbed(scrub.await());
        } catch (StoreException e) {
            check.unreadable(e);
        } catch (IOException e) {
            if (!(e.getCause() instanceof StoreException cause)) throw e;
            check.unreadable(cause);
        } catch (CliException e) {
            if (!(e.getCause() instanceof StoreException cause)) throw e;
            check.unreadable(cause);
        }
        return check;
    }

    private void read(DataDirectory data, String lineId, StoreSource source)
            throws NodeException, IOException, StoreException, CharterException {
        for (StoredLogView view : source.reader().logs()) entries += view.size();
        KeyRing ring = ring(Charter.parse(source.charterNote()), source.keyNotes());
        for (LogId log : source.logs()) log(source, ring, log);
        ofThisLine = source.reader().after(0, 1).stream().anyMatch(first -> isOf(lineId, first));
        secondPlace(data, lineId, source.reader());
    }

    /** Damage that keeps the store from being read is a verdict; a disk that fails is not. */
    private void unreadable(StoreException e) throws StoreException {
        switch (e.kind()) {
            case CORRUPT, FOREIGN -> bad("the store can't be read: " + e.getMessage());
            case FULL, BROKEN -> throw e;
        }
    }

    /** Everything holds, and the second place shows no newer store. */
    boolean ok() {
        return sound && newest;
    }

    /** Every byte is as it was signed, whether or not there was a newer store. */
    boolean isSound() {
        return sound;
    }

    /** The second place is there, and shows no newer store: the epoch goes on. */
    boolean isNewest() {
        return newest && standingKnown;
    }

    long entries() {
        return entries;
    }

    /** The leaves say that they are of this line; a store without readable leaves is of none. */
    boolean isOfThisLine() {
        return ofThisLine;
    }

    List<String> lines() {
        return lines;
    }

    Json json(String lineId) {
        return Json.obj()
                .put("line", lineId)
                .put("ok", ok())
                .put("logs", Json.of(logs))
                .put("said", Json.strings(lines))
                .build();
    }

    private void bad(String line) {
        sound = false;
        lines.add(Output.safe(line));
    }

    private KeyRing ring(Charter charter, List<byte[]> notes) {
        KeyRing ring = KeyRing.founded(charter);
        for (byte[] note : notes) {
            try {
                boolean revokes = new String(note, java.nio.charset.StandardCharsets.UTF_8).startsWith(Revocation.KIND);
                ring = revokes ? ring.with(Revocation.parse(note)) : ring.with(KeyCertificate.parse(note));
            } catch (CharterException e) {
                bad("a certificate in the record is not good: " + e.getMessage());
            }
        }
        return ring;
    }

    private void log(StoreSource source, KeyRing ring, LogId log) throws IOException {
        String name = log.party() + "/" + log.epoch();
        String peer = ring.charter().terms().parties().stream()
                .map(party -> party.id())
                .filter(id -> !id.equals(log.party()))
                .findFirst()
                .orElse("");
        List<VerifierKey> keys = ring.logKeys(log.party(), log.epoch());
        if (keys.isEmpty() || source.largestHead(log).isEmpty()) {
            lines.add(name + ": no signed head is kept; nothing to check it by");
            return;
        }
        FsckResult result = Fsck.runAny(
                keys,
                ring.verifierKeys(peer, KeyUse.HOLDER),
                Optional.empty(),
                new Leaves(source, log),
                new Heads(source, log));
        String said = said(result);
        if (result instanceof FsckResult.Sound) lines.add(name + ": " + said);
        else bad(name + ": " + said);
        logs.add(Json.obj()
                .put("party", log.party())
                .put("epoch", log.epoch())
                .put("ok", result instanceof FsckResult.Sound)
                .put("said", said)
                .build());
    }

    private static String said(FsckResult result) {
        return switch (result) {
            case FsckResult.Sound sound ->
                sound.size() + " entries, sound; " + sound.heads() + " signed heads, " + sound.uncovered()
                        + " entries above the last";
            case FsckResult.BadEntry bad ->
                "first bad entry: " + bad.index() + ", its bytes hash to " + bad.computed() + ", the tree has "
                        + bad.stored();
            case FsckResult.BadNode bad ->
                "the tree differs from the entries at level " + bad.level() + ", index " + bad.index();
            case FsckResult.BadRoot bad ->
                "the first bad entry is one of " + bad.first() + " to "
                        + (bad.head().size() - 1) + ": the signed head of size "
                        + bad.head().size() + " has another root";
            case FsckResult.BadHead bad ->
                "signed head number " + bad.position() + " is not good: "
                        + bad.refusal().getMessage();
            case FsckResult.MissingEntries missing ->
                "first missing entry: " + missing.present() + "; a signed head has "
                        + missing.head().size();
        };
    }

    private static boolean isOf(String lineId, StoredEntry entry) {
        try {
            Leaf leaf = Leaf.parse(entry.entry().leaf().array());
            return leaf.statement().origin().lineId().equals(lineId);
        } catch (MessageException e) {
            // entry 0 of the own log is always readable
            return false;
        }
    }

    private void secondPlace(DataDirectory data, String lineId, SqliteReader reader)
            throws NodeException, StoreException {
        Optional<Standing> standing;
        try (FileSecondPlace second = new FileSecondPlace(data.secondPlace(data.readConfig(), lineId))) {
            standing = second.read();
        }
        if (standing.isEmpty()) {
            lines.add("second place: missing or blank; the next start opens a new epoch");
            return;
        }
        standingKnown = true;
        Map<LogId, Long> sizes = new HashMap<>();
        for (StoredLogView view : reader.logs()) {
            sizes.put(view.log(), view.size());
        }
        standing.get().own().forEach((log, mark) -> {
            long size = sizes.getOrDefault(log, 0L);
            if (mark.size() <= size) return;
            newest = false;
            lines.add("second place: it shows " + mark.size() + " entries of " + log.party() + "/" + log.epoch()
                    + ", the store has " + size + ": this store is not the newest");
        });
    }

    private void scrubbed(StoreScrub.Passed passed) {
        passed.bad().forEach(this::bad);
        lines.add(passed.rows() + " rows hashed");
    }

    /** Leaves one by one, read a page at a time. */
    private static final class Leaves implements Iterator<byte[]> {
        private final StoreSource source;
        private final LogId log;
        private List<Bytes> page = List.of();
        private int at;
        private long read;

        Leaves(StoreSource source, LogId log) {
            this.source = source;
            this.log = log;
        }

        @Override
        public boolean hasNext() {
            if (at < page.size()) return true;
            try {
                page = source.rawLeaves(log, read, AT_ONCE);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            at = 0;
            read += page.size();
            return !page.isEmpty();
        }

        @Override
        public byte[] next() {
            if (!hasNext()) throw new NoSuchElementException();
            return page.get(at++).array();
        }
    }

    /** Signed heads and cosigned heads, smallest first, a page at a time. */
    private static final class Heads implements Iterator<SignedNote> {
        private final StoreSource source;
        private final LogId log;
        private List<SignedNote> page = List.of();
        private int at;
        private long above = -1;

        Heads(StoreSource source, LogId log) {
            this.source = source;
            this.log = log;
        }

        @Override
        public boolean hasNext() {
            if (at < page.size()) return true;
            at = 0;
            page = new ArrayList<>();
            try {
                List<KeptHead> heads = source.reader().heads(log, above, AT_ONCE);
                for (KeptHead head : heads) {
                    above = head.size();
                    page.add(SignedNote.parse(head.note()));
                    for (NumberedNote receipt : source.cosigned(log, above - 1, 1)) {
                        if (receipt.number() == above) page.add(SignedNote.parse(receipt.note()));
                    }
                }
            } catch (StoreException | TranscriptException e) {
                throw new java.io.UncheckedIOException(new IOException(e.getMessage(), e));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return !page.isEmpty();
        }

        @Override
        public SignedNote next() {
            if (!hasNext()) throw new NoSuchElementException();
            return page.get(at++);
        }
    }
}
