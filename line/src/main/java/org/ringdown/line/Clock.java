package org.ringdown.line;

/** The two clocks of a node, passed in so that a simulation can own them. */
public interface Clock {

    /**
     * The wall clock, which may jump either way.
     *
     * @return milliseconds since 1970-01-01T00:00:00Z
     */
    long wallMs();

    /**
     * The monotonic clock, from an arbitrary origin; the only one that measures spans.
     *
     * @return nanoseconds
     */
    long monoNs();
}
