package org.ringdown.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.Precedence;

/** The closed sets of {@code spec/record.md} sections 4 and 5, held to the code row by row. */
final class TypesTest {
    private static final Pattern ROW = Pattern.compile(
            "^\\| ((?:`[A-Z -]+`(?:, )?)+) \\| (yes)? ?\\| (yes)? ?\\| (yes)? ?\\| ([^|]+) \\|$", Pattern.MULTILINE);

    /** One row of the table of types. */
    private record Row(boolean ladder, boolean live, boolean ungated, List<String> must, List<String> may) {}

    private static Map<String, Row> table() throws Exception {
        String spec = Files.readString(VectorFiles.FOLDER.resolve("../../record.md"));
        Matcher row = ROW.matcher(spec);
        Map<String, Row> out = new TreeMap<>();
        while (row.find()) {
            List<String> must = new ArrayList<>();
            List<String> may = new ArrayList<>();
            for (String field : row.group(5).split(", ", -1)) {
                if (field.startsWith("**")) must.add(field.replace("**", ""));
                else may.add(field);
            }
            Row one = new Row(row.group(2) != null, row.group(3) != null, row.group(4) != null, must, may);
            for (String type : row.group(1).split(", ", -1)) out.put(type.replace("`", ""), one);
        }
        return out;
    }

    @Test
    void table_inTheSpec_isTheEnumeration() throws Exception {
        Map<String, Row> table = table();
        assertEquals(
                Arrays.stream(EntryType.values()).map(EntryType::wire).sorted().toList(), List.copyOf(table.keySet()));
        for (EntryType type : EntryType.values()) {
            Row row = table.getOrDefault(type.wire(), new Row(false, false, false, List.of(), List.of()));
            assertEquals(row.ladder(), type.ladder(), type + " ladder");
            assertEquals(row.live(), type.liveOnly(), type + " live");
            assertEquals(row.ungated(), type.neverGated(), type + " ungated");
            assertTrue(row.may().containsAll(Bodies.formFields(type)), type + " " + Bodies.formFields(type));
            assertEquals(Optional.of(type), EntryType.ofWire(type.wire()));
        }
    }

    /** Of the fields that the table demands, every subset: only the whole of them is accepted. */
    @Test
    void requiredFields_inEverySubset_onlyAllOfThemPass() throws Exception {
        Map<String, Json.Obj> good = BodyVectors.good();
        for (Map.Entry<String, Row> row : table().entrySet()) {
            EntryType type = EntryType.ofWire(row.getKey()).orElseThrow();
            Json.Obj whole = good.getOrDefault(type.wire(), Json.obj().build());
            List<String> must = row.getValue().must();
            for (int subset = 0; subset < 1 << must.size(); subset++) {
                Json.Obj body = whole;
                for (int i = 0; i < must.size(); i++) {
                    if ((subset >> i & 1) == 0) body = Leaves.without(body, must.get(i));
                }
                boolean all = subset == (1 << must.size()) - 1;
                assertEquals(all, accepted(type, body), type + " " + body);
            }
        }
    }

    private static boolean accepted(EntryType type, Json.Obj body) {
        JsonFields in = JsonFields.of(body);
        Bodies.check(type, in);
        try {
            in.check();
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    @Test
    void ladder_everyLevel_standsInTheSpecAndReadsBack() throws Exception {
        String spec = Files.readString(VectorFiles.FOLDER.resolve("../../record.md"));
        for (AckLevel level : AckLevel.values()) {
            assertTrue(spec.contains("`" + level.wire() + "`"), level.wire());
            assertEquals(Optional.of(level), AckLevel.ofWire(level.wire()));
            Json.Obj bare = Json.obj().put("level", level.wire()).build();
            boolean needsMore = level == AckLevel.READ_BACK || level == AckLevel.RELAYED_TO;
            assertEquals(!needsMore, accepted(EntryType.ACK, bare), level.wire());
        }
        assertEquals(Optional.empty(), AckLevel.ofWire("AGREED"));
    }

    @Test
    void reasons_allOfThem_standInTheSpecsTable() throws Exception {
        String spec = Files.readString(VectorFiles.FOLDER.resolve("../../record.md"));
        for (MessageException.Reason reason : MessageException.Reason.values()) {
            assertTrue(spec.contains("\n| `" + reason.wire() + "` |"), reason.wire());
        }
    }

    @Test
    void precedence_wireNames_readBackAndNothingElse() {
        for (Precedence p : Precedence.values()) assertEquals(Optional.of(p), Precedence.ofWire(p.name()));
        for (String other : List.of("", "flash", "FLASH ", "0"))
            assertEquals(Optional.empty(), Precedence.ofWire(other));
        assertEquals(
                List.of(true, true, false, false),
                Arrays.stream(Precedence.values()).map(Precedence::urgent).toList());
    }
}
