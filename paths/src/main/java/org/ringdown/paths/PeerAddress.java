package org.ringdown.paths;

/**
 * Where the peer listens.
 *
 * @param host a host name or a literal IP address (IPv6 without brackets)
 * @param port 1 to 65,535
 */
public record PeerAddress(String host, int port) {

    /** Checks the port and that there is a host. */
    public PeerAddress {
        if (host.isBlank()) throw new IllegalArgumentException("a peer address needs a host before the port");
        if (port < 1 || port > 65_535) throw new IllegalArgumentException("port " + port + " is not in 1..65535");
    }

    /**
     * Reads {@code host:port} or {@code [ipv6]:port}.
     *
     * @param text the text
     * @return the address
     */
    public static PeerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) throw new IllegalArgumentException("\"" + text + "\" is not host:port");
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
        String digits = text.substring(colon + 1);
        if (!digits.matches("[0-9]{1,5}")) throw new IllegalArgumentException("\"" + text + "\" has no port number");
        return new PeerAddress(host, Integer.parseInt(digits));
    }

    /** The path's label: {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
