package org.ringdown.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.SignatureException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys of the floor: one TLS key that both ends show and trust, one Ed25519 pair. */
final class FloorKeys {
    private static final String STORE = "floor.p12";
    private static final char[] PASSWORD = "only-for-the-floor".toCharArray();

    private final KeyPair pair;
    private final Signature signer;
    private final Signature verifier;

    FloorKeys() throws GeneralSecurityException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        signer = Signature.getInstance("Ed25519");
        verifier = Signature.getInstance("Ed25519");
    }

    /** Makes the TLS key with the JDK's keytool. */
    static void create(Path dir) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "floor",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=floor",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        dir.resolve(STORE).toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (made.waitFor() != 0) throw new IOException("keytool: " + said);
    }

    static SSLContext context(Path dir) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(dir.resolve(STORE))) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("floor", store.getCertificate("floor"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    byte[] sign(byte[] text) throws GeneralSecurityException {
        signer.initSign(pair.getPrivate());
        signer.update(text);
        return signer.sign();
    }

    byte[] publicKey() {
        return pair.getPublic().getEncoded();
    }

    void verify(java.security.PublicKey key, byte[] text, byte[] signature) throws GeneralSecurityException {
        verifier.initVerify(key);
        verifier.update(text);
        if (!verifier.verify(signature)) throw new SignatureException("the floor's own signature is wrong");
    }

    static java.security.PublicKey key(byte[] encoded) throws GeneralSecurityException {
        return java.security.KeyFactory.getInstance("Ed25519")
                .generatePublic(new java.security.spec.X509EncodedKeySpec(encoded));
    }
}
