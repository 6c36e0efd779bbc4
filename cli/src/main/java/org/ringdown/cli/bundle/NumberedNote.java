package org.ringdown.cli.bundle;

/**
 * A signed note in its place.
 *
 * @param number a head's size, or the index of the entry that an early receipt is for
 * @param note the note's exact text
 */
public record NumberedNote(long number, String note) {}
