package org.ringdown.node;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.ringdown.charter.Json;
import org.ringdown.line.Clock;
import org.ringdown.line.StoreException;

/** The HTTP server: routes, what goes before and after every handler, and how refusals leave. Handlers only translate. */
final class ApiServer implements AutoCloseable {
    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

    private final Parts parts;
    private final Doorkeeper door;
    private final SessionApi sessionApi;
    private final SayApi sayApi;
    private final CharterApi charterApi;
    private final ReadApi readApi;
    private final EventApi eventApi;
    private final ConsolePages pages = new ConsolePages();
    private final Javalin server;
    private final SlowCallers slowCallers;
    private volatile boolean stopping;
    /** Whether there are as many connections as may be. */
    private volatile BooleanSupplier crowded = () -> false;

    /** What the server is made of. */
    record Parts(
            NodeConfig.Api api,
            NodeFacts facts,
            LineDirectory lines,
            Officers officers,
            String cliToken,
            Clock clock,
            NodeMetrics metrics,
            Bugs bugs) {}

    ApiServer(Parts parts) {
        this.parts = parts;
        Sessions sessions = new Sessions(parts.officers(), parts.clock()::monoNs);
        String cookie =
                "ringdown-" + parts.facts().party() + "-" + parts.api().listen().port();
        this.door = new Doorkeeper(parts.api(), cookie, sessions, parts.cliToken(), parts.clock()::monoNs);
        this.sessionApi = new SessionApi(door, parts.officers(), sessions, parts.lines());
        this.sayApi = new SayApi(parts.lines());
        this.charterApi = new CharterApi(parts.lines());
        this.readApi = new ReadApi(parts.facts(), parts.lines());
        this.eventApi = new EventApi(parts.facts(), parts.lines(), parts.clock());
        this.slowCallers = new SlowCallers(() -> crowded.getAsBoolean(), parts.clock()::monoNs);
        this.server = Javalin.create(this::configure);
        parts.metrics().streams(eventApi::count);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = Limit.BATCH_BODY_BYTES.amount();
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.defaultContentType = "application/octet-stream";
        config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new ErrorPages(parts.metrics())));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(Limit.HEADER_BYTES.count());
            http.setIdleTimeout(Limit.CONNECTION_IDLE_MS.amount());
        });
        config.jetty.addConnector((jetty, http) -> {
            ServerConnector connector = Connectors.make(jetty, http, parts.api());
            connector.setHost(parts.api().listen().host());
            connector.setPort(parts.api().listen().port());
            connector.setIdleTimeout(Limit.CONNECTION_IDLE_MS.amount());
            NetworkConnectionLimit crowd = new NetworkConnectionLimit(Limit.CONNECTIONS.count(), connector);
            crowd.setEndPointIdleTimeout(Limit.CROWDED_IDLE_MS.amount());
            jetty.addBean(crowd);
            crowded = () -> crowd.getNetworkConnectionCount() >= crowd.getMaxNetworkConnectionCount();
            connector.addBean(slowCallers);
            return connector;
        });
        config.routes.before(this::before);
        routes(config);
        config.routes.exception(ProblemException.class, (e, ctx) -> refuse(ctx, e));
        config.routes.exception(HttpResponseException.class, (e, ctx) -> unrouted(ctx, e));
        config.routes.exception(Exception.class, (e, ctx) -> fault(ctx, e));
    }

    private void routes(JavalinConfig config) {
        config.routes.get("/healthz", open(this::health));
        config.routes.get("/metrics", signedIn(this::metrics));
        config.routes.get("/api/v1/openapi.yaml", open(this::openApi));
        config.routes.get("/api/v1/status", signedIn(readApi::status));
        config.routes.get("/api/v1/lines", signedIn(readApi::lines));
        config.routes.get("/api/v1/lines/{line}/entries", signedIn(readApi::entries));
        config.routes.post("/api/v1/lines/{line}/alarms/{alarm}/noticed", signedIn(readApi::noticed));
        config.routes.get("/api/v1/lines/{line}/charter", signedIn(charterApi::show));
        config.routes.post("/api/v1/lines/{line}/charter/steps", saying(Limit.BODY_BYTES, charterApi::step));
        config.routes.post("/api/v1/lines/{line}/keys", saying(Limit.BODY_BYTES, charterApi::key));
        config.routes.get("/api/v1/events", signedIn(this::events));
        config.routes.get("/api/v1/session", signedIn(sessionApi::show));
        config.routes.post("/api/v1/session", bounded(Limit.BODY_BYTES, sessionApi::signIn));
        config.routes.delete("/api/v1/session", signedIn(sessionApi::signOut));
        config.routes.post("/api/v1/lines/{line}/messages", saying(Limit.BODY_BYTES, sayApi::message));
        config.routes.post("/api/v1/lines/{line}/messages/batch", saying(Limit.BATCH_BODY_BYTES, sayApi::batch));
        config.routes.post(
                "/api/v1/lines/{line}/entries/{party}/{epoch}/{index}/acknowledgements",
                saying(Limit.BODY_BYTES, sayApi::acknowledgement));
    }

    /** A handler that needs no sign-in. */
    private Handler open(Handler handler) {
        return ctx -> {
            door.admitAnonymous();
            handler.handle(ctx);
        };
    }

    /** A handler with a bounded body. */
    private static Handler bounded(Limit bytes, Handler handler) {
        return ctx -> {
            Requests.checkLength(ctx, bytes);
            handler.handle(ctx);
        };
    }

    /** A handler for whoever is signed in, and within the caller's rate. */
    private Handler signedIn(Handler handler) {
        return ctx -> {
            door.require(ctx).calls().take();
            handler.handle(ctx);
        };
    }

    /** A handler that says something: it takes its permit itself, once it knows whether it is a STOP. */
    private Handler saying(Limit bytes, Handler handler) {
        return bounded(bytes, ctx -> {
            door.require(ctx);
            handler.handle(ctx);
        });
    }

    private void before(Context ctx) throws ProblemException {
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Content-Security-Policy", CSP);
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (ctx.path().startsWith("/api/")) ctx.header("Cache-Control", "no-store");
        if (parts.api().tls().isPresent()) ctx.header("Strict-Transport-Security", "max-age=31536000");
        if (stopping) throw new ProblemException(Problem.SHUTTING_DOWN);
        door.checkOrigin(ctx);
    }

    private void health(Context ctx) {
        Optional<String> trouble = parts.lines().all().stream()
                .flatMap(line -> line.trouble().stream())
                .findFirst();
        Json.ObjBuilder health = Json.obj().put("ok", trouble.isEmpty());
        if (trouble.isPresent()) health.put("cause", "a line's record is stopped: see status");
        Replies.json(ctx, trouble.isEmpty() ? 200 : 503, health.build());
    }

    private void metrics(Context ctx) {
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(parts.metrics().scrape());
    }

    private void openApi(Context ctx) {
        ctx.contentType("application/yaml").result(Resources.bytes("openapi.yaml"));
    }

    private void events(Context ctx) throws ProblemException, IOException {
        eventApi.stream(ctx, () -> stillSignedIn(ctx));
    }

    private boolean stillSignedIn(Context ctx) throws ProblemException {
        try {
            door.require(ctx);
            return true;
        } catch (ProblemException e) {
            return false;
        } catch (NodeException e) {
            throw new ProblemException(Problem.NOT_SIGNED_IN, String.valueOf(e.getMessage()));
        }
    }

    private void refuse(Context ctx, ProblemException e) {
        parts.metrics().problem(e.problem());
        if (!ctx.res().isCommitted()) Replies.problem(ctx, e);
    }

    private void unrouted(Context ctx, HttpResponseException e) {
        try {
            boolean read =
                    ctx.req().getMethod().equals("GET") || ctx.req().getMethod().equals("HEAD");
            if (e.getStatus() == 404 && read && pages.serve(ctx)) return;
        } catch (IOException unreadable) {
            fault(ctx, unreadable);
            return;
        }
        switch (e.getStatus()) {
            case 404 -> refuse(ctx, new ProblemException(Problem.ROUTE_UNKNOWN));
            case 405 -> {
                e.getDetails().values().stream().findFirst().ifPresent(allowed -> ctx.header("Allow", allowed));
                refuse(ctx, new ProblemException(Problem.METHOD_NOT_ALLOWED));
            }
            case 413 -> refuse(ctx, new ProblemException(Problem.BODY_TOO_LARGE));
            default -> fault(ctx, e);
        }
    }

    private void fault(Context ctx, Exception e) {
        if (e instanceof EofException || ctx.res().isCommitted()) return; // the client went away
        if (e instanceof StoreException store) {
            refuse(ctx, new ProblemException(Problem.STORE_STOPPED, String.valueOf(store.getMessage())));
            return;
        }
        String reference = parts.bugs().note("an API call", e);
        refuse(ctx, new ProblemException(Problem.INTERNAL, Problem.INTERNAL.next() + " Reference " + reference + "."));
    }

    /** Begins to serve. */
    void start() throws NodeException {
        try {
            server.start();
            slowCallers.start();
        } catch (JavalinBindException e) {
            String mend = "The API's address " + parts.api().listen()
                    + " is taken. Stop the program that has it, or change" + " api.listen in ringdown.toml.";
            throw new NodeException(NodeCode.PORT_TAKEN, mend, e);
        }
    }

    /** The port it serves on. */
    int port() {
        return server.port();
    }

    /** Refuses new calls and ends the streams, so that what is under way can finish. */
    void drain() {
        stopping = true;
        eventApi.close();
    }

    @Override
    public void close() {
        drain();
        slowCallers.close();
        server.stop();
    }
}
