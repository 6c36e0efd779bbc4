package org.ringdown.paths;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A TCP relay on the loopback that can cut, swallow everything silently, or let only so many bytes through. */
final class Proxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final int target;
    private final List<Socket> sockets = new ArrayList<>();
    private boolean swallowing;
    private boolean refusing;
    private long left = Long.MAX_VALUE;

    Proxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on nothing passes, and nobody is told. */
    synchronized void swallow() {
        swallowing = true;
    }

    /** Only so many more bytes pass, both ways together; then everything is cut. */
    synchronized void cutAfter(long bytes) {
        left = bytes;
    }

    /** Cuts what stands; while {@code refuse}, new connections are cut as well. */
    synchronized void cut(boolean refuse) {
        refusing = refuse;
        swallowing = false;
        sockets.forEach(Sockets::cut);
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut(true);
    }

    private void accept() {
        try {
            while (true) {
                Socket in = server.accept();
                Socket out = new Socket(InetAddress.getLoopbackAddress(), target);
                in.setTcpNoDelay(true);
                out.setTcpNoDelay(true);
                if (!admit(in, out)) continue;
                Thread.ofVirtual().start(() -> pump(in, out));
                Thread.ofVirtual().start(() -> pump(out, in));
            }
        } catch (IOException e) {
            assert server.isClosed() : e;
        }
    }

    private synchronized boolean admit(Socket in, Socket out) {
        if (refusing) {
            Sockets.cut(in);
            Sockets.cut(out);
            return false;
        }
        sockets.add(in);
        sockets.add(out);
        return true;
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int pass = passing(n);
                out.write(buffer, 0, Math.max(0, pass));
                if (pass >= 0 && pass < n) break;
            }
        } catch (IOException e) {
            assert from.isClosed() || to.isClosed() || !e.toString().isEmpty();
        }
        end(from, to);
    }

    /** Passes an end on, unless nobody is to be told. */
    private synchronized void end(Socket from, Socket to) {
        if (swallowing) return;
        Sockets.cut(from);
        Sockets.cut(to);
    }

    /** How many of n bytes pass; -1 swallows them. */
    private synchronized int passing(int n) {
        if (swallowing) return -1;
        int pass = (int) Math.min(n, left);
        left -= pass;
        return pass;
    }
}
