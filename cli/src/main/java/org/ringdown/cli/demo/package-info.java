/** {@code bin/demo}: two parties on one machine, founded through the public commands as two ministries would. */
@NullMarked
package org.ringdown.cli.demo;

import org.jspecify.annotations.NullMarked;
