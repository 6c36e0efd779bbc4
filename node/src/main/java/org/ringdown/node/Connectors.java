package org.ringdown.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes the API's listener: plain on loopback, TLS 1.3 elsewhere. */
final class Connectors {
    private static final Pattern KEY_BLOCK =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private Connectors() {}

    static ServerConnector make(Server server, HttpConfiguration http, NodeConfig.Api api) {
        if (api.tls().isEmpty()) return new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        HttpConfiguration secure = new HttpConfiguration(http);
        secure.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server context = new SslContextFactory.Server();
        try {
            context.setKeyStore(keyStore(api.tls().get()));
        } catch (NodeException e) {
            throw new IllegalStateException("the TLS files were readable a moment ago", e);
        }
        context.setKeyStorePassword("");
        context.setIncludeProtocols("TLSv1.3");
        HttpConnectionFactory plain = new HttpConnectionFactory(secure);
        return new ServerConnector(server, 1, 1, new SslConnectionFactory(context, plain.getProtocol()), plain);
    }

    /** Reads certificate and key; refuses a key that others can read. */
    static KeyStore keyStore(NodeConfig.TlsFiles files) throws NodeException {
        String pem = new String(SecretFiles.read(files.key()), StandardCharsets.US_ASCII);
        Matcher block = KEY_BLOCK.matcher(pem);
        if (!block.find()) throw refused(files.key() + " has no PKCS#8 block BEGIN PRIVATE KEY");
        byte[] pkcs8 = Base64.getMimeDecoder().decode(block.group(1));
        try (ByteArrayInputStream chain = new ByteArrayInputStream(Files.readAllBytes(files.certificate()))) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(chain);
            if (certificates.isEmpty()) throw refused(files.certificate() + " has no certificate");
            Certificate[] path = certificates.toArray(new Certificate[0]);
            PrivateKey key = KeyFactory.getInstance(path[0].getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, new char[0]);
            store.setKeyEntry("api", key, new char[0], path);
            return store;
        } catch (IOException e) {
            throw new NodeException(NodeCode.FILE_FAILED, files.certificate() + " can't be read: " + e, e);
        } catch (GeneralSecurityException e) {
            throw refused("certificate and key do not fit: " + e.getMessage());
        }
    }

    private static NodeException refused(String why) {
        String mend = why + ". Set api.tls-certificate and api.tls-key to a PEM chain and its PKCS#8 PEM key.";
        return new NodeException(NodeCode.KEY_INVALID, mend);
    }
}
