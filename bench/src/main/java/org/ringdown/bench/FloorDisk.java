package org.ringdown.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Durable writing, as bare as it gets. For one thread. */
interface FloorDisk {

    /** Writes, and returns when a power cut can't take it away. */
    void commit(byte[] bytes) throws IOException;

    /** A preallocated file: append and force. */
    static FloorDisk file(Path path) throws IOException {
        int size = 64 << 20;
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        ByteBuffer blank = ByteBuffer.allocate(1 << 20);
        for (long at = 0; at < size; at += blank.capacity()) channel.write(blank.clear(), at);
        channel.force(true);
        long[] at = {0};
        return bytes -> {
            if (at[0] + bytes.length > size) at[0] = 0;
            at[0] += channel.write(ByteBuffer.wrap(bytes), at[0]);
            channel.force(false);
        };
    }

    /** Two alternating slots of a preallocated file. */
    static FloorDisk slots(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.write(ByteBuffer.allocate(1 << 17), 0);
        channel.force(true);
        int[] next = {0};
        return bytes -> {
            channel.write(ByteBuffer.wrap(bytes), (long) (next[0]++ % 2) << 16);
            channel.force(false);
        };
    }

    /** One row a commit in SQLite, write-ahead log, synchronous FULL. */
    static FloorDisk sqlite(Path path) throws IOException {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode=WAL");
                statement.execute("PRAGMA synchronous=FULL");
                statement.execute("PRAGMA wal_autocheckpoint=0");
                statement.execute("CREATE TABLE leaf(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
            }
            PreparedStatement insert = connection.prepareStatement("INSERT INTO leaf(bytes) VALUES(?)");
            return bytes -> {
                try {
                    insert.setBytes(1, bytes);
                    insert.executeUpdate();
                } catch (SQLException e) {
                    throw new IOException(e);
                }
            };
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
