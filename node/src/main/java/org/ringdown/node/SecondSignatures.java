package org.ringdown.node;

import java.lang.System.Logger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ringdown.line.Clock;
import org.ringdown.line.KeptHead;
import org.ringdown.line.LineStatus;
import org.ringdown.line.StoreException;
import org.ringdown.message.LogId;
import org.ringdown.store.SqliteReader;
import org.ringdown.transcript.Cosignatures;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/**
 * Adds a post-quantum signature to the newest own head, once a minute at most, on a thread of its own: neither an entry
 * nor a receipt ever waits for it. What it made goes to the line's thread as an input like any other.
 */
final class SecondSignatures implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SecondSignatures.class.getName());

    private final NoteSigner signer;
    private final Line line;
    private final Clock clock;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Owned by the thread. */
    private Optional<LogId> doneLog = Optional.empty();

    /** Owned by the thread. */
    private long doneSize;

    /** What is needed of the line. */
    interface Line {
        /** The own log as it stands. */
        LineStatus.Log own();

        /** Reads what is durable. */
        SqliteReader reader();

        /** Hands a head with its second signature to the line's thread; false where there is no room now. */
        boolean take(KeptHead head);
    }

    SecondSignatures(String lineId, NoteSigner signer, Clock clock, Line line) {
        this.signer = signer;
        this.line = line;
        this.clock = clock;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("pq-" + lineId.substring(0, 8))
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            long waitMs = Limit.POST_QUANTUM_FIRST_MS.amount();
            while (!closed.await(waitMs, TimeUnit.MILLISECONDS)) {
                once();
                waitMs = Limit.POST_QUANTUM_EVERY_MS.amount();
            }
        } catch (InterruptedException e) {
            LOG.log(Logger.Level.DEBUG, "no more second signatures: {0}", thread.getName());
        }
    }

    private void once() {
        try {
            LineStatus.Log own = line.own();
            boolean done = doneLog.equals(Optional.of(own.log())) && doneSize == own.size();
            if (done || own.size() == 0) return;
            List<KeptHead> heads = line.reader().heads(own.log(), own.size() - 1, 1);
            if (heads.isEmpty()) return;
            KeptHead head = signed(heads.getFirst());
            if (!line.take(head)) return;
            doneLog = Optional.of(head.log());
            doneSize = head.size();
        } catch (StoreException | TranscriptException e) {
            LOG.log(Logger.Level.WARNING, "no second signature this time: {0}", String.valueOf(e.getMessage()));
        }
    }

    private KeptHead signed(KeptHead head) throws TranscriptException {
        SignedNote note = SignedNote.parse(head.note());
        if (note.signatures().stream().anyMatch(s -> s.isBy(signer.verifierKey()))) return head;
        long unixSeconds = Math.max(0, clock.wallMs() / 1_000);
        String twice = note.withSignature(Cosignatures.cosign(Head.parse(note.text()), signer, unixSeconds))
                .format();
        return new KeptHead(head.log(), head.size(), head.root(), twice);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(Limit.STOP_WAIT_MS.amount());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
