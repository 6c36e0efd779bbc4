package org.ringdown.transcript;

/**
 * Why a record was refused. The numbers are part of the public record: append only, never reuse one. Where
 * several faults
 * meet, a parser reports the first it reads, and a verifier reports in the order of this list.
 */
public enum TranscriptCode {
    /** The input is longer, or has more parts, than {@link TranscriptLimits} allows. Refuse it unread. */
    TOO_LARGE(1),
    /** The bytes are not UTF-8, or the text has a lone surrogate. */
    NOT_UTF8(2),
    /** A note holds a control character other than newline. */
    CONTROL_CHARACTER(3),
    /** A note lacks its final newline, its blank line, or its signature lines. */
    NOTE_SHAPE(4),
    /** A signature line is not em dash, space, name, space, base64. */
    SIGNATURE_LINE(5),
    /** A key name is empty, too long, or has a space or a plus. */
    NAME(6),
    /** A field is not canonical padded standard base64. */
    BASE64(7),
    /** One key signed the same note twice. */
    DUPLICATE_SIGNATURE(8),
    /** A head is not three lines. */
    HEAD_SHAPE(9),
    /** A head's origin is empty, too long, or not printable. */
    HEAD_ORIGIN(10),
    /** A head's size is not a plain decimal below 2^63. */
    HEAD_SIZE(11),
    /** A head's root is not 32 bytes of base64, or an empty log's root is not the empty root. */
    HEAD_ROOT(12),
    /** A head has extension lines; this project writes none and reads none. */
    HEAD_EXTENSION(13),
    /** A verifier key is not name, plus, 8 lower-case hex digits, plus, base64. */
    KEY_SHAPE(14),
    /** The signature type is not one that is known here, or not the one this check needs. */
    KEY_TYPE(15),
    /** The id written in a verifier key is not the hash of its other parts. */
    KEY_ID(16),
    /** The key has the wrong length for its type. */
    KEY_LENGTH(17),
    /** The key is not the one canonical encoding of a point. */
    KEY_NOT_CANONICAL(18),
    /** The key encodes no point of the curve. */
    KEY_NOT_ON_CURVE(19),
    /** The key is a point of low order: anybody could sign for it. */
    KEY_LOW_ORDER(20),
    /** The key has a low-order part: verifiers would disagree about it. */
    KEY_MIXED_ORDER(21),
    /** The note carries no signature by this key. */
    SIGNATURE_MISSING(22),
    /** The signature has the wrong length for its type. */
    SIGNATURE_LENGTH(23),
    /** The scalar S is not below the group order. */
    SIGNATURE_S_RANGE(24),
    /** The point R is not canonically encoded. */
    SIGNATURE_R_NOT_CANONICAL(25),
    /** The signature does not match the message under this key. */
    SIGNATURE_INVALID(26),
    /** A cosignature's time is above 2^63 - 1. */
    TIMESTAMP(27),
    /** A proof's index is not inside its tree. */
    PROOF_INDEX(28),
    /** A proof's sizes are negative or in the wrong order. */
    PROOF_SIZE(29),
    /** A proof has more or fewer hashes than its place in the tree demands. */
    PROOF_LENGTH(30),
    /** A proof leads to another root. */
    PROOF_ROOT(31),
    /** A proof file does not have the lines of its format. */
    PROOF_SHAPE(32),
    /** The head belongs to another log than the key. */
    ORIGIN_MISMATCH(33),
    /** A text is not a 32-byte hash in hex or base64. */
    HASH_SHAPE(34),
    /** No installed crypto provider offers the algorithm; the record may still be good. */
    ALGORITHM_UNAVAILABLE(35),
    /** Stored heads are not in the order of their sizes. */
    HEAD_ORDER(36),
    /** Two heads that may well belong to one history. */
    NO_FORK(37);
    // insert new codes above here, with the next number

    private final int number;

    TranscriptCode(int number) {
        this.number = number;
    }

    /**
     * The number that stands for this code in records and messages.
     *
     * @return the number, never reused
     */
    public int number() {
        return number;
    }
}
