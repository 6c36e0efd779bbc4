package org.ringdown.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import org.ringdown.charter.Json;

/** Two nodes that stay, with a cable that a person can cut. */
final class Stay {
    private static final String OFFICER = "watch.officer";
    private static final String HELP = """
            Type: cut   the cable between the two is cut; each keeps its record, and says PATH-DOWN
                  heal  the cable is whole again
                  kill northland | kill southland     kill -9 of that node
                  lose northland | lose southland     kill it and delete its store: its disk is gone
                  start northland | start southland   start it again; a lost store comes back from the peer
                  links a fresh sign-in link for each side
            Ctrl-C stops both.""";

    private final Stage stage;

    private Stay(Stage stage) {
        this.stage = stage;
    }

    static void run(Stage stage) throws IOException, InterruptedException, DemoException {
        stage.checkPorts();
        stage.layWires();
        if (Files.exists(stage.north.data)) {
            System.err.println("demo: the line in " + stage.folder + " is founded already");
        } else {
            System.err.println("demo: founding the line in " + stage.folder);
            PrintStream terminal = System.out;
            System.setOut(System.err); // what the commands say on the way
            stage.found();
            System.setOut(terminal);
        }
        stage.serve();
        Stay stay = new Stay(stage);
        System.out.println("Two parties on one machine. Open each link once, in two browsers:");
        stay.links();
        System.out.println(HELP);
        System.out.flush();
        stay.listen();
    }

    private void links() throws IOException, InterruptedException, DemoException {
        for (Party party : stage.parties()) {
            Json.Obj list = Fields.parse(party.asks("officer", "list", "--json"));
            boolean known = Fields.list(list, "officers").stream()
                    .anyMatch(officer -> Fields.text(officer, "id").equals(OFFICER));
            String link = known
                    ? party.asks("officer", "link", OFFICER, "--json")
                    : party.asks("officer", "add", OFFICER, "--name", "Watch officer", "--json");
            System.out.println("  " + party.id + "  " + Fields.text(Fields.parse(link), "link"));
        }
    }

    private void listen() throws IOException, InterruptedException {
        try (BufferedReader typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String row = typed.readLine(); row != null; row = typed.readLine()) {
                try {
                    System.out.println(obey(row.strip().toLowerCase(Locale.ROOT)));
                } catch (DemoException e) {
                    System.out.println(e.getMessage());
                }
                System.out.flush();
            }
        }
        Thread.currentThread().join(); // no terminal: it stays until it is ended
    }

    private String obey(String words) throws IOException, InterruptedException, DemoException {
        return switch (words) {
            case "cut" -> {
                stage.cut();
                yield "The cable is cut.";
            }
            case "heal" -> {
                stage.heal();
                yield "The cable is whole.";
            }
            case "links" -> {
                links();
                yield "Each works once, for 15 minutes.";
            }
            default -> process(words);
        };
    }

    private String process(String words) throws IOException, InterruptedException, DemoException {
        for (Party party : stage.parties()) {
            if (words.equals("kill " + party.id)) {
                party.kill();
                return party.id + "'s node is dead.";
            }
            if (words.equals("lose " + party.id)) {
                party.loseStore();
                return party.id + "'s store is deleted.";
            }
            if (words.equals("start " + party.id)) {
                if (party.isUp()) return party.id + "'s node runs already.";
                party.serve();
                return party.id + "'s node serves again.";
            }
        }
        return HELP;
    }
}
