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
    private static final String ORIGIN = "([0-9a-f]{32}/[a-z][a-z0-9-]{0,31}/[1-9][0-9]*-[0-9a-f]{8})\n";
    private static final String HASH = "[A-Za-z0-9+/]{43}=";
    private static final String SIZE_AND_ROOT = "([0-9]{1,15})\n(" + HASH + ")$";
    private static final String EARLY = "ringdown/receipt/v1\n";
    /** A checkpoint; and the head that an early receipt names, behind the entry's index and leaf hash. */
    private static final List<Pattern> HEADS = List.of(
            Pattern.compile("(?m)(?<!" + EARLY + ")^" + ORIGIN + SIZE_AND_ROOT),
            Pattern.compile("(?m)^" + EARLY + ORIGIN + "[0-9]{1,15}\n" + HASH + "\n" + SIZE_AND_ROOT));

    /** All heads in a text. */
    static List<HeadSeen> in(String text, String where) {
        List<HeadSeen> heads = new ArrayList<>();
        for (Pattern pattern : HEADS) {
            Matcher found = pattern.matcher(text);
            while (found.find()) {
                heads.add(new HeadSeen(found.group(1), Long.parseLong(found.group(2)), found.group(3), where));
            }
        }
        return heads;
    }

    /** The log without the line: {@code party/epoch}. */
    String log() {
        return origin.substring(origin.indexOf('/') + 1);
    }
}
