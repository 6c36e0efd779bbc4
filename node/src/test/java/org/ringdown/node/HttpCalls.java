package org.ringdown.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonReader;

/** An HTTP client as a test wants it: bare requests, strict JSON back. */
final class HttpCalls {
    private static final JsonBounds BOUNDS = new JsonBounds(32 << 20, 32, 1 << 20, 1 << 20, 32);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String token;

    HttpCalls(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** An answer. */
    record Answer(int status, HttpResponse<byte[]> raw) {
        Json.Obj json() {
            try {
                return JsonReader.parseObject(raw.body(), BOUNDS);
            } catch (JsonException e) {
                throw new AssertionError(text(), e);
            }
        }

        String text() {
            return new String(raw.body(), StandardCharsets.UTF_8);
        }

        String code() {
            return json().get("code").map(HttpCalls::text).orElse("no code");
        }

        Optional<String> header(String name) {
            return raw.headers().firstValue(name);
        }
    }

    static String text(Json value) {
        return value instanceof Json.Str text ? text.text() : value.toString();
    }

    /** The value at a path such as {@code entries.0.state}. */
    static Json at(Json from, String path) {
        Json value = from;
        for (String step : path.split("\\.", -1)) {
            value = value instanceof Json.Arr list
                    ? list.items().get(Integer.parseInt(step))
                    : ((Json.Obj) value)
                            .get(step)
                            .orElseThrow(() -> new AssertionError(step + " of " + path + " in " + from));
        }
        return value;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
    }

    Answer send(HttpRequest.Builder request) {
        HttpRequest built = request.build();
        try {
            HttpResponse<byte[]> response = client.send(built, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(built.toString(), e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpRequest.Builder signed(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    Answer get(String path) {
        return send(signed(path));
    }

    HttpRequest.Builder post(String path, byte[] body) {
        return signed(path)
                .header("X-Ringdown", "1")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    Answer post(String path, String body) {
        return send(post(path, body.getBytes(StandardCharsets.UTF_8))
                .header("Idempotency-Key", UUID.randomUUID().toString()));
    }

    Answer postWithKey(String path, String key, String body) {
        return send(post(path, body.getBytes(StandardCharsets.UTF_8)).header("Idempotency-Key", key));
    }

    /** Sends bytes as they are and reads the whole answer; for what no client would send. */
    static String raw(HostPort to, String request) {
        try (Socket socket = new Socket(to.host(), to.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a stream. */
    InputStream open(String path) throws IOException, InterruptedException {
        return client.send(signed(path).build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    /** Opens an event stream and reads until an event of a name came; returns all up to it. */
    List<Event> events(String path, Optional<String> lastEventId, String until) {
        return events(path, lastEventId, event -> event.name().equals(until));
    }

    /** The same, until an event is the wanted one. */
    List<Event> events(String path, Optional<String> lastEventId, Predicate<Event> until) {
        HttpRequest.Builder request = signed(path);
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        try (InputStream in = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            List<Event> events = new ArrayList<>();
            while (events.isEmpty() || !until.test(events.getLast())) events.add(event(in));
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** One event of a stream. */
    record Event(String name, Optional<String> id, Json.Obj data) {}

    private static Event event(InputStream in) throws IOException {
        String name = "";
        Optional<String> id = Optional.empty();
        Json.Obj data = Json.obj().build();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("event: ")) name = line.substring(7);
            if (line.startsWith("id: ")) id = Optional.of(line.substring(4));
            if (line.startsWith("data: ")) data = object(line.substring(6));
        }
        return new Event(name, id, data);
    }

    private static Json.Obj object(String text) {
        try {
            return JsonReader.parseObject(text.getBytes(StandardCharsets.UTF_8), BOUNDS);
        } catch (JsonException e) {
            throw new AssertionError(text, e);
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) throw new IOException("the stream ended");
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
