package org.ringdown.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringdown.line.Standing;
import org.ringdown.line.Standing.Mark;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Rfc6962;

/** What no node writes is no standing, however well it is framed. */
final class StandingCodecTest {
    private static final Mark MARK = new Mark(7, Rfc6962.EMPTY_ROOT, Bytes.of(new byte[68]));

    private static Optional<Standing> reread(LogId log, Mark mark) {
        return StandingCodec.decode(StandingCodec.encode(new Standing(Map.of(log, mark), Map.of())));
    }

    @Test
    void decode_whatWasEncoded_isTheSame() {
        Standing standing = new Standing(Map.of(Model.OWN, MARK), Map.of(Model.PEER, MARK));
        assertEquals(Optional.of(standing), StandingCodec.decode(StandingCodec.encode(standing)));
    }

    @Test
    void decode_negativeSize_isEmpty() {
        Mark negative = new Mark(-1, MARK.root(), MARK.signature());
        assertEquals(Optional.empty(), reread(Model.OWN, negative));
    }

    @Test
    void decode_epochOfNoLog_isEmpty() {
        for (String epoch : new String[] {"", "1", "-00000000", "0-9f3c02ab", "1-9F3C02AB", "9999999999-9f3c02ab"}) {
            assertEquals(Optional.empty(), reread(new LogId("northland", epoch), MARK), epoch);
        }
    }

    @Test
    void decode_logNamedTwice_isEmpty() {
        LogId second = new LogId("northland", "2-9f3c02ab");
        Map<LogId, Mark> two = new LinkedHashMap<>();
        two.put(Model.OWN, MARK);
        two.put(second, MARK);
        byte[] bytes = StandingCodec.encode(new Standing(two, Map.of()));
        int at = bytes.length - 2;
        while (bytes[at] != '2' || bytes[at + 1] != '-') at--;
        byte[] twice = bytes.clone();
        twice[at] = '1';
        assertEquals(Optional.empty(), StandingCodec.decode(twice));
    }

    @Test
    void decode_cutOrLengthened_isEmpty() {
        byte[] bytes = StandingCodec.encode(new Standing(Map.of(Model.OWN, MARK), Map.of(Model.PEER, MARK)));
        for (int size = 0; size < bytes.length; size++) {
            assertEquals(Optional.empty(), StandingCodec.decode(Arrays.copyOf(bytes, size)), size + " bytes");
        }
        assertEquals(Optional.empty(), StandingCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)));
    }
}
