package org.ringdown.line;

import org.ringdown.charter.KeyUse;
import org.ringdown.transcript.NoteSigner;

/** The node's own private keys on one line, by use; keys never leave it. */
public interface Signer {

    /**
     * Returns the signer of a use under a name.
     *
     * @param use LOG, HOLDER, EARLY or UNRECORDED
     * @param name the key name to sign under: the head's origin for LOG, the certified name for the others
     * @return the signer; the same key for every name of one use
     */
    NoteSigner of(KeyUse use, String name);
}
