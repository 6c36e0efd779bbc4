/**
 * The bundle: one file that an outsider can verify offline ({@code spec/bundle.md}).
 *
 * <p>A bundle is a zip in one canonical shape: stored, no gaps, no spare fields, its members exactly those that its
 * manifest implies, in that order. {@link org.ringdown.cli.bundle.StoredZip} reads the shape, {@link
 * org.ringdown.cli.bundle.Manifest} says what must be in it, {@link org.ringdown.cli.bundle.BundleVerifier} recomputes
 * everything. Nothing here trusts a length, a name or a count before it was held against a bound.
 */
@NullMarked
package org.ringdown.cli.bundle;

import org.jspecify.annotations.NullMarked;
