package org.ringdown.cli;

import java.io.PrintWriter;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command's answer goes: stdout, in plain sentences or as one JSON object. */
final class Output {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee = CommandSpec.create();

    @Option(names = "--json", description = "Answer with one JSON object on stdout.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    PrintWriter out() {
        return mixee.commandLine().getOut();
    }

    /** Prints the answer in the form that was asked for. */
    void answer(Json.Obj object, Iterable<String> lines) {
        if (json) out().println(JsonWriter.compact(object));
        else lines.forEach(out()::println);
        out().flush();
    }

    /** Prints one line at once: for commands that go on. */
    void line(Json.Obj object, String text) {
        answer(object, java.util.List.of(text));
    }

    /** Text from elsewhere as one safe line: controls, direction marks and invisible characters become visible. */
    static String safe(String text) {
        return org.ringdown.charter.VisibleText.of(text);
    }
}
