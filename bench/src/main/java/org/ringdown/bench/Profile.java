package org.ringdown.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where the processor's time of a process goes: its sum, and a share for each part from sampled stacks. */
final class Profile {
    private static final String SAMPLE = "jdk.CPUTimeSample";

    /** The first frame from the top that begins with one of these names the part. */
    private static final Map<String, String> PARTS = new TreeMap<>(Comparator.reverseOrder());

    static {
        PARTS.put("org.sqlite.", "SQLite");
        PARTS.put("sun.security.ssl.", "TLS");
        PARTS.put("sun.nio.ch.", "sockets and files");
        PARTS.put("java.net.", "sockets and files");
        PARTS.put("tools.jackson.", "JSON");
        PARTS.put("org.ringdown.charter.Json", "JSON");
        PARTS.put("org.ringdown.charter.", "charter and keys");
        PARTS.put("org.ringdown.message.", "leaves");
        PARTS.put("org.ringdown.transcript.Rfc6962", "hashing");
        PARTS.put("org.ringdown.transcript.Hash", "hashing");
        PARTS.put("org.ringdown.transcript.CompactRange", "hashing");
        PARTS.put("org.ringdown.transcript.", "notes and signatures");
        PARTS.put("org.ringdown.line.", "line");
        PARTS.put("org.ringdown.store.", "store");
        PARTS.put("org.ringdown.paths.", "paths");
        PARTS.put("org.ringdown.node.", "node");
        PARTS.put("org.ringdown.bench.", "the bench's producers");
        PARTS.put("sun.security.provider.NativePRNG", "random bytes");
        PARTS.put("java.security.SecureRandom", "random bytes");
        PARTS.put("java.util.concurrent.ForkJoin", "scheduling");
        PARTS.put("java.lang.VirtualThread", "scheduling");
    }

    private Optional<Recording> recording = Optional.empty();

    /** Processor time of the process and time spent collecting garbage, in ns. */
    String cpu() {
        long cpuNs = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        long gcMs = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        return cpuNs + " " + gcMs * 1_000_000;
    }

    String run(String what, Path file) throws IOException {
        if (what.equals("start")) {
            Recording fresh = new Recording();
            fresh.enable(SAMPLE).with("throttle", "5ms").withStackTrace();
            fresh.start();
            recording = Optional.of(fresh);
            return "";
        }
        Recording old = recording.orElseThrow();
        old.stop();
        old.dump(file);
        old.close();
        recording = Optional.empty();
        return "";
    }

    /** A part and its share of all samples, largest first. */
    record Share(String part, double percent) {}

    static List<Share> shares(Path file) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        int all = 0;
        try (RecordingFile in = new RecordingFile(file)) {
            while (in.hasMoreEvents()) {
                RecordedEvent event = in.readEvent();
                if (!event.getEventType().getName().equals(SAMPLE)) continue;
                counts.merge(part(event), 1, Integer::sum);
                all++;
            }
        }
        List<Share> shares = new ArrayList<>();
        double total = Math.max(1, all);
        counts.forEach((part, count) -> shares.add(new Share(part, 100 * count / total)));
        shares.sort(Comparator.comparingDouble(Share::percent).reversed());
        return shares;
    }

    private static String part(RecordedEvent event) {
        if (event.getStackTrace() == null) return "the JVM itself";
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            if (!frame.isJavaFrame()) continue;
            String name = frame.getMethod().getType().getName();
            for (Map.Entry<String, String> part : PARTS.entrySet()) {
                if (name.startsWith(part.getKey())) return part.getValue();
            }
        }
        return "other";
    }
}
