package org.ringdown.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Party;
import org.ringdown.line.LineStatus;
import org.ringdown.line.StoreException;
import org.ringdown.message.EntryType;
import org.ringdown.message.LogId;
import org.ringdown.message.Reference;
import org.ringdown.message.Shown;
import org.ringdown.message.Statement;
import org.ringdown.store.StoredEntry;

/** Judges a request against the line: its charter's languages and desks, what is held here. */
final class LineChecks {
    private final LineService line;
    private final Caller caller;

    LineChecks(LineService line, Caller caller) {
        this.line = line;
        this.caller = caller;
    }

    /**
     * Checks a request; STOP and UNPLANNED EVENT are never refused for language, desk or addressees.
     *
     * @return who says it to whom, with the caller's own desk
     */
    Statement.Addressing check(MessageRequests.Request request) throws ProblemException, StoreException {
        boolean never =
                request.kind().type() == EntryType.STOP || request.kind().type() == EntryType.UNPLANNED_EVENT;
        if (!never) {
            language(request.addressing());
            desks(request.addressing());
        }
        references(request);
        if (request.links().shown().isPresent()) shown(request.links().shown().get());
        Statement.Addressing asked = request.addressing();
        return new Statement.Addressing(Optional.of(desk()), asked.addressees(), asked.language(), asked.subject());
    }

    /** The desk that the caller speaks for. */
    String desk() {
        return caller.desk().orElseGet(() -> own().desks().getFirst().id());
    }

    private void language(Statement.Addressing asked) throws ProblemException {
        List<String> languages = line.charter().terms().preamble().languages();
        if (languages.contains(asked.language().orElse(""))) return;
        throw refuse(Problem.LANGUAGE_NOT_IN_CHARTER, "/language", "not a language of this charter", languages);
    }

    private void desks(Statement.Addressing asked) throws ProblemException {
        List<String> ownDesks = own().desks().stream().map(desk -> desk.id()).toList();
        if (asked.desk().isPresent() && !asked.desk().get().equals(desk())) {
            String mend = "Your desk is " + desk() + ": leave desk out, or have an officer of that desk send it.";
            throw new ProblemException(Problem.FORBIDDEN, mend);
        }
        if (!ownDesks.contains(desk())) {
            throw refuse(Problem.DESK_NOT_IN_CHARTER, "/desk", desk() + " is no desk of ours", ownDesks);
        }
        List<String> theirs = peer().desks().stream().map(desk -> desk.id()).toList();
        for (int i = 0; i < asked.addressees().size(); i++) {
            if (theirs.contains(asked.addressees().get(i))) continue;
            throw refuse(Problem.DESK_NOT_IN_CHARTER, "/addressees/" + i, "not a desk of the peer", theirs);
        }
    }

    private void references(MessageRequests.Request request) throws ProblemException, StoreException {
        List<Reference> references = request.links().references();
        List<ProblemException.Field> unknown = new ArrayList<>();
        for (int i = 0; i < references.size(); i++) {
            Optional<StoredEntry> entry = line.reader().entry(references.get(i).entry());
            Optional<String> hash = request.referenceHashes().get(i);
            boolean held = entry.isPresent()
                    && (hash.isEmpty() || entry.get().entry().hash().base64().equals(hash.get()));
            if (held) continue;
            unknown.add(new ProblemException.Field(
                    "/references/" + i, "this entry is not held here", "Refer to an entry that the list shows."));
        }
        if (!unknown.isEmpty()) throw new ProblemException(Problem.REFERENCE_UNKNOWN, unknown);
    }

    private void shown(Shown shown) throws ProblemException, StoreException {
        LogId log = new LogId(peer().id(), shown.epoch());
        Optional<LineStatus.Log> current =
                line.status().peer().filter(peer -> peer.log().equals(log));
        long size = current.isPresent() ? current.get().size() : 0;
        if (shown.size() <= size) return;
        size = line.reader().logs().stream()
                .filter(view -> view.log().equals(log))
                .mapToLong(view -> view.size())
                .findFirst()
                .orElse(0);
        if (shown.size() <= size) return;
        String seen = "size " + shown.size() + ", but this node holds " + size + " entries of that epoch";
        throw new ProblemException(
                Problem.SHOWN_AHEAD,
                List.of(new ProblemException.Field("/shown/size", seen, "Send the size that stands on the screen.")));
    }

    private Party own() {
        return party(true);
    }

    private Party peer() {
        return party(false);
    }

    private Party party(boolean own) {
        try {
            return own ? line.charter().party(line.party()) : line.charter().peerOf(line.party());
        } catch (CharterException e) {
            throw new IllegalStateException("the founded line's charter lost its own party", e);
        }
    }

    private static ProblemException refuse(Problem problem, String field, String seen, List<String> allowed) {
        return new ProblemException(
                problem, List.of(new ProblemException.Field(field, seen, "Use one of " + allowed + ".")));
    }
}
