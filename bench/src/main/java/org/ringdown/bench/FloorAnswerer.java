package org.ringdown.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.ringdown.bench.FloorCommand.FloorWire;

/**
 * The holder's side of the floor. For each entry: verify the head; leaf and head durable, which is when it can be shown;
 * second place; cosign; send.
 */
final class FloorAnswerer implements Runnable {
    private final FloorWire wire;
    private final FloorKeys keys = new FloorKeys();
    private final FloorDisk file;
    private final FloorDisk sqlite;
    private final FloorDisk second;
    /** Guarded by this. */
    private final StringBuilder shown = new StringBuilder();

    FloorAnswerer(Path dir, FloorWire wire) throws IOException, GeneralSecurityException {
        this.wire = wire;
        this.file = FloorDisk.file(dir.resolve("floor-b.log"));
        this.sqlite = FloorDisk.sqlite(dir.resolve("floor-b.db"));
        this.second = FloorDisk.slots(dir.resolve("floor-b.second"));
    }

    synchronized String times() {
        String out = shown.toString().strip();
        shown.setLength(0);
        return out;
    }

    @Override
    public void run() {
        try {
            PublicKey author = FloorKeys.key(wire.receive());
            wire.send(keys.publicKey());
            while (true) one(author);
        } catch (EOFException e) {
            return; // the other end has finished
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void shown() {
        shown.append(' ').append(System.nanoTime());
    }

    private void one(PublicKey author) throws IOException, GeneralSecurityException {
        FloorDisk disk = wire.receive()[0] == 1 ? sqlite : file;
        byte[] head = wire.receive();
        byte[] signature = wire.receive();
        byte[] leaf = wire.receive();
        keys.verify(author, head, signature);
        disk.commit(ByteBuffer.allocate(leaf.length + head.length + signature.length)
                .put(leaf)
                .put(head)
                .put(signature)
                .array());
        shown();
        second.commit(signature);
        wire.send(head, keys.sign(head));
    }
}
