package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ringdown.line.StoreException;
import org.ringdown.store.Scrub;
import org.ringdown.store.ScrubSlice;

/** One scrub of a whole store, on a thread of its own, so that the logs can be checked meanwhile. */
final class StoreScrub implements AutoCloseable {
    private static final int SLICE_ROWS = 10_000;

    private final ExecutorService beside = Executors.newSingleThreadExecutor();
    private final Future<Passed> result;
    private volatile boolean unwanted;

    /**
     * What a whole pass found.
     *
     * @param rows how many rows were hashed
     * @param bad what is wrong, with the place where it is known
     */
    record Passed(long rows, List<String> bad) {}

    private StoreScrub(Path store) {
        result = beside.submit(() -> pass(store));
    }

    static StoreScrub start(Path store) {
        return new StoreScrub(store);
    }

    /** Waits for the end of the pass. */
    Passed await() throws StoreException, IOException {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while checking the store; run it again", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException broken) throw broken;
            throw new IllegalStateException("the scrub failed", e);
        }
    }

    private Passed pass(Path store) throws StoreException {
        long rows = 0;
        List<String> bad = new ArrayList<>();
        try (Scrub scrub = Scrub.open(store)) {
            boolean done = false;
            while (!done && !unwanted) {
                ScrubSlice slice = scrub.next(SLICE_ROWS);
                rows += slice.rows();
                for (ScrubSlice.Bad found : slice.bad()) {
                    String where = found.entry()
                            .map(e -> e.party() + "/" + e.epoch() + " entry " + e.index() + ": ")
                            .orElse("");
                    bad.add(where + found.what());
                }
                done = slice.passDone();
            }
        }
        return new Passed(rows, bad);
    }

    /** Ends the pass where it is. */
    @Override
    public void close() {
        unwanted = true;
        beside.close();
    }
}
