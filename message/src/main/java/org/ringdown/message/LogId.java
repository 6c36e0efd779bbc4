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
        return epoch.matches("[1-9][0-9]{0,8}-[0-9a-f]{8}");
    }
}
