package org.ringdown.transcript;

/** Turns a check into "ok" or the name of its refusal, to be compared with a vector. */
final class Verdict {
    /** A check that may refuse. */
    interface Check {
        void run() throws TranscriptException;
    }

    private Verdict() {}

    static String of(Check check) {
        try {
            check.run();
            return "ok";
        } catch (TranscriptException e) {
            return e.code().name();
        }
    }
}
