package org.ringdown.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.concurrent.locks.LockSupport;
import org.ringdown.bench.FloorCommand.FloorWire;

/**
 * The author's side of the floor. For each entry: sign the head; leaf and head durable; second place; send; then receive
 * the cosignature, verify it, make it durable.
 */
final class FloorCaller {
    /** About what a signed head, and a cosigned one, take as text. */
    static final int HEAD_BYTES = 250;

    private final FloorWire wire;
    private final FloorKeys keys = new FloorKeys();
    private final PublicKey holder;
    private final FloorDisk file;
    private final FloorDisk sqlite;
    private final FloorDisk second;
    private final byte[] leaf;
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder delivered = new StringBuilder();

    FloorCaller(Path dir, int leafBytes, FloorWire wire) throws IOException, GeneralSecurityException {
        this.wire = wire;
        this.leaf = FloorCommand.random(leafBytes);
        this.file = FloorDisk.file(dir.resolve("floor-a.log"));
        this.sqlite = FloorDisk.sqlite(dir.resolve("floor-a.db"));
        this.second = FloorDisk.slots(dir.resolve("floor-a.second"));
        wire.send(keys.publicKey());
        this.holder = FloorKeys.key(wire.receive());
    }

    String run(String[] words) throws IOException, GeneralSecurityException {
        return switch (words[0]) {
            case "lone" -> lone(Integer.parseInt(words[1]), Long.parseLong(words[2]), words[3].equals("sqlite"));
            case "times" -> taken(words[1].equals("said") ? said : delivered);
            default -> throw new IOException("no command " + words[0]);
        };
    }

    private static String taken(StringBuilder times) {
        String out = times.toString().strip();
        times.setLength(0);
        return out;
    }

    private String lone(int count, long gapUs, boolean sql) throws IOException, GeneralSecurityException {
        FloorDisk disk = sql ? sqlite : file;
        byte[] head = FloorCommand.random(HEAD_BYTES);
        for (int i = 0; i < count; i++) {
            said.append(' ').append(System.nanoTime());
            byte[] signature = keys.sign(head);
            disk.commit(ByteBuffer.allocate(leaf.length + head.length + signature.length)
                    .put(leaf)
                    .put(head)
                    .put(signature)
                    .array());
            second.commit(signature);
            wire.send(new byte[] {(byte) (sql ? 1 : 0)}, head, signature, leaf);
            byte[] cosigned = wire.receive();
            byte[] cosignature = wire.receive();
            keys.verify(holder, cosigned, cosignature);
            disk.commit(ByteBuffer.allocate(cosigned.length + cosignature.length)
                    .put(cosigned)
                    .put(cosignature)
                    .array());
            delivered.append(' ').append(System.nanoTime());
            if (gapUs > 0) LockSupport.parkNanos(gapUs * 1_000);
        }
        return "";
    }
}
