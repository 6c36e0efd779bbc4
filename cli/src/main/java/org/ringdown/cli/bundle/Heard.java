package org.ringdown.cli.bundle;

import java.io.IOException;

/** Takes what comes to light while a run is gone over. */
interface Heard {
    /** Takes nothing: for a pass that only holds claims against leaves. */
    Heard NOTHING = new Heard() {};

    /** An entry's {@code held}. */
    default void held(LeafBlock.HeldClaim held) throws BundleException, IOException {}

    /** A paper in an entry. */
    default void paper(Paper paper) {}

    /** A head whose root is the tree's at its size. */
    default void head(CheckedHead head) {}

    /** An early receipt whose leaf hash is that of its entry. */
    default void early(EarlyNote note) {}

    /** What an early receipt says of a size far ahead of the run. */
    default void later(Claims.Claim claim) throws BundleException, IOException {}
}
