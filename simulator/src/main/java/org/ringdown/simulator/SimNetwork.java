package org.ringdown.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ringdown.line.Frame;
import org.ringdown.line.SessionOpened;
import org.ringdown.transcript.Bytes;

/** Sessions between the two nodes over two paths; each direction of each path can be cut and slowed. */
final class SimNetwork {
    private record InFlight(long atMs, Bytes frame) {}

    /** One path; northland dials path 0, southland path 1. */
    static final class Path {
        final String label;
        final SimNode dialler;
        final SimNode acceptor;
        boolean cutOut;
        boolean cutBack;
        int delayMs = 1;
        final long[] open = {-1, -1};

        Path(String label, SimNode dialler, SimNode acceptor) {
            this.label = label;
            this.dialler = dialler;
            this.acceptor = acceptor;
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
    private long nextSession = 1;

    SimNetwork(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    void send(SimNode from, long session, byte[] frame) {
        Link link = links.get(session);
        if (link == null) return;
        ArrayDeque<InFlight> queue = from == link.path.dialler ? link.out : link.back;
        long atMs = world.nowMs() + link.path.delayMs + random.nextInt(1 + link.path.delayMs / 4);
        InFlight last = queue.peekLast();
        queue.add(new InFlight(last == null ? atMs : Math.max(atMs, last.atMs()), Bytes.of(frame)));
    }

    void close(long session) {
        Link link = links.remove(session);
        if (link == null) return;
        for (int kind = 0; kind < 2; kind++) if (link.path.open[kind] == session) link.path.open[kind] = -1;
        world.later(() -> {
            link.path.dialler.turn(post -> post.closed(session, "closed"));
            link.path.acceptor.turn(post -> post.closed(session, "closed"));
        });
    }

    void closeAll(SimNode dead) {
        for (Map.Entry<Long, Link> link : List.copyOf(links.entrySet())) {
            Path path = link.getValue().path;
            if (path.dialler == dead || path.acceptor == dead) close(link.getKey());
        }
    }

    void step() {
        for (Path path : paths) dial(path);
        for (Map.Entry<Long, Link> entry : List.copyOf(links.entrySet())) {
            Link link = entry.getValue();
            if (!link.path.cutOut) deliver(entry.getKey(), link.out, link.path.acceptor);
            if (!link.path.cutBack) deliver(entry.getKey(), link.back, link.path.dialler);
        }
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
            to.turn(post -> post.received(session, frame));
        }
    }
}
