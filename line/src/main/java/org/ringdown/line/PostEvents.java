package org.ringdown.line;

/** Where {@code Post} tells what happened; called from its thread at the end of a turn, must not block. */
@FunctionalInterface
public interface PostEvents {

    /**
     * Takes one event; what it tells is durable.
     *
     * @param event the event
     */
    void on(PostEvent event);
}
