package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringdown.line.LineStatus.Name;
import org.ringdown.line.LineStatus.State;

final class StateBoardTest {
    private final StateBoard board = new StateBoard();

    @Test
    void state_thatGoesOn_keepsTheTimeWhenItBegan() {
        board.holds(Name.UP, "line", "heartbeats in time", 1_000);
        assertEquals(List.of(new State(Name.UP, "heartbeats in time", 1_000)), board.states());
        board.holds(Name.UP, "line", "heartbeats in time", 5_000);
        assertEquals(List.of(new State(Name.UP, "heartbeats in time", 1_000)), board.states());
    }

    @Test
    void state_thatEndedAndBeginsAgain_isNew() {
        board.holds(Name.UP, "line", "", 1_000);
        board.states();
        board.holds(Name.DEGRADED, "line", "", 2_000);
        assertEquals(2_000, board.states().getFirst().sinceMs());
        board.holds(Name.UP, "line", "", 3_000);
        assertEquals(3_000, board.states().getFirst().sinceMs());
    }

    @Test
    void states_ofOneNameAboutTwoSubjects_haveEachTheirTime() {
        board.holds(Name.RECORD_STOPPED, "own", "no room", 1_000);
        board.states();
        board.holds(Name.RECORD_STOPPED, "own", "no room", 2_000);
        board.holds(Name.RECORD_STOPPED, "peer", "they say so", 2_000);
        assertEquals(
                List.of(
                        new State(Name.RECORD_STOPPED, "no room", 1_000),
                        new State(Name.RECORD_STOPPED, "they say so", 2_000)),
                board.states());
    }
}
