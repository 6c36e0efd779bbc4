package org.ringdown.cli.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A zip of the one shape that a bundle may have: every member stored, headers without spare fields, members one behind
 * the other from byte 0, the directory right behind them in the same order, the end record last, nothing in between.
 * Every byte of the file is accounted for, so two readers can't see two different bundles in it.
 */
final class StoredZip {
    static final int LOCAL_SIGNATURE = 0x04034b50;
    static final int DIRECTORY_SIGNATURE = 0x02014b50;
    static final int END_SIGNATURE = 0x06054b50;
    static final int LOCAL_BYTES = 30;
    static final int DIRECTORY_BYTES = 46;
    static final int END_BYTES = 22;
    /** Version 1.0, as stored files need. */
    static final short VERSION = 10;
    /** 1980-01-01, the zero of zip's calendar. */
    static final short DATE = 0x21;

    private static final int DIRECTORY_BYTES_MAX = 16 << 20;

    /**
     * One member.
     *
     * @param name its name
     * @param offset where its bytes begin
     * @param size how many
     * @param crc their CRC-32
     */
    record Member(String name, long offset, long size, int crc) {}

    private final ByteSource source;
    private final List<Member> members;

    private StoredZip(ByteSource source, List<Member> members) {
        this.source = source;
        this.members = members;
    }

    /**
     * Reads the directory and holds every header against it.
     *
     * @throws BundleException TOO_LARGE, NOT_A_STORED_ZIP or ZIP_LAYOUT
     */
    static StoredZip open(ByteSource source) throws BundleException, IOException {
        if (source.size() > BundleLimits.FILE_BYTES_MAX) {
            throw new BundleException(BundleCode.TOO_LARGE, "a file of " + source.size() + " bytes");
        }
        if (source.size() < END_BYTES) throw notZip("a file of " + source.size() + " bytes");
        ByteBuffer end = little(source.read(source.size() - END_BYTES, END_BYTES));
        if (end.getInt(0) != END_SIGNATURE) throw notZip("no end record in the last " + END_BYTES + " bytes");
        int count = Short.toUnsignedInt(end.getShort(10));
        long directoryBytes = Integer.toUnsignedLong(end.getInt(12));
        long directoryAt = Integer.toUnsignedLong(end.getInt(16));
        boolean oneDisk = end.getInt(4) == 0 && end.getShort(8) == end.getShort(10) && end.getShort(20) == 0;
        if (!oneDisk) throw notZip("an end record with disks or a comment");
        if (count > BundleLimits.MEMBERS_MAX || directoryBytes > DIRECTORY_BYTES_MAX) {
            throw new BundleException(
                    BundleCode.TOO_LARGE, count + " members, directory of " + directoryBytes + " bytes");
        }
        if (directoryAt + directoryBytes != source.size() - END_BYTES)
            throw layout("the directory does not end at the end record");
        byte[] directory = source.read(directoryAt, Math.toIntExact(directoryBytes));
        return new StoredZip(source, members(source, little(directory), count, directoryAt));
    }

    private static List<Member> members(ByteSource source, ByteBuffer directory, int count, long directoryAt)
            throws BundleException, IOException {
        List<Member> members = new ArrayList<>(count);
        long at = 0;
        for (int i = 0; i < count; i++) {
            Member member = entry(directory, i, at);
            if (member.offset() + member.size() > directoryAt)
                throw layout("member " + i + " reaches into the directory");
            byte[] local = source.read(at, Math.toIntExact(member.offset() - at));
            if (!Arrays.equals(local, local(member))) {
                throw layout("the header before member " + i + " (" + member.name() + ") is not its directory entry's");
            }
            members.add(member);
            at = member.offset() + member.size();
        }
        if (directory.hasRemaining()) throw layout(directory.remaining() + " bytes behind the last directory entry");
        if (at != directoryAt) throw layout((directoryAt - at) + " bytes between the last member and the directory");
        return List.copyOf(members);
    }

