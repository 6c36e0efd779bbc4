package org.ringdown.node;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;
import org.ringdown.charter.JsonWriter;
import org.ringdown.charter.KeyUse;
import org.ringdown.transcript.Bytes;

/**
 * One private key with its public half and its name, in a file of its own with mode 0600: a header line, then I-JSON. The
 * secret is either plain or sealed under a passphrase, bound to use, name and public key.
 *
 * @param use what the key is for
 * @param name the name it is certified under
 * @param publicKey the public half, in the form of its use
 * @param secret the secret half: an Ed25519 seed, an X25519 scalar, or an ML-DSA seed (32 bytes each)
 */
record KeyFile(KeyUse use, String name, Bytes publicKey, SecretBytes secret) {
    private static final String HEADER = "ringdown/private-key/v1\n";
    private static final JsonBounds BOUNDS = new JsonBounds(65_536, 4, 64, 32_768, 16);
    private static final int SECRET_MAX = 8_192;

    /** Says whether a text is a key file at all. */
    static boolean looksLikeOne(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).startsWith(HEADER);
    }

    /** Writes a new file; refuses to write over one. */
    void create(Path file, Optional<Passphrase> passphrase, byte[] salt, RandomGenerator random) throws NodeException {
        SecretFiles.create(
                file, (HEADER + JsonWriter.pretty(json(passphrase, salt, random))).getBytes(StandardCharsets.UTF_8));
    }

    private Json.Obj json(Optional<Passphrase> passphrase, byte[] salt, RandomGenerator random) {
        Json.ObjBuilder json =
                Json.obj().put("use", use.word()).put("name", name).put("public", base64(publicKey.array()));
        byte[] plain = secret.exposeDangerously();
        if (passphrase.isEmpty()) return json.put("secret", base64(plain)).build();
        byte[] nonce = new byte[Passphrase.NONCE_SIZE];
        random.nextBytes(nonce);
        byte[] box = passphrase.get().seal(plain, salt, nonce, about(use, name, publicKey));
        Json sealed = Json.obj()
                .put("kdf", "PBKDF2-HMAC-SHA256")
                .put("iterations", Passphrase.ITERATIONS)
                .put("salt", base64(salt))
                .put("cipher", "AES-256-GCM")
                .put("nonce", base64(nonce))
                .put("box", base64(box))
                .build();
        return json.put("sealed", sealed).build();
    }

    /** Reads a file, its mode checked first. */
    static KeyFile read(Path file, Optional<Passphrase> passphrase) throws NodeException {
        byte[] bytes = SecretFiles.read(file);
        if (!looksLikeOne(bytes)) throw invalid(file, "its first line is not " + HEADER.strip());
        byte[] rest = java.util.Arrays.copyOfRange(bytes, HEADER.length(), bytes.length);
        try {
            return parse(file, JsonFields.of(JsonReader.parseObject(rest, BOUNDS)), passphrase);
        } catch (JsonException e) {
            throw invalid(file, String.valueOf(e.getMessage()));
        } finally {
            java.util.Arrays.fill(rest, (byte) 0);
            java.util.Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Reads the public half only. */
    static Bytes readPublic(Path file) throws NodeException {
        byte[] bytes = SecretFiles.read(file);
        if (!looksLikeOne(bytes)) throw invalid(file, "its first line is not " + HEADER.strip());
        byte[] rest = java.util.Arrays.copyOfRange(bytes, HEADER.length(), bytes.length);
        try {
            JsonFields fields = JsonFields.of(JsonReader.parseObject(rest, BOUNDS));
            Bytes publicKey = Bytes.of(fields.base64("public", 32, 2_048));
            fields.check();
            return publicKey;
        } catch (JsonException e) {
            throw invalid(file, String.valueOf(e.getMessage()));
        } finally {
            java.util.Arrays.fill(rest, (byte) 0);
            java.util.Arrays.fill(bytes, (byte) 0);
        }
    }

    private static KeyFile parse(Path file, JsonFields fields, Optional<Passphrase> passphrase)
            throws JsonException, NodeException {
        LinkedHashMap<String, KeyUse> uses = new LinkedHashMap<>();
        for (KeyUse use : KeyUse.values()) uses.put(use.word(), use);
        KeyUse use = fields.choice("use", uses);
        String name = fields.string("name", 200);
        Bytes publicKey = Bytes.of(fields.base64("public", 32, 2_048));
        Optional<JsonFields> sealed = fields.optionalObject("sealed");
        if (sealed.isEmpty()) {
            byte[] secret = fields.base64("secret", 32, SECRET_MAX);
            fields.refuseUnknown();
            fields.check();
            return new KeyFile(use, name, publicKey, SecretBytes.owning(secret));
        }
        byte[] secret = open(file, fields, sealed.get(), passphrase, about(use, name, publicKey));
        return new KeyFile(use, name, publicKey, SecretBytes.owning(secret));
    }

    private static byte[] open(
            Path file, JsonFields top, JsonFields sealed, Optional<Passphrase> passphrase, byte[] about)
            throws JsonException, NodeException {
        if (!sealed.string("kdf", 32).equals("PBKDF2-HMAC-SHA256")) {
            sealed.refuse("kdf", JsonCode.BAD_VALUE, "this version derives keys by PBKDF2-HMAC-SHA256 only", "");
        }
        if (!sealed.string("cipher", 32).equals("AES-256-GCM")) {
            sealed.refuse("cipher", JsonCode.BAD_VALUE, "this version opens AES-256-GCM only", "");
        }
        int iterations = (int) sealed.whole("iterations", 1, Integer.MAX_VALUE);
        byte[] salt = sealed.base64("salt", Passphrase.SALT_SIZE, Passphrase.SALT_SIZE);
        byte[] nonce = sealed.base64("nonce", Passphrase.NONCE_SIZE, Passphrase.NONCE_SIZE);
        byte[] box = sealed.base64("box", 16, SECRET_MAX);
        top.refuseUnknown();
        top.check();
        if (passphrase.isEmpty()) {
            String mend = file + " is sealed. Set keys.passphrase in ringdown.toml to \"prompt\" or \"file:PATH\".";
            throw new NodeException(NodeCode.KEY_LOCKED, mend);
        }
        try {
            return passphrase.get().open(box, salt, iterations, nonce, about);
        } catch (GeneralSecurityException e) {
            String mend =
                    file + " can't be opened with this passphrase. Check it; if it is right, the file was changed:"
                            + " restore it from your backup.";
            throw new NodeException(NodeCode.KEY_LOCKED, mend, e);
        }
    }

    private static byte[] about(KeyUse use, String name, Bytes publicKey) {
        String about = HEADER + use.word() + "\n" + name + "\n" + publicKey.hex();
        return about.getBytes(StandardCharsets.UTF_8);
    }

    private static NodeException invalid(Path file, String why) {
        return new NodeException(
                NodeCode.KEY_INVALID, file + " is not a key file: " + why + ". Restore it from your backup.");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
