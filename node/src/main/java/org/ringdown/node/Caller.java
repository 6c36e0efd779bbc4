package org.ringdown.node;

import java.util.Optional;
import org.ringdown.charter.Role;

/**
 * Who makes a call: an officer with a session, or the command line with the token of the data directory.
 *
 * @param id the officer's id, or {@code cli}
 * @param name as shown
 * @param role what the officer is at the desk
 * @param desk the officer's desk; empty for the command line, which may name any desk of its party
 * @param calls what the caller may still do
 * @param urgent what the caller may still do with STOP and UNPLANNED EVENT
 */
record Caller(String id, String name, Role role, Optional<String> desk, RateLimiter calls, RateLimiter urgent) {}
