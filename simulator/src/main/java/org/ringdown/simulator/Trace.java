package org.ringdown.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Rfc6962;

/** The story of one world: told line by line to somebody, or only folded into a digest. */
final class Trace {
    private final Optional<Consumer<String>> listener;
    private Hash digest = Rfc6962.EMPTY_ROOT;

    Trace(Optional<Consumer<String>> listener) {
        this.listener = listener;
    }

    /** Whether somebody reads the words; else only the digest counts. */
    boolean told() {
        return listener.isPresent();
    }

    void line(String text) {
        digest = Rfc6962.node(digest, Rfc6962.leaf(text.getBytes(StandardCharsets.UTF_8)));
        listener.ifPresent(l -> l.accept(text.replace('\n', '~')));
    }

    /** What stands for the whole story so far. */
    Hash digest() {
        return digest;
    }
}
