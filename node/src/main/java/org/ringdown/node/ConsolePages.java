package org.ringdown.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The console's files, as they lie in its jar: exact names, exact types, nothing listed, nothing else reachable. */
final class ConsolePages {
    private static final String ROOT = "org/ringdown/console/web";
    private static final String NAME = "(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){1,6}";
    private static final int FILES_MAX = 512;
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("wav", "audio/wav"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("mp3", "audio/mpeg"));

    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    /** Answers with a file, where the path names one. */
    boolean serve(Context ctx) throws IOException {
        String path = ctx.path();
        String name = path.equals("/") || path.equals("/enter") ? "/index.html" : path;
        Optional<String> type = type(name);
        if (type.isEmpty()) return false;
        Optional<byte[]> file = file(name);
        if (file.isEmpty()) return false;
        boolean hashed = name.startsWith("/assets/");
        ctx.status(200).contentType(type.get());
        ctx.header("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
        ctx.result(file.get());
        return true;
    }

    private static Optional<String> type(String name) {
        if (!name.matches(NAME)) return Optional.empty();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.ofNullable(TYPES.get(name.substring(dot + 1)));
    }

    private Optional<byte[]> file(String name) throws IOException {
        byte[] known = read.get(name);
        if (known != null) return Optional.of(known);
        try (InputStream in = ConsolePages.class.getClassLoader().getResourceAsStream(ROOT + name)) {
            if (in == null) return Optional.empty();
            byte[] bytes = in.readAllBytes();
            if (read.size() < FILES_MAX) read.put(name, bytes);
            return Optional.of(bytes);
        }
    }
}
