package org.ringdown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/** Export and verify, as an outsider does it: on a folder that knows nothing of the line. */
final class VerifyCommandTest {
    private static final String SECRET = "the bridge at the mill is mined";
    private static final String SAID = "a convoy leaves at six";

    @TempDir
    private static Path folder = Path.of("");

    private final Founded line = Founded.onceIn(folder);

    @BeforeAll
    static void talk() {
        Founded line = Founded.onceIn(folder).start();
        line.north.ok("send", SECRET);
        line.north.ok("send", SAID);
        line.south.ok("send", "we see it");
        line.converge();
        line.stop();
    }

    /** The place of the entry with a text, as --entry takes it. */
    private String place(String text) {
        line.start();
        try {
            return Cli.objects(line.north.ok("tail", "--json", "--after", "0").out()).stream()
                    .filter(entry -> ApiReply.text(entry, "text").equals(text))
                    .map(entry -> ApiReply.text(entry, "party") + "/" + ApiReply.text(entry, "epoch") + "/"
                            + ApiReply.whole(entry, "index"))
                    .findFirst()
                    .orElseThrow();
        } finally {
            line.stop();
        }
    }

    private Path export(String name, String... more) {
        Path bundle = folder.resolve(name);
        String[] words = new String[more.length + 3];
        words[0] = "export";
        words[1] = "--out";
        words[2] = bundle.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        line.north.ok(words);
        return bundle;
    }

    private static void assertSaysProtocolNine(String out) {
        for (String must : List.of(
                "clock of",
                "only a third witness bounds",
                "without a third witness, they could have",
                "not prove",
                "is true")) {
            assertTrue(out.contains(must), () -> "does not say \"" + must + "\": " + out);
        }
    }

    @Test
    void verify_everything_holdsWithWordsAndRootKeyAndSaysWhatIsNotProven() {
        Path bundle = export("all.zip");
        String words = Cli.ok("charter", "words", folder.resolve("line.charter").toString())
                .out()
                .strip();
        Cli.Result result =
                Cli.ok("verify", bundle.toString(), "--charter-words", words, "--key", vkey("southland", "root"));
        assertTrue(result.out().startsWith("VERIFIED"), result.out());
        assertTrue(result.out().contains("'s clock says"), result.out());
        assertSaysProtocolNine(result.out());
        Json.Obj json = Cli.ok("verify", bundle.toString(), "--json").json();
        assertEquals(2, ApiReply.list(json, "logs").size());
    }

    private String vkey(String party, String use) {
        return ApiReply.list(line.north.ok("charter", "keys", "--json").json(), "keys").stream()
                .filter(key -> ApiReply.text(key, "party").equals(party)
                        && ApiReply.text(key, "use").equals(use))
                .map(key -> ApiReply.text(key, "vkey"))
                .reduce("", (first, next) -> next);
    }

    @Test
    void verify_keyOrWordsOfAnother_doNotHold() {
        Path bundle = export("foreign.zip");
        Cli.run("verify", bundle.toString(), "--charter-words", "zoo zoo zoo").expect(Exit.NEGATIVE);
        Cli.run("verify", bundle.toString(), "--key", "nobody+00000000+AAAA").expect(Exit.INPUT);
    }

    @Test
    void verify_oneFlippedByteInAnEntry_namesIt() throws IOException {
        Path bundle = export("flip.zip");
        byte[] bytes = Files.readAllBytes(bundle);
        int at = indexOf(bytes, SAID);
        bytes[at] ^= 1;
        Files.write(bundle, bytes);
        Cli.Result result = Cli.run("verify", bundle.toString()).expect(Exit.NEGATIVE);
        String place = place(SAID);
        String entry =
                place.substring(0, place.lastIndexOf('/')) + " entry " + place.substring(place.lastIndexOf('/') + 1);
        assertTrue(result.out().contains("First bad entry: " + entry), result.out());
        Json.Obj bad = ApiReply.object(
                        Cli.run("verify", bundle.toString(), "--json").json(), "firstBadEntry")
                .orElseThrow();
        assertEquals(Long.parseLong(place.substring(place.lastIndexOf('/') + 1)), ApiReply.whole(bad, "index"));
    }

