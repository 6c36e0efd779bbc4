/**
 * {@code Post}: one party's whole logic on one line, as one single-threaded machine.
 *
 * <p>Bytes and time go in, bytes and events come out. Everything outside is a port: {@link
 * org.ringdown.line.EntryStore} and {@link org.ringdown.line.SecondPlace} (what is durable), {@link
 * org.ringdown.line.PathPort} (sessions to the peer), {@link org.ringdown.line.Signer} (own keys) and {@link
 * org.ringdown.line.Clock}. The caller drives it in <em>turns</em>: any number of inputs, then one {@code flush},
 * which makes the turn durable with one commit, raises the second place, and only then lets frames and events out.
 * The wire format is {@code spec/line.md}.
 */
@NullMarked
package org.ringdown.line;

import org.jspecify.annotations.NullMarked;
