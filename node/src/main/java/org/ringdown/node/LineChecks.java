package org.ringdown.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Party;
import org.ringdown.line.LineStatus;
import org.ringdown.line.StoreException;
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
     * What may be said of a request.
     *
     * @param addressing who says it to whom, with the caller's own desk
     * @param links what it refers to and was shown
     * @param changed what of it was left out or cut
     */
    record Checked(Statement.Addressing addressing, Statement.Links links, List<ProblemException.Field> changed) {}

    /**
     * Checks a request. STOP and UNPLANNED EVENT are never refused for language, desk, addressees, references or what was
     * shown, nor because the store can't be read (law 12): references that can't be found are left out, and what was shown is
     * cut to what is held.
     */
    Checked check(MessageRequests.Request request) throws ProblemException, StoreException {
        Statement.Addressing asked = request.addressing();
        Statement.Addressing addressing =
                new Statement.Addressing(Optional.of(desk()), asked.addressees(), asked.language(), asked.subject());
        if (request.kind().type().neverGated()) return ungated(request, addressing);
        language(asked);
        desks(asked);
        List<ProblemException.Field> unknown = new ArrayList<>();
        for (int i = 0; i < request.links().references().size(); i++) {
            if (!isHeld(request, i)) unknown.add(unknown(i, "Refer to an entry that the list shows."));
        }
        if (!unknown.isEmpty()) throw new ProblemException(Problem.REFERENCE_UNKNOWN, unknown);
        if (request.links().shown().isPresent()) shown(request.links().shown().get());
        return new Checked(addressing, request.links(), List.of());
    }

    private Checked ungated(MessageRequests.Request request, Statement.Addressing addressing) {
        List<ProblemException.Field> changed = new ArrayList<>();
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < request.links().references().size(); i++) {
            if (isHeldForCertain(request, i))
                references.add(request.links().references().get(i));
            else changed.add(unknown(i, "It was left out; the message went."));
        }
        Optional<Shown> shown = request.links().shown().map(asked -> cut(asked, changed));
        Statement.Links links = new Statement.Links(references, request.links().replyBy(), shown);
        return new Checked(addressing, links, List.copyOf(changed));
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

    private boolean isHeld(MessageRequests.Request request, int at) throws StoreException {
        Optional<StoredEntry> entry =
                line.reader().entry(request.links().references().get(at).entry());
        Optional<String> hash = request.referenceHashes().get(at);
        return entry.isPresent()
                && (hash.isEmpty() || entry.get().entry().hash().base64().equals(hash.get()));
    }

    /** What can't be read is not certain. */
    private boolean isHeldForCertain(MessageRequests.Request request, int at) {
        try {
            return isHeld(request, at);
        } catch (StoreException e) {
            line.unreadable(e);
            return false;
        }
    }

    private static ProblemException.Field unknown(int at, String mend) {
        return new ProblemException.Field("/references/" + at, "this entry is not held here", mend);
    }

    private void shown(Shown shown) throws ProblemException, StoreException {
        long size = held(shown);
        if (shown.size() <= size) return;
        throw new ProblemException(
                Problem.SHOWN_AHEAD, List.of(ahead(shown, size, "Send the size that stands on the screen.")));
    }

    private static ProblemException.Field ahead(Shown shown, long size, String mend) {
        String seen = "size " + shown.size() + ", but this node holds " + size + " entries of that epoch";
        return new ProblemException.Field("/shown/size", seen, mend);
    }

    private Shown cut(Shown asked, List<ProblemException.Field> changed) {
        long size;
        try {
            size = held(asked);
        } catch (StoreException e) {
            line.unreadable(e);
            size = current(asked);
        }
        if (asked.size() <= size) return asked;
        changed.add(ahead(asked, size, "It was cut to that; the message went."));
        return new Shown(asked.epoch(), size);
    }

    private long held(Shown shown) throws StoreException {
        long size = current(shown);
        if (shown.size() <= size) return size;
        LogId log = new LogId(peer().id(), shown.epoch());
        return line.reader().logs().stream()
                .filter(view -> view.log().equals(log))
                .mapToLong(view -> view.size())
                .findFirst()
                .orElse(0);
    }

    /** What is held of an epoch for certain, without asking the store. */
    private long current(Shown shown) {
        LogId log = new LogId(peer().id(), shown.epoch());
        Optional<LineStatus.Log> current =
                line.status().peer().filter(peer -> peer.log().equals(log));
        return current.isPresent() ? current.get().size() : 0;
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
