package org.ringdown.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Names;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.MlDsa44Signer;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.SignatureType;

/**
 * The private keys of one line, one file for each use, and the party's root key, which never lies beside them. Every read
 * checks that nobody but the owner can open the file. Secrets leave only as signers.
 */
public final class KeyFiles {
    private static final int SECRET_SIZE = 32;

    /** The uses that a line's directory holds as {@code <use>.key}; TLS has files of its own form. */
    public static final List<KeyUse> USES = List.of(
            KeyUse.LOG,
            KeyUse.HOLDER,
            KeyUse.EARLY,
            KeyUse.UNRECORDED,
            KeyUse.COURIER,
            KeyUse.WORDS,
            KeyUse.PQ,
            KeyUse.PEOPLE);

    private final Map<KeyUse, KeyFile> keys;

    private KeyFiles(Map<KeyUse, KeyFile> keys) {
        this.keys = keys;
    }

    /**
     * Makes fresh keys for a line, in files.
     *
     * @param directory where; made with mode 0700
     * @param lineId the line
     * @param party the own party
     * @param passphrase seals the files, where there is one
     * @param random a cryptographic source
     * @return the keys
     * @throws NodeException FILE_EXISTS where a key is there already, or FILE_FAILED
     */
    public static KeyFiles create(
            Path directory, String lineId, String party, Optional<Passphrase> passphrase, RandomGenerator random)
            throws NodeException {
        SecretFiles.directory(directory);
        byte[] salt = new byte[Passphrase.SALT_SIZE];
        random.nextBytes(salt);
        Map<KeyUse, KeyFile> keys = new EnumMap<>(KeyUse.class);
        for (KeyUse use : USES) {
            KeyFile key = FreshKeys.make(use, Names.key(lineId, party, use), random);
            key.create(file(directory, use), passphrase, salt, random);
            keys.put(use, key);
        }
        return new KeyFiles(keys);
    }

    /**
     * Opens the keys of a line.
     *
     * @param directory where they lie
     * @param passphrase opens sealed files
     * @return the keys
     * @throws NodeException FILE_MISSING, FILE_FAILED, KEY_EXPOSED, KEY_INVALID or KEY_LOCKED, with what mends it
     */
    public static KeyFiles open(Path directory, Optional<Passphrase> passphrase) throws NodeException {
        Map<KeyUse, KeyFile> keys = new EnumMap<>(KeyUse.class);
        for (KeyUse use : USES) {
            Path file = file(directory, use);
            KeyFile key = KeyFile.read(file, passphrase);
            if (key.use() != use) {
                String seen = file + " holds a key for " + key.use().word() + ", not for " + use.word();
                throw new NodeException(NodeCode.KEY_INVALID, seen + ". Restore the file from your backup.");
            }
            byte[] secret = key.secret().exposeDangerously();
            int length = secret.length;
            java.util.Arrays.fill(secret, (byte) 0);
            if (length != SECRET_SIZE) {
                String seen = file + " holds a secret of " + length + " bytes, where " + SECRET_SIZE + " are due";
                throw new NodeException(NodeCode.KEY_INVALID, seen + ". Restore the file from your backup.");
            }
            keys.put(use, key);
        }
        return new KeyFiles(keys);
    }

