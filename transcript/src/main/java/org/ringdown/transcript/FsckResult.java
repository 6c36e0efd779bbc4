package org.ringdown.transcript;

/** What {@link Fsck} found: that the log is sound, or the first thing that is not. */
public sealed interface FsckResult {
    /**
     * Every head was verified and covers exactly the entries that are there.
     *
     * @param size how many entries there are
     * @param root the root over all of them
     * @param heads how many heads were checked
     * @param uncovered entries above the largest head, for which no signature speaks
     */
    record Sound(long size, Hash root, long heads, long uncovered) implements FsckResult {}

    /**
     * An entry's bytes are not those that were signed: they differ from the stored leaf hash, and a signed
     * head disagrees too.
     *
     * @param index the first such entry
     * @param stored the leaf hash the store has
     * @param computed the leaf hash of the bytes the store has
     */
    record BadEntry(long index, Hash stored, Hash computed) implements FsckResult {}

    /**
     * The store's tree is wrong at a node. The entries below it agree with the next signed head, so the tree
     * can be rebuilt
     * from them; unless no head covers them yet.
     *
     * @param level the node's level, 0 for leaf hashes
     * @param index its place in the level
     * @param stored the hash the store has
     * @param computed the hash of the entries below
     */
    record BadNode(int level, long index, Hash stored, Hash computed) implements FsckResult {}

    /**
     * A head that the log signed is not the root of the entries that are there; one of the range was
     * changed, or the head is
     * of another branch.
     *
     * @param head the signed head
     * @param first the first entry that may be wrong: the size of the last good head
     * @param computed the root of the entries that are there
     */
    record BadRoot(Head head, long first, Hash computed) implements FsckResult {}

    /**
     * A head that cannot be used: unreadable, of another log, badly signed or badly cosigned.
     *
     * @param position its place in the heads that were given, from 0
     * @param refusal why
     */
    record BadHead(long position, TranscriptException refusal) implements FsckResult {}

    /**
     * The log signed more entries than there are.
     *
     * @param head the signed head
     * @param present how many entries there are
     */
    record MissingEntries(Head head, long present) implements FsckResult {}
}
