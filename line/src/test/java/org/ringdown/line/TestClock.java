package org.ringdown.line;

/** A clock that a test moves. */
final class TestClock implements Clock {
    private long monoMs = 1_000_000;
    private long wallMs = 1_795_624_200_000L;

    void pass(long ms) {
        monoMs += ms;
        wallMs += ms;
    }

    /** The wall clock alone jumps. */
    void jump(long ms) {
        wallMs += ms;
    }

    @Override
    public long wallMs() {
        return wallMs;
    }

    @Override
    public long monoNs() {
        return monoMs * 1_000_000L;
    }
}
