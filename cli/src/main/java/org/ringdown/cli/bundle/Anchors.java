package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.charter.Charter;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.VerifierKey;

/** Holds what the caller knows from elsewhere against what the bundle brings. */
final class Anchors {
    private Anchors() {}

    /**
     * Looks up every key and the charter's words.
     *
     * @return a sentence for each that was found; what was not found is a bad finding
     */
    static List<String> check(Charter charter, List<VerifierKey> all, Trust trust, Findings findings) {
        List<String> found = new ArrayList<>();
        for (VerifierKey key : trust.keys()) {
            if (all.contains(key)) found.add("key " + key.name());
            else findings.add(Finding.bad("the key you gave, " + key + ", is none of this record's keys."));
        }
        if (trust.charterWords().isPresent()) {
            List<String> words = trust.charterWords().get();
            if (words.equals(charter.words())) found.add("charter words");
            else {
                findings.add(Finding.bad("the charter's words are \"" + String.join(" ", charter.words()) + "\", not \""
                        + String.join(" ", words) + "\": this is another charter."));
            }
        }
        return found;
    }

    /**
     * Looks whether the witnesses can be what the caller takes them for.
     *
     * @return those that can; each other one is a bad finding
     */
    static List<VerifierKey> thirdParties(List<VerifierKey> all, Trust trust, Findings findings) {
        List<VerifierKey> third = new ArrayList<>();
        for (VerifierKey key : trust.witnesses()) {
            if (key.type() == SignatureType.ED25519) {
                findings.add(Finding.bad("the witness's key you gave, " + key
                        + ", signs without a time, so it bounds none: give the key that it cosigns with."));
            } else if (all.stream().anyMatch(own -> own.key().equals(key.key()))) {
                findings.add(Finding.bad("the witness's key you gave, " + key
                        + ", is one of this line's own keys: its signer is no third party."));
            } else {
                third.add(key);
            }
        }
        return third;
    }
}
