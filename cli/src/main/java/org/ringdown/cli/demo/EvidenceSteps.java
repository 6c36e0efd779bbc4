package org.ringdown.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The steps that judge: the checker over both stores, fsck, bundles, verify, and tampering that must be seen. */
final class EvidenceSteps {
    private static final String SAID = "A convoy of four white trucks";
    private static final String FORGED = "A convoy of nine black trucks";

    private final Stage stage;
    private final LawBook laws;
    private final TalkSteps talk;
    private final Checker checker;

    EvidenceSteps(Stage stage, LawBook laws, TalkSteps talk) {
        this.stage = stage;
        this.laws = laws;
        this.talk = talk;
        this.checker = new Checker(laws);
    }

    private Path clean() throws IOException {
        return Files.createDirectories(stage.folder.resolve("clean"));
    }

    /** Both export; a clean folder, with no configuration and no environment, verifies. */
    String verify() throws IOException, InterruptedException, DemoException {
        Path clean = clean();
        List<String> verdicts = stage.both(party -> {
            String bundle = clean.resolve(party.id + ".zip").toString();
            party.does("export", "--out", bundle);
            return stage.commands
                    .runClean(clean, List.of("verify", party.id + ".zip"))
                    .mustBe(0)
                    .out();
        });
        return verdicts.getFirst().lines().findFirst().orElse("") + " (both bundles)";
    }

    /** A forger who mends the checksums too; verify must say no and name the log and a bad entry. */
    String tamper() throws IOException, InterruptedException, DemoException {
        Path clean = clean();
        String place = talk.said().getFirst().place();
        byte[] forged = Forgery.replace(
                Files.readAllBytes(clean.resolve("northland.zip")),
                SAID.getBytes(StandardCharsets.UTF_8),
                FORGED.getBytes(StandardCharsets.UTF_8));
        Files.write(clean.resolve("forged.zip"), forged);
        String said = stage.commands
                .runClean(clean, List.of("verify", "forged.zip"))
                .mustBe(1)
                .out();
        String log = "Log of northland, epoch " + place.split("/", -1)[1] + ": NOT GOOD";
        if (!said.contains(log)) throw new DemoException("verify says no, but does not say \"" + log + "\": " + said);
        return said.lines()
                .filter(row -> row.contains("bad entry"))
                .findFirst()
                .orElseGet(() -> said.lines().findFirst().orElse(""))
                .strip();
    }

    /** Both stores, second places, journals and bundles against the laws; the nodes run on. */
    String check() throws IOException, InterruptedException, DemoException {
        StoreReading north = FaultSteps.read(stage.north);
        StoreReading south = FaultSteps.read(stage.south);
        checker.delivered(stage.north, north, south);
        checker.delivered(stage.south, south, north);
        checker.onceInBoth(talk.said(), north, south);
        List<HeadSeen> heads = new ArrayList<>(north.heads());
        heads.addAll(south.heads());
        heads.addAll(bundled());
        checker.heads(heads, north, south);
        checker.alike(north, south);
        checker.rehash(north);
        checker.rehash(south);
        checker.order(stage.north, stage.south);
        for (Talk.Said one : talk.said()) {
            boolean urgent = one.type().equals("STOP") || one.type().equals("UNPLANNED EVENT");
            boolean both =
                    north.entries().containsKey(one.place()) && south.entries().containsKey(one.place());
            if (urgent) laws.check(12, both, one.place() + ", a " + one.type() + ", is not on both sides");
        }
        for (Party party : stage.parties()) {
            for (Journal journal : party.journals()) {
                List<String> faults = journal.faults();
                laws.check(1, faults.isEmpty(), party.id + "'s stream: " + faults);
            }
        }
        return heads.size() + " heads, " + north.entries().size() + " entries, both stores, both second places, "
                + "two bundles and the journals hold against each other";
    }

    private List<HeadSeen> bundled() throws IOException {
        List<HeadSeen> heads = new ArrayList<>();
        for (Party party : stage.parties()) {
            try (ZipFile zip = new ZipFile(clean().resolve(party.id + ".zip").toFile())) {
                for (ZipEntry member : zip.stream().map(ZipEntry.class::cast).toList()) {
                    String text = new String(zip.getInputStream(member).readAllBytes(), StandardCharsets.ISO_8859_1);
                    heads.addAll(HeadSeen.in(text, party.id + ".zip " + member.getName()));
                }
            }
        }
        return heads;
    }

    /** fsck passes on both running stores; one flipped byte in a copy is found and named. */
    String flip() throws IOException, InterruptedException, DemoException {
        for (Party party : stage.parties()) party.does("fsck");
        Path copy = stage.folder.resolve("flipped-data");
        stage.north.stop();
        copy(stage.north.data, copy);
        Talk.Said first = talk.said().getFirst();
        Path store = copy.resolve("lines").resolve(stage.north.lineId()).resolve("store.db");
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement sql = db.createStatement()) {
            int rows = sql.executeUpdate("UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), 'white', 'whitf')"
                    + " AS BLOB) WHERE statement_id = '" + first.key() + "'");
            if (rows != 1) throw new DemoException("no row to flip a byte in");
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
        Commands.Ended fsck = stage.commands
                .run(stage.folder, List.of("fsck", "--data", copy.toString()))
                .mustBe(1);
        int slash = first.place().lastIndexOf('/');
        String bad =
                first.place().substring(0, slash) + " entry " + first.place().substring(slash + 1) + ":";
        String named =
                fsck.out().lines().filter(row -> row.contains(bad)).findFirst().orElse("");
        laws.check(15, !named.isEmpty(), "fsck does not name " + bad + " " + fsck.out());
        return "both stores sound; one flipped byte in a copy: " + named.strip();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else if (Files.isRegularFile(file)) Files.copy(file, target);
            }
        }
    }
}
