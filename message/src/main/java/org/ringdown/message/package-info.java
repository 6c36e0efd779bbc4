/**
 * What can be said on a line, as exact bytes and as records.
 *
 * <p>A {@link org.ringdown.message.Leaf} is two lines of JSON: the {@link org.ringdown.message.Statement} (what is
 * said) and the {@link org.ringdown.message.Seal} (what the node adds when it takes its place in the log). The bytes
 * are the record; the records are views of them. The format is {@code spec/record.md}.
 */
@NullMarked
package org.ringdown.message;

import org.jspecify.annotations.NullMarked;
