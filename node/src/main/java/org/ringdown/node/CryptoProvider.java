package org.ringdown.node;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.security.Signature;
import java.util.HexFormat;
import java.util.List;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Ed25519;
import org.ringdown.transcript.TranscriptException;

/**
 * Which code computes signatures in this process: Amazon's where its native library loads, else the JDK's. Whichever it
 * is must give the record's verdict on every vector of a short list of traps, or it is not used (ADR 0004).
 */
public final class CryptoProvider {
    private static final System.Logger LOG = System.getLogger(CryptoProvider.class.getName());
    private static final HexFormat HEX = HexFormat.of();

    private CryptoProvider() {}

    /**
     * Installs the quickest provider that gives the right verdicts. Idempotent; one call a process is enough.
     *
     * @return the name of the provider that signs and verifies, for {@code status}
     * @throws NodeException CRYPTO_REFUSED where not even the JDK's gives the right verdicts
     */
    public static synchronized String install() throws NodeException {
        if (nativeLoads()) {
            Security.insertProviderAt(AmazonCorrettoCryptoProvider.INSTANCE, 1);
            List<String> wrong = wrongVerdicts();
            if (wrong.isEmpty()) return active();
            LOG.log(System.Logger.Level.WARNING, "provider {0} gives other verdicts on {1}: not used", active(), wrong);
            Security.removeProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
        }
        List<String> wrong = wrongVerdicts();
        if (wrong.isEmpty()) return active();
        String mend = active() + " gives other Ed25519 verdicts than the record demands on " + wrong
                + ". Use a JDK 25 whose java.security file names its own providers first.";
        throw new NodeException(NodeCode.CRYPTO_REFUSED, mend);
    }

    /** Names the vectors on which the installed providers do not give the pinned verdict. */
    static List<String> wrongVerdicts() {
        return new String(Resources.bytes("ed25519-check.txt"), StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" "))
                .filter(vector -> !vector[1].equals(verdict(vector)))
                .map(vector -> vector[0])
                .toList();
    }

    private static String verdict(String[] vector) {
        try {
            Ed25519.verify(Bytes.of(HEX.parseHex(vector[2])), HEX.parseHex(vector[3]), HEX.parseHex(vector[4]));
            return "ACCEPT";
        } catch (TranscriptException e) {
            return "REFUSE";
        }
    }

    private static boolean nativeLoads() {
        Throwable trouble = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
        if (trouble == null) return true;
        LOG.log(
                System.Logger.Level.INFO,
                "no native crypto provider here, the JDK''s is used: {0}",
                trouble.toString());
        return false;
    }

    private static String active() {
        try {
            return Signature.getInstance("Ed25519").getProvider().getName();
        } catch (GeneralSecurityException e) {
            return "none (" + e.getMessage() + ")";
        }
    }
}
