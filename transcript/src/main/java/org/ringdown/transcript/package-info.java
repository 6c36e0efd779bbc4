/** Leaves, tree, heads, notes, cosignatures and proofs; pure, and free of any dependency. */
@NullMarked
package org.ringdown.transcript;

import org.jspecify.annotations.NullMarked;
