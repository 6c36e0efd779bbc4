package org.ringdown.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;

/** Founds a line between two invented parties on this machine; {@code --once} drives it and holds it to the laws. */
public final class Demo {
    private final Path folder;
    private final Party north;
    private final Party south;
    private final List<Json> steps = new ArrayList<>();
    private final Map<Integer, long[]> laws = new TreeMap<>();

    private Demo(Path folder) {
        this.folder = folder;
        this.north = new Party("northland", folder);
        this.south = new Party("southland", folder);
    }

    /**
     * Runs the demo.
     *
     * @param args {@code [--dir DIR] [--once]}
     * @throws IOException when a command fails
     * @throws InterruptedException when it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = List.of(args);
        int dir = words.indexOf("--dir");
        Path folder = dir >= 0 ? Path.of(args[dir + 1]).toAbsolutePath() : Files.createTempDirectory("ringdown-demo");
        Files.createDirectories(folder);
        Demo demo = new Demo(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(demo::stopAll));
        System.exit(words.contains("--once") ? demo.once() : demo.stay());
    }

    private void stopAll() {
        try {
            north.stop();
            south.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int stay() throws IOException, InterruptedException {
        if (!Files.exists(north.data)) found();
        north.serve();
        south.serve();
        await(() -> north.status().isPresent() && south.status().isPresent(), "both nodes answer");
        System.out.println("Two parties on one machine, in " + folder + ". Sign in once with each link:");
        for (Party party : List.of(north, south)) {
            if (party.run("officer", "list", "--data", party.data.toString()).contains("watch.officer")) {
                System.out.print(party.run("officer", "link", "watch.officer", "--data", party.data.toString()));
            } else {
                System.out.print(party.run("officer", "add", "watch.officer", "--data", party.data.toString()));
            }
        }
        System.out.println("Ctrl-C stops both.");
        Thread.currentThread().join();
        return 0;
    }

    private int once() throws IOException, InterruptedException {
        long startedMs = System.nanoTime() / 1_000_000;
        boolean ok = step("found the line", this::found)
                && step("both sides talk", this::exchange)
                && step("kill -9 in mid-traffic, restart, catch up", this::killed)
                && step("a lost store is restored from the peer", this::lost)
                && step("fsck, export, verify on a clean folder", this::verify);
        boolean held = laws.values().stream().allMatch(c -> c[0] > 0 && c[1] == 0);
        List<Json> lawRows = new ArrayList<>();
        laws.forEach((n, c) -> lawRows.add(Json.obj()
                .put("n", n.longValue())
                .put("checked", c[0])
                .put("violations", c[1])
                .build()));
        Json.Obj report = Json.obj()
                .put("ok", ok && held)
                .put("commit", System.getProperty("ringdown.commit", "unknown"))
                .put("seconds", (System.nanoTime() / 1_000_000 - startedMs) / 1000)
                .put("steps", Json.of(steps))
                .put("laws", Json.of(lawRows))
                .put("parties", Json.of(List.of(summary(north), summary(south))))
                .build();
        System.out.println(JsonWriter.compact(report));
        return ok && held ? 0 : 1;
    }

    private static Json summary(Party party) throws InterruptedException {
        Json.Obj log = party.status()
                .flatMap(line -> line.get("ownLog"))
                .map(Json.Obj.class::cast)
                .orElseGet(() -> Json.obj().build());
        return Json.obj()
                .put("name", party.id)
                .put("epoch", Party.text(log, "epoch"))
                .put("size", Party.number(log, "size"))
                .put("root", Party.text(log, "root"))
                .build();
    }

    /** A step of the story. */
    private interface Step {
        String run() throws IOException, InterruptedException;
    }

    private boolean step(String name, Step step) throws InterruptedException {
        long fromMs = System.nanoTime() / 1_000_000;
        boolean ok = true;
        String evidence;
        try {
            evidence = step.run();
        } catch (IOException e) {
            ok = false;
            evidence = String.valueOf(e.getMessage());
        }
        System.err.println("demo: " + (ok ? "ok   " : "FAIL ") + name + ": " + evidence);
        steps.add(Json.obj()
                .put("name", name)
                .put("ok", ok)
                .put("ms", System.nanoTime() / 1_000_000 - fromMs)
                .put("evidence", evidence)
                .build());
        return ok;
    }

    private String found() throws IOException, InterruptedException {
        String[] ports = {"7410", "7411", "7420", "7421"};
        for (Party party : List.of(north, south)) {
            boolean first = party == north;
            String root = party.file("-root.key").toString();
            String data = party.data.toString();
            party.run(
                    "init",
                    "--party",
                    party.id,
                    "--data",
                    data,
                    "--root-key",
                    root,
                    "--api",
                    "127.0.0.1:" + ports[first ? 0 : 2],
                    "--line",
                    "127.0.0.1:" + ports[first ? 1 : 3],
                    "--peer",
                    "127.0.0.1:" + ports[first ? 3 : 1]);
            party.run("charter", "card", "--data", data, "--root-key", root, "--out", party.id + ".card");
        }
        north.run("charter", "create", "--own", "northland.card", "--card", "southland.card", "--out", "line.charter");
        for (Party party : List.of(north, south)) party.run(founding(party, "sign"));
        for (Party party : List.of(north, south)) {
            List<String> words = new ArrayList<>(List.of(founding(party, "found")));
            words.addAll(List.of("--keys-out", party.id + ".keys"));
            party.run(words.toArray(String[]::new));
        }
        north.run("charter", "peer-keys", "southland.keys", "--data", north.data.toString());
        south.run("charter", "peer-keys", "northland.keys", "--data", south.data.toString());
        return "charter words: " + north.run("charter", "words", "line.charter").strip();
    }

