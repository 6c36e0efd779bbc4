package org.ringdown.simulator;

/** The simulated power goes: nothing after this point of the turn happens. */
final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
        super(where, null, false, false);
    }
}
