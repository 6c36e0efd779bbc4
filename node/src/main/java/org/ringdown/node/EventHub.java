package org.ringdown.node;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ringdown.charter.Json;

/**
 * Hands a line's events to the open streams, never waiting for one. Entries are not handed: a stream is told that there are
 * new ones and reads them itself, from its own place, so a slow browser holds back nobody and misses nothing.
 */
final class EventHub {
    private final List<EventQueue> streams = new CopyOnWriteArrayList<>();

    /** One event but an entry. */
    record Event(String name, Json.Obj data) {}

    void join(EventQueue stream) {
        streams.add(stream);
    }

    void leave(EventQueue stream) {
        streams.remove(stream);
    }

    /** There are new entries. */
    void entries() {
        for (EventQueue stream : streams) stream.wake();
    }

    /** The line's summary changed. */
    void line(String lineId) {
        for (EventQueue stream : streams) stream.lineChanged(lineId);
    }

    /** Something else happened. */
    void publish(Event event) {
        for (EventQueue stream : streams) stream.add(event);
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    /** Ends all streams. */
    void close() {
        for (EventQueue stream : streams) stream.close();
    }
}
