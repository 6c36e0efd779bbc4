package org.ringdown.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;

/** The steps as they went, and the last line of stdout. */
final class Report {
    private final long startedNs = System.nanoTime();
    private final List<Json> steps = new ArrayList<>();
    private boolean ok = true;

    /** A step of the story; returns its evidence. */
    interface Step {
        String run() throws IOException, InterruptedException, DemoException;
    }

    /** Runs a step, unless one before it failed; then it is told as not run. */
    void step(String name, LawBook laws, Step step) throws InterruptedException {
        long fromNs = System.nanoTime();
        boolean went = false;
        String evidence = "not run: a step before it failed";
        if (ok) {
            long before = laws.violations();
            try {
                evidence = step.run();
                went = laws.violations() == before;
                if (!went) evidence = (laws.violations() - before) + " violations; " + evidence;
            } catch (IOException | DemoException e) {
                evidence = String.valueOf(e.getMessage());
            }
        }
        ok &= went;
        long ms = (System.nanoTime() - fromNs) / 1_000_000;
        System.err.println("demo: " + (went ? "ok   " : "FAIL ") + name + " (" + ms + " ms): " + evidence);
        steps.add(Json.obj()
                .put("name", name)
                .put("ok", went)
                .put("ms", ms)
                .put("evidence", evidence)
                .build());
    }

    boolean ok(LawBook laws) {
        return ok && laws.allHold();
    }

    String line(LawBook laws, List<Party> parties) {
        return JsonWriter.compact(Json.obj()
                .put("ok", ok(laws))
                .put("commit", System.getProperty("ringdown.commit", "unknown"))
                .put("seconds", (System.nanoTime() - startedNs) / 1_000_000_000)
                .put("steps", Json.of(steps))
                .put("laws", laws.rows())
                .put("parties", Json.of(parties.stream().map(Report::party).toList()))
                .build());
    }

    private static Json party(Party party) {
        Json.Obj log = party.journals().isEmpty()
                ? Json.obj().build()
                : Fields.object(party.journal().summary(), "ownLog");
        return Json.obj()
                .put("name", party.id)
                .put("epoch", Fields.text(log, "epoch"))
                .put("size", Fields.number(log, "size"))
                .put("root", Fields.text(log, "root"))
                .build();
    }
}
