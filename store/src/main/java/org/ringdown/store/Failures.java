package org.ringdown.store;

import java.sql.SQLException;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what an SQLite error means for the writer. */
final class Failures {
    private static final int PRIMARY = 0xff;

    private Failures() {}

    static StoreException of(String doing, SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException s ? s.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        Kind kind = kind(code);
        String next = switch (kind) {
            case FULL -> "free space on its volume";
            case BROKEN -> "the handle is closed: reopen the store, which recovers from disk";
            case CORRUPT -> "run fsck, then restore the damaged part from the peer";
            case FOREIGN -> "point the data directory at a Ringdown store, or move this file away";
        };
        return new StoreException(kind, "the store could not " + doing + " (" + e.getMessage() + "); " + next, e);
    }

    private static Kind kind(SQLiteErrorCode code) {
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) return Kind.FULL; // the wal-index could not grow
        int primary = code.code & PRIMARY;
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) return Kind.FULL;
        if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code) return Kind.CORRUPT;
        if (primary == SQLiteErrorCode.SQLITE_NOTADB.code) return Kind.FOREIGN;
        return Kind.BROKEN;
    }
}
