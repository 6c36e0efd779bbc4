package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NodeConfigTest {
    private static final Path FILE = Path.of("/data/ringdown.toml");

    @Test
    void sample_asWrittenByInit_givesTheDefaults() throws NodeException {
        NodeConfig config =
                NodeConfig.parse(NodeConfig.sample("northland", NodeConfig.API_DEFAULT, NodeConfig.LINE_DEFAULT), FILE);

        assertEquals("northland", config.party());
        assertEquals(new NodeConfig.Api(new HostPort("127.0.0.1", 7410), List.of(), Optional.empty()), config.api());
        assertEquals(new NodeConfig.LineAddresses(new HostPort("127.0.0.1", 7411), List.of()), config.line());
        assertEquals(Path.of("/data/second"), config.secondPlace());
        assertEquals(new NodeConfig.NoPassphrase(), config.passphrase());
    }

    @Test
    void config_withOnlyTheParty_hasTheSameDefaultsAsTheSample() throws NodeException {
        NodeConfig sample =
                NodeConfig.parse(NodeConfig.sample("northland", NodeConfig.API_DEFAULT, NodeConfig.LINE_DEFAULT), FILE);
        assertEquals(sample, NodeConfig.parse("party = \"northland\"", FILE));
    }

    @Test
    void config_unknownKeys_areAllNamedWithTheNearestKnownKey() {
        NodeException e = refused("""
                party = "northland"
                secondplace = 1
                [api]
                listen = "127.0.0.1:1"
                tls-kee = ""
                """);

        assertEquals(NodeCode.CONFIG_INVALID, e.code());
        assertTrue(
                message(e).contains("api.tls-kee: this key is not known. The nearest known key is \"tls-key\""),
                message(e));
        assertTrue(
                message(e).contains("secondplace: this key is not known. The nearest known key is \"second-place\""));
    }

    @Test
    void config_wrongValues_areAllNamed() {
        NodeException e = refused("""
                party = "North Land"
                [api]
                listen = 7410
                [line]
                peers = ["nowhere"]
                [keys]
                passphrase = "hunter2"
                [lines.abc]
                """);

        for (String path : List.of("party", "api.listen", "line.peers[0]", "keys.passphrase", "lines.abc")) {
            assertTrue(message(e).contains("  " + path + ": "), path + " in " + message(e));
        }
        assertTrue(!message(e).contains("hunter2"), "a passphrase written by mistake is not printed");
    }

    @Test
    void config_withADoubledKey_isRefused() {
        NodeException e = refused("""
                party = "northland"
                party = "southland"
                """);
        assertEquals(NodeCode.CONFIG_INVALID, e.code());
        assertTrue(message(e).contains("Duplicate key"), message(e));
    }

    @Test
    void config_apiBeyondLoopbackWithoutTls_isRefused() {
        assertEquals(NodeCode.TLS_REQUIRED, refused("""
                        party = "northland"
                        [api]
                        listen = "0.0.0.0:7410"
                        """).code());
    }

    @Test
    void config_lineTable_overridesTheCommonAddresses() throws NodeException {
        String id = "0123456789abcdef0123456789abcdef";
        NodeConfig config = NodeConfig.parse("""
                party = "northland"
                [line]
                listen = "127.0.0.1:1"
                [lines.%s]
                listen = "[::1]:2"
                peers = ["a.example:3"]
                """.formatted(id), FILE);
        assertEquals(
                new NodeConfig.LineAddresses(new HostPort("::1", 2), List.of(new HostPort("a.example", 3))),
                config.addresses(id));
        assertEquals(
                new HostPort("127.0.0.1", 1), config.addresses("f".repeat(32)).listen());
    }

    private static NodeException refused(String toml) {
        return assertThrows(NodeException.class, () -> NodeConfig.parse(toml, FILE));
    }

    private static String message(NodeException e) {
        return String.valueOf(e.getMessage());
    }
}
