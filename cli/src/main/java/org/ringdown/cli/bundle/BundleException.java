package org.ringdown.cli.bundle;

/** A file is not a well-formed bundle; carries where and what was seen. */
public final class BundleException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final BundleCode code;

    /**
     * Makes one.
     *
     * @param code why
     * @param message where, and the values seen
     */
    public BundleException(BundleCode code, String message) {
        super(message);
        this.code = code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /**
     * Why the file was refused.
     *
     * @return the code
     */
    public BundleCode code() {
        return code;
    }
}
