package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** Says in one line that something is refused, and why. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(TranscriptCode code, Executable action) {
        TranscriptException refusal = assertThrows(TranscriptException.class, action);
        assertEquals(code, refusal.code(), refusal.getMessage());
    }
}
