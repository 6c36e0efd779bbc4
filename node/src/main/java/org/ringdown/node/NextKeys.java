package org.ringdown.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Names;
import org.ringdown.paths.PathsException;
import org.ringdown.paths.TlsIdentity;
import org.ringdown.transcript.Bytes;

/**
 * The keys that wait to take the place of those in use: {@code <use>.key.next} and {@code tls.pem.next}. A key is made or
 * brought, its certificate goes into the log, and at the first start at which the peer is known to have the certificate the
 * files change places; the old one is kept as {@code .retired-<milliseconds>} until its owner removes it.
 */
public final class NextKeys {
    private static final long DAY_MS = 24L * 3_600_000;
    private static final long TLS_DATES_MS = 10L * 366 * DAY_MS;

    private final Path directory;
    private final String lineId;
    private final String party;

    /**
     * Opens the waiting keys of a line.
     *
     * @param data the data directory
     * @param lineId the line
     * @param party the own party
     */
    public NextKeys(DataDirectory data, String lineId, String party) {
        this.directory = data.keys(lineId);
        this.lineId = lineId;
        this.party = party;
    }

    /**
     * Makes a new key, where none waits yet.
     *
     * @param use any use but ROOT
     * @param passphrase seals the file, where there is one
     * @param nowMs the wall clock, for the dates of a TLS certificate
     * @return the public key, as its certificate names it
     * @throws NodeException as {@link KeyFiles#publicKey(Path, KeyUse)}, or FILE_FAILED
     */
    public Bytes make(KeyUse use, Optional<Passphrase> passphrase, long nowMs) throws NodeException {
        SecureRandom random = new SecureRandom();
        Path file = waiting(use);
        if (!Files.exists(file)) {
            if (use == KeyUse.TLS) {
                String name = party + " " + lineId.substring(0, 8);
                bring(TlsIdentity.generate(name, nowMs - DAY_MS, nowMs + TLS_DATES_MS, random));
            } else {
                bring(FreshKeys.make(use, Names.key(lineId, party, use), random), passphrase, random);
            }
        }
        return publicKey(use, file);
    }

    void bring(KeyFile key, Optional<Passphrase> passphrase, SecureRandom random) throws NodeException {
        byte[] salt = new byte[Passphrase.SALT_SIZE];
        random.nextBytes(salt);
        key.create(waiting(key.use()), passphrase, salt, random);
    }

    void bring(TlsIdentity tls) throws NodeException {
        try {
            tls.save(waiting(KeyUse.TLS));
        } catch (PathsException e) {
            throw new NodeException(NodeCode.FILE_FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Says which keys wait.
     *
     * @return their uses
     */
    public List<KeyUse> waiting() {
        List<KeyUse> uses = new ArrayList<>();
        for (KeyUse use : KeyUse.values()) {
            if (use != KeyUse.ROOT && Files.exists(waiting(use))) uses.add(use);
        }
        return uses;
    }

    /**
     * Puts those waiting keys into use that the peer can know.
     *
     * @param isKnown says of a use and a public key whether the peer has its certificate
     * @param nowMs names the retired files
     * @return the uses whose key has changed
     */
    List<KeyUse> promote(BiPredicate<KeyUse, Bytes> isKnown, long nowMs) throws NodeException {
        List<KeyUse> changed = new ArrayList<>();
        for (KeyUse use : waiting()) {
            Path next = waiting(use);
            if (!isKnown.test(use, publicKey(use, next))) continue;
            Path inUse = inUse(use);
            try {
                if (Files.exists(inUse)) move(inUse, inUse.resolveSibling(inUse.getFileName() + ".retired-" + nowMs));
                move(next, inUse);
            } catch (IOException e) {
                String mend = next + " can't take the place of " + inUse + ": " + e + ". Check owner and mode.";
                throw new NodeException(NodeCode.FILE_FAILED, mend, e);
            }
            changed.add(use);
        }
        return changed;
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Returns the public half of the key in use.
     *
     * @param use any use but ROOT
     * @return the key's bytes
     * @throws NodeException as {@link KeyFiles#publicKey(Path, KeyUse)}
     */
    public Bytes publicKeyInUse(KeyUse use) throws NodeException {
        return publicKey(use, inUse(use));
    }

    private static Bytes publicKey(KeyUse use, Path file) throws NodeException {
        if (use != KeyUse.TLS) return KeyFile.readPublic(file);
        try {
            return Bytes.of(TlsIdentity.load(file).spki());
        } catch (PathsException e) {
            throw new NodeException(NodeCode.KEY_INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private Path inUse(KeyUse use) {
        return directory.resolve(use == KeyUse.TLS ? "tls.pem" : use.word() + ".key");
    }

    private Path waiting(KeyUse use) {
        return directory.resolve(inUse(use).getFileName() + ".next");
    }
}
