package org.ringdown.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The wire between two nodes, in this process, so that it can be cut: silently, as a cable is, or with a reset. Bytes go
 * through as they come.
 */
final class Relay implements AutoCloseable {
    private enum Way {
        OPEN,
        SILENT,
        REFUSED
    }

    private final ServerSocket first;
    private final ServerSocket second;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Way way = Way.OPEN;

    /** Listens on two free ports, one for each direction of dialling. */
    Relay(int firstTarget, int secondTarget) throws IOException {
        first = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        second = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> accept(first, firstTarget));
        Thread.ofPlatform().daemon().start(() -> accept(second, secondTarget));
    }

    int toFirst() {
        return first.getLocalPort();
    }

    int toSecond() {
        return second.getLocalPort();
    }

    /** From now on nothing comes through, and nobody is told. */
    void cut() {
        way = Way.SILENT;
    }

    /** Ends every connection, and every new one, at once. */
    void reset() {
        way = Way.REFUSED;
        closeAll();
    }

    /** Lets new connections through; those from before are gone. */
    void heal() {
        closeAll();
        way = Way.OPEN;
    }

    private void closeAll() {
        sockets.forEach(Relay::close);
        sockets.clear();
    }

    private void accept(ServerSocket server, int target) {
        while (!server.isClosed()) {
            try {
                Socket from = server.accept();
                if (way == Way.REFUSED) {
                    close(from);
                    continue;
                }
                Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(from);
                sockets.add(to);
                pump(from, to);
                pump(to, from);
            } catch (IOException e) {
                if (server.isClosed()) return;
            }
        }
    }

    private void pump(Socket from, Socket to) {
        Thread.ofPlatform().daemon().start(() -> {
            byte[] buffer = new byte[131_072];
            try {
                from.setTcpNoDelay(true);
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                    if (way == Way.OPEN) out.write(buffer, 0, got);
                }
            } catch (IOException e) {
                // one of the two has gone; the other follows
            }
            close(from);
            close(to);
        });
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            assert socket.isClosed() : e;
        }
    }

    @Override
    public void close() throws IOException {
        first.close();
        second.close();
        closeAll();
    }
}
