/**
 * Who may meet whom: volumes of two sides, each a footprint on WGS 84, an altitude band and a span of time, and the
 * {@link org.ringdown.deconfliction.Verdict} on each pair that may meet. On doubt the answer is conflict.
 *
 * <p>Everything that comes in or goes out is an integer: 1e-7 degree, millimetre, millisecond. What is computed between
 * them uses {@link StrictMath} only, so that both nodes reach the same verdict bit for bit.
 */
@NullMarked
package org.ringdown.deconfliction;

import org.jspecify.annotations.NullMarked;
