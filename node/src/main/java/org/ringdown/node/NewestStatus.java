package org.ringdown.node;

import java.util.Optional;
import org.ringdown.line.LineStatus;

/** A line's newest status. One thread sets it, before it tells anybody of the change; any may read. */
final class NewestStatus {
    private volatile Optional<LineStatus> status = Optional.empty();

    void set(LineStatus newest) {
        status = Optional.of(newest);
    }

    /** The newest one; there is one from the moment when the line's Post has started. */
    LineStatus get() {
        return status.orElseThrow();
    }
}
