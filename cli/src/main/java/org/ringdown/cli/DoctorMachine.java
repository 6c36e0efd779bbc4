package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ringdown.node.CryptoProvider;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;

/** Checks the machine: Java, its cryptography, room on the disk. */
final class DoctorMachine {
    private static final int JAVA = 25;
    private static final long ROOM_FAIL_MIB = 64;
    private static final long ROOM_WARN_MIB = 1_024;

    private final Checkup checkup;
    private final DataDirectory data;

    DoctorMachine(Checkup checkup, DataDirectory data) {
        this.checkup = checkup;
        this.data = data;
    }

    void run() {
        java();
        crypto();
        room("disk", data.root());
    }

    private void java() {
        String seen = Runtime.version() + " by " + System.getProperty("java.vendor");
        if (Runtime.version().feature() == JAVA) checkup.ok("java", seen);
        else
            checkup.fail("java", seen + "; Ringdown is made for a JDK " + JAVA, "Set JAVA_HOME to a JDK " + JAVA + ".");
    }

    private void crypto() {
        try {
            checkup.ok("crypto", "signatures by " + CryptoProvider.install() + ", every check vector judged right");
        } catch (NodeException e) {
            checkup.fail("crypto", String.valueOf(e.getMessage()), "Use a JDK 25 with its own java.security file.");
        }
    }

    private void room(String check, Path path) {
        try {
            long mib = Files.getFileStore(path).getUsableSpace() >> 20;
            String seen = mib + " MiB free on the volume of " + path;
            String mend = "Free room: df -h " + path + "; the record stops when the disk is full, STOP still goes.";
            if (mib < ROOM_FAIL_MIB) checkup.fail(check, seen, mend);
            else if (mib < ROOM_WARN_MIB) checkup.warn(check, seen, mend);
            else checkup.ok(check, seen);
        } catch (IOException e) {
            checkup.fail(check, "the free room can't be told: " + e, "Check the volume: df -h " + path);
        }
    }
}
