/**
 * What is durable: {@link org.ringdown.store.SqliteStore} (one SQLite file a line) and {@link
 * org.ringdown.store.FileSecondPlace} (the largest heads, in a small file of its own).
 *
 * <p>Files beside each other, all of mode 0600:
 *
 * <pre>
 *   line.db  line.db-wal  line.db-shm   the store; schema in schema-1.sql, user_version names it
 *   line.db-reserve                     room for STOP: written in full, given up when the disk is full
 *   second place                        two slots, see FileSecondPlace; on another volume where there is one
 * </pre>
 *
 * <p>One thread writes ({@link org.ringdown.store.SqliteStore}); the API reads through {@link
 * org.ringdown.store.SqliteReader}; a background thread moves the write-ahead log into the file; {@link
 * org.ringdown.store.Scrub} rehashes everything, a slice at a time.
 *
 * <p>Leaves are guarded by their log's tree, tiles by their roots, other rows by a checksum each, the file's structure
 * by SQLite's own check.
 */
@NullMarked
package org.ringdown.store;

import org.jspecify.annotations.NullMarked;
