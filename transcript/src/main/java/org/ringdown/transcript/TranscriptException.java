package org.ringdown.transcript;

/** Bytes from outside that are refused: broken, forged, or not what they claim. The message tells the values seen. */
public final class TranscriptException extends Exception {
    private static final long serialVersionUID = 1L;

    private final TranscriptCode code;
    private final String message;

    /**
     * Makes a refusal.
     *
     * @param code the reason
     * @param message the values seen, and what to do next where that helps
     */
    public TranscriptException(TranscriptCode code, String message) {
        super(message);
        this.code = code;
        this.message = code + " (" + code.number() + "): " + message;
    }

    /** The code's name and number, and the values seen; never null. */
    @Override
    public String getMessage() {
        return message;
    }

    /**
     * The reason, for programs.
     *
     * @return the code
     */
    public TranscriptCode code() {
        return code;
    }
}
