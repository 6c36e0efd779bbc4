package org.ringdown.message;

/**
 * One run of one party's log on a line.
 *
 * @param party the charter's short id of its author
 * @param epoch a number and 8 random hex digits, such as {@code 1-9f3c02ab}
 */
public record LogId(String party, String epoch) {

    /**
     * The origin of this log's heads.
     *
     * @param lineId the line
     * @return {@code <line id>/<party>/<epoch>}
     */
    public String origin(String lineId) {
        return lineId + "/" + party + "/" + epoch;
    }

    /**
     * The epoch's number.
     *
     * @return the digits before the hyphen
     */
    public long epochNumber() {
        return Long.parseLong(epoch.substring(0, epoch.indexOf('-')));
    }

    /**
     * Whether a text has the form of an epoch.
     *
     * @param epoch the text
     * @return true for up to nine digits without a leading zero, a hyphen and 8 hex digits
     */
    public static boolean isEpoch(String epoch) {
        int hyphen = epoch.length() - 9;
        if (hyphen < 1 || hyphen > 9 || epoch.charAt(hyphen) != '-' || epoch.charAt(0) == '0') return false;
        for (int i = 0; i < epoch.length(); i++) {
            char c = epoch.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (i != hyphen && !digit && !(i > hyphen && c >= 'a' && c <= 'f')) return false;
        }
        return true;
    }
}
