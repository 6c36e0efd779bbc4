package org.ringdown.simulator;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.line.Frame;
import org.ringdown.line.FrameCodec;
import org.ringdown.message.LogId;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignedNote;

/** A log that a liar writes by hand, with its real key: any leaves, any branch. */
final class Forged {
    final LogId id;
    final List<byte[]> leaves = new ArrayList<>();
    private final String origin;
    private final NoteSigner signer;

    Forged(LogId id, String lineId, SimKeys keys) {
        this.id = id;
        this.origin = id.origin(lineId);
        this.signer = keys.signerOf(id.party()).log(origin);
    }

    private Forged(Forged other) {
        this.id = other.id;
        this.origin = other.origin;
        this.signer = other.signer;
        this.leaves.addAll(other.leaves);
    }

    Forged branch() {
        return new Forged(this);
    }

    Hash root(int size) {
        CompactRange range = CompactRange.empty();
        for (int i = 0; i < size; i++) range.append(Rfc6962.leaf(leaves.get(i)));
        return range.root();
    }

    String head(int size) {
        String text = new Head(origin, size, root(size)).text();
        return SignedNote.of(text, Notes.sign(text, signer)).format();
    }

    /** Its last head, as an EPOCH entry names it. */
    Json named() {
        return Json.obj()
                .put("epoch", id.epoch())
                .put("size", leaves.size())
                .put("root", root(leaves.size()).base64())
                .build();
    }

    /** The frame that carries leaves from an index up to a signed head. */
    byte[] entries(int first, int size) {
        return FrameCodec.encode(new Frame.Entries(id, first, head(size), leaves.subList(first, size)));
    }
}
