package org.ringdown.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ringdown.line.Frame;
import org.ringdown.line.SessionOpened;
import org.ringdown.transcript.Bytes;

/**
 * Sessions between the two nodes over two paths. Each direction of each path can be cut, slowed and narrowed; a session
 * that breaks loses what is on the way. Frames of one session keep their order, as on any stream; frames of different
 * sessions overtake one another, and both nodes get some of them twice, by way of a second session.
 */
final class SimNetwork {
    private record InFlight(long atMs, Bytes frame) {}

    /** One path; northland dials the first, southland the second. */
    static final class Path {
        final String label;
        final SimNode dialler;
        final SimNode acceptor;
        boolean cutOut;
        boolean cutBack;
        int delayMs = 1;
        /** Bytes that one millisecond carries, each way. */
        int bytesPerMs = Integer.MAX_VALUE;
        /** When a cut began; negative while whole. */
        long cutSinceMs = -1;
        /** When the cut of one way began that has lasted longest; negative while whole. */
        long oneWayCutSinceMs = -1;
        /** When it last became whole. */
        long wholeSinceMs;

        /** When something last broke or slowed on it. */
        long troubledMs;

        private final long[] wayCutSinceMs = {-1, -1};
        private final long[] open = {-1, -1};
        private final long[] busyUntilUs = new long[2];

        Path(String label, SimNode dialler, SimNode acceptor) {
            this.label = label;
            this.dialler = dialler;
            this.acceptor = acceptor;
        }

        /** Whether nothing broke on it since then, and it is quick enough for every heartbeat. */
        boolean quiet(long sinceMs) {
            return troubledMs <= sinceMs && bytesPerMs > 8;
        }
    }

    private static final class Link {
        final Path path;
        final ArrayDeque<InFlight> out = new ArrayDeque<>();
        final ArrayDeque<InFlight> back = new ArrayDeque<>();

        Link(Path path) {
            this.path = path;
        }
    }

    private final World world;
    private final SplittableRandom random;
    final List<Path> paths = new ArrayList<>();
    private final Map<Long, Link> links = new LinkedHashMap<>();
    private final Map<Long, Long> closedMs = new HashMap<>();
    private long nextSession = 1;

    SimNetwork(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    /** Whether a session is open; its ends hear of the end one step later. */
    boolean isOpen(long session) {
        return links.containsKey(session) || world.nowMs() - closedMs.getOrDefault(session, Long.MIN_VALUE / 2) <= 10;
    }

    /** Every connection breaks. */
    void breakAll() {
        List.copyOf(links.keySet()).forEach(this::close);
    }

    /** A session that is open now, to put a frame of a liar's own making on. */
    Optional<Long> anyOpen(Frame.Kind kind) {
        for (Path path : paths) {
            long session = path.open[kind == Frame.Kind.BULK ? 0 : 1];
            if (session >= 0) return Optional.of(session);
        }
        return Optional.empty();
    }

    void send(SimNode from, long session, byte[] frame) {
        Link link = links.get(session);
        if (link == null) return;
        Path path = link.path;
        int way = from == path.dialler ? 0 : 1;
        long startUs = Math.max(world.nowMs() * 1_000, path.busyUntilUs[way]);
        path.busyUntilUs[way] = startUs + 1_000L * frame.length / path.bytesPerMs;
        long atMs = path.busyUntilUs[way] / 1_000 + path.delayMs + random.nextInt(1 + path.delayMs / 4);
        ArrayDeque<InFlight> queue = way == 0 ? link.out : link.back;
        InFlight last = queue.peekLast();
        queue.add(new InFlight(last == null ? atMs : Math.max(atMs, last.atMs()), Bytes.of(frame)));
    }

    void close(long session) {
        Link link = links.remove(session);
        if (link == null) return;
        Path path = link.path;
        path.troubledMs = world.nowMs();
        closedMs.put(session, world.nowMs());
        for (int kind = 0; kind < 2; kind++) if (path.open[kind] == session) path.open[kind] = -1;
        if (path.open[0] < 0 && path.open[1] < 0) {
            path.busyUntilUs[0] = 0;
            path.busyUntilUs[1] = 0;
        }
        world.later(() -> {
            path.dialler.turn(post -> post.closed(session, "closed"));
            path.acceptor.turn(post -> post.closed(session, "closed"));
        });
    }

    void closeAll(SimNode dead) {
        for (Map.Entry<Long, Link> link : List.copyOf(links.entrySet())) {
            Path path = link.getValue().path;
            if (path.dialler == dead || path.acceptor == dead) close(link.getKey());
        }
    }

    /** A wire that got wide is not taken up any more by what it was too thin for: those connections break. */
    void unblock() {
        for (Path path : paths) {
            long busyUntilMs = Math.max(path.busyUntilUs[0], path.busyUntilUs[1]) / 1_000;
            if (busyUntilMs <= world.nowMs() + 1_000) continue;
            for (long session : List.copyOf(links.keySet())) {
                Link link = links.get(session);
                if (link != null && link.path == path) close(session);
            }
        }
    }

    /** A connection breaks; what was on the way is lost. */
    void breakOne() {
        List<Long> open = List.copyOf(links.keySet());
        if (!open.isEmpty()) close(open.get(random.nextInt(open.size())));
    }

    void step() {
        for (Path path : paths) {
            note(path);
            dial(path);
        }
        for (Map.Entry<Long, Link> entry : List.copyOf(links.entrySet())) {
            Link link = entry.getValue();
            if (!link.path.cutOut) deliver(entry.getKey(), link.out, link.path.acceptor);
            if (!link.path.cutBack) deliver(entry.getKey(), link.back, link.path.dialler);
        }
    }

    private void note(Path path) {
        note(path, 0, path.cutOut);
        note(path, 1, path.cutBack);
        path.oneWayCutSinceMs = Arrays.stream(path.wayCutSinceMs)
                .filter(sinceMs -> sinceMs >= 0)
                .min()
                .orElse(-1);
        boolean cut = path.cutOut || path.cutBack;
        if (cut && path.cutSinceMs < 0) path.cutSinceMs = world.nowMs();
        if (!cut && path.cutSinceMs >= 0) {
            path.cutSinceMs = -1;
            path.wholeSinceMs = world.nowMs();
        }
    }

    private void note(Path path, int way, boolean cut) {
        if (!cut) path.wayCutSinceMs[way] = -1;
        else if (path.wayCutSinceMs[way] < 0) path.wayCutSinceMs[way] = world.nowMs();
    }

    private void dial(Path path) {
        boolean reachable =
                !path.cutOut && !path.cutBack && path.dialler.post.isPresent() && path.acceptor.post.isPresent();
        for (int kind = 0; kind < 2 && reachable; kind++) {
            if (path.open[kind] >= 0 || random.nextInt(8) != 0) continue;
            long session = nextSession++;
            path.open[kind] = session;
            links.put(session, new Link(path));
            Frame.Kind wanted = kind == 0 ? Frame.Kind.BULK : Frame.Kind.URGENT;
            SessionOpened.Dialled dialled = new SessionOpened.Dialled(path.label, wanted);
            path.acceptor.turn(post -> post.opened(new SessionOpened(session, Optional.empty(), "peer")));
            path.dialler.turn(post -> post.opened(new SessionOpened(session, Optional.of(dialled), "peer")));
        }
    }

    private void deliver(long session, ArrayDeque<InFlight> queue, SimNode to) {
        int budget = 16;
        while (!queue.isEmpty() && queue.peek().atMs() <= world.nowMs() && budget-- > 0) {
            byte[] frame = queue.remove().frame().array();
            world.arrives(to, session, frame);
        }
    }
}
