/** The fixed seeds of every test run. */
@NullMarked
package org.ringdown.simulator;

import org.jspecify.annotations.NullMarked;
