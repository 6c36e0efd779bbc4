package org.ringdown.line;

import java.util.List;
import java.util.Optional;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.transcript.NodeSource;

/**
 * What is durable of one line: both parties' logs in all their epochs, heads, receipts, evidence.
 *
 * <p>One writer, synchronous: when {@link #commit} returns, everything in it survives a power cut; when it throws,
 * none of it may be acted on. Leaves are rehashed before they are handed out. Used from the thread that drives
 * {@code Post} only; readers for the API use connections of their own.
 */
public interface EntryStore {

    /**
     * Reads what a start needs: small, whatever the number of entries.
     *
     * @return the logs with their frontiers, heads and receipts, and the small facts
     * @throws StoreException when the store can't be read
     */
    StoreState load() throws StoreException;

    /**
     * Reads consecutive entries of a log, rehashed against its tree.
     *
     * @param log the log
     * @param first index of the first one
     * @param countMax at most so many
     * @param bytesMax stop after the leaf that reaches so many bytes
     * @return the entries, at least one where {@code first} is below the log's size
     * @throws StoreException CORRUPT when a leaf does not hash to its place
     */
    List<KeptEntry> read(LogId log, long first, int countMax, int bytesMax) throws StoreException;

    /**
     * The log's tree: hashes of complete subtrees below the committed size.
     *
     * @param log the log; one that the store does not have is an empty one, of which no node may be asked
     * @return the nodes; valid until the next commit
     */
    NodeSource nodes(LogId log);

    /**
     * Finds where a statement id stands in a party's logs, over all epochs.
     *
     * @param party the party
     * @param statementId the statement id
     * @return its place and the digest of its request, or empty
     * @throws StoreException when the store can't be read
     */
    Optional<StatementPlace> statement(String party, String statementId) throws StoreException;

    /**
     * Finds an early entry: a leaf of a peer log that overtook and stands beyond the log's committed size.
     *
     * @param log the log
     * @param index its index
     * @return the leaf's row, or empty
     * @throws StoreException when the store can't be read
     */
    Optional<KeptEntry> early(LogId log, long index) throws StoreException;

    /**
     * Finds the smallest kept head of a log above a size; back-fill of a peer's own log ends at such heads.
     *
     * @param log the log
     * @param size the size to be above
     * @return the head, or empty
     * @throws StoreException when the store can't be read
     */
    Optional<KeptHead> headAbove(LogId log, long size) throws StoreException;

    /**
     * Makes a turn durable, all of it or none.
     *
     * @param commit the turn
     * @throws StoreException FULL when nothing was written for want of room; BROKEN when the outcome is unknown
     */
    void commit(Commit commit) throws StoreException;

    /**
     * Notes that an entry's stored bytes are damaged, until they are repaired. A store that cannot be damaged does nothing.
     *
     * @param place the entry
     * @param reason what is wrong
     * @throws StoreException as {@link #commit}
     */
    default void quarantine(EntryId place, String reason) throws StoreException {}

    /**
     * Puts back an entry whose stored bytes were damaged. A store that cannot be damaged does nothing.
     *
     * @param entry the entry as the peer gave it again
     * @throws StoreException CORRUPT when its leaf does not hash to its place in the tree; else as {@link #commit}
     */
    default void repair(KeptEntry entry) throws StoreException {}
}
