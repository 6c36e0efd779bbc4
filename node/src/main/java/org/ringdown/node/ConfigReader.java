package org.ringdown.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.node.NodeConfig.Api;
import org.ringdown.node.NodeConfig.LineAddresses;
import org.ringdown.node.NodeConfig.PassphraseSource;
import org.ringdown.node.NodeConfig.TlsFiles;

/** Turns the values of a configuration file into {@link NodeConfig}; collects every problem before it refuses. */
final class ConfigReader {
    private static final List<String> TOP = List.of("party", "api", "line", "lines", "second-place", "keys");
    private static final List<String> API = List.of("listen", "names", "tls-certificate", "tls-key");
    private static final List<String> LINE = List.of("listen", "peers");
    private static final int PEERS_MAX = 16;
    private static final int NAMES_MAX = 32;
    private static final int TEXT_MAX = 1024;

    private final Json.Obj root;
    private final JsonFields top;
    private final Path file;

    ConfigReader(Json.Obj root, Path file) {
        this.root = root;
        this.top = JsonFields.of(root);
        this.file = file;
    }

    NodeConfig read() throws JsonException, NodeException {
        refuseUnknown(top, root, TOP);
        String party = top.string("party", 32);
        if (!party.isEmpty() && !party.matches("[a-z][a-z0-9-]{0,31}")) {
            String mend = "Use 1 to 32 lower-case letters, digits and hyphens, a letter first.";
            top.refuse("party", JsonCode.BAD_VALUE, "\"" + party + "\" is not a party id", mend);
        }
        Api api = api();
        LineAddresses line = table(top, root, "line", LINE)
                .map(fields -> line(fields, NodeConfig.LINE_DEFAULT))
                .orElse(new LineAddresses(NodeConfig.LINE_DEFAULT, List.of()));
        Map<String, LineAddresses> lines = lines(line);
        Path secondPlace = file.resolveSibling(table(top, root, "second-place", List.of("directory"))
                .flatMap(fields -> fields.optionalString("directory", TEXT_MAX))
                .orElse("second"));
        PassphraseSource passphrase = passphrase();
        top.check();
        if (api.tls().isEmpty() && !api.listen().isLoopback()) {
            String mend = "api.listen = \"" + api.listen() + "\" can be reached from other machines. Set"
                    + " api.tls-certificate and api.tls-key, or listen on 127.0.0.1.";
            throw new NodeException(NodeCode.TLS_REQUIRED, mend);
        }
        return new NodeConfig(party, api, line, lines, secondPlace, passphrase);
    }

    private Api api() {
        Optional<JsonFields> table = table(top, root, "api", API);
        if (table.isEmpty()) return new Api(NodeConfig.API_DEFAULT, List.of(), Optional.empty());
        JsonFields fields = table.get();
        HostPort listen = hostPort(fields, "listen").orElse(NodeConfig.API_DEFAULT);
        List<String> names = fields.has("names") ? fields.strings("names", NAMES_MAX, 253) : List.of();
        String certificate = fields.optionalString("tls-certificate", TEXT_MAX).orElse("");
        String key = fields.optionalString("tls-key", TEXT_MAX).orElse("");
        if (certificate.isEmpty() != key.isEmpty()) {
            String mend = "Set both to files, or both to \"\".";
            fields.refuse("tls-key", JsonCode.BAD_VALUE, "only one of tls-certificate and tls-key is set", mend);
        }
        boolean tls = !certificate.isEmpty() && !key.isEmpty();
        return new Api(
                listen,
                names,
                tls
                        ? Optional.of(new TlsFiles(file.resolveSibling(certificate), file.resolveSibling(key)))
                        : Optional.empty());
    }

    private Map<String, LineAddresses> lines(LineAddresses common) {
        Map<String, LineAddresses> lines = new HashMap<>();
        Optional<JsonFields> table = top.optionalObject("lines");
        if (table.isEmpty() || !(root.get("lines").orElseThrow() instanceof Json.Obj object)) return lines;
        for (String id : object.fields().keySet()) {
            if (!id.matches("[0-9a-f]{32}")) {
                table.get().refuse(id, JsonCode.BAD_VALUE, "a line id is 32 lower-case hex digits", "");
            }
            table(table.get(), object, id, LINE).ifPresent(fields -> lines.put(id, line(fields, common.listen())));
        }
        return lines;
    }

    private LineAddresses line(JsonFields fields, HostPort listenDefault) {
        HostPort listen = hostPort(fields, "listen").orElse(listenDefault);
        List<HostPort> peers = new ArrayList<>();
        List<String> texts = fields.has("peers") ? fields.strings("peers", PEERS_MAX, 260) : List.of();
        for (int i = 0; i < texts.size(); i++) {
            Optional<HostPort> peer = HostPort.parse(texts.get(i));
            if (peer.isEmpty()) refuseAddress(fields, "peers[" + i + "]", texts.get(i));
            peer.ifPresent(peers::add);
        }
        return new LineAddresses(listen, peers);
    }

    private PassphraseSource passphrase() {
        Optional<JsonFields> table = table(top, root, "keys", List.of("passphrase"));
        String text = table.flatMap(fields -> fields.optionalString("passphrase", TEXT_MAX))
                .orElse("none");
        if (text.equals("prompt")) return new NodeConfig.PromptedPassphrase();
        if (text.startsWith("file:") && text.length() > 5) {
            return new NodeConfig.FilePassphrase(file.resolveSibling(text.substring(5)));
        }
        if (!text.equals("none")) {
            String mend = "Write \"none\", \"prompt\" or \"file:PATH\"; the passphrase itself never stands here.";
            table.orElse(top).refuse("passphrase", JsonCode.BAD_VALUE, "this is not a source of a passphrase", mend);
        }
        return new NodeConfig.NoPassphrase();
    }

    private static Optional<HostPort> hostPort(JsonFields fields, String name) {
        Optional<String> text = fields.optionalString(name, 260);
        Optional<HostPort> address = text.flatMap(HostPort::parse);
        if (text.isPresent() && address.isEmpty()) refuseAddress(fields, name, text.get());
        return address;
    }

    private static void refuseAddress(JsonFields fields, String name, String text) {
        String mend = "Write host:port, such as 127.0.0.1:7411 or [::1]:7411.";
        fields.refuse(name, JsonCode.BAD_VALUE, "\"" + text + "\" is not an address", mend);
    }

    private static Optional<JsonFields> table(JsonFields parent, Json.Obj object, String name, List<String> known) {
        Optional<JsonFields> fields = parent.optionalObject(name);
        if (fields.isPresent() && object.get(name).orElseThrow() instanceof Json.Obj inner) {
            refuseUnknown(fields.get(), inner, known);
        }
        return fields;
    }

    private static void refuseUnknown(JsonFields fields, Json.Obj object, List<String> known) {
        for (String key : object.fields().keySet()) {
            if (known.contains(key)) continue;
            String nearest = known.stream()
                    .min(Comparator.comparingInt(candidate -> Spelling.distance(key, candidate)))
                    .orElseThrow();
            String mend = "The nearest known key is \"" + nearest + "\"; known here: " + String.join(", ", known) + ".";
            fields.refuse(key, JsonCode.UNKNOWN_FIELD, "this key is not known", mend);
        }
    }
}
