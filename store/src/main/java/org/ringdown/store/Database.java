package org.ringdown.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;

/** Opens the store's file, and brings its schema up to date. */
final class Database {
    /** "Rngd" as a big-endian number: SQLite's application_id of our files. */
    static final int APPLICATION_ID = 0x526e6764;

    /** The newest schema this version writes. */
    static final int SCHEMA_VERSION = 2;

    private static final int PAGE_BYTES = 4096; // measured: 8192 halves the rate of batches, and writes more a commit
    private static final int WRITER_CACHE_KIB = 8_192;
    private static final int READER_CACHE_KIB = 2_048;
    private static final int BUSY_MS = 10_000;

    /** The driver would else prepare a query for generated keys after every insert: a tenth of the writer's time. */
    private static final Properties DRIVER = new Properties();

    static {
        DRIVER.setProperty("jdbc.get_generated_keys", "false");
    }

    private Database() {}

    /** Opens for writing; makes file and schema where they are missing. */
    static Connection openWriter(Path file) throws StoreException {
        try {
            Files0600.createIfMissing(file);
        } catch (IOException e) {
            throw new StoreException(
                    Kind.BROKEN, "cannot create the store " + file + " (" + e + "); check the directory's owner", e);
        }
        Connection connection = connect(file, WRITER_CACHE_KIB);
        try {
            refuseForeign(connection, file);
            execute(connection, "PRAGMA page_size=" + PAGE_BYTES);
            execute(connection, "PRAGMA journal_mode=WAL");
            execute(connection, "PRAGMA synchronous=FULL");
            execute(connection, "PRAGMA wal_autocheckpoint=0");
            migrate(connection);
            Files0600.syncDirectory(file);
            return connection;
        } catch (SQLException e) {
            throw closing(connection, Failures.of("open " + file, e));
        } catch (IOException e) {
            throw closing(connection, new StoreException(Kind.BROKEN, "cannot sync the directory of " + file, e));
        } catch (StoreException e) {
            throw closing(connection, e);
        }
    }

    /** Opens a connection that cannot write. */
    static Connection openReader(Path file) throws StoreException {
        Connection connection = connect(file, READER_CACHE_KIB);
        try {
            refuseForeign(connection, file);
            execute(connection, "PRAGMA query_only=ON");
            return connection;
        } catch (SQLException e) {
            throw closing(connection, Failures.of("open " + file + " for reading", e));
        } catch (StoreException e) {
            throw closing(connection, e);
        }
    }

    /** Opens a connection for moving the write-ahead log into the file. */
    static Connection openCheckpointer(Path file) throws StoreException {
        Connection connection = connect(file, 64);
        try {
            execute(connection, "PRAGMA synchronous=FULL");
            execute(connection, "PRAGMA wal_autocheckpoint=0");
            return connection;
        } catch (SQLException e) {
            throw closing(connection, Failures.of("open " + file + " for checkpoints", e));
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static Connection connect(Path file, int cacheKib) throws StoreException {
        Connection connection;
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), DRIVER);
        } catch (SQLException e) {
            throw Failures.of("open " + file, e);
        }
        try {
            execute(connection, "PRAGMA busy_timeout=" + BUSY_MS);
            execute(connection, "PRAGMA cache_size=-" + cacheKib);
            execute(connection, "PRAGMA cell_size_check=ON");
            execute(connection, "PRAGMA trusted_schema=OFF");
            return connection;
        } catch (SQLException e) {
            throw closing(connection, Failures.of("open " + file, e));
        }
    }

    private static void refuseForeign(Connection connection, Path file) throws SQLException, StoreException {
        long id = number(connection, "PRAGMA application_id");
        long version = number(connection, "PRAGMA user_version");
        boolean blank = number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (id != APPLICATION_ID && !(blank && id == 0 && version == 0)) {
            throw new StoreException(
                    Kind.FOREIGN, file + " is an SQLite file of another program; point the data directory elsewhere");
        }
        if (version > SCHEMA_VERSION) {
            throw new StoreException(
                    Kind.FOREIGN,
                    file + " has schema " + version + ", this version knows up to " + SCHEMA_VERSION
                            + "; run the version that wrote it, or a newer one");
        }
    }

    private static void migrate(Connection connection) throws SQLException, StoreException {
        for (long version = number(connection, "PRAGMA user_version") + 1; version <= SCHEMA_VERSION; version++) {
            execute(connection, "BEGIN IMMEDIATE");
            for (String statement : script("schema-" + version + ".sql").split(";\\s*\n", -1)) {
                if (!statement.isBlank()) execute(connection, statement);
            }
            execute(connection, "PRAGMA application_id=" + APPLICATION_ID);
            execute(connection, "PRAGMA user_version=" + version);
            execute(connection, "COMMIT");
        }
    }

    private static String script(String name) throws StoreException {
        try (InputStream in = Database.class.getResourceAsStream(name)) {
            if (in == null) throw new IOException("no " + name + " in this build");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)--.*$", "");
        } catch (IOException e) {
            throw new StoreException(Kind.FOREIGN, "cannot read the schema script " + name + "; reinstall", e);
        }
    }

    private static StoreException closing(Connection connection, StoreException reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
        return reason;
    }
}
