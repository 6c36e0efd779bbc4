package org.ringdown.line;

import org.ringdown.charter.Json;
import org.ringdown.message.Statement;

/**
 * What an officer, through the API, asks to be said.
 *
 * @param statementId the Idempotency-Key
 * @param kind type, precedence and test flag
 * @param addressing who says it to whom
 * @param links references, reply-by and what was shown
 * @param body the body, already checked against {@link org.ringdown.message.Bodies}
 * @param requestDigest SHA-256 (hex) of the request, so that the same request gets the first answer again
 */
public record Saying(
        String statementId,
        Statement.Kind kind,
        Statement.Addressing addressing,
        Statement.Links links,
        Json.Obj body,
        String requestDigest) {}
