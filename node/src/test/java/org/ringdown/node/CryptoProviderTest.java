package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CryptoProviderTest {
    @AfterEach
    void removeProvider() {
        Security.removeProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
    }

    @Test
    void vectors_underTheJdk_getThePinnedVerdicts() {
        assertEquals(List.of(), CryptoProvider.wrongVerdicts());
    }

    @Test
    void install_whereTheNativeLibraryLoads_usesIt() throws NodeException {
        boolean loads = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;
        assertEquals(loads ? AmazonCorrettoCryptoProvider.PROVIDER_NAME : "SunEC", CryptoProvider.install());
        assertEquals(List.of(), CryptoProvider.wrongVerdicts());
    }
}
