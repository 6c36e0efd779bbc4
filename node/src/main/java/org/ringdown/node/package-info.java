/**
 * One party's server: it wires the adapters to {@code Node}, and speaks HTTP to that party's own
 * officers and programs. Handlers only translate: what can be said is decided in {@code message}, what happens on the
 * line in {@code line}.
 *
 * <p>Threads: one platform thread per line drives its {@code Post}; virtual threads serve HTTP requests and event
 * streams; readers of the store use connections of their own.
 */
@NullMarked
package org.ringdown.node;

import org.jspecify.annotations.NullMarked;
