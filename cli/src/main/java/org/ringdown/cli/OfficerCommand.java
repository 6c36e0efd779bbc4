package org.ringdown.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringdown.charter.Json;
import org.ringdown.charter.Role;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.HostPort;
import org.ringdown.node.NodeException;
import org.ringdown.node.Officer;
import org.ringdown.node.Officers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringdown officer …}: who may sign in to the console. */
@Command(
        name = "officer",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ringdown officer add n.hale --name \"N. Hale\" --role watch"},
        description = "Says who may sign in, and makes one-time links. Works beside a running node.")
final class OfficerCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: add, link, revoke or list");
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ringdown officer add n.hale --name \"N. Hale\" --role supervisor --desk watch"
            },
            description = "Adds an officer and prints a one-time link.")
    int add(
            @Mixin DataOption data,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = "A short id, such as n.hale.") String id,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "As shown (default: the id).",
                            defaultValue = "")
                    String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            description = "watch, supervisor or commander.",
                            defaultValue = "watch")
                    String role,
            @Option(
                            names = "--desk",
                            paramLabel = "DESK",
                            description = "The desk (default: watch).",
                            defaultValue = "watch")
                    String desk)
            throws CliException, NodeException {
        DataDirectory directory = data.existing();
        Officer officer = officer(id, name.isEmpty() ? id : name, role(role), desk);
        Officers officers = officers(directory);
        officers.add(officer);
        return printLink(directory, officers, id, output);
    }

    @Command(
            name = "link",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ringdown officer link n.hale"},
            description = "Prints a new one-time link: once, for 15 minutes.")
    int link(@Mixin DataOption data, @Mixin Output output, @Parameters(paramLabel = "ID") String id)
            throws CliException, NodeException {
        DataDirectory directory = data.existing();
        return printLink(directory, officers(directory), id, output);
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ringdown officer revoke n.hale"},
            description = "Removes an officer; sessions end at once.")
    int revoke(@Mixin DataOption data, @Mixin Output output, @Parameters(paramLabel = "ID") String id)
            throws CliException, NodeException {
        officers(data.existing()).revoke(id);
        output.line(Json.obj().put("revoked", id).build(), "Removed " + id + ". Open sessions and links have ended.");
        return Exit.OK.code();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ringdown officer list --json"},
            description = "Lists the officers.")
    int list(@Mixin DataOption data, @Mixin Output output) throws CliException, NodeException {
        List<String> lines = new ArrayList<>();
        List<Json> rows = new ArrayList<>();
        for (Officer officer : officers(data.existing()).list()) {
            String role = officer.role().name().toLowerCase(Locale.ROOT);
            lines.add(
                    "%-16s %-11s %-10s %s".formatted(officer.id(), role, officer.desk(), Output.safe(officer.name())));
            rows.add(Json.obj()
                    .put("id", officer.id())
                    .put("name", officer.name())
                    .put("role", role)
                    .put("desk", officer.desk())
                    .build());
        }
        if (lines.isEmpty()) lines.add("No officers yet. Add one: ringdown officer add ID --role watch");
        output.answer(Json.obj().put("officers", Json.of(rows)).build(), lines);
        return Exit.OK.code();
    }

    private static int printLink(DataDirectory directory, Officers officers, String id, Output output)
            throws NodeException {
        HostPort api = directory.readConfig().api().listen();
        String scheme = directory.readConfig().api().tls().isPresent() ? "https" : "http";
        String link = scheme + "://" + api + "/enter#" + officers.link(id);
        output.answer(
                Json.obj().put("officer", id).put("link", link).build(),
                List.of(link, "Works once, for 15 minutes. Hand it over in person."));
        return Exit.OK.code();
    }

    private static Officers officers(DataDirectory directory) {
        return new Officers(directory, System::currentTimeMillis);
    }

    private static Officer officer(String id, String name, Role role, String desk) throws CliException {
        try {
            return new Officer(id, name, role, desk);
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.INPUT, Output.safe(e.getMessage() + "."), e);
        }
    }

    private static Role role(String word) throws CliException {
        for (Role role : Role.values()) if (role.name().equalsIgnoreCase(word)) return role;
        throw new CliException(Exit.INPUT, "--role: use watch, supervisor or commander.");
    }
}
