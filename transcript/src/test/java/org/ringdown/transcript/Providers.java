package org.ringdown.transcript;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.function.Executable;

/** Runs a check with the JDK's crypto and again with the Corretto provider in front of it. */
final class Providers {
    private Providers() {}

    static void withCorretto(Executable check) throws Throwable {
        AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        if (corretto.getLoadingError() != null)
            System.out.println("SKIPPED: no Corretto crypto: " + corretto.getLoadingError());
        Assumptions.assumeTrue(corretto.getLoadingError() == null, "the Corretto native library does not load here");
        Security.insertProviderAt(corretto, 1);
        try {
            check.execute();
        } finally {
            Security.removeProvider(corretto.getName());
        }
    }
}
