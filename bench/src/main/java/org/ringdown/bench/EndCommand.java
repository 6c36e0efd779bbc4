package org.ringdown.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.LocalLine;
import org.ringdown.node.Node;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One end of the measured line: the whole node on its data directory, told by lines of stdin what to say. */
@Command(name = "end", hidden = true, description = "One end of the measured line; started by the others.")
final class EndCommand implements Callable<Integer> {
    @Option(names = "--data", required = true)
    private Path data = Path.of("");

    @Option(names = "--line", required = true)
    private String lineId = "";

    @Override
    public Integer call() throws NodeException, IOException, InterruptedException, ExecutionException {
        DataDirectory directory = new DataDirectory(data);
        String party = directory.readConfig().party();
        try (Node node = Node.start(new Node.Options(directory, Optional.empty(), "bench"))) {
            LocalLine line = node.local(lineId).orElseThrow();
            Recorder recorder = new Recorder(party);
            line.listen(recorder);
            serve(new EndTasks(line, recorder));
        }
        return 0;
    }

    private static void serve(EndTasks tasks) throws IOException, InterruptedException, ExecutionException {
        System.out.println("READY");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            System.out.println("OK " + tasks.run(command.split(" ", -1)));
        }
    }
}
