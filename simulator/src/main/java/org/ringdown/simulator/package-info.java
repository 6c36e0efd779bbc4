/**
 * Two whole {@link org.ringdown.line.Post}s in one thread: seeded network, disk and clocks, and the laws as checkers.
 *
 * <p>One seed replays a whole failing world (law 16): {@code bin/ringdown-sim --seeds 1 --from SEED}.
 */
@NullMarked
package org.ringdown.simulator;

import org.jspecify.annotations.NullMarked;
