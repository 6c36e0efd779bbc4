package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.ringdown.node.HttpCalls.at;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/**
 * One line over three paths: two addresses of Southland, and one of Northland, for each node dials the other. All are
 * relays. A path is named by its dialler, alike on both sides.
 */
final class PathsOfALineTest {
    @TempDir
    Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();
    private final List<Relay> relays = new ArrayList<>();
    private final List<String> acknowledged = new ArrayList<>();

    @BeforeEach
    void found() {
        TwoNodes two = TwoNodes.found(scratch);
        nodes = Optional.of(two);
        for (TwoNodes.Side to : List.of(two.south, two.south, two.north)) relays.add(new Relay(to.lineAddress));
        two.north.peers(cable().address(), radio().address());
        two.south.peers(back().address());
    }

    @AfterEach
    void stop() {
        nodes.ifPresent(TwoNodes::close);
        relays.forEach(Relay::close);
    }

    private TwoNodes two() {
        return nodes.orElseThrow();
    }

    private Relay cable() {
        return relays.get(0);
    }

    private Relay radio() {
        return relays.get(1);
    }

    private Relay back() {
        return relays.get(2);
    }

    @Test
    void threePaths_oneFallsSilent_itsLampAloneSaysSo_andTalkGoesOn() {
        radioFirst();
        Waiting.until(
                "all paths are up on both sides",
                () -> List.of(two().north, two().south).stream().allMatch(side -> up(side).equals(all())));
        say("FLASH", "over all paths");
        say("ROUTINE", "before the cut");
        awaitDelivered();

        radio().silence(); // it carries the bulk: the oldest such session is on it
        say("FLASH", "flash in the cut");
        say("ROUTINE", "routine in the cut");
        String down = radio().address().toString();
        Waiting.until("the lamp of the radio", () -> state(two().north, down).equals("PATH-DOWN"));
        assertFalse(text(two().north, down, "cause").isBlank());
        for (Relay good : List.of(cable(), back())) {
            assertNotEquals("PATH-DOWN", state(two().north, good.address().toString()));
        }
        assertNotEquals("PATH-DOWN", HttpCalls.text(at(line(two().north), "states.0.state")), "the line is not down");
        awaitDelivered();
        say("FLASH", "flash after the cut");
        say("ROUTINE", "routine after the cut");
        awaitDelivered();

        radio().heal();
        Waiting.until("the radio is up again", () -> up(two().north).equals(all()));
        Waiting.until("there too", () -> up(two().south).equals(all()));
        eachIsShownOnce();
        two().close();
        StoresChecker.check(
                two().north.data.store(two().line), two().south.data.store(two().line), "northland", acknowledged);
    }

    /** Lets the radio be the first path, so that bulk goes over it. */
    private void radioFirst() {
        cable().refuse();
        back().refuse();
        two().start();
        String first = radio().address().toString();
        Waiting.until("heard by radio", () -> !state(two().north, first).equals("PATH-DOWN"));
        cable().heal();
        back().heal();
    }

    private void say(String precedence, String text) {
        String key = "paths-%05d".formatted(acknowledged.size());
        String body = TwoNodesTest.text(text).replace("ROUTINE", precedence);
        HttpCalls.Answer said = two().north.calls().postWithKey("/api/v1/lines/" + two().line + "/messages", key, body);
        assertEquals(201, said.status(), said.text());
        acknowledged.add(key);
    }

    private void awaitDelivered() {
        Waiting.until("all is delivered", () -> ((Json.Whole) at(line(two().north), "waiting")).value() == 0);
    }

    private void eachIsShownOnce() {
        HttpCalls.Answer answer = two().south.calls().get("/api/v1/lines/" + two().line + "/entries?limit=500");
        List<String> shown = ((Json.Arr) at(answer.json(), "entries"))
                .items().stream()
                        .filter(e -> HttpCalls.text(at(e, "type")).equals("FREE TEXT"))
                        .map(e -> HttpCalls.text(at(e, "id")))
                        .sorted()
                        .toList();
        assertEquals(acknowledged, shown);
    }

    private Set<String> all() {
        Set<String> labels = new TreeSet<>();
        for (Relay relay : relays) labels.add(relay.address().toString());
        return labels;
    }

    private static Json line(TwoNodes.Side side) {
        return at(side.calls().get("/api/v1/lines").json(), "lines.0");
    }

    private static List<Json> paths(TwoNodes.Side side) {
        return ((Json.Arr) at(line(side), "paths")).items();
    }

    private static Set<String> up(TwoNodes.Side side) {
        Set<String> labels = new TreeSet<>();
        for (Json path : paths(side)) {
            if (HttpCalls.text(at(path, "state")).equals("UP")) labels.add(HttpCalls.text(at(path, "path")));
        }
        return labels;
    }

    private static String text(TwoNodes.Side side, String label, String field) {
        return paths(side).stream()
                .filter(path -> HttpCalls.text(at(path, "path")).equals(label))
                .map(path -> HttpCalls.text(at(path, field)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no path " + label + " in " + paths(side)));
    }

    private static String state(TwoNodes.Side side, String label) {
        return text(side, label, "state");
    }
}
