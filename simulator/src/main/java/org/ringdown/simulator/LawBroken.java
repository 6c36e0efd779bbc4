package org.ringdown.simulator;

/** A law was seen broken; the message names it and what was seen. */
final class LawBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LawBroken(int law, String seen) {
        super("law " + law + ": " + seen);
    }
}
