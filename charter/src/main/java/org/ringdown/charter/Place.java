package org.ringdown.charter;

/**
 * A place in one party's log: an epoch and a number in it. Places of one party are ordered by epoch number, and within one
 * epoch by the number; two epochs with the same number and different names have no order, and nothing in one is before
 * anything in the other.
 *
 * @param epoch the epoch
 * @param number an entry's index or a head's size, from 0
 */
public record Place(String epoch, long number) {
    /** Refuses what is not a place. */
    public Place {
        if (!Names.isEpoch(epoch)) throw new IllegalArgumentException("not an epoch: " + epoch);
        if (number < 0 || number > Json.WHOLE_MAX) throw new IllegalArgumentException("not an index: " + number);
    }

    /**
     * Says whether this place is before another of the same party.
     *
     * @param other the other place
     * @return whether it is certainly before
     */
    public boolean isBefore(Place other) {
        if (epoch.equals(other.epoch)) return number < other.number;
        return Names.epochNumber(epoch) < Names.epochNumber(other.epoch);
    }

    Json.Obj json(String numberName) {
        return Json.obj().put("epoch", epoch).put(numberName, number).build();
    }

    static Place read(JsonFields f, String numberName) {
        String epoch = f.string("epoch", 18);
        long number = f.whole(numberName, 0, Json.WHOLE_MAX);
        if (Names.isEpoch(epoch)) return new Place(epoch, number);
        if (!epoch.isEmpty()) f.refuse("epoch", JsonCode.BAD_VALUE, "this is not an epoch such as 1-9f3c02ab", "");
        return new Place("1-00000000", number);
    }
}
