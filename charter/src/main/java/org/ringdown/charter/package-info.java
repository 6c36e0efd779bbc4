/** Parties, keys, desks, clocks and schedules; founding and changing a line; strict I-JSON. No I/O, no clock. */
@NullMarked
package org.ringdown.charter;

import org.jspecify.annotations.NullMarked;
