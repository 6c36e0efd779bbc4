package org.ringdown.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;
import org.ringdown.charter.JsonWriter;
import org.ringdown.charter.KeyCertificate;

/**
 * One party's certificates on one line, as they travel between the parties: I-JSON with {@code v}, {@code line},
 * {@code party} and the signed notes. Public; what counts is the root's signature in each note.
 *
 * @param line the line
 * @param party whose keys they are
 * @param certificates the certificates, in the order of the entries that carry them
 */
record KeyPapers(String line, String party, List<KeyCertificate> certificates) {
    private static final String VERSION = "ringdown/keys/v1";
    static final int CERTIFICATES_MAX = 128;
    private static final JsonBounds BOUNDS = new JsonBounds(1 << 20, 4, 1_024, 16_384, 16);

    KeyPapers {
        certificates = List.copyOf(certificates);
    }

    byte[] bytes() {
        Json json = Json.obj()
                .put("v", VERSION)
                .put("line", line)
                .put("party", party)
                .put(
                        "certificates",
                        Json.strings(certificates.stream()
                                .map(KeyCertificate::format)
                                .toList()))
                .build();
        return JsonWriter.pretty(json).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a file and every note in it; verifies no signature. */
    static KeyPapers read(Path file) throws NodeException {
        try {
            if (Files.size(file) > BOUNDS.bytesMax()) {
                throw refused(
                        file, "it has " + Files.size(file) + " bytes, at most " + BOUNDS.bytesMax() + " are read");
            }
            return parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new NodeException(NodeCode.FILE_MISSING, file + " is missing. Name the file of certificates.", e);
        } catch (IOException e) {
            throw new NodeException(NodeCode.FILE_FAILED, file + " can't be read: " + e + ". Check its mode.", e);
        } catch (JsonException | CharterException e) {
            throw refused(file, String.valueOf(e.getMessage()));
        }
    }

    private static KeyPapers parse(byte[] bytes) throws JsonException, CharterException {
        JsonFields in = JsonFields.of(JsonReader.parseObject(bytes, BOUNDS));
        if (!in.string("v", 32).equals(VERSION)) in.refuse("v", JsonCode.BAD_VALUE, "not " + VERSION, "");
        String line = in.hex("line", 32);
        String party = in.string("party", 32);
        List<String> notes = in.strings("certificates", CERTIFICATES_MAX, 16_384);
        in.refuseUnknown();
        in.check();
        List<KeyCertificate> certificates = new ArrayList<>();
        for (String note : notes) certificates.add(KeyCertificate.parse(note.getBytes(StandardCharsets.UTF_8)));
        return new KeyPapers(line, party, certificates);
    }

    private static NodeException refused(Path file, String why) {
        String mend = file + " is not a file of certificates: " + why + ". Ask for it again.";
        return new NodeException(NodeCode.CHARTER_REFUSED, mend);
    }
}
