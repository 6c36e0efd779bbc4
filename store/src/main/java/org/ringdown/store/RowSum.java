package org.ringdown.store;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The checksum of a row that no tree guards: CRC-32C over its values, each preceded by its length. Finds flipped bytes. */
final class RowSum {
    private final CRC32C crc = new CRC32C();

    RowSum with(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) crc.update((int) (value >>> shift));
        return this;
    }

    RowSum with(String value) {
        return with(value.getBytes(StandardCharsets.UTF_8));
    }

    RowSum with(byte[] value) {
        with((long) value.length);
        crc.update(value, 0, value.length);
        return this;
    }

    long value() {
        return crc.getValue();
    }
}
