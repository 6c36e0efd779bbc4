package org.ringdown.line;

import java.util.Optional;

/** A second place in memory; a test may empty it. */
final class MemoryPlace implements SecondPlace {
    Optional<Standing> standing = Optional.empty();

    @Override
    public Optional<Standing> read() {
        return standing;
    }

    @Override
    public void write(Standing fresh) {
        standing = Optional.of(fresh);
    }
}
