/** What holds over all modules, tested where all of them are seen. */
@NullMarked
package org.ringdown.bench;

import org.jspecify.annotations.NullMarked;
