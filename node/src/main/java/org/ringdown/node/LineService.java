package org.ringdown.node;

import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Charter;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyRing;
import org.ringdown.line.CharterActs;
import org.ringdown.line.LineStatus;
import org.ringdown.line.SayResult;
import org.ringdown.line.Saying;
import org.ringdown.line.StoreException;
import org.ringdown.message.EntryId;
import org.ringdown.store.SqliteReader;

/** One line as the API sees it. Safe to share between threads. */
interface LineService {
    /** The line's id. */
    String lineId();

    /** The own party. */
    String party();

    /** The charter that the own log stands under. */
    Charter charter();

    /** The steps by which the charter changed and may change. */
    CharterActs charterActs();

    /** Both parties' keys as they stand. */
    KeyRing keyRing();

    /** The newest status; RECORD-STOPPED is in it whenever there is {@link #trouble}. */
    LineStatus status();

    /** Reads what is durable, on connections of its own. */
    SqliteReader reader();

    /** The largest seq here, also while the store can't be read: then the largest that was known. */
    long newestSeq();

    /** Entries could not be read: an alarm says so. */
    default void unreadable(StoreException e) {}

    /** Why entries can't be read; empty when they can. */
    default Optional<String> unreadable() {
        return Optional.empty();
    }

    /** Live events of this line. */
    EventHub hub();

    /**
     * Says things in order, in one write, and waits until that is durable or known not to be.
     *
     * @param sayings at most a batch
     * @param urgent whether all are STOP or UNPLANNED EVENT, which have a queue of their own
     * @return one result for each
     * @throws ProblemException RATE_LIMITED, RECORD_STOPPED, STORE_STOPPED, SHUTTING_DOWN or INTERNAL
     */
    List<SayResult> say(List<Saying> sayings, boolean urgent) throws ProblemException;

    /** The alarms that a stream which opens now is to be told, oldest first. */
    default List<Json.Obj> openAlarms() {
        return List.of();
    }

    /** A person has noticed an alarm: who opens a stream later is not told of it. */
    default void noticed(String alarm) {}

    /** Stored bytes of an entry were met that are damaged: they are quarantined and asked back from the peer. */
    default void damaged(EntryId place, String what) {}

    /** Own wall clock when the last pass over the whole store ended. */
    default Optional<Long> scrubbedMs() {
        return Optional.empty();
    }

    /** Why this line's thread does not turn, or its store can't be written; empty when all is well. */
    Optional<String> trouble();
}