    private static String[] founding(Party party, String verb) {
        return new String[] {
            "charter",
            verb,
            "line.charter",
            "--data",
            party.data.toString(),
            "--root-key",
            party.file("-root.key").toString()
        };
    }

    private String exchange() throws IOException, InterruptedException {
        north.serve();
        south.serve();
        await(() -> north.status().isPresent() && south.status().isPresent(), "both nodes answer");
        north.say("A convoy of four white trucks leaves at 06:00Z.");
        south.say("Understood; we ask for its route.");
        south.say("--type", "STOP", "Stop firing at the bridge: civilians are on it.");
        return converge();
    }

    private String killed() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) north.say("report " + i);
        south.kill();
        for (int i = 3; i < 6; i++) north.say("report " + i);
        south.serve();
        return converge();
    }

    private String lost() throws IOException, InterruptedException {
        Map<String, String[]> before = north.entries();
        north.kill();
        try (Stream<Path> files = Files.walk(north.data.resolve("lines"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("store.db"))
                    .toList()) {
                Files.delete(file);
            }
        }
        north.serve();
        String after = converge();
        Map<String, String[]> now = north.entries();
        for (Map.Entry<String, String[]> entry : before.entrySet()) {
            String[] again = now.get(entry.getKey());
            check(1, again != null && again[0].equals(entry.getValue()[0]));
        }
        long epochs = now.keySet().stream()
                .filter(place -> place.startsWith("northland/"))
                .map(place -> place.substring(0, place.lastIndexOf('/')))
                .distinct()
                .count();
        check(4, epochs == 2);
        return after + "; " + before.size() + " entries are back, in " + epochs + " epochs";
    }

    private String verify() throws IOException, InterruptedException {
        Path clean = Files.createDirectories(folder.resolve("clean"));
        Path bundle = clean.resolve("record.zip");
        south.run("export", "--data", south.data.toString(), "--out", bundle.toString());
        String verdict = south.run("verify", bundle.toString());
        north.stop();
        south.stop();
        for (Party party : List.of(north, south)) {
            party.run("fsck", "--data", party.data.toString());
            check(15, true);
        }
        north.serve();
        south.serve();
        await(() -> north.status().isPresent() && south.status().isPresent(), "both nodes answer");
        return verdict.lines().findFirst().orElse("") + " (" + Files.size(bundle) + " bytes)";
    }

    /** Waits until nothing waits, then holds what both sides hold against each other. */
    private String converge() throws IOException, InterruptedException {
        await(() -> quiet(north) && quiet(south), "everything is delivered");
        Map<String, String[]> atNorth = north.entries();
        Map<String, String[]> atSouth = south.entries();
        compare("northland/", atNorth, atSouth);
        compare("southland/", atSouth, atNorth);
        for (String party : List.of("northland/", "southland/")) {
            check(10, order(atNorth, party).equals(order(atSouth, party)));
        }
        return atNorth.size() + " entries at northland, " + atSouth.size() + " at southland";
    }

    private void compare(String own, Map<String, String[]> side, Map<String, String[]> other) {
        side.forEach((place, entry) -> {
            if (!place.startsWith(own) || !entry[1].equals("DELIVERED")) return;
            String[] there = other.get(place);
            check(1, there != null && there[0].equals(entry[0]));
            if (entry[2].equals("STOP")) check(12, there != null);
        });
    }

    private static List<String> order(Map<String, String[]> entries, String party) {
        return entries.keySet().stream()
                .filter(place -> place.startsWith(party))
                .sorted(Comparator.comparing((String p) -> p.substring(0, p.lastIndexOf('/')))
                        .thenComparingLong(p -> Long.parseLong(p.substring(p.lastIndexOf('/') + 1))))
                .map(place -> place + "=" + entries.getOrDefault(place, new String[] {""})[0])
                .limit(18)
                .toList();
    }

    private void check(int law, boolean holds) {
        long[] count = laws.computeIfAbsent(law, n -> new long[2]);
        count[0]++;
        if (!holds) count[1]++;
    }

    private static boolean quiet(Party party) throws InterruptedException {
        return party.status()
                .filter(line -> Party.number(line, "waiting") == 0
                        && line.get("peerLog").isPresent())
                .isPresent();
    }

    /** A condition that is asked again and again. */
    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private static void await(Condition condition, String what) throws IOException, InterruptedException {
        long untilNs = System.nanoTime() + 60_000_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() > untilNs) throw new IOException("not within a minute: " + what);
            Thread.sleep(200);
        }
    }
}
