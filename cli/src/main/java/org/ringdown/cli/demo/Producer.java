package org.ringdown.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody who keeps talking: one message after the other, each until it is answered. */
final class Producer {
    private final Party by;
    private final String what;
    private final Thread thread;
    private volatile boolean ending;

    // All guarded by this.
    private final List<Talk.Said> said = new ArrayList<>();
    private Optional<String> trouble = Optional.empty();

    private Producer(Party by, String what) {
        this.by = by;
        this.what = what;
        this.thread = Thread.ofVirtual().unstarted(this::run);
    }

    static Producer start(Party by, String what) {
        Producer producer = new Producer(by, what);
        producer.thread.start();
        return producer;
    }

    private void run() {
        for (int i = 0; !ending; i++) {
            try {
                Talk.Said one = Talk.say(by, "FREE TEXT", "ROUTINE", what + " " + i);
                synchronized (this) {
                    said.add(one);
                    notifyAll();
                }
            } catch (IOException | DemoException e) {
                synchronized (this) {
                    trouble = Optional.of(e.toString());
                    notifyAll();
                }
                return;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Waits until so many were answered in all. */
    synchronized void await(int count, long patienceMs) throws InterruptedException, DemoException {
        long untilNs = System.nanoTime() + patienceMs * 1_000_000;
        while (said.size() < count) {
            if (trouble.isPresent()) throw new DemoException("the producer at " + by.id + ": " + trouble.get());
            long leftMs = (untilNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) throw new DemoException("only " + said.size() + " of " + count + " were answered");
            wait(leftMs);
        }
    }

    synchronized int count() {
        return said.size();
    }

    /** Lets it finish what it says now; returns everything that was answered. */
    List<Talk.Said> end() throws InterruptedException, DemoException {
        ending = true;
        thread.join();
        synchronized (this) {
            if (trouble.isPresent()) throw new DemoException("the producer at " + by.id + ": " + trouble.get());
            return List.copyOf(said);
        }
    }
}
