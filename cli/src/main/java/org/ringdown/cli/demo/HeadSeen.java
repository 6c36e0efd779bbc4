package org.ringdown.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A head that was found somewhere: in a store, in a bundle.
 *
 * @param origin whose log, which epoch
 * @param size how many entries
 * @param root the tree hash, base64
 * @param where it was found
 */
record HeadSeen(String origin, long size, String root, String where) {
    private static final Pattern HEAD = Pattern.compile(
            "(?m)^([0-9a-f]{32}/[a-z][a-z0-9-]{0,31}/[1-9][0-9]*-[0-9a-f]{8})\n([0-9]{1,15})\n([A-Za-z0-9+/]{43}=)$");

    /** All checkpoints in a text. */
    static List<HeadSeen> in(String text, String where) {
        List<HeadSeen> heads = new ArrayList<>();
        Matcher found = HEAD.matcher(text);
        while (found.find()) {
            heads.add(new HeadSeen(found.group(1), Long.parseLong(found.group(2)), found.group(3), where));
        }
        return heads;
    }

    /** The log without the line: {@code party/epoch}. */
    String log() {
        return origin.substring(origin.indexOf('/') + 1);
    }
}