    private static Member entry(ByteBuffer directory, int i, long at) throws BundleException {
        if (directory.remaining() < DIRECTORY_BYTES) throw layout("directory entry " + i + " is cut short");
        int begin = directory.position();
        int nameBytes = Short.toUnsignedInt(directory.getShort(begin + 28));
        if (nameBytes == 0 || nameBytes > BundleLimits.NAME_BYTES_MAX) {
            throw new BundleException(BundleCode.TOO_LARGE, "member " + i + " has a name of " + nameBytes + " bytes");
        }
        if (directory.remaining() < DIRECTORY_BYTES + nameBytes) throw layout("directory entry " + i + " is cut short");
        byte[] name = new byte[nameBytes];
        directory.get(begin + DIRECTORY_BYTES, name);
        long size = Integer.toUnsignedLong(directory.getInt(begin + 24));
        Member member = new Member(ascii(name, i), at + LOCAL_BYTES + nameBytes, size, directory.getInt(begin + 16));
        byte[] whole = new byte[DIRECTORY_BYTES + nameBytes];
        directory.get(whole);
        if (!Arrays.equals(whole, directoryEntry(member, at))) {
            throw layout("directory entry " + i + " has a field that a bundle does not use");
        }
        return member;
    }

    private static String ascii(byte[] name, int i) throws BundleException {
        for (byte b : name) {
            if (b <= ' ' || b >= 0x7f) throw layout("the name of member " + i + " is not printable ASCII");
        }
        return new String(name, StandardCharsets.US_ASCII);
    }

    /** The members in their order. */
    List<Member> members() {
        return members;
    }

    /**
     * Reads one member whole.
     *
     * @throws BundleException TOO_LARGE beyond the bound, MEMBER_DAMAGED when its checksum does not match
     */
    byte[] read(Member member, int bytesMax) throws BundleException, IOException {
        byte[] bytes = readUnchecked(member, bytesMax);
        if (crc(bytes) != member.crc()) {
            throw new BundleException(BundleCode.MEMBER_DAMAGED, member.name() + " does not have its stated checksum");
        }
        return bytes;
    }

    /**
     * Reads one member without looking at its checksum: for leaves, whose hashes say more, and say where.
     *
     * @throws BundleException TOO_LARGE beyond the bound
     */
    byte[] readUnchecked(Member member, int bytesMax) throws BundleException, IOException {
        return source.read(member.offset(), bounded(member, bytesMax));
    }

    /**
     * The same into room that is there.
     *
     * @return how many bytes it has
     * @throws BundleException TOO_LARGE where there is not enough
     */
    int readUnchecked(Member member, byte[] into) throws BundleException, IOException {
        int bytes = bounded(member, into.length);
        source.read(member.offset(), into, bytes);
        return bytes;
    }

    private static int bounded(Member member, int bytesMax) throws BundleException {
        if (member.size() <= bytesMax) return (int) member.size();
        throw new BundleException(
                BundleCode.TOO_LARGE, member.name() + " has " + member.size() + " bytes, " + bytesMax + " are allowed");
    }

    static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** The local header that must stand before a member. */
    static byte[] local(Member member) {
        byte[] name = member.name().getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[LOCAL_BYTES + name.length];
        ByteBuffer header = little(bytes);
        header.putInt(LOCAL_SIGNATURE).putShort(VERSION);
        common(header, member, name.length);
        header.put(name);
        return bytes;
    }

    /** The directory entry of a member whose local header is at a place. */
    static byte[] directoryEntry(Member member, long localAt) {
        byte[] name = member.name().getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[DIRECTORY_BYTES + name.length];
        ByteBuffer entry = little(bytes);
        entry.putInt(DIRECTORY_SIGNATURE).putShort(VERSION).putShort(VERSION);
        common(entry, member, name.length);
        entry.position(42);
        entry.putInt((int) localAt).put(name);
        return bytes;
    }

    private static void common(ByteBuffer to, Member member, int nameBytes) {
        // no flags, method 0 (stored), midnight
        to.putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(DATE)
                .putInt(member.crc());
        to.putInt((int) member.size())
                .putInt((int) member.size())
                .putShort((short) nameBytes)
                .putShort((short) 0);
    }

    static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static BundleException notZip(String seen) {
        return new BundleException(BundleCode.NOT_A_STORED_ZIP, seen);
    }

    private static BundleException layout(String seen) {
        return new BundleException(BundleCode.ZIP_LAYOUT, seen);
    }
}
