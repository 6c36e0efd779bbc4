/** Tests of the bundle. */
@NullMarked
package org.ringdown.cli.bundle;

import org.jspecify.annotations.NullMarked;
