package org.ringdown.node;

import org.ringdown.line.Clock;

/** The machine's clocks; read nowhere else. */
final class SystemClock implements Clock {
    @Override
    public long wallMs() {
        return System.currentTimeMillis();
    }

    @Override
    public long monoNs() {
        return System.nanoTime();
    }
}
