package org.ringdown.node;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.KeyId;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Names;
import org.ringdown.charter.Place;
import org.ringdown.paths.PathsException;
import org.ringdown.paths.TlsIdentity;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.NoteSigner;

/**
 * The fresh keys of a line: the ones in use, the reserve, and the root's certificates for all of them. The reserve's
 * certificates come first, so that the keys in use are the newest.
 */
final class FreshLine {
    /** EPOCH and CHARTER stand before the first certificate. */
    private static final int FIRST_INDEX = 2;

    private static final long TLS_DATES_MS = 10L * 366 * 24 * 3_600_000;

    private final String lineId;
    private final String party;
    private final String epoch;
    private final NoteSigner root;
    private final SecureRandom random;
    private final List<KeyCertificate> certificates = new ArrayList<>();

    FreshLine(String lineId, String party, String epoch, NoteSigner root, SecureRandom random) {
        this.lineId = lineId;
        this.party = party;
        this.epoch = epoch;
        this.root = root;
        this.random = random;
    }

    /** Makes the reserve set; returns the text of its file, secret. */
    String reserve(long nowMs) throws CharterException {
        List<KeyFile> keys = new ArrayList<>();
        for (KeyUse use : KeyFiles.USES) {
            KeyFile key = FreshKeys.make(use, Names.key(lineId, party, use), random);
            certify(use, key.publicKey());
            keys.add(key);
        }
        TlsIdentity tls = tls(nowMs);
        certify(KeyUse.TLS, Bytes.of(tls.spki()));
        return ReserveKeys.format(lineId, party, keys, tls);
    }

    /** Makes the keys in use, in their files. */
    KeyFiles keys(Path directory, Optional<Passphrase> passphrase, long nowMs) throws CharterException, NodeException {
        KeyFiles keys = KeyFiles.create(directory, lineId, party, passphrase, random);
        for (KeyUse use : KeyFiles.USES) certify(use, keys.publicKey(use));
        TlsIdentity tls = tls(nowMs);
        certify(KeyUse.TLS, Bytes.of(tls.spki()));
        try {
            tls.save(directory.resolve("tls.pem"));
        } catch (PathsException e) {
            throw new NodeException(NodeCode.FILE_FAILED, String.valueOf(e.getMessage()), e);
        }
        return keys;
    }

    private TlsIdentity tls(long nowMs) {
        String name = party + " " + lineId.substring(0, 8);
        return TlsIdentity.generate(name, nowMs - 24 * 3_600_000, nowMs + TLS_DATES_MS, random);
    }

    private void certify(KeyUse use, Bytes key) throws CharterException {
        Place from = new Place(epoch, FIRST_INDEX + certificates.size());
        certificates.add(KeyCertificate.sign(new KeyId(lineId, party, use, key), from, root));
    }

    /** The certificates so far, in the order of their entries. */
    KeyPapers papers() {
        return new KeyPapers(lineId, party, certificates, List.of());
    }

    /** The certificates' notes, in the order of their entries. */
    List<String> notes() {
        return certificates.stream().map(KeyCertificate::format).toList();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
