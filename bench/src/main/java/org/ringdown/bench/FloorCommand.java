package org.ringdown.bench;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.ringdown.node.CryptoProvider;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One end of the physical floor: a bare program that does, one after the other, what PROTOCOL.md demands of one delivery
 * and nothing else. Nothing of the product is on the measured way: JDK sockets and files, the same crypto provider.
 */
@Command(name = "floor", hidden = true, description = "One end of the physical floor; started by the others.")
final class FloorCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true)
    private Path dir = Path.of("");

    @Option(names = "--port", description = "The port to call; without it, this end answers.")
    private int port;

    @Option(names = "--leaf", required = true, description = "Bytes of a leaf.")
    private int leafBytes;

    @Override
    public Integer call() throws IOException, GeneralSecurityException, NodeException {
        CryptoProvider.install();
        SSLContext context = FloorKeys.context(dir);
        if (port == 0) return answering(context);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            prepare(socket);
            FloorCaller caller = new FloorCaller(dir, leafBytes, new FloorWire(socket));
            System.out.println("READY");
            serve(words -> caller.run(words));
        }
        return 0;
    }

    private int answering(SSLContext context) throws IOException, GeneralSecurityException {
        try (SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setNeedClientAuth(true);
            System.out.println("READY " + server.getLocalPort());
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                prepare(socket);
                FloorAnswerer answerer = new FloorAnswerer(dir, new FloorWire(socket));
                Thread.ofPlatform().daemon().start(answerer);
                serve(words -> answerer.times());
            }
        }
        return 0;
    }

    private static void prepare(SSLSocket socket) throws IOException {
        socket.setEnabledProtocols(new String[] {"TLSv1.3"});
        socket.setTcpNoDelay(true);
        socket.startHandshake();
    }

    /** Does one command. */
    private interface Task {
        String run(String[] words) throws IOException, GeneralSecurityException;
    }

    private static void serve(Task task) throws IOException, GeneralSecurityException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            System.out.println("OK " + task.run(command.split(" ", -1)));
        }
    }

    /** Frames with a length before them. */
    static final class FloorWire {
        private final DataInputStream in;
        private final DataOutputStream out;

        FloorWire(SSLSocket socket) throws IOException {
            in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 32_768));
            out = new DataOutputStream(new java.io.BufferedOutputStream(socket.getOutputStream(), 32_768));
        }

        void send(byte[]... parts) throws IOException {
            for (byte[] part : parts) {
                out.writeInt(part.length);
                out.write(part);
            }
            out.flush();
        }

        byte[] receive() throws IOException {
            byte[] part = new byte[in.readInt()];
            in.readFully(part);
            return part;
        }
    }

    static byte[] random(int bytes) {
        byte[] out = new byte[bytes];
        new SecureRandom().nextBytes(out);
        return out;
    }
}
