package org.ringdown.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonReader;
import org.ringdown.charter.JsonWriter;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.HostPort;
import org.ringdown.node.NodeConfig;
import org.ringdown.node.NodeException;

/** The own node's HTTP API, with the token of the data directory. Safe to share between threads. */
final class ApiClient implements AutoCloseable {
    private static final JsonBounds BOUNDS = new JsonBounds(64 << 20, 32, 4_000_000, 1 << 20, 32);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http;
    private final String base;
    private final String token;
    private final Path data;

    private ApiClient(HttpClient http, String base, String token, Path data) {
        this.http = http;
        this.base = base;
        this.token = token;
        this.data = data;
    }

    /** Makes a client for the node of a data directory; connects to nothing yet. */
    static ApiClient of(DataDirectory data) throws NodeException, CliException, IOException {
        NodeConfig.Api api = data.readConfig().api();
        HttpClient.Builder http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT);
        String scheme = "http";
        if (api.tls().isPresent()) {
            http.sslContext(trusting(api.tls().get().certificate()));
            scheme = "https";
        }
        return new ApiClient(http.build(), scheme + "://" + reachable(api.listen()), data.readCliToken(), data.root());
    }

    /** An address to listen on everywhere is reached on this machine. */
    private static HostPort reachable(HostPort listen) {
        return switch (listen.host()) {
            case "0.0.0.0", "::", "[::]" -> new HostPort("127.0.0.1", listen.port());
            default -> listen;
        };
    }

    private static SSLContext trusting(Path certificates) throws CliException, IOException {
        try (var in = Files.newInputStream(certificates)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("node-" + number++, one);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new CliException(
                    Exit.ENVIRONMENT,
                    certificates + " can't be read as certificates. Check tls-certificate in the configuration.",
                    e);
        }
    }

    ApiReply get(String path) throws CliException {
        return call(request(path).GET().timeout(CALL_TIMEOUT).build());
    }

    ApiReply post(String path, Optional<String> idempotencyKey, Json.Obj body) throws CliException {
        HttpRequest.Builder request = request(path)
                .timeout(CALL_TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Ringdown", "1")
                .POST(HttpRequest.BodyPublishers.ofString(JsonWriter.compact(body)));
        idempotencyKey.ifPresent(key -> request.header("Idempotency-Key", key));
        return call(request.build());
    }

    /** Opens the event stream: its lines, until the node ends it or the caller closes it. */
    Stream<String> events(String line, Optional<Long> afterSeq) throws CliException {
        HttpRequest.Builder request = request("/api/v1/events?line=" + line).header("Accept", "text/event-stream");
        afterSeq.ifPresent(seq -> request.header("Last-Event-ID", String.valueOf(seq)));
        HttpResponse<Stream<String>> response = send(request.GET().build(), HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() == 200) return response.body();
        try (Stream<String> lines = response.body()) {
            String body = lines.limit(200).reduce("", (all, next) -> all + next);
            throw refused(new ApiReply(response.statusCode(), parse(body.getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** Says a refusal as it is; a refusal that the caller did not expect ends the command. */
    static CliException refused(ApiReply reply) {
        Exit exit = reply.status() >= 500 ? Exit.UNREACHABLE : Exit.INPUT;
        String said = reply.text("code").toUpperCase(Locale.ROOT).replace('-', '_');
        String code = said.isEmpty() ? exit.word() : said;
        return new CliException(exit, code, "the node refused: " + reply.refusal());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    private ApiReply call(HttpRequest request) throws CliException {
        HttpResponse<byte[]> response = send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new ApiReply(response.statusCode(), parse(response.body()));
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws CliException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(Exit.UNREACHABLE, "interrupted before the node answered.", e);
        } catch (HttpTimeoutException e) {
            throw new CliException(
                    Exit.UNREACHABLE,
                    "the node at " + base + " did not answer in time. Whether it did what was asked is"
                            + " unknown: look with ringdown status, and ask again with the same --key.",
                    e);
        } catch (IOException e) {
            throw new CliException(
                    Exit.UNREACHABLE,
                    "the node at " + base + " does not answer. Start it with ringdown serve --data " + data
                            + ", or check [api] listen in its configuration.",
                    e);
        }
    }

    static Json.Obj parse(byte[] body) throws CliException {
        if (body.length == 0) return Json.obj().build();
        try {
            return JsonReader.parseObject(body, BOUNDS);
        } catch (JsonException e) {
            throw new CliException(
                    Exit.UNREACHABLE,
                    "what answers there is not a Ringdown node: " + e.getMessage() + ". Check [api] listen.",
                    e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
