package org.ringdown.node;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Names;
import org.ringdown.line.Signer;
import org.ringdown.transcript.NoteSigner;

/** Signs with the key files of one line; each signer is made once. Safe to share between threads. */
final class NodeSigner implements Signer {
    private final KeyFiles keys;
    private final NoteSigner holder;
    private final NoteSigner early;
    private final NoteSigner unrecorded;
    private final NoteSigner postQuantum;
    private final Map<String, NoteSigner> logs = new ConcurrentHashMap<>();

    NodeSigner(KeyFiles keys, String lineId, String party) {
        this.keys = keys;
        this.holder = keys.signer(KeyUse.HOLDER, Names.key(lineId, party, KeyUse.HOLDER));
        this.early = keys.signer(KeyUse.EARLY, Names.key(lineId, party, KeyUse.EARLY));
        this.unrecorded = keys.signer(KeyUse.UNRECORDED, Names.key(lineId, party, KeyUse.UNRECORDED));
        this.postQuantum = keys.signer(KeyUse.PQ, Names.key(lineId, party, KeyUse.PQ));
    }

    @Override
    public NoteSigner log(String origin) {
        return logs.computeIfAbsent(origin, name -> keys.signer(KeyUse.LOG, name));
    }

    @Override
    public NoteSigner holder() {
        return holder;
    }

    @Override
    public NoteSigner early() {
        return early;
    }

    /** Adds the post-quantum signature to heads; a key of its own, off the line's thread. */
    NoteSigner postQuantum() {
        return postQuantum;
    }

    @Override
    public NoteSigner unrecorded() {
        return unrecorded;
    }
}
