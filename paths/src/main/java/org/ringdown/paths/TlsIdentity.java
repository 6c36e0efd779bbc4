package org.ringdown.paths;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node's TLS key on one line, a P-256 key in a self-signed certificate. The peer pins {@link #spki()}; it looks at
 * nothing else in the certificate. Immutable; it never prints its private key.
 */
public final class TlsIdentity {
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    private static final int FILE_BYTES_MAX = 16_384;

    private final PrivateKey privateKey;
    private final X509Certificate certificate;

    private TlsIdentity(PrivateKey privateKey, X509Certificate certificate) {
        this.privateKey = privateKey;
        this.certificate = certificate;
    }

    /**
     * Makes a fresh key and its certificate.
     *
     * @param name the certificate's common name, for people; up to 64 characters
     * @param fromMs first wall-clock instant of its dates
     * @param toMs last instant of its dates; past it the line stays up and a warning is raised
     * @param random where the key comes from
     * @return the identity
     */
    public static TlsIdentity generate(String name, long fromMs, long toMs, SecureRandom random) {
        if (name.isEmpty() || name.length() > 64) throw new IllegalArgumentException("name needs 1 to 64 characters");
        if (toMs <= fromMs) throw new IllegalArgumentException("the dates end before they begin");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair keys = generator.generateKeyPair();
            return new TlsIdentity(keys.getPrivate(), SelfSigned.certificate(name, keys, fromMs, toMs, random));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256; use a full JDK 25", e);
        }
    }

    /**
     * Reads what {@link #pem()} wrote.
     *
     * @param pem one CERTIFICATE and one PRIVATE KEY block, in any order
     * @return the identity
     * @throws PathsException KEY_CONTENT when it is not that, or the two do not belong together
     */
    public static TlsIdentity parse(String pem) throws PathsException {
        try {
            byte[] certificateBytes = block(pem, "CERTIFICATE");
            PrivateKey key =
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(block(pem, "PRIVATE KEY")));
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificateBytes));
            requirePair(key, certificate);
            return new TlsIdentity(key, certificate);
        } catch (GeneralSecurityException e) {
            throw new PathsException(
                    PathsException.Code.KEY_CONTENT,
                    "not a P-256 certificate and its private key: " + e.getMessage(),
                    e);
        }
    }

    /**
     * Reads a key file that {@link #save} wrote.
     *
     * @param file the file, readable by its owner only
     * @return the identity
     * @throws PathsException KEY_FILE or KEY_CONTENT, with the command that mends it
     */
    public static TlsIdentity load(Path file) throws PathsException {
        try {
            Set<PosixFilePermission> open = EnumSet.noneOf(PosixFilePermission.class);
            open.addAll(Files.getPosixFilePermissions(file));
            open.retainAll(OTHERS);
            if (!open.isEmpty()) {
                throw new PathsException(
                        PathsException.Code.KEY_FILE, file + " is open to others; run: chmod 600 " + file);
            }
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new PathsException(PathsException.Code.KEY_CONTENT, file + " is too large for a TLS key file");
            }
            return parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new PathsException(
                    PathsException.Code.KEY_FILE,
                    "cannot read the TLS key file " + file + " (" + e + "); put it back from the founding files",
                    e);
        }
    }

    /**
     * Writes a new key file, mode 0600, durable when it returns.
     *
     * @param file where; must not exist
     * @throws PathsException KEY_FILE when it exists or can't be written
     */
    public void save(Path file) throws PathsException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, pem(), StandardCharsets.US_ASCII, StandardOpenOption.DSYNC);
        } catch (IOException e) {
            throw new PathsException(
                    PathsException.Code.KEY_FILE, "cannot write the new TLS key file " + file + " (" + e + ")", e);
        }
    }

    /**
     * The certificate and the private key as text. Secret.
     *
     * @return two PEM blocks
     */
    public String pem() {
        try {
            return armour("CERTIFICATE", certificate.getEncoded()) + armour("PRIVATE KEY", privateKey.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a parsed certificate has no bytes", e);
        }
    }

    /**
     * What the peer pins.
     *
     * @return the DER SubjectPublicKeyInfo, a copy
     */
    public byte[] spki() {
        return certificate.getPublicKey().getEncoded();
    }

    X509Certificate certificate() {
        return certificate;
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    /** Names the certificate's subject only. */
    @Override
    public String toString() {
        return "TlsIdentity[" + certificate.getSubjectX500Principal() + "]";
    }

    private static void requirePair(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        byte[] probe = certificate.getEncoded();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(probe);
        if (!signature.verify(signed)) throw new GeneralSecurityException("the private key is not the certificate's");
    }

    private static byte[] block(String pem, String label) throws GeneralSecurityException {
        Matcher found = Pattern.compile("-----BEGIN " + label + "-----\n([A-Za-z0-9+/=\n]+)-----END " + label + "-----")
                .matcher(pem);
        if (!found.find()) throw new GeneralSecurityException("no " + label + " block");
        try {
            return Base64.getMimeDecoder().decode(found.group(1));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the " + label + " block is not base64", e);
        }
    }

    private static String armour(String label, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }
}
