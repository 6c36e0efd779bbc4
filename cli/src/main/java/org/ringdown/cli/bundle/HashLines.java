package org.ringdown.cli.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.TranscriptLimits;

/** A list of hashes as text: each in base64 on a line of its own. */
final class HashLines {
    private HashLines() {}

    static byte[] format(List<Hash> hashes) {
        StringBuilder text = new StringBuilder();
        for (Hash hash : hashes) text.append(hash.base64()).append('\n');
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads such a list.
     *
     * @throws BundleException CONTENT
     */
    static List<Hash> parse(String name, byte[] text) throws BundleException {
        List<Hash> hashes = new ArrayList<>();
        String lines = new String(text, StandardCharsets.US_ASCII);
        int at = 0;
        while (at < lines.length()) {
            int end = lines.indexOf('\n', at);
            if (end < 0 || hashes.size() == TranscriptLimits.PROOF_HASHES_MAX) {
                throw new BundleException(
                        BundleCode.CONTENT, name + " is not a list of hashes, each ended by a newline");
            }
            try {
                hashes.add(Hash.fromBase64(lines.substring(at, end)));
            } catch (TranscriptException e) {
                throw new BundleException(BundleCode.CONTENT, name + ": " + e.getMessage());
            }
            at = end + 1;
        }
        return hashes;
    }
}
