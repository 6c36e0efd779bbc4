package org.ringdown.node;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;
import org.ringdown.charter.JsonWriter;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Names;
import org.ringdown.paths.PathsException;
import org.ringdown.paths.TlsIdentity;
import org.ringdown.transcript.Bytes;

/**
 * The reserve set of a line, certified at the founding and kept off the data disk: secret. For the day on which a key in
 * use is lost or in doubt and the root key is out of reach.
 */
public final class ReserveKeys {
    private static final String VERSION = "ringdown/reserve/v1";
    private static final JsonBounds BOUNDS = new JsonBounds(262_144, 4, 512, 32_768, 16);
    private static final int SECRET_SIZE = 32;

    private final String lineId;
    private final String party;
    private final List<KeyFile> keys;
    private final TlsIdentity tls;

    private ReserveKeys(String lineId, String party, List<KeyFile> keys, TlsIdentity tls) {
        this.lineId = lineId;
        this.party = party;
        this.keys = List.copyOf(keys);
        this.tls = tls;
    }

    static String format(String lineId, String party, List<KeyFile> keys, TlsIdentity tls) {
        List<Json> rows = new ArrayList<>();
        for (KeyFile key : keys) {
            byte[] secret = key.secret().exposeDangerously();
            rows.add(Json.obj()
                    .put("use", key.use().word())
                    .put("name", key.name())
                    .put(
                            "public",
                            Base64.getEncoder().encodeToString(key.publicKey().array()))
                    .put("secret", Base64.getEncoder().encodeToString(secret))
                    .build());
        }
        return JsonWriter.pretty(Json.obj()
                .put("v", VERSION)
                .put("line", lineId)
                .put("party", party)
                .put("keys", Json.of(rows))
                .put("tls", tls.pem())
                .build());
    }

    /**
     * Reads a reserve file.
     *
     * @param file the file, which only its owner may read
     * @return the reserve
     * @throws NodeException FILE_MISSING, FILE_FAILED, KEY_EXPOSED or KEY_INVALID, with what mends it
     */
    public static ReserveKeys read(Path file) throws NodeException {
        try {
            return parse(SecretFiles.read(file));
        } catch (JsonException | PathsException e) {
            String mend = file + " is not a reserve file: " + e.getMessage() + ". Take the copy from the other safe.";
            throw new NodeException(NodeCode.KEY_INVALID, mend, e);
        }
    }

    static ReserveKeys parse(byte[] bytes) throws JsonException, PathsException {
        JsonFields in = JsonFields.of(JsonReader.parseObject(bytes, BOUNDS));
        if (!in.string("v", 32).equals(VERSION)) in.refuse("v", JsonCode.BAD_VALUE, "not " + VERSION, "");
        String line = in.hex("line", 32);
        String party = in.string("party", 32);
        LinkedHashMap<String, KeyUse> uses = new LinkedHashMap<>();
        for (KeyUse use : KeyFiles.USES) uses.put(use.word(), use);
        List<KeyFile> keys = in.objects("keys", KeyFiles.USES.size(), key -> {
            KeyUse use = key.choice("use", uses);
            String name = key.string("name", 200);
            Bytes publicKey = Bytes.of(key.base64("public", 32, 2_048));
            return new KeyFile(
                    use, name, publicKey, SecretBytes.owning(key.base64("secret", SECRET_SIZE, SECRET_SIZE)));
        });
        String pem = in.string("tls", 16_384);
        in.refuseUnknown();
        in.check();
        Set<KeyUse> seen = EnumSet.noneOf(KeyUse.class);
        for (KeyFile key : keys) {
            if (!seen.add(key.use())) {
                in.refuse(
                        "keys", JsonCode.BAD_VALUE, "two keys for " + key.use().word(), "");
            }
            if (key.name().equals(Names.key(line, party, key.use()))) continue;
            in.refuse("keys", JsonCode.BAD_VALUE, "a key of another line or party", "");
        }
        in.check();
        return new ReserveKeys(line, party, keys, TlsIdentity.parse(pem));
    }

    List<KeyFile> keys() {
        return keys;
    }

    /** What {@link #parse} reads again as the same. Secret. */
    String text() {
        return format(lineId, party, keys, tls);
    }

    /**
     * Says whose reserve it is.
     *
     * @return line id and party
     */
    public String owner() {
        return lineId + "/" + party;
    }

    /**
     * Lets keys of the reserve wait for their place; at the next start they are in use.
     *
     * @param next the waiting keys of this line and party
     * @param uses which
     * @param passphrase seals the files, where there is one
     * @throws NodeException KEY_INVALID where the reserve lacks one of them, and none waits then; FILE_EXISTS where a key of
     *     that use waits already; FILE_FAILED
     */
    public void bring(NextKeys next, Set<KeyUse> uses, Optional<Passphrase> passphrase) throws NodeException {
        for (KeyUse use : uses) {
            if (use == KeyUse.TLS || keys.stream().anyMatch(key -> key.use() == use)) continue;
            String mend = "The reserve has no key for " + use.word()
                    + ". Name other uses, or have a new key certified with ringdown charter certify.";
            throw new NodeException(NodeCode.KEY_INVALID, mend);
        }
        for (KeyFile key : keys) {
            if (uses.contains(key.use())) next.bring(key, passphrase, new SecureRandom());
        }
        if (uses.contains(KeyUse.TLS)) next.bring(tls);
    }
}
