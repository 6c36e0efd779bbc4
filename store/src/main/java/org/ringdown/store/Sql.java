package org.ringdown.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.line.StoreException;

/** A connection with its prepared statements, each prepared once. For one thread. */
final class Sql {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Reads a row into a value. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException, StoreException;
    }

    /** Looks at a row. */
    @FunctionalInterface
    interface RowVisitor {
        void visit(ResultSet row) throws SQLException, StoreException;
    }

    Connection connection() {
        return connection;
    }

    PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Runs a statement that changes something; arguments are Long, String or byte[]. */
    void run(String sql, Object... arguments) throws SQLException {
        bound(sql, arguments).executeUpdate();
    }

    <T> List<T> list(RowReader<T> reader, String sql, Object... arguments) throws SQLException, StoreException {
        List<T> all = new ArrayList<>();
        try (ResultSet rows = bound(sql, arguments).executeQuery()) {
            while (rows.next()) all.add(reader.read(rows));
        }
        return all;
    }

    /** Looks at each row, of any number. */
    void each(RowVisitor visitor, String sql, Object... arguments) throws SQLException, StoreException {
        try (ResultSet rows = bound(sql, arguments).executeQuery()) {
            while (rows.next()) visitor.visit(rows);
        }
    }

    /** Reads rows until one is refused. */
    void takeWhile(RowReader<Boolean> reader, String sql, Object... arguments) throws SQLException, StoreException {
        try (ResultSet rows = bound(sql, arguments).executeQuery()) {
            boolean more = rows.next();
            while (more) more = reader.read(rows) && rows.next();
        }
    }

    <T> Optional<T> first(RowReader<T> reader, String sql, Object... arguments) throws SQLException, StoreException {
        try (ResultSet rows = bound(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    long number(String sql, Object... arguments) throws SQLException, StoreException {
        return first(row -> row.getLong(1), sql, arguments).orElse(0L);
    }

    private PreparedStatement bound(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = statement(sql);
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case Long number -> statement.setLong(i + 1, number);
                case String text -> statement.setString(i + 1, text);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Object other -> throw new IllegalArgumentException("no column takes a " + other.getClass());
            }
        }
        return statement;
    }
}
