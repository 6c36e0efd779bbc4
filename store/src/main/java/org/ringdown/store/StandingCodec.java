package org.ringdown.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ringdown.charter.Names;
import org.ringdown.line.Standing;
import org.ringdown.line.Standing.Mark;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;

/**
 * A {@link Standing} as bytes: the own logs, then the peer's. Each list is a {@code u16} count, then for each log
 * party and epoch ({@code u16} length and UTF-8), {@code u64} size, 32 bytes of root, {@code u16} length and bytes of
 * the signature. There is one form: what is read is written back byte for byte.
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

    /**
     * Empty where the bytes are not a standing that a node writes: cut, of another form, with a log named twice, an epoch of
     * no log or a size below 0.
     */
    static Optional<Standing> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Map<LogId, Mark> own = readAll(in);
            Map<LogId, Mark> cosigned = readAll(in);
            Standing standing = new Standing(own, cosigned);
            return Arrays.equals(bytes, encode(standing)) ? Optional.of(standing) : Optional.empty();
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
            if (!Names.isId(log.party()) || !LogId.isEpoch(log.epoch())) throw new IOException("no log has this name");
            long size = in.readLong();
            if (size < 0) throw new IOException("a log has no size below 0");
            byte[] root = new byte[Hash.SIZE];
            in.readFully(root);
            byte[] signature = new byte[in.readUnsignedShort()];
            in.readFully(signature);
            marks.put(log, new Mark(size, Hash.of(root), Bytes.of(signature)));
        }
        return marks;
    }
}
