package org.ringdown.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy between the two nodes: the cable that can be cut. While it is cut no byte moves and nobody is told, as with
 * a real cable; connections made meanwhile hang.
 */
final class Wire implements AutoCloseable {
    private static final int BUFFER = 16_384;

    private final ServerSocket in;
    private final InetSocketAddress to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    /** Guarded by lock. */
    private boolean cut;

    private volatile boolean closed;

    private Wire(ServerSocket in, InetSocketAddress to) {
        this.in = in;
        this.to = to;
    }

    /** Begins to carry bytes from one local port to another. */
    static Wire lay(int from, int to) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        ServerSocket in = new ServerSocket();
        in.setReuseAddress(true);
        in.bind(new InetSocketAddress(here, from), 64);
        Wire wire = new Wire(in, new InetSocketAddress(here, to));
        Thread.ofVirtual().start(wire::accept);
        return wire;
    }

    void cut() {
        synchronized (lock) {
            cut = true;
        }
    }

    void heal() {
        synchronized (lock) {
            cut = false;
            lock.notifyAll();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket near = in.accept();
                open.add(near);
                Thread.ofVirtual().start(() -> join(near));
            } catch (IOException e) {
                if (!closed) System.err.println("demo: the wire takes no connection: " + e);
            }
        }
    }

    private void join(Socket near) {
        Socket far = new Socket();
        open.add(far);
        try {
            passable();
            far.connect(to, 2_000);
            far.setTcpNoDelay(true);
            near.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> carry(far, near));
            carry(near, far);
            back.join();
        } catch (IOException e) {
            // the far node is down: the near one is told by a closed connection, as without the wire
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            drop(near);
            drop(far);
        }
    }

    private void carry(Socket from, Socket onto) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream source = from.getInputStream();
            OutputStream sink = onto.getOutputStream();
            for (int got = source.read(buffer); got >= 0; got = source.read(buffer)) {
                passable();
                sink.write(buffer, 0, got);
            }
            passable();
        } catch (IOException e) {
            // one end is gone; the other is told below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            drop(from);
            drop(onto);
        }
    }

    private void passable() throws InterruptedException {
        synchronized (lock) {
            while (cut && !closed) lock.wait();
        }
    }

    private void drop(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone all the same
        }
    }

    @Override
    public void close() {
        closed = true;
        heal();
        try {
            in.close();
        } catch (IOException e) {
            System.err.println("demo: closing the wire: " + e);
        }
        Set.copyOf(open).forEach(this::drop);
    }
}
