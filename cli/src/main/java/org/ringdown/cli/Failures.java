package org.ringdown.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Turns what a command threw into one plain message and an exit code. */
final class Failures {
    private Failures() {}

    static int report(Exception thrown, PrintWriter err) {
        Exit exit = exitOf(thrown);
        err.println("ringdown: " + sentence(thrown));
        if (exit == Exit.BUG) {
            err.println("This is a fault of Ringdown, not of what you typed. Run it again with RINGDOWN_DEBUG=1 set,");
            err.println("and send what it prints to whoever gave you Ringdown. The record is not touched by it.");
        }
        if (System.getenv("RINGDOWN_DEBUG") != null) {
            thrown.printStackTrace(err);
        }
        err.flush();
        return exit.code();
    }

    private static Exit exitOf(Exception thrown) {
        return switch (thrown) {
            case CliException refused -> refused.exit();
            case NoSuchFileException missing -> Exit.INPUT;
            case FileAlreadyExistsException present -> Exit.INPUT;
            case IOException environment -> Exit.ENVIRONMENT;
            default -> Exit.BUG;
        };
    }

    private static String sentence(Exception thrown) {
        return switch (thrown) {
            case CliException refused -> String.valueOf(refused.getMessage());
            case NoSuchFileException missing -> "there is no file " + missing.getFile() + ". Check the name.";
            case FileAlreadyExistsException present ->
                present.getFile() + " is already there. Choose another name, or move it away first.";
            case AccessDeniedException denied ->
                "no permission for " + denied.getFile() + ". Run as the user that owns it.";
            case IOException environment ->
                "reading or writing failed: " + environment.getMessage() + ". Check the disk and the name.";
            default -> "unexpected: " + thrown;
        };
    }
}
