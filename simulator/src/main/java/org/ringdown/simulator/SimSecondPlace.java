package org.ringdown.simulator;

import java.util.Optional;
import org.ringdown.line.SecondPlace;
import org.ringdown.line.Standing;
import org.ringdown.line.StoreException;

/** The second place: what was written last, unless it is lost. */
final class SimSecondPlace implements SecondPlace {
    private final Faults faults;
    private Optional<Standing> standing = Optional.empty();

    SimSecondPlace(Faults faults) {
        this.faults = faults;
    }

    SimSecondPlace copy() {
        SimSecondPlace copy = new SimSecondPlace(faults);
        copy.standing = standing;
        return copy;
    }

    @Override
    public Optional<Standing> read() {
        return standing;
    }

    @Override
    public void write(Standing fresh) throws StoreException {
        faults.at(Faults.Point.BEFORE_SECOND_PLACE);
        standing = Optional.of(fresh);
        faults.at(Faults.Point.AFTER_SECOND_PLACE);
    }
}
