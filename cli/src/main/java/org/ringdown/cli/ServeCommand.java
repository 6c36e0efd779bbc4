package org.ringdown.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.ringdown.charter.Json;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.Node;
import org.ringdown.node.NodeException;
import org.ringdown.node.NodeLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ringdown serve}: runs the node until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ringdown serve --data ringdown-data"},
        description = "Runs the node: the line, the API and the console. Ends at SIGTERM or Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, NodeException, InterruptedException {
        NodeLog.install();
        DataDirectory directory = data.existing();
        Node node =
                Node.start(new Node.Options(directory, NodePassphrase.of(directory.readConfig()), Version.commit()));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            node.close();
                            ended.countDown();
                        },
                        "stop"));
        output.line(Json.obj().put("api", node.apiAddress()).build(), "Serving on " + node.apiAddress() + ".");
        ended.await();
        return Exit.OK.code();
    }
}
