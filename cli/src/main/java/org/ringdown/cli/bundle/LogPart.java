package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.message.LogId;

/**
 * What a bundle holds of one log. Either a run ({@code singles} empty) or single entries ({@code count} 0).
 *
 * @param log which log
 * @param size the size of the head that everything is proven against
 * @param first index of the first entry of the run
 * @param count how many entries the run has
 * @param leafBlocks how many blocks hold them
 * @param headBlocks how many blocks hold cosigned heads
 * @param earlyBlocks how many blocks hold early receipts
 * @param singles the indexes of single entries, ascending
 */
public record LogPart(
        LogId log,
        long size,
        long first,
        long count,
        int leafBlocks,
        int headBlocks,
        int earlyBlocks,
        List<Long> singles) {

    /** Copies its list. */
    public LogPart {
        singles = List.copyOf(singles);
    }

    /**
     * The index behind the run's last entry.
     *
     * @return first + count
     */
    public long end() {
        return first + count;
    }

    /** Where this log's members stand. */
    String folder() {
        return folder(log);
    }

    static String folder(LogId log) {
        return "logs/" + log.party() + "/" + log.epoch() + "/";
    }

    static String block(String kind, int number) {
        return "%s-%06d".formatted(kind, number);
    }

    /** The names of this log's members, in order. */
    List<String> memberNames() {
        List<String> names = new ArrayList<>();
        names.add(folder() + "head.note");
        if (first > 0 && count > 0) names.add(folder() + "frontier");
        for (int i = 0; i < leafBlocks; i++) names.add(folder() + block("leaves", i));
        if (count > 0 && end() < size) names.add(folder() + "consistency");
        for (long index : singles) {
            names.add(folder() + index + ".leaf");
            names.add(folder() + index + ".tlog-proof");
        }
        for (int i = 0; i < headBlocks; i++) names.add(folder() + block("heads", i));
        for (int i = 0; i < earlyBlocks; i++) names.add(folder() + block("early", i));
        return names;
    }

    /** Whether counts and indexes fit each other. */
    boolean isSound() {
        boolean run = count > 0;
        boolean runFits = run ? end() <= size && leafBlocks > 0 && leafBlocks <= count : first == 0 && leafBlocks == 0;
        boolean ascending = true;
        long before = -1;
        for (long index : singles) {
            ascending &= index > before && index < size;
            before = index;
        }
        boolean nothing = run || (headBlocks == 0 && (earlyBlocks == 0 || !singles.isEmpty()));
        return runFits && nothing && ascending && !(run && !singles.isEmpty()) && LogId.isEpoch(log.epoch());
    }
}
