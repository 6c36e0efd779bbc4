package org.ringdown.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;
import org.ringdown.cli.bundle.BundleException;
import org.ringdown.line.StoreException;
import org.ringdown.node.NodeCode;
import org.ringdown.node.NodeException;

/** Turns what a command threw into one plain message and an exit code. */
final class Failures {
    private Failures() {}

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?)] (?=[A-Z])");

    static int report(Exception thrown, boolean json, PrintWriter err) {
        Exit exit = exitOf(thrown);
        String sentence = sentence(thrown);
        if (exit == Exit.BUG) {
            sentence += ". This is a fault of Ringdown, not of what you typed. Run it again with RINGDOWN_DEBUG=1 set,"
                    + " and send what it prints to whoever gave you Ringdown. The record is not touched by it.";
        }
        if (json) err.println(JsonWriter.compact(json(thrown, exit, sentence)));
        else err.println("ringdown: " + sentence);
        if (System.getenv("RINGDOWN_DEBUG") != null) {
            thrown.printStackTrace(err);
        }
        err.flush();
        return exit.code();
    }

    private static Json.Obj json(Exception thrown, Exit exit, String sentence) {
        Json.Obj error = Json.obj()
                .put("code", codeOf(thrown, exit))
                .put("exit", exit.code())
                .put("message", sentence)
                .put("next", next(sentence))
                .build();
        return Json.obj().put("error", error).build();
    }

    /** What to do next: by house rule, all that follows the first sentence of a message. */
    private static String next(String message) {
        Matcher end = SENTENCE_END.matcher(message);
        return end.find() ? message.substring(end.end()) : "See: ringdown --help";
    }

    private static String codeOf(Exception thrown, Exit exit) {
        return switch (thrown) {
            case CliException refused -> refused.code();
            case NodeException refused -> refused.code().name();
            case CharterException refused -> refused.code().name();
            case StoreException refused -> "STORE_" + refused.kind();
            case BundleException refused -> refused.code().name();
            case NoSuchFileException missing -> "FILE_MISSING";
            case FileAlreadyExistsException present -> "FILE_EXISTS";
            case AccessDeniedException denied -> "NO_PERMISSION";
            case IOException environment -> "FILE_FAILED";
            default -> exit.word();
        };
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
                "no permission for " + denied.getFile() + ". Run as the user that owns it, or mend it with: chmod u+rw "
                        + denied.getFile();
            case IOException environment ->
                "reading or writing failed: " + environment.getMessage() + ". Check the disk and the name.";
            default -> "unexpected: " + thrown;
        };
    }
}
