package org.ringdown.node;

import java.util.Locale;

/** Every refusal of the API: number, code, status, title and what the caller does next. Append-only, never renumber. */
enum Problem {
    MALFORMED_JSON(
            1, 400, "The body is not strict JSON", "Mend the body at the place named in detail; nothing was said."),
    UNKNOWN_FIELD(
            2,
            400,
            "The body has a member this version does not know",
            "Remove the members named in errors, or use a node that knows them; nothing was said."),
    FIELD_MISSING(3, 400, "A required member is missing", "Add the members named in errors."),
    FIELD_INVALID(
            4,
            400,
            "A member has a value that is not allowed",
            "Change the members named in errors as their mend says."),
    UNKNOWN_TYPE(5, 400, "Officers cannot send this type", "Use FREE TEXT, TEST, SERVICE, STOP or UNPLANNED EVENT."),
    PARAMETER_INVALID(6, 400, "A path or query parameter is not allowed", "Change the parameter named in errors."),
    IDEMPOTENCY_KEY_MISSING(
            7,
            400,
            "The Idempotency-Key header is missing",
            "Make one key per act, keep it, and send it with every try of that act."),
    IDEMPOTENCY_KEY_INVALID(
            8,
            400,
            "The Idempotency-Key is not allowed",
            "Use 8 to 64 characters of A-Z a-z 0-9 . _ -; a UUID is good."),
    TEXT_TOO_LONG(
            9,
            400,
            "The entry would be larger than an entry may be",
            "Shorten the text, or send it as several messages."),
    BATCH_TOO_LARGE(10, 400, "The batch has more than 256 messages", "Send it as several batches."),
    TEST_FLAG_CONFLICT(
            11,
            400,
            "Type and test flag contradict each other",
            "TEST is always a test: leave the flag out or set it true."),
    LANGUAGE_NOT_IN_CHARTER(
            12,
            400,
            "The charter has no such language",
            "Use one of the line's languages. STOP and UNPLANNED EVENT are never refused for it."),
    DESK_NOT_IN_CHARTER(
            13,
            400,
            "The charter has no such desk",
            "Use one of the desks of the line. STOP and UNPLANNED EVENT are never refused for it."),
    REFERENCE_UNKNOWN(
            14,
            400,
            "A referenced entry is not held here",
            "Refer only to entries that this node shows. STOP and UNPLANNED EVENT are never refused for it."),
    SHOWN_AHEAD(
            15,
            400,
            "The body claims to have been shown more than this node holds",
            "Read the entries again, then send with what stands on the screen. STOP and UNPLANNED EVENT are never refused"
                    + " for it."),
    LEVEL_NEEDS_READBACK(
            16,
            400,
            "READ BACK needs the words read back",
            "Send readBack with what the officer says it means, in their own words."),
    LEVEL_NEEDS_ROLE(17, 400, "RELAYED TO needs the post that was told", "Send role with the post that was told."),
    NOT_SIGNED_IN(
            18,
            401,
            "Nobody is signed in",
            "Open a one-time link made by ringdown officer link, or send the bearer token."),
    LINK_UNKNOWN(
            19,
            401,
            "The one-time link is used up, expired or unknown",
            "Ask for a new one: ringdown officer link NAME."),
    CSRF(20, 403, "The X-Ringdown header is missing", "Send X-Ringdown: 1 with every state-changing call."),
    ORIGIN_NOT_ALLOWED(
            21,
            403,
            "The call comes from another site or names another host",
            "Call the node by the address it is configured for."),
    FORBIDDEN(22, 403, "This officer's role may not do this", "Ask an officer whose role may; detail names the roles."),
    ROUTE_UNKNOWN(23, 404, "No such resource", "Look the path up in /api/v1/openapi.yaml."),
    LINE_UNKNOWN(24, 404, "This node has no such line", "List the lines with GET /api/v1/lines."),
    ENTRY_UNKNOWN(
            25, 404, "This node does not hold that entry", "Wait until it arrives, or check party, epoch and index."),
    METHOD_NOT_ALLOWED(26, 405, "The resource has no such method", "Use a method named in the Allow header."),
    IDEMPOTENCY_KEY_REUSED(
            27,
            409,
            "That key was used for something else",
            "Nothing new was said. If this is a new act, make a new key; if a retry, send the first body."),
    NOT_ACKNOWLEDGEABLE(
            28,
            409,
            "That entry cannot be acknowledged",
            "Only the peer's messages, UNRECORDED included, carry a ladder; own entries, tests, acknowledgements and line states do not."),
    BODY_TOO_LARGE(29, 413, "The body is too large", "One message is at most 128 KiB, a batch 4 MiB."),
    MEDIA_TYPE_UNSUPPORTED(30, 415, "The body is not application/json", "Send Content-Type: application/json."),
    RATE_LIMITED(
            31,
            429,
            "Too many calls",
            "Wait for Retry-After seconds, then try again with the same key. STOP and UNPLANNED EVENT have a lane of their own."),
    TOO_MANY_STREAMS(32, 429, "Too many event streams are open", "Close other pages of this officer."),
    UNRECORDED_FULL(
            33,
            503,
            "No room for another unrecorded message",
            "At most one a second goes and 64 are kept. Use the telephone, free the disk; try again with the same key."),
    RECORD_STOPPED(
            34,
            503,
            "The own log of this line cannot be written",
            "STOP and UNPLANNED EVENT still go. Read the cause in status, mend it, try again with the same key."),
    STORE_STOPPED(
            35,
            503,
            "The store cannot be read now",
            "Read the cause in status; try again after Retry-After with the same key."),
    SHUTTING_DOWN(36, 503, "The node is stopping", "Try again with the same key when it is back."),
    INTERNAL(
            37,
            500,
            "A fault of ours",
            "It may or may not have been said: ask again with the same key, and report the reference in detail."),
    HTTP_MALFORMED(
            38,
            400,
            "The request is not HTTP as this node takes it",
            "Send HTTP/1.1 with one Host header, without control characters and without an expectation."),
    HEADERS_TOO_LARGE(39, 431, "The request's headers are too large", "All headers together are at most 16 KiB."),
    URI_TOO_LONG(40, 414, "The request's address is too long", "Send what is long in the body."),
    PAPER_REFUSED(
            41,
            409,
            "The note is not one that this line can take",
            "Nothing was said. Mend what detail names, and have it signed again by the root key."),
    ACT_WOULD_DO_NOTHING(
            42,
            409,
            "That step would do nothing now",
            "Nothing was said. Look at the charter's state with ringdown charter status; detail says why.");

    private final int number;
    private final int status;
    private final String title;
    private final String next;

    Problem(int number, int status, String title, String next) {
        this.number = number;
        this.status = status;
        this.title = title;
        this.next = next;
    }

    /** The stable number. */
    int number() {
        return number;
    }

    /** The stable code, such as {@code unknown-field}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status. */
    int status() {
        return status;
    }

    /** One line for people. */
    String title() {
        return title;
    }

    /** What the caller does next. */
    String next() {
        return next;
    }
}
