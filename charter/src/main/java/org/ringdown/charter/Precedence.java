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
    ROUTINE
}
