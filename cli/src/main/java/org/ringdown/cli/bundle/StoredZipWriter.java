package org.ringdown.cli.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes the shape that {@link StoredZip} reads; the same members give the same bytes. For one thread. */
final class StoredZipWriter {
    private final OutputStream out;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private long at;
    private int count;

    StoredZipWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Adds a member.
     *
     * @throws BundleException TOO_LARGE when the file would pass the bounds of the format
     */
    void add(String name, byte[] bytes) throws BundleException, IOException {
        StoredZip.Member member = new StoredZip.Member(
                name, at + StoredZip.LOCAL_BYTES + name.length(), bytes.length, StoredZip.crc(bytes));
        byte[] entry = StoredZip.directoryEntry(member, at);
        long fileBytes = member.offset() + bytes.length + directory.size() + entry.length + StoredZip.END_BYTES;
        if (count == BundleLimits.MEMBERS_MAX || fileBytes > BundleLimits.FILE_BYTES_MAX) {
            throw new BundleException(
                    BundleCode.TOO_LARGE,
                    "a bundle holds at most 4 GiB and " + BundleLimits.MEMBERS_MAX
                            + " members. Export it as several ranges.");
        }
        out.write(StoredZip.local(member));
        out.write(bytes);
        directory.writeBytes(entry);
        at = member.offset() + bytes.length;
        count++;
    }

    /** Writes the directory and the end record; does not close the stream. */
    void finish() throws IOException {
        directory.writeTo(out);
        byte[] bytes = new byte[StoredZip.END_BYTES];
        ByteBuffer end = StoredZip.little(bytes);
        end.putInt(StoredZip.END_SIGNATURE).putInt(0).putShort((short) count).putShort((short) count);
        end.putInt(directory.size()).putInt((int) at).putShort((short) 0);
        out.write(bytes);
        out.flush();
    }
}
