package org.ringdown.message;

import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;

/**
 * Line 1 of a leaf: what is said.
 *
 * @param origin whose it is
 * @param kind what it is
 * @param id the statement id, unique per line and party over all epochs
 * @param salt 32 hex digits from 16 fresh random bytes
 * @param addressing who says it to whom
 * @param links what it stands on
 * @param body what its type asks for
 */
public record Statement(
        Origin origin, Kind kind, String id, String salt, Addressing addressing, Links links, Json.Obj body) {

    /**
     * Whose statement it is.
     *
     * @param lineId the line
     * @param charterDigest the digest (64 hex digits) of the charter that the author's log stands under
     * @param epoch the author's epoch
     * @param party the author
     */
    public record Origin(String lineId, String charterDigest, String epoch, String party) {

        /**
         * The author's log.
         *
         * @return the log
         */
        public LogId log() {
            return new LogId(party, epoch);
        }
    }

    /**
     * What kind of statement it is.
     *
     * @param type its type
     * @param precedence its speed of handling
     * @param test whether it is test traffic
     */
    public record Kind(EntryType type, Precedence precedence, boolean test) {}

    /**
     * Who says it to whom.
     *
     * @param desk the desk that says it
     * @param addressees the desks or roles that it is for; empty means the desk on watch
     * @param language the BCP 47 tag of its text
     * @param subject a short subject
     */
    public record Addressing(
            Optional<String> desk, List<String> addressees, Optional<String> language, Optional<String> subject) {

        /** Nobody in particular: what a node says. */
        public static final Addressing NODE =
                new Addressing(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

        /** Copies its list. */
        public Addressing {
            addressees = List.copyOf(addressees);
        }
    }

    /**
     * What it stands on.
     *
     * @param references earlier entries that it speaks of
     * @param replyBy when an answer is asked for, RFC 3339 in UTC
     * @param shown what of the peer's log its author saw
     */
    public record Links(List<Reference> references, Optional<String> replyBy, Optional<Shown> shown) {

        /** No links. */
        public static final Links NONE = new Links(List.of(), Optional.empty(), Optional.empty());

        /** Copies its list. */
        public Links {
            references = List.copyOf(references);
        }
    }
}
