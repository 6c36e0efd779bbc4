package org.ringdown.charter;

/** The speed of handling, not the importance; the most urgent first. The names are the words on the wire. */
public enum Precedence {
    /** Before everything else. */
    FLASH,
    /** Before all but FLASH. */
    IMMEDIATE,
    /** Before ROUTINE. */
    PRIORITY,
    /** In its turn. */
    ROUTINE;

    /**
     * Says whether it travels on the session that bulk never uses.
     *
     * @return true for FLASH and IMMEDIATE
     */
    public boolean urgent() {
        return this == FLASH || this == IMMEDIATE;
    }
}
