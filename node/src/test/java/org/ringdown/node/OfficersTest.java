package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Role;

final class OfficersTest {
    private static final Officer HALE = new Officer("n.hale", "N. Hale", Role.WATCH, "watch");

    @TempDir
    Path directory = Path.of("");

    private long nowMs = 1_800_000_000_000L;

    @Test
    void link_redeemed_worksOnce() throws NodeException {
        Officers officers = officers();
        officers.add(HALE);
        String token = officers.link("n.hale");

        assertEquals(Optional.of(HALE), officers.redeem(token));
        assertEquals(Optional.empty(), officers.redeem(token));
    }

    @Test
    void link_olderThanItsLife_isVoid() throws NodeException {
        Officers officers = officers();
        officers.add(HALE);
        String token = officers.link("n.hale");
        nowMs += Limit.LINK_LIFE_MS.amount();

        assertEquals(Optional.empty(), officers.redeem(token));
    }

    @Test
    void link_madeByAnotherInstance_isSeen() throws NodeException {
        Officers running = officers();
        assertEquals(List.of(), running.list());
        officers().add(HALE);
        String token = officers().link("n.hale");

        assertEquals(Optional.of(HALE), running.redeem(token));
    }

    @Test
    void links_beyondTheBound_theOldestIsVoid() throws NodeException {
        Officers officers = officers();
        officers.add(HALE);
        String oldest = officers.link("n.hale");
        for (int i = 0; i < Limit.LINKS_PER_OFFICER.amount(); i++) officers.link("n.hale");

        assertEquals(Optional.empty(), officers.redeem(oldest));
    }

    @Test
    void register_neverHoldsAToken_andIsClosedToOthers() throws NodeException, IOException {
        Officers officers = officers();
        officers.add(HALE);
        String token = officers.link("n.hale");
        Path file = new DataDirectory(directory).officers();

        assertFalse(Files.readString(file).contains(token));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        NodeException e = assertThrows(NodeException.class, () -> officers().list());
        assertEquals(NodeCode.KEY_EXPOSED, e.code());
        assertTrue(String.valueOf(e.getMessage()).contains("chmod 600 " + file), e.getMessage());
    }

    @Test
    void officer_revoked_isGoneWithLinks() throws NodeException {
        Officers officers = officers();
        officers.add(HALE);
        String token = officers.link("n.hale");
        officers.revoke("n.hale");

        assertEquals(Optional.empty(), officers.find("n.hale"));
        assertEquals(Optional.empty(), officers.redeem(token));
        assertEquals(
                NodeCode.OFFICER_REFUSED,
                assertThrows(NodeException.class, () -> officers.revoke("n.hale"))
                        .code());
    }

    @Test
    void officer_withAnIdThatIsThere_isRefused() throws NodeException {
        Officers officers = officers();
        officers.add(HALE);
        assertThrows(NodeException.class, () -> officers.add(HALE));
    }

    private Officers officers() {
        return new Officers(new DataDirectory(directory), () -> nowMs);
    }
}
