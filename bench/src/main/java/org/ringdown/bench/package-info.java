/**
 * The benchmarks: what the product does, beside what the bare machine does in the same run. Figures are ratios wherever
 * they can be, since absolute times are the machine's.
 */
@NullMarked
package org.ringdown.bench;

import org.jspecify.annotations.NullMarked;
