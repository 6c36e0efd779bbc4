package org.ringdown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

final class WordsCommandTest {
    private static final String TEN = "2026-11-23T10:20:00Z";
    private static final String ELEVEN = "2026-11-23T11:05:00Z";
    private static final String ONE = "2026-11-23T13:05:00Z";

    @TempDir
    private static Path folder = Path.of("");

    private final Founded line = Founded.onceIn(folder);

    @BeforeEach
    void nothingWasUsed() throws IOException {
        for (Founded.Side side : List.of(line.north, line.south)) Files.deleteIfExists(struck(side));
    }

    private Path struck(Founded.Side side) {
        return side.data.resolve("lines").resolve(line.line).resolve("words.struck");
    }

    private static List<String> check(String at, Json.Obj call) {
        List<String> words = new ArrayList<>(List.of("words", "check", "" + ApiReply.whole(call, "number")));
        words.addAll(List.of(ApiReply.text(call, "call").split(" ")));
        words.addAll(List.of("--at", at, "--json"));
        return words;
    }

    private Cli.Result southHears(String at, Json.Obj call) {
        return line.south.run(check(at, call).toArray(String[]::new));
    }

    @Test
    void words_bothSides_listTheSameWordsOpposite() {
        Json.Obj north = hour(line.north.ok("words", "--json", "--at", TEN).json());
        Json.Obj south = hour(line.south.ok("words", "--json", "--at", TEN).json());
        assertEquals(12, ApiReply.list(north, "outgoing").size());
        assertEquals(north.get("outgoing"), south.get("incoming"));
        assertEquals(north.get("incoming"), south.get("outgoing"));
        assertNotEquals(north.get("outgoing"), north.get("incoming"));
    }

    private static Json.Obj hour(Json.Obj answer) {
        return ApiReply.list(answer, "hours").getFirst();
    }

    @Test
    void call_heardByThePeer_isGenuineOnceAndAHoaxTheSecondTime() {
        Json.Obj call = line.north.ok("words", "call", "--json", "--at", TEN).json();
        Cli.Result heard = southHears(TEN, call).expect(Exit.OK);
        assertEquals("GENUINE", ApiReply.text(heard.json(), "verdict"));
        assertEquals(ApiReply.text(call, "answer"), ApiReply.text(heard.json(), "answer"));
        Cli.Result again = southHears(TEN, call).expect(Exit.NEGATIVE);
        assertEquals("USED BEFORE", ApiReply.text(again.json(), "verdict"));
    }

    @Test
    void check_neighbouringHourCounts_twoHoursOffDoesNot() {
        Json.Obj call = line.north.ok("words", "call", "--json", "--at", TEN).json();
        southHears(ONE, call).expect(Exit.NEGATIVE);
        southHears(ELEVEN, call).expect(Exit.OK);
        southHears(TEN, call).expect(Exit.NEGATIVE);
    }

    @Test
    void check_wrongWordOrOwnDirection_isNotGenuine() {
        Json.Obj call = line.north.ok("words", "call", "--json", "--at", TEN).json();
        Cli.Result wrong = line.south.run("words", "check", "1", "abandon", "ability", "--at", TEN);
        wrong.expect(Exit.NEGATIVE);
        assertTrue(wrong.out().contains("hoax"), wrong.out());
        Cli.Result echoed = line.north.run(check(TEN, call).toArray(String[]::new));
        echoed.expect(Exit.NEGATIVE);
    }

    @Test
    void call_everyNumber_isTakenOnceAndThenNeighboursThenNone() {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 36; i++) {
            Json.Obj call =
                    line.north.ok("words", "call", "--json", "--at", TEN).json();
            seen.add(ApiReply.text(call, "from") + " " + ApiReply.whole(call, "number"));
        }
        assertEquals(36, seen.stream().distinct().count());
        Cli.Result none = line.north.run("words", "call", "--json", "--at", TEN).expect(Exit.NEGATIVE);
        assertEquals("ALL_USED", ApiReply.text(none.error(), "code"));
        String sheet = line.north.ok("words", "--at", TEN).out();
        assertEquals(
                12, sheet.lines().filter(text -> text.contains("-- used --")).count());
    }

    @Test
    void use_fromPaper_strikesAndTellsASecondUse() throws IOException {
        line.north.ok("words", "use", "3", "--incoming", "--at", TEN);
        line.north.run("words", "use", "3", "--incoming", "--at", TEN).expect(Exit.NEGATIVE);
        line.north.ok("words", "use", "3", "--at", TEN);
        line.north.run("words", "use", "13", "--at", TEN).expect(Exit.INPUT);
        Path struck = struck(line.north);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(struck)));
    }

    @Test
    void words_damagedStrikeFile_isRefusedWithWhatMendsIt() throws IOException {
        Path struck = struck(line.north);
        line.north.ok("words", "call", "--at", TEN);
        Files.writeString(struck, Files.readString(struck).replace("northland", "north land"));
        Cli.Result refused =
                line.north.run("words", "call", "--at", TEN, "--json").expect(Exit.ENVIRONMENT);
        assertEquals("STRUCK_DAMAGED", ApiReply.text(refused.error(), "code"));
        assertTrue(ApiReply.text(refused.error(), "next").contains("mv "), refused.err());
    }

    @Test
    void words_sheetForManyHours_listsEach() {
        String sheet = line.north.ok("words", "--hours", "3", "--at", TEN).out();
        assertTrue(sheet.contains("From 2026-11-23T12:00:00Z to 2026-11-23T13:00:00Z"), sheet);
        assertTrue(sheet.contains("+999 1 555 0100"), sheet);
        line.north.run("words", "--hours", "0").expect(Exit.INPUT);
        line.north.run("words", "--at", "soon").expect(Exit.INPUT);
    }
}
