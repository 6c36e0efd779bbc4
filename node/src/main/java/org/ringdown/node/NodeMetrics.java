package org.ringdown.node;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.LineStatus;
import org.ringdown.line.PostEvent;

/** Counters for whoever watches the node from outside: no text, no names of officers. Safe to share between threads. */
final class NodeMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, AwaitedTimes> awaited = new ConcurrentHashMap<>();
    private final Map<String, Counter> entries = new ConcurrentHashMap<>();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> deliveries = new ConcurrentHashMap<>();

    NodeMetrics(Bugs bugs) {
        Gauge.builder("ringdown.bugs", bugs, b -> (double) b.count())
                .description("Faults of our own since the start; must stay 0")
                .strongReference(true)
                .register(registry);
    }

    /** Watches a line. */
    void line(String lineId, Supplier<LineStatus> status, IntSupplier queued) {
        Gauge.builder("ringdown.queue.depth", queued, q -> (double) q.getAsInt())
                .tag("line", lineId)
                .description("Inputs that wait for the line's thread")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ringdown.entries.waiting", status, s -> (double) s.get().waiting())
                .tag("line", lineId)
                .description("Own entries without a receipt")
                .strongReference(true)
                .register(registry);
        for (LineStatus.Name name : LineStatus.Name.values()) {
            Gauge.builder("ringdown.line.state", status, s -> holds(s.get(), name) ? 1.0 : 0.0)
                    .tags("line", lineId, "state", name.wire())
                    .description("1 while the state holds")
                    .strongReference(true)
                    .register(registry);
        }
        deliveries.put(lineId, delivery(lineId));
    }

    private Timer delivery(String lineId) {
        return Timer.builder("ringdown.delivery")
                .tag("line", lineId)
                .description("From durable here to the peer's receipt durable here")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(5))
                .register(registry);
    }

    private static boolean holds(LineStatus status, LineStatus.Name name) {
        return status.states().stream().anyMatch(state -> state.name() == name);
    }

    /** An entry became durable here. */
    void kept(String lineId, KeptEntry entry, String own, long nowNs) {
        boolean ours = entry.log().party().equals(own);
        entries.computeIfAbsent(ours ? lineId : "peer " + lineId, _ -> entries(lineId, ours))
                .increment();
        if (ours) awaited(lineId).put(entry.log().epoch(), entry.index(), nowNs);
    }

    private Counter entries(String lineId, boolean ours) {
        return Counter.builder("ringdown.entries")
                .tags("line", lineId, "from", ours ? "own" : "peer")
                .register(registry);
    }

    private AwaitedTimes awaited(String lineId) {
        return awaited.computeIfAbsent(lineId, _ -> new AwaitedTimes());
    }

    /** Own entries were receipted. */
    void delivered(String lineId, PostEvent.Delivered delivered, long nowNs) {
        Timer timer = deliveries.get(lineId);
        AwaitedTimes times = awaited(lineId);
        for (long index = delivered.from(); index < delivered.to(); index++) {
            long sinceNs = times.take(delivered.log().epoch(), index);
            if (timer != null && sinceNs != 0) timer.record(nowNs - sinceNs, TimeUnit.NANOSECONDS);
        }
    }

    /** An alarm was raised. */
    void alarm(String lineId, String code) {
        count("ringdown.alarms", "line", lineId, "code", code);
    }

    /** A request was refused. */
    void problem(Problem problem) {
        count("ringdown.problems", "code", problem.code());
    }

    /** Watches the open event streams. */
    void streams(IntSupplier open) {
        Gauge.builder("ringdown.streams", open, o -> (double) o.getAsInt())
                .description("Open event streams")
                .strongReference(true)
                .register(registry);
    }

    private void count(String name, String... tags) {
        counters.computeIfAbsent(
                        name + String.join("\n", tags),
                        _ -> Counter.builder(name).tags(tags).register(registry))
                .increment();
    }

    /** All of it in the Prometheus text format. */
    String scrape() {
        return registry.scrape();
    }
}
