package org.ringdown.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.line.LineStatus;

/**
 * How a line stands while its thread does not turn, or its record is stopped: the status that the thread last told says nothing
 * of that, as a thread that waits for a hung disk tells nothing any more.
 */
final class StoppedLine {
    private StoppedLine() {}

    /**
     * Returns the status with RECORD-STOPPED in it.
     *
     * @param told what the line's thread told last
     * @param trouble why the thread does not turn, or the record is stopped; empty when all is well
     * @param sinceMs wall clock of the last turn
     * @param hung whether the thread does not turn
     */
    static LineStatus status(LineStatus told, Optional<String> trouble, long sinceMs, boolean hung) {
        boolean said = told.states().stream().anyMatch(state -> state.name() == LineStatus.Name.RECORD_STOPPED);
        if (trouble.isEmpty() || (said && !hung)) return told;
        List<LineStatus.State> states = new ArrayList<>();
        states.add(new LineStatus.State(LineStatus.Name.RECORD_STOPPED, trouble.get(), sinceMs));
        told.states().stream()
                .filter(state -> state.name() != LineStatus.Name.RECORD_STOPPED)
                .forEach(states::add);
        return new LineStatus(states, told.paths(), told.clockOffsetMs(), told.own(), told.peer(), told.waiting());
    }
}
