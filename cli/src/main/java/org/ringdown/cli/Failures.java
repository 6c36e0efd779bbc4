package org.ringdown.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.ringdown.charter.CharterException;
import org.ringdown.cli.bundle.BundleException;
import org.ringdown.line.StoreException;
import org.ringdown.node.NodeCode;
import org.ringdown.node.NodeException;

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
            case NodeException refused -> exitOf(refused.code());
            case CharterException refused -> Exit.INPUT;
            case StoreException refused -> Exit.ENVIRONMENT;
            case BundleException refused -> Exit.INPUT;
            case NoSuchFileException missing -> Exit.INPUT;
            case FileAlreadyExistsException present -> Exit.INPUT;
            case IOException environment -> Exit.ENVIRONMENT;
            default -> Exit.BUG;
        };
    }

    private static Exit exitOf(NodeCode code) {
        return switch (code) {
            case CONFIG_INVALID, CHARTER_REFUSED, LINE_EXISTS, OFFICER_REFUSED, FILE_EXISTS -> Exit.INPUT;
            case FILE_MISSING,
                    FILE_FAILED,
                    KEY_EXPOSED,
                    KEY_INVALID,
                    KEY_LOCKED,
                    DATA_LOCKED,
                    PORT_TAKEN,
                    TLS_REQUIRED,
                    STORE_FAILED,
                    CRYPTO_REFUSED -> Exit.ENVIRONMENT;
        };
    }

    private static String sentence(Exception thrown) {
        return switch (thrown) {
            case CliException refused -> String.valueOf(refused.getMessage());
            case NodeException refused -> String.valueOf(refused.getMessage());
            case StoreException refused -> Output.safe(refused.getMessage() + " (" + refused.kind() + ")");
            case CharterException refused -> Output.safe(refused.getMessage() + " (" + refused.code() + ")");
            case BundleException refused -> Output.safe(refused.getMessage() + " (" + refused.code() + ")");
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
