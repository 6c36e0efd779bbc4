package org.ringdown.node;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ringdown.line.LineStatus;
import org.ringdown.line.PostEvents;
import org.ringdown.line.SayResult;
import org.ringdown.line.Saying;
import org.ringdown.store.CommitTime;
import org.ringdown.store.StoreWork;

/** A line as a program inside the node's own process uses it, with no HTTP between. Safe to share between threads. */
public interface LocalLine {

    /**
     * Tells how the line stands.
     *
     * @return the newest status
     */
    LineStatus status();

    /**
     * Says things in order, in one write.
     *
     * @param sayings at most {@link Limit#BATCH_MESSAGES} of them, their bodies already checked
     * @return one result for each once they are durable; it fails where the node refuses, with the problem's text
     */
    CompletableFuture<List<SayResult>> say(List<Saying> sayings);

    /**
     * Hears everything that happens on the line from now on, from the line's own thread.
     *
     * @param listener told of each event; must not block
     */
    void listen(PostEvents listener);

    /**
     * Tells what the store has done beside commits.
     *
     * @return the newest background work
     */
    List<StoreWork> storeWork();

    /**
     * Tells how long the store's commits took.
     *
     * @return the newest ones, oldest first
     */
    List<CommitTime> commitTimes();
}
