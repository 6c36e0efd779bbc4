package org.ringdown.cli.bundle;

import java.util.List;
import java.util.Optional;
import org.ringdown.transcript.VerifierKey;

/**
 * What the caller knows from elsewhere, and so what a verdict can be anchored to.
 *
 * @param keys keys that must be among the record's keys
 * @param witnesses keys of third parties whose cosignatures bound the time
 * @param charterWords the charter's words as they were read aloud, where the caller has them
 */
public record Trust(List<VerifierKey> keys, List<VerifierKey> witnesses, Optional<List<String>> charterWords) {
    /** Nothing from elsewhere. */
    public static final Trust NONE = new Trust(List.of(), List.of(), Optional.empty());

    /** Copies its lists. */
    public Trust {
        keys = List.copyOf(keys);
        witnesses = List.copyOf(witnesses);
    }
}
