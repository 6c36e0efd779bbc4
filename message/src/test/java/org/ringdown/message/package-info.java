/** Tests of the record: vectors, oracles, small cases in full, fuzz targets. */
@NullMarked
package org.ringdown.message;

import org.jspecify.annotations.NullMarked;
