package org.ringdown.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What waits is bounded for each session and for all of them together. */
final class FrameQueueTest {
    private static final byte[] FRAME = new byte[100_000];
    private static final StreamLimits LIMITS = new StreamLimits(1 << 20, 8, 8);

    private final AtomicLong together = new AtomicLong();

    private FrameQueue queue() {
        return new FrameQueue(LIMITS, together);
    }

    private static int fill(FrameQueue queue) {
        int frames = 0;
        while (queue.offer(FRAME)) frames++;
        return frames;
    }

    @Test
    void manySessions_noneIsRead_allTogetherAreBounded_andEachTakesOneFrame() {
        List<FrameQueue> queues = new ArrayList<>();
        int frames = 0;
        for (int i = 0; i < 8; i++) {
            queues.add(queue());
            int fitted = fill(queues.getLast());
            assertTrue(fitted >= 1, "an empty queue takes a frame");
            frames += fitted;
        }
        long most = LIMITS.queuesBytesMax() + 8L * (FRAME.length + 100);
        assertTrue(together.get() <= most && together.get() >= (long) frames * FRAME.length, together.toString());
        queues.forEach(FrameQueue::end);
        assertEquals(0, together.get());
    }

    @Test
    void endedSession_whileItsFramesAreWritten_givesItsBytesBack() throws Exception {
        FrameQueue queue = queue();
        fill(queue);
        List<byte[]> writing = new ArrayList<>();
        queue.take(writing, 300_000);
        assertFalse(writing.isEmpty());
        queue.end();
        assertEquals(0, together.get());
        assertTrue(queue.offer(FRAME), "an ended queue swallows");
        assertEquals(0, together.get());
    }

    @Test
    void takenFrames_countUntilTheyAreWritten() throws Exception {
        FrameQueue queue = queue();
        assertTrue(queue.offer(FRAME));
        List<byte[]> writing = new ArrayList<>();
        queue.take(writing, 300_000);
        assertTrue(together.get() > FRAME.length);
        queue.finish();
        queue.take(writing, 300_000);
        assertTrue(writing.isEmpty());
        assertEquals(0, together.get());
    }
}
