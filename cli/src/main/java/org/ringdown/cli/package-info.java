/**
 * The command line: what a person types. Commands read options, call the modules below, and say what came of it, in
 * plain sentences or as JSON; no rule of the record lives here.
 *
 * <p>Exit codes are in {@link org.ringdown.cli.Exit}. Every error is one sentence on what happened and one on what to
 * do next; a stack trace appears only where {@code RINGDOWN_DEBUG} is set.
 */
@NullMarked
package org.ringdown.cli;

import org.jspecify.annotations.NullMarked;
