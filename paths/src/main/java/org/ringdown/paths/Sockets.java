package org.ringdown.paths;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Small common acts on sockets. */
final class Sockets {
    private Sockets() {}

    /** Closes at once, whatever state the socket is in; waits for nobody. */
    static void cut(Socket raw) {
        try {
            raw.close();
        } catch (IOException e) {
            // Nothing is left to do: the descriptor is released even when close reports an error.
            assert raw.isClosed() : e;
        }
    }

    /** Says in plain words why a connection failed or ended. */
    static String cause(IOException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof CertificateException) return text(t);
        }
        return switch (e) {
            case UnknownHostException unknown -> "the host name " + text(unknown) + " is not known";
            case ConnectException refused -> "no connection: " + text(refused);
            case NoRouteToHostException route -> "no connection: " + text(route);
            case SocketTimeoutException late -> text(late);
            case SSLException tls -> tls(tls);
            case EOFException end -> text(end);
            case SocketException cut -> "the connection broke: " + text(cut);
            case IOException other -> text(other);
        };
    }

    private static String tls(SSLException e) {
        String text = text(e);
        if (text.contains("certificate_unknown") || text.contains("bad_certificate")) {
            return "the peer refused our TLS key (" + text + "): check that it has our key certificates";
        }
        if (text.contains("protocol_version") || text.contains("protocol version")) {
            return "no common TLS version, TLS 1.3 is needed (" + text + ")";
        }
        return "TLS refused: " + text;
    }

    private static String text(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
