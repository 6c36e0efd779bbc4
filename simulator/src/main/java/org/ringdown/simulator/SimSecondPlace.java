package org.ringdown.simulator;

import java.util.Optional;
import org.ringdown.line.SecondPlace;
import org.ringdown.line.Standing;
import org.ringdown.line.StoreException;

/** The second place: what was written last, unless it is lost. A failed write kills the handle, as in the store. */
final class SimSecondPlace implements SecondPlace {
    private final Faults faults;
    private Optional<Standing> standing = Optional.empty();
    private boolean failed;

    SimSecondPlace(Faults faults) {
        this.faults = faults;
    }

    SimSecondPlace copy() {
        SimSecondPlace copy = new SimSecondPlace(faults);
        copy.standing = standing;
        return copy;
    }

    /** A new handle on what is on the disk. */
    void reopen() {
        failed = false;
    }

    @Override
    public Optional<Standing> read() {
        return standing;
    }

    @Override
    public void write(Standing fresh) throws StoreException {
        if (failed) throw new LawBroken(6, "a write to the second place after one had failed");
        try {
            faults.at(Faults.Point.BEFORE_SECOND_PLACE);
            standing = Optional.of(fresh);
            faults.at(Faults.Point.AFTER_SECOND_PLACE);
        } catch (StoreException e) {
            failed = true;
            throw e;
        }
    }
}