    private static int indexOf(byte[] bytes, String text) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        assertTrue(at > 0, "the text is not in the file");
        return at;
    }

    @Test
    void verify_anyFlippedByte_neverHolds() throws IOException {
        Path bundle = export("any.zip");
        byte[] good = Files.readAllBytes(bundle);
        for (int i = 0; i < 12; i++) {
            byte[] bytes = good.clone();
            bytes[4 + good.length / 12 * i + 7 * i] ^= 4;
            Files.write(bundle, bytes);
            Cli.run("verify", bundle.toString()).expect(Exit.NEGATIVE);
        }
    }

    @Test
    void verify_range_holdsAndNamesTheBadEntry() throws IOException {
        String place = place(SAID);
        String log = place.substring(0, place.lastIndexOf('/'));
        long index = Long.parseLong(place.substring(place.lastIndexOf('/') + 1));
        Path bundle = export("range.zip", "--range", log + "/" + index + "-" + index);
        Cli.Result result = Cli.ok("verify", bundle.toString());
        assertTrue(result.out().contains("a later cancel may be left out"), result.out());
        byte[] bytes = Files.readAllBytes(bundle);
        assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains(SECRET));
        bytes[indexOf(bytes, SAID)] ^= 1;
        Files.write(bundle, bytes);
        Cli.Result bad = Cli.run("verify", bundle.toString()).expect(Exit.NEGATIVE);
        assertTrue(bad.out().contains("First bad entry: " + log + " entry " + index), bad.out());
    }

    @Test
    void verify_singleEntry_disclosesNothingElseAndItsPartsHoldAlone() throws IOException {
        String place = place(SAID);
        Path bundle = export("one.zip", "--entry", place);
        Cli.Result result = Cli.ok("verify", bundle.toString());
        assertTrue(result.out().contains("a later cancel may be left out"), result.out());
        String all = new String(Files.readAllBytes(bundle), StandardCharsets.ISO_8859_1);
        assertTrue(all.contains(SAID));
        assertFalse(all.contains(SECRET));
        assertFalse(all.contains("we see it"));

        Path leaf = unzip(bundle, ".leaf");
        Path proof = unzip(bundle, ".tlog-proof");
        String key = vkey("northland", "log");
        Cli.Result alone = Cli.ok(
                "verify",
                proof.toString(),
                "--leaf",
                leaf.toString(),
                "--key",
                key,
                "--witness",
                vkey("southland", "holder"));
        assertTrue(alone.out().startsWith("VERIFIED"), alone.out());
        Cli.Result unwitnessed = Cli.ok("verify", proof.toString(), "--leaf", leaf.toString(), "--key", key);
        assertSaysProtocolNine(unwitnessed.out());
        Cli.run("verify", proof.toString(), "--key", key).expect(Exit.INPUT);

        byte[] bytes = Files.readAllBytes(leaf);
        bytes[indexOf(bytes, SAID)] ^= 1;
        Files.write(leaf, bytes);
        Cli.Result changed = Cli.run("verify", proof.toString(), "--leaf", leaf.toString(), "--key", key)
                .expect(Exit.NEGATIVE);
        assertTrue(changed.out().contains("entry " + place.substring(place.lastIndexOf('/') + 1)), changed.out());
    }

    private static Path unzip(Path bundle, String suffix) throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(member -> member.getName().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
            Path out = folder.resolve("alone" + suffix);
            Files.write(out, zip.getInputStream(entry).readAllBytes());
            return out;
        }
    }

    @Test
    void verify_signedNote_holdsByItsKeyOnly() throws IOException {
        Path note = unzip(export("head.zip"), "head.note");
        Cli.Result good = Cli.ok("verify", note.toString(), "--key", vkey("northland", "log"));
        assertSaysProtocolNine(good.out());
        Cli.Result none = Cli.run("verify", note.toString()).expect(Exit.NEGATIVE);
        assertTrue(none.out().contains("--key"), none.out());
        Cli.run("verify", note.toString(), "--key", vkey("southland", "log")).expect(Exit.NEGATIVE);
        String text = Files.readString(note);
        int size = text.indexOf('\n') + 1;
        Files.writeString(note, text.substring(0, size) + "9" + text.substring(size));
        Cli.Result bad = Cli.run("verify", note.toString(), "--key", vkey("northland", "log"))
                .expect(Exit.NEGATIVE);
        assertTrue(bad.out().startsWith("NOT VERIFIED"), bad.out());
    }

    @Test
    void verify_whatIsNoneOfThem_isBadInput() throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), "just words\n");
        Cli.Result refused = Cli.run("verify", text.toString(), "--json").expect(Exit.INPUT);
        assertFalse(ApiReply.text(refused.error(), "next").isEmpty(), refused.err());
        Path cut = export("cut.zip");
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Cli.Result broken = Cli.run("verify", cut.toString(), "--json").expect(Exit.NEGATIVE);
        assertTrue(ApiReply.text(broken.error(), "message").contains("NOT VERIFIED"), broken.err());
    }

    @Test
    void export_placesThatAreNotThere_areBadInput() {
        line.north
                .run("export", "--out", folder.resolve("x.zip").toString(), "--entry", "northland/1-00000000/3")
                .expect(Exit.INPUT);
        String place = place(SAID);
        line.north
                .run(
                        "export",
                        "--out",
                        folder.resolve("x.zip").toString(),
                        "--entry",
                        place.substring(0, place.lastIndexOf('/')) + "/99999")
                .expect(Exit.INPUT);
        line.north
                .run("export", "--out", folder.resolve("x.zip").toString(), "--entry", "41")
                .expect(Exit.INPUT);
        assertFalse(Files.exists(folder.resolve("x.zip")));
    }
}
