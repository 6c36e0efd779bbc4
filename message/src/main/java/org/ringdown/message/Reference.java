package org.ringdown.message;

/**
 * A link to an earlier entry of either log.
 *
 * @param entry which
 * @param rel how: {@code acknowledges}, {@code answers}, {@code amends}, {@code cancels}, {@code about}, {@code follows}
 */
public record Reference(EntryId entry, String rel) {}
