package org.ringdown.deconfliction;

/**
 * One piece of what a notice announces: where, how high, when.
 *
 * @param footprint where
 * @param band how high
 * @param span when
 */
public record Volume(Footprint footprint, Band band, Span span) {}
