package org.ringdown.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ringdown.line.Standing;
import org.ringdown.line.Standing.Mark;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;

/**
 * A {@link Standing} as bytes: the own logs, then the peer's. Each list is a {@code u16} count, then for each log
 * party and epoch ({@code u16} length and UTF-8), {@code u64} size, 32 bytes of root, {@code u16} length and bytes of
 * the signature.
 */
final class StandingCodec {
    private StandingCodec() {}

    static byte[] encode(Standing standing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, standing.own());
            write(out, standing.cosigned());
        } catch (IOException e) {
            throw new UncheckedIOException("a standing has a text beyond 65,535 bytes", e);
        }
        return bytes.toByteArray();
    }

    /** Empty where the bytes are not a standing, which the slot's checksum leaves to a future version only. */
    static Optional<Standing> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Map<LogId, Mark> own = readAll(in);
            Map<LogId, Mark> cosigned = readAll(in);
            return in.read() < 0 ? Optional.of(new Standing(own, cosigned)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void write(DataOutputStream out, Map<LogId, Mark> marks) throws IOException {
        out.writeShort(marks.size());
        for (Map.Entry<LogId, Mark> mark : marks.entrySet()) {
            out.writeUTF(mark.getKey().party());
            out.writeUTF(mark.getKey().epoch());
            out.writeLong(mark.getValue().size());
            out.write(mark.getValue().root().bytes());
            out.writeShort(mark.getValue().signature().size());
            out.write(mark.getValue().signature().array());
        }
    }

    private static Map<LogId, Mark> readAll(DataInputStream in) throws IOException {
        Map<LogId, Mark> marks = new LinkedHashMap<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            LogId log = new LogId(in.readUTF(), in.readUTF());
            long size = in.readLong();
            byte[] root = new byte[Hash.SIZE];
            in.readFully(root);
            byte[] signature = new byte[in.readUnsignedShort()];
            in.readFully(signature);
            marks.put(log, new Mark(size, Hash.of(root), Bytes.of(signature)));
        }
        return marks;
    }
}
