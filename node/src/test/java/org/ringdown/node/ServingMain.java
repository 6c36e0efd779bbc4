package org.ringdown.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** A node as a process of its own, for tests that kill it: serves a data directory until its input ends. */
final class ServingMain {
    private ServingMain() {}

    public static void main(String[] arguments) throws NodeException, IOException {
        NodeLog.install();
        DataDirectory data = new DataDirectory(Path.of(arguments[0]));
        try (Node node = Node.start(new Node.Options(data, Optional.empty(), "test"))) {
            System.out.println("serving " + node.apiAddress());
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
