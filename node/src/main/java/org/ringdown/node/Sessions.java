package org.ringdown.node;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.ringdown.transcript.Hash;

/**
 * Who is signed in. In memory only: a restart signs everybody out. Tokens are kept as hashes; each call looks the officer
 * up again, so that a revocation holds at once. Safe to share between threads.
 */
final class Sessions {
    private final Officers officers;
    private final LongSupplier monoNs;
    /** Guarded by this; by the token's hash. */
    private final Map<Hash, Open> open = new LinkedHashMap<>();

    /** One session. */
    private static final class Open {
        final String officer;
        final long sinceNs;
        final RateLimiter calls;
        final RateLimiter urgent;
        long lastNs;

        Open(String officer, LongSupplier monoNs) {
            this.officer = officer;
            this.sinceNs = monoNs.getAsLong();
            this.lastNs = sinceNs;
            this.calls = new RateLimiter(Limit.SESSION_BURST.amount(), Limit.SESSION_RATE_PER_S.amount(), monoNs);
            this.urgent = new RateLimiter(Limit.URGENT_RATE_PER_S.amount(), Limit.URGENT_RATE_PER_S.amount(), monoNs);
        }
    }

    Sessions(Officers officers, LongSupplier monoNs) {
        this.officers = officers;
        this.monoNs = monoNs;
    }

    /** Signs an officer in; returns the cookie's value, which is kept nowhere. */
    synchronized String begin(Officer officer) {
        expire();
        List<Map.Entry<Hash, Open>> own = new ArrayList<>(open.entrySet().stream()
                .filter(entry -> entry.getValue().officer.equals(officer.id()))
                .sorted(Comparator.comparingLong(entry -> entry.getValue().lastNs))
                .toList());
        while (own.size() >= Limit.SESSIONS_PER_OFFICER.amount())
            open.remove(own.removeFirst().getKey());
        String token = DataDirectory.randomToken();
        open.put(hash(token), new Open(officer.id(), monoNs));
        return token;
    }

    /** Returns who a cookie belongs to, and counts the call as activity. */
    Optional<Caller> find(String token) throws NodeException {
        Open session;
        synchronized (this) {
            expire();
            session = open.get(hash(token));
            if (session == null) return Optional.empty();
            session.lastNs = monoNs.getAsLong();
        }
        Optional<Officer> officer = officers.find(session.officer);
        if (officer.isEmpty()) end(token);
        return officer.map(
                o -> new Caller(o.id(), o.name(), o.role(), Optional.of(o.desk()), session.calls, session.urgent));
    }

    /** Signs a cookie out. */
    synchronized void end(String token) {
        open.remove(hash(token));
    }

    private void expire() {
        long nowNs = monoNs.getAsLong();
        long idleNs = Limit.SESSION_IDLE_MS.amount() * 1_000_000;
        long ageNs = Limit.SESSION_AGE_MS.amount() * 1_000_000;
        open.values().removeIf(s -> nowNs - s.lastNs >= idleNs || nowNs - s.sinceNs >= ageNs);
    }

    private static Hash hash(String token) {
        return Hash.sha256(token.getBytes(StandardCharsets.UTF_8));
    }
}
