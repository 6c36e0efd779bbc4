package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Law 13: the node's bounds stand in {@code spec/line.md} section 8 as they are in the source. */
final class LimitTableTest {
    @Test
    void table_inTheSpec_isTheSource() throws Exception {
        String spec = Files.readString(Path.of("..", "spec", "line.md"));
        String table = Limit.table();
        assertTrue(spec.contains(table), "put this into section 8 of spec/line.md:\n" + table);
    }
}
