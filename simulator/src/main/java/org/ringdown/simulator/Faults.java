package org.ringdown.simulator;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.ringdown.line.StoreException;

/** What goes wrong next on one node's disk: one blow, armed by the story, or a disk that is full for a while. */
final class Faults {
    /** The steps of a write at which the power can go or the disk can fail. */
    enum Point {
        BEFORE_COMMIT,
        AFTER_COMMIT,
        BEFORE_SECOND_PLACE,
        AFTER_SECOND_PLACE,
        AFTER_SEND
    }

    /** What happens there. */
    enum Blow {
        CRASH,
        FULL,
        BROKEN
    }

    private final SplittableRandom random;
    private final Consumer<String> met;
    private boolean armed;
    private Point point = Point.BEFORE_COMMIT;
    private Blow blow = Blow.CRASH;
    private int countdown;
    private boolean full;

    /**
     * Makes one.
     *
     * @param random where it is drawn from
     * @param met hears of every blow that fell, and where
     */
    Faults(SplittableRandom random, Consumer<String> met) {
        this.random = random;
        this.met = met;
    }

    void arm(Blow what) {
        armed = true;
        blow = what;
        Point[] points = Point.values();
        point = points[random.nextInt(what == Blow.CRASH ? points.length : 4)];
        countdown = random.nextInt(6);
    }

    void full(boolean now) {
        full = now;
    }

    void disarm() {
        armed = false;
        full = false;
    }

    /** Why there is no room; empty while there is. */
    Optional<String> noRoom() {
        return full ? Optional.of("simulated full disk") : Optional.empty();
    }

    /** A full disk takes only what may use the reserve. */
    void room(boolean reserve) throws StoreException {
        if (full && !reserve) throw new StoreException(StoreException.Kind.FULL, "simulated full disk");
    }

    void at(Point here) throws StoreException {
        if (!armed || here != point || countdown-- > 0) return;
        armed = false;
        met.accept(blow + " at " + here);
        switch (blow) {
            case CRASH -> throw new Crash(here.name());
            case FULL -> {
                if (here == Point.BEFORE_COMMIT)
                    throw new StoreException(StoreException.Kind.FULL, "simulated full disk");
                throw new StoreException(StoreException.Kind.BROKEN, "simulated fsync error");
            }
            case BROKEN -> throw new StoreException(StoreException.Kind.BROKEN, "simulated fsync error");
        }
    }
}
