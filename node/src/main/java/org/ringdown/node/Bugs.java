package org.ringdown.node;

import java.lang.System.Logger;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Our own faults: logged with a reference, and counted; the count must stay 0. */
final class Bugs {
    private static final Logger LOG = System.getLogger(Bugs.class.getName());

    private final AtomicLong count = new AtomicLong();
    private final SecureRandom random = new SecureRandom();

    /** Logs a fault; returns the reference that stands beside it in the log. */
    String note(String where, Throwable fault) {
        String reference = "%08x".formatted(random.nextInt());
        count.incrementAndGet();
        LOG.log(Logger.Level.ERROR, "fault of ours, reference " + reference + ", in " + where, fault);
        return reference;
    }

    long count() {
        return count.get();
    }
}
