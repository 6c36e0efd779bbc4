package org.ringdown.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Bare SQLite writing rows as large as leaves, beside the throughput run: how quick this machine is at this moment. */
@Command(name = "rows", hidden = true, description = "Bare SQLite rows; started by the others.")
final class RowsCommand implements Callable<Integer> {
    private static final int BATCH = 1_000;
    private static final int HASH_BYTES = 32;

    @Option(names = "--file", required = true)
    private Path file = Path.of("");

    @Option(names = "--leaf", required = true)
    private int leafBytes;

    @Option(names = "--count", required = true)
    private int count;

    @Override
    public Integer call() throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("CREATE TABLE row(seq INTEGER PRIMARY KEY, idx INTEGER, hash BLOB, leaf BLOB)");
            statement.execute("CREATE UNIQUE INDEX place ON row(idx)");
            connection.setAutoCommit(false);
            System.out.println("READY");
            if (System.in.read() < 0) throw new IOException("nobody waits for the rows");
            long startNs = System.nanoTime();
            insert(connection);
            System.out.println("OK " + startNs + " " + System.nanoTime());
        }
        return 0;
    }

    private void insert(Connection connection) throws SQLException {
        byte[] leaf = FloorCommand.random(leafBytes);
        byte[] hash = FloorCommand.random(HASH_BYTES);
        try (PreparedStatement row = connection.prepareStatement("INSERT INTO row(idx, hash, leaf) VALUES(?, ?, ?)")) {
            for (int i = 0; i < count; i++) {
                row.setLong(1, i);
                row.setBytes(2, hash);
                row.setBytes(3, leaf);
                row.executeUpdate();
                if (i % BATCH == BATCH - 1) connection.commit();
            }
            connection.commit();
        }
    }
}
