package org.ringdown.line;

import org.ringdown.transcript.NoteSigner;

/** The node's own private keys on one line; keys never leave it. Each use has a key of its own. */
public interface Signer {

    /**
     * Signs heads. One key serves every epoch of the own log.
     *
     * @param origin the head's origin, which is also the key's name
     * @return the signer
     */
    NoteSigner log(String origin);

    /**
     * Cosigns the peer's heads.
     *
     * @return the signer, named {@code <line id>/<party>/holder}
     */
    NoteSigner holder();

    /**
     * Signs early receipts.
     *
     * @return the signer, named {@code <line id>/<party>/early}
     */
    NoteSigner early();

    /**
     * Signs what goes while the own log can't be written.
     *
     * @return the signer, named {@code <line id>/<party>/unrecorded}
     */
    NoteSigner unrecorded();
}
