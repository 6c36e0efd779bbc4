package org.ringdown.node;

import java.util.Optional;
import org.ringdown.line.SecondPlace;
import org.ringdown.line.Standing;
import org.ringdown.line.StoreException;

/**
 * Stands for the second place while its disk may hang: what it held when it was last asked. Nothing can be written.
 *
 * @param standing what it held
 */
record RememberedPlace(Optional<Standing> standing) implements SecondPlace {
    @Override
    public Optional<Standing> read() {
        return standing;
    }

    @Override
    public void write(Standing next) throws StoreException {
        throw new StoreException(StoreException.Kind.BROKEN, "the disk hangs");
    }
}
