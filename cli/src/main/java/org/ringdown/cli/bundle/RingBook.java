package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.charter.Charter;
import org.ringdown.charter.Party;
import org.ringdown.message.LogId;
import org.ringdown.transcript.VerifierKey;

/** The keys that a charter and the certificates in a bundle give. */
final class RingBook implements KeyBook {
    private final Charter charter;

    private RingBook(Charter charter) {
        this.charter = charter;
    }

    static KeyBook of(Charter charter, List<byte[]> notes, Findings findings) {
        return new RingBook(charter);
    }

    @Override
    public List<VerifierKey> log(LogId log) {
        return List.of();
    }

    @Override
    public List<VerifierKey> holder(String party) {
        return List.of();
    }

    @Override
    public List<VerifierKey> early(String party) {
        return List.of();
    }

    @Override
    public List<VerifierKey> postQuantum(String party) {
        return List.of();
    }

    @Override
    public List<String> parties() {
        return charter.terms().parties().stream().map(Party::id).toList();
    }

    @Override
    public List<VerifierKey> all() {
        return new ArrayList<>(BundleVerifier.roots(charter));
    }
}