    /**
     * Names what is wrong with a line's key files without opening them; for a check-up.
     *
     * @param directory where they lie
     * @return one sentence for each fault, with the command that mends it; empty when all is well
     */
    public static List<String> faults(Path directory) {
        List<String> faults = new ArrayList<>();
        for (KeyUse use : USES) {
            try {
                SecretFiles.read(file(directory, use));
            } catch (NodeException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        return faults;
    }

    /**
     * Returns the public half in one key file; the secret stays shut, sealed or not.
     *
     * @param directory where the line's keys lie
     * @param use any use but ROOT and TLS
     * @return the key's bytes
     * @throws NodeException FILE_MISSING, FILE_FAILED, KEY_EXPOSED or KEY_INVALID, with what mends it
     */
    public static Bytes publicKey(Path directory, KeyUse use) throws NodeException {
        return KeyFile.readPublic(file(directory, use));
    }

    /**
     * Makes a party's root key in a file of its own.
     *
     * @param file where; never inside the data directory
     * @param data the data directory
     * @param party the party
     * @param passphrase seals the file, where there is one
     * @param random a cryptographic source
     * @return the root as a signer
     * @throws NodeException KEY_EXPOSED for a place inside the data directory; FILE_EXISTS or FILE_FAILED
     */
    public static NoteSigner createRoot(
            Path file, DataDirectory data, String party, Optional<Passphrase> passphrase, RandomGenerator random)
            throws NodeException {
        refuseInside(file, data, "root key is");
        byte[] salt = new byte[Passphrase.SALT_SIZE];
        random.nextBytes(salt);
        String name = Names.root(party, "%016x".formatted(random.nextLong()));
        KeyFile key = FreshKeys.make(KeyUse.ROOT, name, random);
        key.create(file, passphrase, salt, random);
        return signer(key, name);
    }

    /**
     * Opens a party's root key.
     *
     * @param file the file
     * @param data the data directory, in which it must not lie
     * @param passphrase opens a sealed file
     * @return the root as a signer
     * @throws NodeException FILE_MISSING, FILE_FAILED, KEY_EXPOSED, KEY_INVALID or KEY_LOCKED, with what mends it
     */
    public static NoteSigner openRoot(Path file, DataDirectory data, Optional<Passphrase> passphrase)
            throws NodeException {
        refuseInside(file, data, "root key is");
        KeyFile key = KeyFile.read(file, passphrase);
        if (key.use() == KeyUse.ROOT) return signer(key, key.name());
        String mend = file + " holds a key for " + key.use().word() + ". Name the root key file with --root-key.";
        throw new NodeException(NodeCode.KEY_INVALID, mend);
    }

    /**
     * Returns the public half of a key.
     *
     * @param use any use but ROOT and TLS
     * @return the key's bytes
     */
    public Bytes publicKey(KeyUse use) {
        return key(use).publicKey();
    }

    /**
     * Returns a signer.
     *
     * @param use LOG, HOLDER, EARLY, UNRECORDED, PQ or PEOPLE
     * @param name the name to sign under
     * @return the signer
     */
    public NoteSigner signer(KeyUse use, String name) {
        return signer(key(use), name);
    }

    /**
     * Returns the secret X25519 scalar of the telephone words.
     *
     * @return 32 bytes; the caller wipes them
     */
    public byte[] wordsSecretDangerously() {
        return key(KeyUse.WORDS).secret().exposeDangerously();
    }

    private KeyFile key(KeyUse use) {
        KeyFile key = keys.get(use);
        if (key == null) throw new IllegalArgumentException("no file holds a key for " + use.word());
        return key;
    }

    private static NoteSigner signer(KeyFile key, String name) {
        SignatureType type = key.use().signatureType().orElseThrow();
        byte[] seed = key.secret().exposeDangerously();
        try {
            return switch (type) {
                case ED25519, COSIGNATURE -> Ed25519Signer.of(name, type, seed);
                case MLDSA44 -> MlDsa44Signer.of(name, seed);
            };
        } finally {
            java.util.Arrays.fill(seed, (byte) 0);
        }
    }

    /** Refuses a place inside the data directory for keys that are kept offline. */
    static void refuseInside(Path file, DataDirectory data, String what) throws NodeException {
        Path inside = data.root().toAbsolutePath().normalize();
        boolean refused = file.toAbsolutePath().normalize().startsWith(inside);
        try {
            Path parent = file.toAbsolutePath().normalize().getParent();
            if (parent != null && Files.exists(parent) && Files.exists(inside)) {
                refused |= parent.toRealPath().startsWith(inside.toRealPath());
            }
        } catch (java.io.IOException e) {
            throw new NodeException(
                    NodeCode.FILE_FAILED, file + " can't be reached: " + e + ". Check its directory.", e);
        }
        if (!refused) return;
        String mend = file + " lies inside the data directory " + data.root() + ". The " + what
                + " kept offline, elsewhere: name a file on a medium that you can take away, and move what is"
                + " here to it.";
        throw new NodeException(NodeCode.KEY_EXPOSED, mend);
    }

    private static Path file(Path directory, KeyUse use) {
        return directory.resolve(use.word() + ".key");
    }
}
