package org.ringdown.paths;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts exactly one certificate, signed by its own key, whose SubjectPublicKeyInfo is pinned. Names, issuers and dates
 * decide nothing: law 10.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final Predicate<byte[]> pinned;

    PinnedTrust(Predicate<byte[]> pinned) {
        this.pinned = pinned;
    }

    /** Requires nothing; throws unless the key is pinned. Also asked after the handshake, which may be a resumed one. */
    void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length != 1) {
            throw new CertificateException("the peer showed " + chain.length + " certificates; it must show just one");
        }
        byte[] spki = chain[0].getPublicKey().getEncoded();
        if (!pinned.test(spki)) {
            throw new CertificateException("the peer's TLS key is not one that its root key certified for this line");
        }
        try {
            chain[0].verify(chain[0].getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the peer's certificate is not signed by its own key", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
