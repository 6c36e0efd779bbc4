package org.ringdown.node;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.ringdown.charter.Role;

/**
 * Lets a request in or refuses it, before any handler: the host it names, where it comes from, who makes it. Safe to share
 * between threads.
 */
final class Doorkeeper {
    private static final String CALLER = "ringdown.caller";

    private final NodeConfig.Api api;
    private final String cookieName;
    private final Sessions sessions;
    private final byte[] cliToken;
    private final RateLimiter anonymous;
    private final RateLimiter signIns;
    private final Caller cli;

    Doorkeeper(NodeConfig.Api api, String cookieName, Sessions sessions, String cliToken, LongSupplier monoNs) {
        this.api = api;
        this.cookieName = cookieName;
        this.sessions = sessions;
        this.cliToken = cliToken.getBytes(StandardCharsets.UTF_8);
        this.anonymous = limiter(Limit.ANONYMOUS_RATE_PER_S, Limit.ANONYMOUS_RATE_PER_S, monoNs);
        this.signIns = limiter(Limit.SIGN_IN_BURST, Limit.SIGN_IN_RATE_PER_S, monoNs);
        RateLimiter calls = limiter(Limit.TOKEN_BURST, Limit.TOKEN_RATE_PER_S, monoNs);
        this.cli = new Caller("cli", "command line", Role.WATCH, Optional.empty(), calls, calls);
    }

    private static RateLimiter limiter(Limit burst, Limit rate, LongSupplier monoNs) {
        return new RateLimiter(burst.amount(), rate.amount(), monoNs);
    }

    /** Refuses a host name that is not ours, and calls that a foreign page makes. */
    void checkOrigin(Context ctx) throws ProblemException {
        String host = Optional.ofNullable(ctx.header("Host")).orElse("");
        if (!isOurs(host)) {
            String mend = "\"" + Requests.clip(host) + "\" is not a name of this node. Call it by the address it is"
                    + " configured for, or add the name to api.names in ringdown.toml.";
            throw new ProblemException(Problem.ORIGIN_NOT_ALLOWED, mend);
        }
        String origin = ctx.header("Origin");
        String scheme = api.tls().isPresent() ? "https://" : "http://";
        if (origin != null && !origin.equals(scheme + host)) throw new ProblemException(Problem.ORIGIN_NOT_ALLOWED);
        String site = ctx.header("Sec-Fetch-Site");
        boolean page = isRead(ctx) && !ctx.path().startsWith("/api/");
        if (site != null && !page && !List.of("same-origin", "none").contains(site)) {
            throw new ProblemException(Problem.ORIGIN_NOT_ALLOWED);
        }
    }

    private boolean isOurs(String host) {
        Optional<HostPort> parsed = HostPort.parse(host.matches(".*:[0-9]+") ? host : host + ":0");
        if (parsed.isEmpty()) return false;
        String name = parsed.get().host();
        boolean loopback = name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("127.0.0.1")
                || name.equals("::1");
        return loopback || name.equals(api.listen().host()) || api.names().contains(name);
    }

    /** Finds out who calls, or refuses. The caller's general permit is not taken yet. */
    Caller require(Context ctx) throws ProblemException, NodeException {
        Optional<Caller> caller = identify(ctx);
        if (caller.isEmpty()) {
            anonymous.take();
            throw new ProblemException(Problem.NOT_SIGNED_IN);
        }
        ctx.attribute(CALLER, caller.get());
        if (!isRead(ctx)) checkCsrf(ctx);
        return caller.get();
    }

    /** The caller that {@link #require} let in. */
    static Caller caller(Context ctx) {
        Caller caller = ctx.attribute(CALLER);
        if (caller == null) throw new IllegalStateException("a handler runs without a caller: " + ctx.path());
        return caller;
    }

    /** Counts a call that needs no sign-in. */
    void admitAnonymous() throws ProblemException {
        anonymous.take();
    }

    /** Counts a try to sign in. */
    void admitSignIn(Context ctx) throws ProblemException {
        checkCsrf(ctx);
        signIns.take();
    }

    private static void checkCsrf(Context ctx) throws ProblemException {
        if (!"1".equals(ctx.header("X-Ringdown"))) throw new ProblemException(Problem.CSRF);
    }

    private Optional<Caller> identify(Context ctx) throws NodeException {
        String authorization = ctx.header("Authorization");
        if (authorization != null) {
            byte[] given = authorization.replaceFirst("^(?i)Bearer ", "").getBytes(StandardCharsets.UTF_8);
            return MessageDigest.isEqual(given, cliToken) ? Optional.of(cli) : Optional.empty();
        }
        Optional<String> cookie = cookie(ctx);
        return cookie.isEmpty() ? Optional.empty() : sessions.find(cookie.get());
    }

    /** The value of our cookie. */
    Optional<String> cookie(Context ctx) {
        return Optional.ofNullable(ctx.cookie(cookieName));
    }

    /** Sets our cookie, or voids it with an empty value. */
    void setCookie(Context ctx, String value) {
        String secure = api.tls().isPresent() ? "; Secure" : "";
        String life = value.isEmpty() ? "; Max-Age=0" : "";
        ctx.res()
                .addHeader(
                        "Set-Cookie", cookieName + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure + life);
    }

    private static boolean isRead(Context ctx) {
        return ctx.method().equals(HandlerType.GET) || ctx.method().equals(HandlerType.HEAD);
    }
}
