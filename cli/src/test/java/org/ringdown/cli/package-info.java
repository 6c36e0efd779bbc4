/** The commands, run as they are typed. */
@NullMarked
package org.ringdown.cli;

import org.jspecify.annotations.NullMarked;
