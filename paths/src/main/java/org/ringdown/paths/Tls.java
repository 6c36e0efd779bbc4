package org.ringdown.paths;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Turns a connected socket into a mutually authenticated TLS 1.3 one, within a deadline. */
final class Tls {
    private static final String[] SUITES = {
        "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"
    };

    private final SSLContext context;
    private final PinnedTrust trust;
    private final ScheduledExecutorService timer;

    Tls(TlsIdentity own, Predicate<byte[]> peerPinned, ScheduledExecutorService timer) {
        this.trust = new PinnedTrust(peerPinned);
        this.timer = timer;
        try {
            context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {new OwnKey(own)}, new TrustManager[] {trust}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS 1.3; use a full JDK 25", e);
        }
    }

    /** A finished handshake. */
    record Link(SSLSocket socket, X509Certificate peer) {}

    /** Throws IOException when the peer is refused, refuses us, or takes longer than the deadline. */
    Link handshake(Socket raw, boolean dialled, int deadlineMs) throws IOException {
        AtomicBoolean late = new AtomicBoolean(); // said before the cut: who is cut looks at once
        Runnable cut = () -> {
            late.set(true);
            Sockets.cut(raw);
        };
        Future<?> watchdog = timer.schedule(cut, deadlineMs, TimeUnit.MILLISECONDS);
        try {
            raw.setTcpNoDelay(true);
            SSLSocket socket = (SSLSocket) context.getSocketFactory()
                    .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
            socket.setUseClientMode(dialled);
            socket.setSSLParameters(parameters());
            socket.startHandshake();
            X509Certificate[] chain = (X509Certificate[]) socket.getSession().getPeerCertificates();
            socket.getSession().invalidate(); // never resumed by us
            trust.check(chain); // a resumed handshake would not have asked
            return new Link(socket, chain[0]);
        } catch (CertificateException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            throw late.get() ? new IOException("no TLS handshake within " + deadlineMs + " ms", e) : e;
        } finally {
            watchdog.cancel(false);
        }
    }

    private static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters(SUITES, new String[] {"TLSv1.3"});
        parameters.setNeedClientAuth(true);
        parameters.setServerNames(List.of());
        return parameters;
    }
}
