package org.ringdown.cli.demo;

/** The demo can't go on; the message says what happened and what to do. */
final class DemoException extends Exception {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }
}
