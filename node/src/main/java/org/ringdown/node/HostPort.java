package org.ringdown.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port, written {@code host:port}, an IPv6 address in brackets.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65,535; 0 lets the system choose, for tests
 */
public record HostPort(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9._-]{1,253})):([0-9]{1,5})");

    /**
     * Reads one.
     *
     * @param text {@code host:port}
     * @return the value, or empty where the text has another form
     */
    public static Optional<HostPort> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) return Optional.empty();
        int port = Integer.parseInt(form.group(3));
        if (port > 65_535) return Optional.empty();
        String address = form.group(1);
        return Optional.of(new HostPort(address == null ? form.group(2) : address, port));
    }

    /**
     * Says whether the host is this machine and nothing else. A name other than {@code localhost} and names under it is
     * resolved; one that can't be is not loopback.
     *
     * @return whether only this machine can reach it
     */
    public boolean isLoopback() {
        if (host.equals("localhost") || host.endsWith(".localhost")) return true;
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) return false;
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
