package org.ringdown.node;

import java.util.List;
import java.util.Optional;
import org.ringdown.line.Commit;
import org.ringdown.line.EntryStore;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.KeptHead;
import org.ringdown.line.PathPort;
import org.ringdown.line.Ports;
import org.ringdown.line.PostEvent;
import org.ringdown.line.PostEvents;
import org.ringdown.line.SecondPlace;
import org.ringdown.line.Standing;
import org.ringdown.line.StatementPlace;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreState;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.transcript.NodeSource;

/**
 * Stands between a Post and what is outside of it. Once it has fallen, nothing that the Post's thread still does reaches the
 * disk, a session or a screen, and nothing that it reads is believed: a disk that hung may let it go at any time, when
 * another Post has long taken its place. Falls from any thread; for the rest, for one thread.
 */
final class Fence {
    private volatile boolean fallen;
    private volatile Optional<Standing> standing = Optional.empty();

    void fall() {
        fallen = true;
    }

    boolean isFallen() {
        return fallen;
    }

    /** What the second place held when it was last read or written: known without asking a disk. */
    Optional<Standing> standing() {
        return standing;
    }

    /** The same ports, behind this fence. Keys, clocks and randomness need none. */
    Ports around(Ports ports) {
        return new Ports(
                new Store(ports.store()),
                new Place(ports.secondPlace()),
                new Paths(ports.paths()),
                ports.signer(),
                ports.clock(),
                ports.random(),
                new Events(ports.events()));
    }

    private void check() throws StoreException {
        if (fallen) throw new StoreException(StoreException.Kind.BROKEN, "this thread hung and was relieved");
    }

    /** A call that may hang: it is made, and believed, only while the fence stands. */
    private <T> T through(Call<T> call) throws StoreException {
        check();
        T answer = call.make();
        check();
        return answer;
    }

    @FunctionalInterface
    private interface Call<T> {
        T make() throws StoreException;
    }

    private final class Store implements EntryStore {
        private final EntryStore store;

        Store(EntryStore store) {
            this.store = store;
        }

        @Override
        public StoreState load() throws StoreException {
            return through(store::load);
        }

        @Override
        public List<KeptEntry> read(LogId log, long first, int countMax, int bytesMax) throws StoreException {
            return through(() -> store.read(log, first, countMax, bytesMax));
        }

        @Override
        public NodeSource nodes(LogId log) {
            return store.nodes(log); // only read, and what comes of it is written or sent through here
        }

        @Override
        public Optional<StatementPlace> statement(String party, String statementId) throws StoreException {
            return through(() -> store.statement(party, statementId));
        }

        @Override
        public Optional<KeptEntry> early(LogId log, long index) throws StoreException {
            return through(() -> store.early(log, index));
        }

        @Override
        public Optional<KeptHead> headAbove(LogId log, long size) throws StoreException {
            return through(() -> store.headAbove(log, size));
        }

        @Override
        public void commit(Commit commit) throws StoreException {
            check();
            store.commit(commit);
            check();
        }

        @Override
        public void quarantine(EntryId place, String reason) throws StoreException {
            check();
            store.quarantine(place, reason);
            check();
        }

        @Override
        public void repair(KeptEntry entry) throws StoreException {
            check();
            store.repair(entry);
            check();
        }
    }

    private final class Place implements SecondPlace {
        private final SecondPlace place;

        Place(SecondPlace place) {
            this.place = place;
        }

        @Override
        public Optional<Standing> read() {
            Optional<Standing> read = place.read();
            if (!fallen) standing = read;
            return read;
        }

        @Override
        public void write(Standing next) throws StoreException {
            check();
            place.write(next);
            check();
            standing = Optional.of(next);
        }
    }

    private final class Paths implements PathPort {
        private final PathPort paths;

        Paths(PathPort paths) {
            this.paths = paths;
        }

        @Override
        public void send(long session, byte[] frame) {
            if (!fallen) paths.send(session, frame);
        }

        @Override
        public void close(long session, String cause) {
            if (!fallen) paths.close(session, cause);
        }

        @Override
        public void proven(long session) {
            if (!fallen) paths.proven(session);
        }
    }

    private final class Events implements PostEvents {
        private final PostEvents events;

        Events(PostEvents events) {
            this.events = events;
        }

        @Override
        public void on(PostEvent event) {
            if (!fallen) events.on(event);
        }
    }
}
