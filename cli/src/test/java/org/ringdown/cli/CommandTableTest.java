package org.ringdown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringdown.charter.Json;
import picocli.CommandLine;

/** Every command against the table of exits: 0 ok, 1 negative, 2 bad input, 3 environment, 4 unreachable, 5 our bug. */
final class CommandTableTest {
    @TempDir
    private static Path folder = Path.of("");

    private final Founded line = Founded.onceIn(folder);

    static Stream<String> everyCommand() {
        List<String> names = new ArrayList<>();
        collect(Main.commandLine(), names);
        return names.stream();
    }

    private static void collect(CommandLine command, List<String> names) {
        if (command.getCommandSpec().usageMessage().hidden()) return; // part of the build, not typed by a person
        names.add(command.getCommandSpec().qualifiedName().replaceFirst("^ringdown ?", ""));
        command.getSubcommands().values().forEach(each -> collect(each, names));
    }

    private static String[] words(String command, String... more) {
        List<String> words = new ArrayList<>();
        if (!command.isEmpty()) words.addAll(Arrays.asList(command.split(" ")));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void help_ofEveryCommand_hasAnExample(String command) {
        Cli.Result help = Cli.ok(words(command, "--help"));
        assertTrue(help.out().contains("Example:"), help.out());
        assertTrue(help.out().contains("  ringdown " + command.replaceFirst(" .*", "")), help.out());
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void badFlag_ofEveryCommand_isTwoAndOneJsonObject(String command) {
        Cli.Result plain = Cli.run(words(command, "--no-such-flag")).expect(Exit.INPUT);
        assertTrue(plain.err().contains("See: ringdown"), plain.err());
        Cli.Result json = Cli.run(words(command, "--no-such-flag", "--json")).expect(Exit.INPUT);
        assertEquals("BAD_OPTION", ApiReply.text(json.error(), "code"));
        assertEquals(2, ApiReply.whole(json.error(), "exit"));
        assertTrue(ApiReply.text(json.error(), "next").contains("--help"), json.err());
        assertEquals("", json.out());
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void json_isAnOptionOfEveryCommandThatDoesSomething(String command) {
        CommandLine at = Main.commandLine();
        for (String word : words(command)) {
            at = Optional.ofNullable(at.getSubcommands().get(word)).orElseThrow();
        }
        boolean group = at.getCommand() instanceof Runnable;
        assertTrue(group || at.getCommandSpec().findOption("--json") != null, command);
    }

    /** Commands that work on a data directory, with the rest of what they need. */
    static Stream<String> onData() {
        String root = " --root-key ROOT";
        return Stream.of(
                "charter card --out x.card" + root,
                "charter keys",
                "charter found line.charter --keys-out x.keys" + root,
                "charter peer-keys x.keys",
                "officer add n.hale",
                "officer link n.hale",
                "officer revoke n.hale",
                "officer list",
                "serve",
                "send text",
                "tail",
                "status",
                "export --out x.zip",
                "fsck",
                "restore",
                "words",
                "words call",
                "words check 1 a b",
                "words use 1",
                "doctor");
    }

    private String[] filled(String command, Path data) {
        return words(command.replace("ROOT", line.north.root.toString()), "--data", data.toString(), "--json");
    }

    @ParameterizedTest
    @MethodSource("onData")
    void missingDataDirectory_isTwoAndSaysInit(String command) {
        Cli.Result refused =
                Cli.run(filled(command, folder.resolve("not-there"))).expect(Exit.INPUT);
        assertTrue(ApiReply.text(refused.error(), "next").contains("ringdown init"), refused.err());
    }

    @ParameterizedTest
    @MethodSource("onData")
    void configurationWithAnUnknownKey_isTwoAndNamesIt(String command) throws IOException {
        if (command.equals("doctor")) return; // a check-up has a verdict on it: DoctorCommandTest
        Path data = Files.createTempDirectory(folder, "data");
        String config = Files.readString(line.north.data.resolve("ringdown.toml"));
        Files.writeString(data.resolve("ringdown.toml"), config + "\n[voice]\ncodec = \"opus\"\n");
        if (command.startsWith("officer")) return; // needs no configuration but for the link's address
        Cli.Result refused = Cli.run(filled(command, data)).expect(Exit.INPUT);
        assertFalse(ApiReply.text(refused.error(), "next").isEmpty(), refused.err());
    }

    @ParameterizedTest
    @MethodSource("asksTheNode")
    void nodeThatDoesNotRun_isFourAndSaysServe(String command) {
        Cli.Result refused = Cli.run(filled(command, line.north.data)).expect(Exit.UNREACHABLE);
        assertEquals("NODE_UNREACHABLE", ApiReply.text(refused.error(), "code"));
        assertTrue(ApiReply.text(refused.error(), "next").contains("ringdown serve"), refused.err());
    }

    static Stream<String> asksTheNode() {
        return Stream.of("send text", "tail", "tail --follow", "status");
    }

    @Test
    void takenPorts_areThreeAndNameTheKeyToChange() throws IOException {
        try (ServerSocket taken = new ServerSocket(line.north.linePort, 1, InetAddress.getLoopbackAddress())) {
            Cli.Result refused = line.north.run("serve", "--json").expect(Exit.ENVIRONMENT);
            assertEquals("PORT_TAKEN", ApiReply.text(refused.error(), "code"), () -> taken.toString());
            assertTrue(refused.err().contains("line.listen"), refused.err());
        }
        try (ServerSocket taken = new ServerSocket(line.north.apiPort, 1, InetAddress.getLoopbackAddress())) {
            Cli.Result refused = line.north.run("serve", "--json").expect(Exit.ENVIRONMENT);
            assertEquals("PORT_TAKEN", ApiReply.text(refused.error(), "code"), () -> taken.toString());
            assertTrue(refused.err().contains("api.listen"), refused.err());
        }
    }

    @Test
    void runningNode_keepsASecondOneOffWithThree() {
        line.south.start();
        try {
            Cli.Result refused = line.south.run("serve", "--json").expect(Exit.ENVIRONMENT);
            assertEquals("DATA_LOCKED", ApiReply.text(refused.error(), "code"));
            Cli.Result unknown =
                    line.south.run("send", "hello", "--line", "ffff", "--json").expect(Exit.INPUT);
            assertTrue(ApiReply.text(unknown.error(), "message").contains(line.line), unknown.err());
            Cli.Result language = line.south
                    .run("send", "hello", "--language", "xx", "--json")
                    .expect(Exit.INPUT);
            assertEquals("LANGUAGE_NOT_IN_CHARTER", ApiReply.text(language.error(), "code"));
        } finally {
            line.south.stop();
        }
    }

    @Test
    void keyThatOthersCanRead_isThreeWithTheCommandThatMendsIt() throws IOException {
        Path key = line.north.data.resolve("keys").resolve(line.line).resolve("log.key");
        for (Path exposed : List.of(key, line.north.data.resolve("cli.token"), line.north.root)) {
            Files.setPosixFilePermissions(exposed, PosixFilePermissions.fromString("rw-r--r--"));
            String[] command = exposed.equals(key)
                    ? words("serve")
                    : exposed.equals(line.north.root)
                            ? words("charter card --out x.card --root-key " + line.north.root)
                            : words("status");
            List<String> all = new ArrayList<>(List.of(command));
            all.add("--json");
            Cli.Result refused = line.north.run(all.toArray(String[]::new)).expect(Exit.ENVIRONMENT);
            assertEquals("KEY_EXPOSED", ApiReply.text(refused.error(), "code"));
            assertTrue(refused.err().contains("chmod 600 " + exposed), refused.err());
            Files.setPosixFilePermissions(exposed, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void missingAndDamagedKey_areThreeWithWhatMendsThem() throws IOException {
        Path key = line.north.data.resolve("keys").resolve(line.line).resolve("early.key");
        byte[] before = Files.readAllBytes(key);
        Files.delete(key);
        Cli.Result missing = line.north.run("serve", "--json").expect(Exit.ENVIRONMENT);
        assertEquals("FILE_MISSING", ApiReply.text(missing.error(), "code"));
        PrivateFile.create(key, new byte[] {'x'});
        Cli.Result damaged = line.north.run("serve", "--json").expect(Exit.ENVIRONMENT);
        assertEquals("KEY_INVALID", ApiReply.text(damaged.error(), "code"));
        assertTrue(ApiReply.text(damaged.error(), "next").contains("backup"), damaged.err());
        PrivateFile.replace(key, before);
    }

    @Test
    void rootKeyInTheDataDirectory_isThree() {
        Path inside = line.north.data.resolve("northland.root");
        Cli.Result refused = line.north
                .run("charter", "card", "--root-key", inside.toString(), "--out", "x.card", "--json")
                .expect(Exit.ENVIRONMENT);
        assertEquals("KEY_EXPOSED", ApiReply.text(refused.error(), "code"));
    }

    @Test
    void negativeVerdicts_areOne() throws IOException {
        Path bundle = folder.resolve("negative.zip");
        line.north.ok("export", "--out", bundle.toString());
        Cli.ok("verify", bundle.toString());
        Cli.run("verify", bundle.toString(), "--charter-words", "abandon ability able")
                .expect(Exit.NEGATIVE);
        line.north.run("words", "check", "1", "abandon", "ability").expect(Exit.NEGATIVE);
    }

    @Test
    void filesThatAreNotThereOrAreTooMuch_areTwo() throws IOException {
        for (String command : List.of("verify", "charter show", "charter words", "charter sign --root-key r")) {
            Cli.Result refused =
                    Cli.run(words(command, "/nowhere/file", "--json")).expect(Exit.INPUT);
            assertEquals("FILE_MISSING", ApiReply.text(refused.error(), "code"));
        }
        Path there = Files.writeString(folder.resolve("there.zip"), "something");
        Cli.Result present =
                line.north.run("export", "--out", there.toString(), "--json").expect(Exit.INPUT);
        Json.Obj error = present.error();
        assertTrue(ApiReply.text(error, "next").contains("another file"), error.toString());
        Cli.run("charter", "show", there.toString(), "--json")
                .expect(Exit.INPUT)
                .error();
    }
}
