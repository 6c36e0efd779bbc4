package org.ringdown.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The floor of {@code verify}: a bare program that reads a bundle once on all processors, finds the newlines, and hashes
 * each three lines, which is what a record of a header and a leaf has, and two hashes into one. No signature, no JSON, no
 * place, nothing of the product.
 */
@Command(name = "floor-record", hidden = true, description = "The floor of verify; started by bench record.")
final class FloorRecord implements Callable<Integer> {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int NODE_BYTES = 65;

    @Option(names = "--bundle", required = true)
    private Path bundle = Path.of("");

    private final AtomicLong next = new AtomicLong();
    private final AtomicLong leaves = new AtomicLong();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Thread[] threads = new Thread[Runtime.getRuntime().availableProcessors()];
        try (FileChannel channel = FileChannel.open(bundle)) {
            for (int i = 0; i < threads.length; i++)
                threads[i] = Thread.ofPlatform().start(() -> chunks(channel));
            for (Thread thread : threads) thread.join();
        }
        System.out.println(leaves.get() + " leaves");
        return 0;
    }

    private void chunks(FileChannel channel) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            while (true) {
                int bytes = channel.read(ByteBuffer.wrap(chunk), next.getAndAdd(CHUNK_BYTES));
                if (bytes < 0) return;
                leaves.addAndGet(hashed(chunk, bytes, digest));
            }
        } catch (IOException | NoSuchAlgorithmException | DigestException e) {
            throw new IllegalStateException("the floor can't be measured", e);
        }
    }

    private static int hashed(byte[] chunk, int bytes, MessageDigest digest) throws DigestException {
        byte[] hash = new byte[NODE_BYTES];
        int found = 0;
        int lines = 0;
        int from = 0;
        for (int i = 0; i < bytes; i++) {
            if (chunk[i] != '\n' || ++lines % 3 != 0) continue;
            digest.update(chunk, from, i + 1 - from);
            digest.digest(hash, 0, hash.length);
            digest.update(hash, 0, NODE_BYTES);
            digest.digest(hash, 0, hash.length);
            from = i + 1;
            found++;
        }
        return found;
    }
}
