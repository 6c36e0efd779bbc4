package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
    @TempDir
    Path scratch = Path.of("");

    @Test
    void directory_created_isClosedToOthersAndParses() throws NodeException, IOException {
        DataDirectory data = create("northland");

        assertEquals("northland", data.readConfig().party());
        assertEquals("rwx------", mode(data.root().resolve("keys")));
        assertEquals("rw-------", mode(data.cliToken()));
        assertTrue(data.readCliToken().matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void directory_createdTwice_isRefused() throws NodeException {
        create("northland");
        assertEquals(
                NodeCode.FILE_EXISTS,
                assertThrows(NodeException.class, () -> create("northland")).code());
    }

    @Test
    void directory_forNoPartyId_isRefusedBeforeAnythingIsWritten() {
        assertEquals(
                NodeCode.CONFIG_INVALID,
                assertThrows(NodeException.class, () -> create("North Land")).code());
        assertTrue(Files.notExists(scratch.resolve("data")));
    }

    @Test
    void lock_takenTwice_isRefusedUntilItIsFree() throws NodeException, IOException {
        DataDirectory data = create("northland");
        try (NodeLock held = NodeLock.take(data)) {
            assertTrue(Files.exists(data.lock()), "node.lock, held by " + held.getClass());
            assertEquals(
                    NodeCode.DATA_LOCKED,
                    assertThrows(NodeException.class, () -> NodeLock.take(data)).code());
        }
        NodeLock.take(data).close();
    }

    private DataDirectory create(String party) throws NodeException {
        return DataDirectory.create(scratch.resolve("data"), party, NodeConfig.API_DEFAULT, NodeConfig.LINE_DEFAULT);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
