package org.ringdown.deconfliction;

import java.util.List;

/**
 * What one notice announces, for the engine.
 *
 * @param id what names it, the same at both nodes
 * @param volumes where, how high, when
 */
public record Notice(String id, List<Volume> volumes) {
    /** Copies its list. */
    public Notice {
        volumes = List.copyOf(volumes);
    }
}
