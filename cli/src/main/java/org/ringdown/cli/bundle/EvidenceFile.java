package org.ringdown.cli.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;
import org.ringdown.charter.JsonWriter;
import org.ringdown.line.Evidence;
import org.ringdown.line.LineLimits;
import org.ringdown.message.LogId;

/**
 * All evidence that a party keeps against the other's logs, in one file that an outsider can judge by itself.
 *
 * <p><b>Source:</b> {@code spec/bundle.md}, Evidence.
 *
 * @param lineId the line, 32 hex digits
 * @param by the party that kept it
 * @param charter the founding charter, as every party signed it
 * @param keys the certificates and revocations, in the order in which they were taken in
 * @param pieces the evidence, oldest first
 */
public record EvidenceFile(String lineId, String by, String charter, List<String> keys, List<Evidence> pieces) {
    /** The first field's value. */
    public static final String VERSION = "ringdown/evidence/v1";

    private static final JsonBounds BOUNDS =
            new JsonBounds(BundleLimits.EVIDENCE_BYTES_MAX, 6, 100_000, BundleLimits.CHARTER_BYTES_MAX, 20);

    /** Copies its lists. */
    public EvidenceFile {
        keys = List.copyOf(keys);
        pieces = List.copyOf(pieces);
    }

    /**
     * Writes it.
     *
     * @return its bytes
     */
    public byte[] bytes() {
        List<Json> items = new ArrayList<>();
        for (Evidence piece : pieces) items.add(json(piece));
        Json.Obj object = Json.obj()
                .put("v", VERSION)
                .put("line", lineId)
                .put("by", by)
                .put("charter", charter)
                .put("keys", Json.strings(keys))
                .put("evidence", Json.of(items))
                .build();
        return (JsonWriter.pretty(object) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Json json(Evidence piece) {
        return Json.obj()
                .put("party", piece.log().party())
                .put("epoch", piece.log().epoch())
                .put("kind", piece.kind())
                .put("detail", piece.detail())
                .put("seenMs", piece.seenMs())
                .put("notes", Json.strings(piece.notes()))
                .put("proof", piece.proof())
                .build();
    }

    /**
     * Reads one. Verifies nothing.
     *
     * @param utf8 the whole file
     * @return what stands in it
     * @throws BundleException MANIFEST, with the field and what is wrong
     */
    public static EvidenceFile parse(byte[] utf8) throws BundleException {
        try {
            JsonFields fields = JsonFields.of(JsonReader.parseObject(utf8, BOUNDS));
            Manifest.version(fields, VERSION);
            EvidenceFile file = new EvidenceFile(
                    fields.hex("line", 32),
                    fields.string("by", 64),
                    fields.string("charter", BundleLimits.CHARTER_BYTES_MAX),
                    fields.strings("keys", BundleLimits.KEYS_MAX, BundleLimits.NOTE_BYTES_MAX),
                    fields.objects("evidence", LineLimits.EVIDENCE_MAX, EvidenceFile::piece));
            fields.refuseUnknown();
            fields.check();
            return file;
        } catch (JsonException e) {
            throw new BundleException(BundleCode.MANIFEST, String.valueOf(e.getMessage()));
        }
    }

    private static Evidence piece(JsonFields fields) {
        LogId log = new LogId(fields.string("party", 64), fields.string("epoch", 24));
        return new Evidence(
                log,
                fields.string("kind", 16),
                fields.strings("notes", 2, BundleLimits.NOTE_BYTES_MAX),
                fields.string("proof", BundleLimits.NOTE_BYTES_MAX),
                fields.string("detail", 1_024),
                fields.whole("seenMs", 0, Json.WHOLE_MAX));
    }
}
