/** Tests of {@code Post}: vectors, two Posts wired in memory, small parts in full, fuzz targets. */
@NullMarked
package org.ringdown.line;

import org.jspecify.annotations.NullMarked;
