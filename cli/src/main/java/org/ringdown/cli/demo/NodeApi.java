package org.ringdown.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ringdown.charter.Json;

/** A node's HTTP API as a desk system would use it: by its published paths and the token of its data directory. */
final class NodeApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;
    private final Path token;

    NodeApi(int port, Path token) {
        this.base = "http://127.0.0.1:" + port;
        this.token = token;
    }

    /** What came back. */
    record Answer(int status, Json.Obj body) {
        String code() {
            return Fields.text(body, "code");
        }
    }

    /** Asks; an IOException says that no answer came, and then nothing is known. */
    Answer get(String path) throws IOException, InterruptedException, DemoException {
        return call(request(path).timeout(PATIENCE).GET().build());
    }

    Answer post(String path, Optional<String> key, String body)
            throws IOException, InterruptedException, DemoException {
        HttpRequest.Builder request = request(path)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Ringdown", "1")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        key.ifPresent(k -> request.header("Idempotency-Key", k));
        return call(request.build());
    }

    private Answer call(HttpRequest request) throws IOException, InterruptedException, DemoException {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), Fields.parse(response.body()));
    }

    /** Opens the event stream behind a seq. */
    InputStream events(String line, long after) throws IOException, InterruptedException {
        HttpRequest request = request("/api/v1/events?line=" + line)
                .header("Last-Event-ID", Long.toString(after))
                .GET()
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) return response.body();
        response.body().close();
        throw new IOException("the event stream answered " + response.statusCode());
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + Files.readString(token).strip());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
