package org.ringdown.line;

import java.util.List;
import java.util.Optional;
import org.ringdown.message.LogId;
import org.ringdown.transcript.NodeSource;

/**
 * Stands for a store that can't be opened: nothing is read, nothing written. A {@code Post} on it is stopped from the
 * start and carries what is never gated.
 *
 * @param why what is wrong with the store
 */
public record NoStore(String why) implements EntryStore {
    private StoreException broken() {
        return new StoreException(StoreException.Kind.BROKEN, why);
    }

    @Override
    public StoreState load() throws StoreException {
        throw broken();
    }

    @Override
    public List<KeptEntry> read(LogId log, long first, int countMax, int bytesMax) throws StoreException {
        throw broken();
    }

    @Override
    public NodeSource nodes(LogId log) {
        return (level, index) -> {
            throw new IllegalArgumentException("there is no store: " + why);
        };
    }

    @Override
    public Optional<StatementPlace> statement(String party, String statementId) throws StoreException {
        throw broken();
    }

    @Override
    public Optional<KeptEntry> early(LogId log, long index) throws StoreException {
        throw broken();
    }

    @Override
    public Optional<KeptHead> headAbove(LogId log, long size) throws StoreException {
        throw broken();
    }

    @Override
    public void commit(Commit commit) throws StoreException {
        throw broken();
    }
}
