package org.ringdown.cli.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;
import org.ringdown.charter.JsonWriter;
import org.ringdown.charter.Names;
import org.ringdown.message.LogId;

/**
 * The table of contents, the last member: what the bundle says it holds. Unsigned, so nothing is believed because it stands here; it only
 * fixes which members must stand before it.
 *
 * @param lineId the line, 32 hex digits
 * @param mode how much of it
 * @param by the party whose store it was made from
 * @param madeMs that party's wall clock
 * @param keys how many certificates and revocations follow the charter
 * @param logs the logs, in order
 */
public record Manifest(String lineId, Mode mode, String by, long madeMs, int keys, List<LogPart> logs) {
    /** The first field's value. */
    public static final String VERSION = "ringdown/bundle/v1";

    static final String NAME = "manifest.json";
    static final String CHARTER = "charter.note";

    private static final JsonBounds BOUNDS = new JsonBounds(BundleLimits.MANIFEST_BYTES_MAX, 6, 100_000, 256, 20);

    /** How much of a line's record a bundle holds. */
    public enum Mode {
        /** Every log from its first entry to its head. */
        ALL("all"),
        /** A run of entries of each log. */
        RANGE("range"),
        /** Single entries, and nothing else of the log than proofs. */
        ENTRIES("entries");

        private final String wire;

        Mode(String wire) {
            this.wire = wire;
        }

        /**
         * The word in the manifest.
         *
         * @return the word
         */
        public String wire() {
            return wire;
        }
    }

    /** Copies its list. */
    public Manifest {
        logs = List.copyOf(logs);
    }

    /** The names of all members, in order. */
    List<String> memberNames() {
        List<String> names = new ArrayList<>(List.of(CHARTER));
        for (int i = 0; i < keys; i++) names.add(keyName(i));
        for (LogPart log : logs) names.addAll(log.memberNames());
        names.add(NAME);
        return names;
    }

    static String keyName(int number) {
        return "keys/%04d.note".formatted(number);
    }

    /** The manifest's exact bytes. */
    byte[] bytes() {
        List<Json> parts = new ArrayList<>();
        for (LogPart log : logs) parts.add(json(log));
        Json.Obj object = Json.obj()
                .put("v", VERSION)
                .put("line", lineId)
                .put("mode", mode.wire())
                .put("by", by)
                .put("madeMs", madeMs)
                .put("keys", keys)
                .put("logs", Json.of(parts))
                .build();
        return (JsonWriter.pretty(object) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Json json(LogPart log) {
        List<Json> singles = new ArrayList<>();
        for (long index : log.singles()) singles.add(Json.of(index));
        return Json.obj()
                .put("party", log.log().party())
                .put("epoch", log.log().epoch())
                .put("size", log.size())
                .put("first", log.first())
                .put("count", log.count())
                .put("leafBlocks", log.leafBlocks())
                .put("headBlocks", log.headBlocks())
                .put("earlyBlocks", log.earlyBlocks())
                .put("singles", Json.of(singles))
                .build();
    }

    /**
     * Reads a manifest.
     *
     * @throws BundleException MANIFEST, with the field and what is wrong
     */
    static Manifest parse(byte[] utf8) throws BundleException {
        try {
            JsonFields fields = JsonFields.of(JsonReader.parseObject(utf8, BOUNDS));
            version(fields, VERSION);
            Manifest manifest = new Manifest(
                    fields.hex("line", 32),
                    mode(fields),
                    party(fields, "by"),
                    fields.whole("madeMs", 0, Json.WHOLE_MAX),
                    (int) fields.whole("keys", 0, BundleLimits.KEYS_MAX),
                    fields.objects("logs", BundleLimits.LOGS_MAX, Manifest::logPart));
            fields.refuseUnknown();
            manifest.refuseDoubled(fields);
            fields.check();
            return manifest;
        } catch (JsonException e) {
            throw new BundleException(BundleCode.MANIFEST, String.valueOf(e.getMessage()));
        }
    }

    static void version(JsonFields fields, String known) {
        if (fields.string("v", 64).equals(known)) return;
        fields.refuse("v", JsonCode.BAD_VALUE, "this reader knows only " + known, "Use a newer ringdown.");
    }

    private static Mode mode(JsonFields fields) {
        String word = fields.string("mode", 16);
        for (Mode mode : Mode.values()) if (mode.wire().equals(word)) return mode;
        fields.refuse("mode", JsonCode.BAD_VALUE, "\"" + word + "\" is not all, range or entries", "");
        return Mode.ENTRIES;
    }

    private static String party(JsonFields fields, String name) {
        String party = fields.string(name, 64);
        if (!Names.isId(party)) {
            fields.refuse(name, JsonCode.BAD_VALUE, "\"" + party + "\" is not a party's short id", "");
        }
        return party;
    }

    private static LogPart logPart(JsonFields fields) {
        LogId log = new LogId(party(fields, "party"), fields.string("epoch", 24));
        List<Long> singles = new ArrayList<>();
        if (fields.optional("singles").orElse(Json.NULL) instanceof Json.Arr array) {
            for (Json item : array.items()) singles.add(item instanceof Json.Whole index ? index.value() : -1L);
        } else {
            fields.refuse("singles", JsonCode.BAD_VALUE, "not a list of indexes", "");
        }
        LogPart part = new LogPart(
                log,
                fields.whole("size", 0, Json.WHOLE_MAX),
                fields.whole("first", 0, Json.WHOLE_MAX),
                fields.whole("count", 0, Json.WHOLE_MAX),
                (int) fields.whole("leafBlocks", 0, BundleLimits.BLOCKS_MAX),
                (int) fields.whole("headBlocks", 0, BundleLimits.BLOCKS_MAX),
                (int) fields.whole("earlyBlocks", 0, BundleLimits.BLOCKS_MAX),
                singles);
        if (singles.size() > BundleLimits.SINGLES_MAX || !part.isSound()) {
            fields.refuse("", JsonCode.BAD_VALUE, "sizes, counts and indexes of this log do not fit each other", "");
        }
        return part;
    }

    private void refuseDoubled(JsonFields fields) {
        HashSet<LogId> seen = new HashSet<>();
        for (LogPart part : logs) {
            boolean fitsMode = switch (mode) {
                case ALL ->
                    part.first() == 0
                            && part.end() == part.size()
                            && part.singles().isEmpty();
                case RANGE -> part.singles().isEmpty();
                case ENTRIES -> part.count() == 0;
            };
            if (!seen.add(part.log())) fields.refuse("logs", JsonCode.BAD_VALUE, part.folder() + " stands twice", "");
            if (!fitsMode) {
                fields.refuse("logs", JsonCode.BAD_VALUE, part.folder() + " does not fit mode " + mode.wire(), "");
            }
        }
    }
}
