package org.ringdown.charter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringdown.transcript.Bytes;

final class CallWordsTest {
    private static final String LINE = "00112233445566778899aabbccddeeff";
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void agreement_vectorOfRfc7748_matches() throws Exception {
        byte[] scalar = HEX.parseHex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4");
        Bytes u = Bytes.of(HEX.parseHex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"));
        String out = "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552";
        assertEquals(out, X25519.agree(scalar, u).hex());
    }

    @Test
    void agreement_fromEitherSide_isTheSameAndRefusesWeakKeys() throws Exception {
        Fixtures world = new Fixtures(5);
        byte[] north = new byte[32];
        byte[] south = new byte[32];
        world.random.nextBytes(north);
        world.random.nextBytes(south);
        assertEquals(X25519.agree(north, X25519.publicKey(south)), X25519.agree(south, X25519.publicKey(north)));
        Bytes zero = Bytes.of(new byte[32]);
        assertEquals(
                CharterCode.WEAK_KEY,
                assertThrows(CharterException.class, () -> X25519.agree(north, zero))
                        .code());
    }

    @Test
    void list_sameInputs_sameWordsAndAnyOtherInputOtherWords() {
        Bytes secret = Bytes.of(new byte[32]);
        var there = new CallWords.Direction(LINE, "northland", "southland");
        var back = new CallWords.Direction(LINE, "southland", "northland");
        List<CallWords.Row> list = CallWords.list(secret, there, 490_000);
        assertEquals(list, CallWords.list(secret, there, 490_000));
        assertEquals(CallWords.ROWS, list.size());
        Set<List<String>> all = new HashSet<>();
        for (List<CallWords.Row> one : List.of(
                list,
                CallWords.list(secret, back, 490_000),
                CallWords.list(secret, there, 489_999),
                CallWords.list(secret, there, 490_001))) {
            for (CallWords.Row row : one) {
                all.add(row.call());
                all.add(row.answer());
            }
        }
        assertEquals(4 * 2 * CallWords.ROWS, all.size());
    }

    @Test
    void hour_atItsEdges_isCountedFromItsStart() {
        assertEquals(0, CallWords.hourOf(3_599_999));
        assertEquals(1, CallWords.hourOf(3_600_000));
        assertEquals(-1, CallWords.hourOf(-1));
    }
}
