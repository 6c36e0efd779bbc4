package org.ringdown.node;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.UnrecordedNote;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.MessageException;
import org.ringdown.message.Statement;

/** What an entry carries of another: the message in a HEARD or an UNRECORDED, the leaf in a FOUND. */
final class Carried {
    private static final int WORDS_MAX = 500;
    private static final List<String> CARRIERS = List.of(EntryType.HEARD.wire(), EntryType.UNRECORDED.wire());

    private Carried() {}

    /** The statement inside; empty where the entry carries none, or none that can be read. */
    static Optional<Statement> of(Statement outer) {
        EntryType type = outer.kind().type();
        if (type == EntryType.HEARD || type == EntryType.UNRECORDED) {
            return text(outer, "note").flatMap(UnrecordedNote::statement);
        }
        return type == EntryType.FOUND ? text(outer, "leaf").flatMap(Carried::leaf) : Optional.empty();
    }

    /** The ids of the statements that an entry shows: its own, and that of what it carries. */
    static List<String> shownBy(KeptEntry entry) {
        List<String> ids = new ArrayList<>();
        if (!entry.mark().statementId().isEmpty()) ids.add(entry.mark().statementId());
        if (CARRIERS.contains(entry.mark().type())) {
            try {
                of(Leaf.parse(entry.leaf().array()).statement()).ifPresent(inner -> ids.add(inner.id()));
            } catch (MessageException e) {
                return ids; // bytes that nobody can read carry nothing
            }
        }
        return ids;
    }

    private static Optional<Statement> leaf(String base64) {
        try {
            return Optional.of(Leaf.parse(Base64.getDecoder().decode(base64)).statement());
        } catch (MessageException | IllegalArgumentException e) {
            return Optional.empty(); // shown as the text that it is
        }
    }

    private static Optional<String> text(Statement statement, String field) {
        return statement.body().get(field).orElse(Json.NULL) instanceof Json.Str text
                ? Optional.of(text.text())
                : Optional.empty();
    }

    /** The words of a message in one line, for an alarm: its text, or what stands in its fields. */
    static String words(Statement statement) {
        StringBuilder words = new StringBuilder();
        statement.body().fields().forEach((name, value) -> {
            if (value instanceof Json.Str text) {
                words.append(words.isEmpty() ? "" : "; ").append(name.equals("text") ? "" : name + ": ");
                words.append(text.text());
            }
        });
        if (words.isEmpty()) return "no words";
        return words.codePointCount(0, words.length()) <= WORDS_MAX
                ? words.toString()
                : words.substring(0, words.offsetByCodePoints(0, WORDS_MAX))
                        + " … (all of it stands in the conversation)";
    }
}
