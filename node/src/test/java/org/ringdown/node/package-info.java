/** Tests of the node, black box where it speaks HTTP. */
@NullMarked
package org.ringdown.node;

import org.jspecify.annotations.NullMarked;
