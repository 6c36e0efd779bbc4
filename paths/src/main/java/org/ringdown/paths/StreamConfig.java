package org.ringdown.paths;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ringdown.line.Clock;

/**
 * What a {@link StreamPaths} is made of.
 *
 * @param listen where the peer may call; empty to call only. Port 0 takes a free one
 * @param peers where to call the peer; each gets a BULK and an URGENT session
 * @param deadlines how long anything may take
 * @param limits how much of anything there may be
 * @param pace how soon a lost path is dialled again
 * @param clock for certificate dates and pauses
 * @param random for the jitter of pauses
 */
public record StreamConfig(
        Optional<InetSocketAddress> listen,
        List<PeerAddress> peers,
        StreamDeadlines deadlines,
        StreamLimits limits,
        RetryPace pace,
        Clock clock,
        RandomGenerator random) {

    /** Copies its list. */
    public StreamConfig {
        peers = List.copyOf(peers);
    }
}
