package org.ringdown.paths;

/** What a dialled session is for; each peer address gets one of each. */
public enum SessionKind {
    /** Everything else: catch-up, PRIORITY and ROUTINE. */
    BULK,
    /** FLASH and IMMEDIATE, so that they never wait behind bulk. */
    URGENT
}
