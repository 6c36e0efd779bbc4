package org.ringdown.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;
import org.ringdown.charter.JsonWriter;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.Revocation;

/**
 * One party's certificates and revocations on one line, as they travel between the parties: I-JSON with {@code v},
 * {@code line}, {@code party} and the signed notes. Public; what counts is the root's signature in each note.
 *
 * @param line the line
 * @param party whose keys they are
 * @param certificates the certificates, in the order of the entries that carry them
 * @param revocations at most one for each key; left out of the file where there is none
 */
record KeyPapers(String line, String party, List<KeyCertificate> certificates, List<Revocation> revocations) {
    private static final String VERSION = "ringdown/keys/v1";
    private static final int CERTIFICATES_MAX = 128;
    private static final int REVOCATIONS_MAX = 512;
    private static final JsonBounds BOUNDS = new JsonBounds(1 << 20, 4, 1_024, 16_384, 16);

    KeyPapers {
        certificates = List.copyOf(certificates);
        revocations = List.copyOf(revocations);
    }

    /** Whether a file of these papers is read again: how long a paper is lies with the party whose it is. */
    boolean fit() {
        return certificates.size() <= CERTIFICATES_MAX
                && revocations.size() <= REVOCATIONS_MAX
                && bytes().length <= BOUNDS.bytesMax();
    }

    /** Takes these papers into a ring, each one verified. */
    KeyRing addTo(KeyRing ring) throws CharterException {
        KeyRing all = ring;
        for (KeyCertificate certificate : certificates) all = all.with(certificate);
        for (Revocation revocation : revocations) all = all.with(revocation);
        return all;
    }

    /** The same certificates; of two revocations of one key the given one stays. */
    KeyPapers withRevocations(List<Revocation> given) {
        Predicate<Revocation> isNew =
                known -> given.stream().noneMatch(one -> one.id().equals(known.id()));
        List<Revocation> all = Stream.concat(revocations.stream().filter(isNew), given.stream())
                .toList();
        return new KeyPapers(line, party, certificates, all);
    }

    byte[] bytes() {
        Json.ObjBuilder json = Json.obj()
                .put("v", VERSION)
                .put("line", line)
                .put("party", party)
                .put(
                        "certificates",
                        Json.strings(certificates.stream()
                                .map(KeyCertificate::format)
                                .toList()));
        if (!revocations.isEmpty()) {
            json.put(
                    "revocations",
                    Json.strings(revocations.stream().map(Revocation::format).toList()));
        }
        return JsonWriter.pretty(json.build()).getBytes(StandardCharsets.UTF_8);
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
        List<String> revoking = in.has("revocations") ? in.strings("revocations", REVOCATIONS_MAX, 16_384) : List.of();
        in.refuseUnknown();
        in.check();
        List<KeyCertificate> certificates = new ArrayList<>();
        for (String note : notes) certificates.add(KeyCertificate.parse(note.getBytes(StandardCharsets.UTF_8)));
        List<Revocation> revocations = new ArrayList<>();
        for (String note : revoking) revocations.add(Revocation.parse(note.getBytes(StandardCharsets.UTF_8)));
        return new KeyPapers(line, party, certificates, revocations);
    }

    private static NodeException refused(Path file, String why) {
        String mend = file + " is not a file of certificates: " + why + ". Ask for it again.";
        return new NodeException(NodeCode.CHARTER_REFUSED, mend);
    }
}
