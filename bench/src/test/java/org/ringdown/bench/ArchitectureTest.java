package org.ringdown.bench;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md as a test: who may use whom, and what is banned where, with the reason and what to use instead. */
final class ArchitectureTest {
    private static final String ROOT = "org.ringdown.";
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.ringdown");

    /** Each module and all that it may use. */
    private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("transcript", List.of());
        MAY_USE.put("charter", List.of("transcript"));
        MAY_USE.put("message", List.of("charter", "transcript"));
        MAY_USE.put("line", List.of("message", "charter", "transcript"));
        MAY_USE.put("deconfliction", List.of("message", "charter", "transcript"));
        MAY_USE.put("store", List.of("line", "message", "charter", "transcript"));
        MAY_USE.put("paths", List.of("line", "message", "charter", "transcript"));
        MAY_USE.put("node", List.of("paths", "store", "line", "message", "charter", "transcript"));
        MAY_USE.put(
                "cli", List.of("node", "paths", "store", "line", "deconfliction", "message", "charter", "transcript"));
        MAY_USE.put("simulator", List.of("line", "message", "charter", "transcript"));
        MAY_USE.put("bench", List.of("cli", "node", "paths", "store", "line", "message", "charter", "transcript"));
    }

    private static final Set<String> PURE = Set.of("transcript", "charter", "message", "line", "deconfliction");

    /** Where a clock is read from the machine, and why there. Anything else takes a {@code Clock}. */
    private static final Map<String, String> CLOCK_READERS = Map.of(
            "org.ringdown.node.SystemClock", "the wiring: the Clock that everybody else is given",
            "org.ringdown.store.SqliteStore", "tells how long a commit took; nothing follows from it",
            "org.ringdown.store.Checkpointer", "tells how long a checkpoint took; nothing follows from it",
            "org.ringdown.store.Reserve", "the pause between two tries to get room on a real disk");

    /** What a person starts: a command lives in its machine's time, and a benchmark measures it. */
    private static final Set<String> PROGRAMS = Set.of("cli", "simulator", "bench");

    private static String module(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) return "";
        return name.substring(ROOT.length()).split("\\.", 2)[0];
    }

    @Test
    void modules_allOfThem_areSeenHere() {
        Set<String> seen = new TreeSet<>();
        for (JavaClass type : ALL) seen.add(module(type));
        assertEquals(
                new TreeSet<>(MAY_USE.keySet()),
                seen,
                "a module that is not listed in ARCHITECTURE.md, or is not seen by this test");
    }

    @Test
    void modules_useOnlyThoseToTheirRight() {
        Set<String> broken = new TreeSet<>();
        for (JavaClass type : ALL) {
            String own = module(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String other = module(dependency.getTargetClass());
                boolean may = other.isEmpty()
                        || other.equals(own)
                        || MAY_USE.getOrDefault(own, List.of()).contains(other);
                if (!may) broken.add(own + " may not use " + other + ": " + dependency.getDescription());
            }
        }
        assertEquals(
                Set.of(),
                broken,
                "a module uses only those to its right (ARCHITECTURE.md); move the code, or pass a port in");
    }

    @Test
    void modules_haveNoCycles() {
        slices().matching("org.ringdown.(*)..").should().beFreeOfCycles().check(ALL);
    }

    /** A ban: what, why, and what to use instead. */
    private record Ban(Pattern what, String why) {}

    private static final List<Ban> PURE_BANS = List.of(
            new Ban(
                    Pattern.compile("java\\.(io\\.(File|Random)|nio\\.(file|channels)|net)\\b.*|javax\\.net\\..*"),
                    "no I/O: take bytes in and give bytes out; files and sockets live in store, paths and node"),
            new Ban(
                    Pattern.compile(
                            "java\\.lang\\.(Thread|Process|Runtime)\\b.*|java\\.util\\.concurrent\\.(?!TimeUnit).*|java\\.util\\.Timer.*"),
                    "no threads and no locks: one thread owns a Post; concurrency lives in node"),
            new Ban(
                    Pattern.compile(
                            "java\\.util\\.Random\\b.*|java\\.util\\.SplittableRandom.*|java\\.lang\\.Math\\.random.*|java\\.security\\.SecureRandom\\.<init>.*"),
                    "no randomness: take a RandomGenerator, so that one seed replays a world"),
            new Ban(
                    Pattern.compile("java\\.lang\\.System\\.(out|err|in|getenv|getProperty|exit).*"),
                    "no ambient state: take a value as a parameter"));

    private static final Ban CLOCK = new Ban(
            Pattern.compile(
                    "java\\.lang\\.System\\.(currentTimeMillis|nanoTime).*|java\\.time\\.\\w+\\.now\\b.*|java\\.time\\.Clock\\.system.*"),
            "no ambient clock: take org.ringdown.line.Clock, so that tests and the simulator own the time");

    /** Where a pure module touches a banned thing all the same, and why that is in order. */
    private static final Map<String, String> PURE_EXCEPTIONS = Map.of(
            "org.ringdown.transcript.FixedRandom",
            "gives one fixed seed to the JDK's key generators, which take no other type than SecureRandom");

    @Test
    void pureModules_doNoIoReadNoClockDrawNoRandomnessStartNoThread() {
        Set<String> broken = new TreeSet<>();
        for (JavaClass type : ALL) {
            if (!PURE.contains(module(type)) || PURE_EXCEPTIONS.containsKey(type.getName())) continue;
            for (String used : uses(type)) {
                for (Ban ban : PURE_BANS) check(broken, type, used, ban);
                check(broken, type, used, CLOCK);
            }
        }
        assertEquals(Set.of(), broken);
    }

    @Test
    void clocks_areReadInTheWiringOnly() {
        Set<String> broken = new TreeSet<>();
        for (JavaClass type : ALL) {
            if (PROGRAMS.contains(module(type)) || CLOCK_READERS.containsKey(outermost(type))) continue;
            for (String used : uses(type)) check(broken, type, used, CLOCK);
        }
        assertEquals(Set.of(), broken);
    }

    @Test
    void exceptions_thatNobodyNeeds_areTakenOutOfTheList() {
        for (String type : PURE_EXCEPTIONS.keySet()) {
            boolean needed = uses(ALL.get(type)).stream()
                    .anyMatch(used -> PURE_BANS.stream()
                            .anyMatch(ban -> ban.what().matcher(used).matches()));
            assertTrue(needed, type + " needs no exception any more: take it out of PURE_EXCEPTIONS");
        }
        for (String reader : CLOCK_READERS.keySet()) {
            boolean needed = ALL.stream()
                    .filter(type -> outermost(type).equals(reader))
                    .flatMap(type -> uses(type).stream())
                    .anyMatch(used -> CLOCK.what().matcher(used).matches());
            assertTrue(needed, reader + " reads no clock any more: take it out of CLOCK_READERS");
        }
    }

    private static String outermost(JavaClass type) {
        return type.getName().split("\\$", 2)[0];
    }

    private static void check(Set<String> broken, JavaClass type, String used, Ban ban) {
        if (ban.what().matcher(used).matches()) broken.add(type.getName() + " uses " + used + ": " + ban.why());
    }

    /** Every type, method and field outside that a class touches, as {@code type.member}. */
    private static Set<String> uses(JavaClass type) {
        Set<String> out = new TreeSet<>();
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            out.add(access.getTargetOwner().getName() + "." + access.getTarget().getName());
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            out.add(dependency.getTargetClass().getName());
        }
        return out;
    }

    /** Bytecode shows no empty block, so this one reads the sources. */
    @Test
    void catchBlocks_areNeverEmpty() throws IOException {
        Pattern empty = Pattern.compile("catch\\s*\\([^)]*\\)\\s*\\{\\s*\\}");
        List<String> broken = new ArrayList<>();
        int files = 0;
        for (String module : MAY_USE.keySet()) {
            try (Stream<Path> paths = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path path :
                        paths.filter(p -> p.toString().endsWith(".java")).toList()) {
                    files++;
                    if (empty.matcher(Files.readString(path)).find()) broken.add(path.toString());
                }
            }
        }
        assertFalse(files < 200, "only " + files + " files were read");
        assertEquals(
                List.of(),
                broken,
                "an empty catch hides a failure: act on it, or say in a comment why nothing is to be done");
    }
}
