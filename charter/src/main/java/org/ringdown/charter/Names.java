package org.ringdown.charter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that keys, logs and epochs go by, and their grammar. */
public final class Names {
    private static final Pattern ID = Pattern.compile("[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}");
    private static final Pattern ORIGIN = Pattern.compile("([0-9a-f]{32})/([a-z0-9-]{1,32})/([0-9a-f-]{10,18})");

    private Names() {}

    /**
     * Says whether a text can be the id of a party or desk: 1 to 32 of a-z, 0-9 and hyphen, a letter first, no hyphen
     * last.
     *
     * @param text the text
     * @return whether it is one
     */
    public static boolean isId(String text) {
        return text.length() <= CharterLimits.ID_MAX && ID.matcher(text).matches();
    }

    /**
     * Says whether a text is an epoch: a number from 1, a hyphen, 8 lower-case hex digits.
     *
     * @param text the text
     * @return whether it is one
     */
    public static boolean isEpoch(String text) {
        int hyphen = text.length() - 9;
        if (hyphen < 1 || hyphen > 9 || text.charAt(hyphen) != '-' || text.charAt(0) == '0') return false;
        for (int i = 0; i < hyphen; i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        return Texts.isHex(text.substring(hyphen + 1), 8);
    }

    /**
     * Returns the number in an epoch's name, by which a party's epochs are ordered.
     *
     * @param epoch an epoch; requires {@link #isEpoch}
     * @return the number
     */
    public static int epochNumber(String epoch) {
        if (!isEpoch(epoch)) throw new IllegalArgumentException("not an epoch: " + epoch);
        return Integer.parseInt(epoch.substring(0, epoch.indexOf('-')));
    }

    /**
     * Says whether a text is a language tag as charters use them: a small part of BCP 47.
     *
     * @param text the text
     * @return whether it is one
     */
    public static boolean isLanguage(String text) {
        return text.length() <= 35 && LANGUAGE.matcher(text).matches();
    }

    /**
     * Returns the origin of a log's heads in one epoch, which is also the name that its log key signs them under.
     *
     * @param lineId 32 lower-case hex digits
     * @param party the party's id
     * @param epoch the epoch
     * @return the origin
     */
    public static String origin(String lineId, String party, String epoch) {
        return lineId + "/" + party + "/" + epoch;
    }

    /**
     * Returns the name of a certified key.
     *
     * @param lineId 32 lower-case hex digits
     * @param party the party's id
     * @param use any use but ROOT
     * @return the name
     */
    public static String key(String lineId, String party, KeyUse use) {
        if (use == KeyUse.ROOT) throw new IllegalArgumentException("a root key's name has no line");
        return lineId + "/" + party + "/" + use.word();
    }

    /**
     * Returns the name of a root key.
     *
     * @param party the party's id
     * @param random 16 lower-case hex digits, drawn for this key
     * @return the name
     */
    public static String root(String party, String random) {
        if (!isId(party) || !Texts.isHex(random, 16)) throw new IllegalArgumentException("not a root's name");
        return party + "/root-key/" + random;
    }

    /**
     * Says whether a name is one of a party's root keys.
     *
     * @param name the key's name
     * @param party the party's id
     * @return whether it is
     */
    public static boolean isRootOf(String name, String party) {
        String prefix = party + "/root-key/";
        return name.startsWith(prefix) && Texts.isHex(name.substring(prefix.length()), 16);
    }

    /**
     * Takes an origin apart.
     *
     * @param text the origin
     * @return its parts, or empty where it is none
     */
    public static Optional<Origin> parseOrigin(String text) {
        Matcher matcher = ORIGIN.matcher(text);
        if (!matcher.matches() || !isId(matcher.group(2)) || !isEpoch(matcher.group(3))) return Optional.empty();
        return Optional.of(new Origin(matcher.group(1), matcher.group(2), matcher.group(3)));
    }

    /**
     * The parts of a head's origin.
     *
     * @param lineId the line
     * @param party whose log it is
     * @param epoch which run of it
     */
    public record Origin(String lineId, String party, String epoch) {
        @Override
        public String toString() {
            return origin(lineId, party, epoch);
        }
    }
}
