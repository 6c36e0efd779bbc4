package org.ringdown.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** A cable between two nodes of a test: a TCP relay on loopback that carries, falls silent, or refuses. */
final class Relay implements AutoCloseable {
    private enum Mode {
        CARRIES,
        SILENT,
        REFUSES
    }

    private static final int BUFFER_BYTES = 16_384;

    private final ServerSocket server;
    private final InetSocketAddress target;
    /** Guarded by this. */
    private final Set<Socket> open = new HashSet<>();

    /** Guarded by this. */
    private Mode mode = Mode.CARRIES;

    Relay(HostPort target) {
        this.target = new InetSocketAddress(target.host(), target.port());
        try {
            this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    HostPort address() {
        return new HostPort("127.0.0.1", server.getLocalPort());
    }

    /** Carries what comes from now on; what stood before is gone. */
    synchronized void heal() {
        mode = Mode.CARRIES;
        cutAll();
    }

    /** As a cut cable: nothing passes, and nobody is told. */
    synchronized void silence() {
        mode = Mode.SILENT;
    }

    /** Ends what stands and every new connection. */
    synchronized void refuse() {
        mode = Mode.REFUSES;
        cutAll();
    }

    private void cutAll() {
        Set.copyOf(open).forEach(this::drop);
    }

    private synchronized void drop(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                if (keep(near)) Thread.ofVirtual().start(() -> join(near));
            } catch (IOException e) {
                if (!server.isClosed()) throw new UncheckedIOException(e);
            }
        }
    }

    private synchronized boolean keep(Socket socket) {
        open.add(socket);
        if (mode == Mode.REFUSES || server.isClosed()) drop(socket);
        return open.contains(socket);
    }

    private void join(Socket near) {
        try {
            Socket far = new Socket();
            far.connect(target, 10_000);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            if (!keep(far)) return;
            Thread.ofVirtual().start(() -> carry(far, near));
            carry(near, far);
        } catch (IOException e) {
            drop(near); // nobody listens there: the caller is told so
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!silent()) out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            assert !e.toString().isEmpty() : "one end is gone; the other is told below";
        }
        if (silent()) return;
        drop(from);
        drop(to);
    }

    private synchronized boolean silent() {
        return mode == Mode.SILENT;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        refuse();
    }
}
