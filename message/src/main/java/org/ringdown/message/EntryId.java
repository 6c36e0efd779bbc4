package org.ringdown.message;

/**
 * The place of one entry.
 *
 * @param party its author
 * @param epoch its epoch
 * @param index its index, from 0
 */
public record EntryId(String party, String epoch, long index) {

    /**
     * The log it stands in.
     *
     * @return the log
     */
    public LogId log() {
        return new LogId(party, epoch);
    }
}
