package org.ringdown.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
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

    /** Reads certificate and key; refuses a key that others can read, and one that is not the certificate's. */
    static KeyStore keyStore(NodeConfig.TlsFiles files) throws NodeException {
        byte[] pkcs8 = pkcs8(files.key());
        try (ByteArrayInputStream chain = new ByteArrayInputStream(chain(files.certificate()))) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(chain);
            if (certificates.isEmpty()) throw refused(files.certificate() + " has no certificate");
            Certificate[] path = certificates.toArray(new Certificate[0]);
            PublicKey publicKey = path[0].getPublicKey();
            PrivateKey key =
                    KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            requirePair(key, publicKey);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, new char[0]);
            store.setKeyEntry("api", key, new char[0], path);
            return store;
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store in memory failed to load", e);
        } catch (GeneralSecurityException e) {
            throw refused(files.certificate() + " and " + files.key() + " do not fit: " + e.getMessage());
        }
    }

    private static byte[] pkcs8(Path file) throws NodeException {
        Matcher block = KEY_BLOCK.matcher(new String(SecretFiles.read(file), StandardCharsets.US_ASCII));
        if (!block.find()) throw refused(file + " has no PKCS#8 block BEGIN PRIVATE KEY");
        try {
            return Base64.getMimeDecoder().decode(block.group(1));
        } catch (IllegalArgumentException e) {
            throw refused(file + " has a block BEGIN PRIVATE KEY that is not base64");
        }
    }

    private static byte[] chain(Path file) throws NodeException {
        int max = Limit.TLS_CHAIN_BYTES.count();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(max + 1);
            if (bytes.length > max) throw refused(file + " is too long: at most " + max + " bytes are read");
            return bytes;
        } catch (NoSuchFileException e) {
            String mend = file + " is missing. Set api.tls-certificate to a PEM chain.";
            throw new NodeException(NodeCode.FILE_MISSING, mend, e);
        } catch (IOException e) {
            String mend = file + " can't be read: " + e + ". Check its owner and mode.";
            throw new NodeException(NodeCode.FILE_FAILED, mend, e);
        }
    }

    private static void requirePair(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (publicKey.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
                    default ->
                        throw new GeneralSecurityException(
                                "a key for " + publicKey.getAlgorithm() + ", where RSA, EC or Ed25519 is needed");
                });
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        if (!signature.verify(signed)) throw new GeneralSecurityException("the key is not the certificate's");
    }

    private static NodeException refused(String why) {
        String mend = why + ". Set api.tls-certificate and api.tls-key to a PEM chain and its PKCS#8 PEM key.";
        return new NodeException(NodeCode.KEY_INVALID, mend);
    }
}
