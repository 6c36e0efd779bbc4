package org.ringdown.cli;

import java.util.concurrent.Callable;
import org.ringdown.node.DataDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ringdown doctor}: a check-up of this machine and data directory. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Checks this machine, the data directory, keys, ports and stores, and says what mends each fault.",
            "Reads only; a node may run. For the record itself, entry by entry, see ringdown fsck.",
            "Exit 0: nothing fails (there may be warnings). Exit 1: something fails."
        },
        footer = {"", "Example:", "  ringdown doctor --data ringdown-data"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException {
        DataDirectory directory = data.existing();
        Checkup checkup = new Checkup();
        new DoctorMachine(checkup, directory).run();
        new DoctorFiles(checkup, directory).run();
        new DoctorNode(checkup, directory).run();
        output.answer(checkup.json(), checkup.lines());
        return checkup.isOk() ? Exit.OK.code() : Exit.NEGATIVE.code();
    }
}
