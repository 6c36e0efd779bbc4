/**
 * Ways to move bytes between two posts. So far one: {@link org.ringdown.paths.StreamPaths}, a mutual TLS 1.3 stream.
 *
 * <p>A path needs no trust for integrity (the log proves itself) and gives secrecy and liveness. One connection is
 * one <em>session</em>; it carries frames: {@code u32} big-endian length of the rest (1 to 262,144), one type byte,
 * payload. What the frames say is {@code spec/line.md} and not known here.
 *
 * <pre>
 *   dial loop (one per address and kind)          accept loop
 *        | connect, handshake                          | handshake, bounded in number and time
 *        +------------------- session ----------------+
 *              reader thread -> SessionListener (may block: back-pressure to that session only)
 *              send() -> bounded queue -> writer thread -> one TLS write for all that waits
 * </pre>
 *
 * <p>Every wait has a deadline and every queue a bound: {@link org.ringdown.paths.StreamDeadlines}, {@link
 * org.ringdown.paths.StreamLimits}.
 */
@NullMarked
package org.ringdown.paths;

import org.jspecify.annotations.NullMarked;
