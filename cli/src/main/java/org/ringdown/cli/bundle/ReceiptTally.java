package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up verified receipts by signer and kind. For one thread. */
final class ReceiptTally {
    private record Key(String by, String kind, boolean disputed) {}

    private final Map<String, LogReport.Receipt> sums = new TreeMap<>();

    void add(String by, String kind, boolean disputed, long size, long seconds) {
        LogReport.Receipt one = new LogReport.Receipt(by, kind, disputed, 1, size, seconds, seconds);
        sums.merge(new Key(by, kind, disputed).toString(), one, ReceiptTally::sum);
    }

    List<LogReport.Receipt> all() {
        return new ArrayList<>(sums.values());
    }

    private static LogReport.Receipt sum(LogReport.Receipt a, LogReport.Receipt b) {
        return new LogReport.Receipt(
                a.by(),
                a.kind(),
                a.disputed(),
                a.count() + b.count(),
                Math.max(a.largestSize(), b.largestSize()),
                Math.min(a.firstSeconds(), b.firstSeconds()),
                Math.max(a.lastSeconds(), b.lastSeconds()));
    }
}
