package org.ringdown.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.ringdown.charter.CharterException;
import org.ringdown.node.NodeException;

/**
 * A line whose record has many entries, all said and delivered by two running nodes; they are stopped again.
 *
 * @param northData the data directory of the party that said them
 * @param lineId the line
 */
record Filled(Path northData, String lineId) {
    private static final int BATCH = 256;
    private static final int PRODUCERS = 8;

    static Filled found(Path dir, int entries, Report report) throws IOException, NodeException, CharterException {
        Rig rig = Rig.found(dir);
        try (Rig.Pair pair = rig.start(false)) {
            pair.north().ask("record 0");
            long[] span = pair.north().numbers("flood " + entries + " " + BATCH + " " + PRODUCERS);
            double seconds = (span[1] - span[0]) / 1e9;
            report.figure(
                    "filledPerSecond",
                    entries / seconds,
                    Report.text("%,d entries said and delivered in %.1f s", entries, seconds));
        }
        return new Filled(rig.northData(), rig.lineId());
    }
}
