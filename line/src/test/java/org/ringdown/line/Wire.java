package org.ringdown.line;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Sessions between two parties in memory: in order, at once, unless a test holds frames back. */
final class Wire {
    final Party north;
    final Party south;
    final TestClock clock;
    /** Every frame that was delivered. */
    final List<Frame> passed = new ArrayList<>();
    /** Which frames are delivered; the others are lost. */
    Predicate<Party.Sent> passes = sent -> true;

    private final Set<Long> open = new LinkedHashSet<>();
    private long next = 1;

    private Wire(TestClock clock) {
        this.clock = clock;
        this.north = Party.founded("northland", clock);
        this.south = Party.founded("southland", clock);
    }

    static Wire founded() {
        return new Wire(new TestClock());
    }

    /** Two founded parties with one path of both kinds, caught up. */
    static Wire connected() {
        Wire wire = founded();
        wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.open(wire.north, "cable", Frame.Kind.URGENT);
        wire.settle();
        return wire;
    }

    long open(Party dialler, String path, Frame.Kind kind) {
        long session = next++;
        open.add(session);
        Optional<SessionOpened.Dialled> dialled = Optional.of(new SessionOpened.Dialled(path, kind));
        other(dialler).turn(p -> p.opened(new SessionOpened(session, Optional.empty(), "test")));
        dialler.turn(p -> p.opened(new SessionOpened(session, dialled, "test")));
        return session;
    }

    void cut(long session) {
        open.remove(session);
        north.turn(p -> p.closed(session, "cut"));
        south.turn(p -> p.closed(session, "cut"));
    }

    void cutAll() {
        for (long session : List.copyOf(open)) cut(session);
        north.out.clear();
        south.out.clear();
    }

    Party other(Party party) {
        return party == north ? south : north;
    }

    /** Delivers until nothing is on the way. */
    void settle() {
        for (int i = 0; i < 10_000; i++) {
            boolean fromNorth = deliver(north);
            boolean any = deliver(south) || fromNorth;
            if (!any) return;
        }
        throw new AssertionError("the two never come to rest");
    }

    private boolean deliver(Party from) {
        Party.Sent sent = from.out.poll();
        if (sent == null) return false;
        if (!open.contains(sent.session()) || !passes.test(sent)) return true;
        passed.add(sent.frame());
        other(from).turn(p -> p.received(sent.session(), sent.bytes().array()));
        return true;
    }

    /** Lets time pass in steps of 100 ms, delivering on the way. */
    void pass(long ms) {
        for (long t = 0; t < ms; t += 100) {
            clock.pass(100);
            north.turn(Post::tick);
            south.turn(Post::tick);
            settle();
        }
    }

    <T extends Frame> List<T> passed(Class<T> type) {
        return passed.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
