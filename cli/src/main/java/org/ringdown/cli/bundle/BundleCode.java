package org.ringdown.cli.bundle;

/** Why a file is not a bundle. Append only; the numbers are in {@code spec/bundle.md}. */
public enum BundleCode {
    /** The file, a member or a count is larger than the bounds of the format. */
    TOO_LARGE(1),
    /** The file does not end in a zip directory of the one allowed shape. */
    NOT_A_STORED_ZIP(2),
    /** A member's local header and its directory entry differ, or bytes belong to no member. */
    ZIP_LAYOUT(3),
    /** A member's bytes do not have the checksum that its header states. */
    MEMBER_DAMAGED(4),
    /** The manifest is not the JSON that the format asks for. */
    MANIFEST(5),
    /** The members are not exactly those that the manifest implies, in that order. */
    MEMBERS(6),
    /** A block of records is not framed as the format says. */
    RECORDS(7),
    /** A note, a proof or a list of hashes can't be read. */
    CONTENT(8);
    // insert new codes above here, with the next number

    private final int number;

    BundleCode(int number) {
        this.number = number;
    }

    /**
     * The number in the specification.
     *
     * @return the number, never reused
     */
    public int number() {
        return number;
    }
}
