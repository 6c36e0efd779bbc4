package org.ringdown.node;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.StoreException;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.MessageException;
import org.ringdown.message.Reference;
import org.ringdown.message.Seal;
import org.ringdown.message.Statement;
import org.ringdown.store.StoredEntry;

/** Entries as the API shows them. What the peer wrote is handed on as data, never interpreted further. */
final class EntryViews {
    private final LineService line;
    private final String lineId;
    private final String own;
    private final Crossings crossings;

    EntryViews(LineService line) {
        this.line = line;
        this.lineId = line.lineId();
        this.own = line.party();
        this.crossings = new Crossings(line.reader(), own, line.charter());
    }

    /** The view of one entry. */
    Json.Obj of(StoredEntry stored) {
        KeptEntry entry = stored.entry();
        Json.ObjBuilder view = Json.obj()
                .put("seq", stored.seq())
                .put("line", lineId)
                .put("party", entry.log().party())
                .put("epoch", entry.log().epoch())
                .put("index", entry.index())
                .put("leafHash", entry.hash().base64());
        boolean readable = stored.damage().isEmpty();
        stored.damage().ifPresent(what -> line.damaged(place(entry), what));
        Optional<Leaf> leaf = readable ? parse(entry) : Optional.empty();
        if (leaf.isPresent()) said(view, entry, leaf.get());
        else opaque(view, entry, stored.damage().orElse("not a leaf of this version"));
        view.put("receivedMs", entry.receivedMs());
        boolean ours = entry.log().party().equals(own);
        view.put("state", ours && stored.delivered().isPresent() ? "DELIVERED" : "RECORDED");
        if (ours) stored.delivered().ifPresent(delivery -> view.put("deliveredMs", delivery.atMs()));
        if (leaf.isPresent()) crossed(view, entry, leaf.get());
        view.put("ladder", ladder(stored.about()));
        if (stored.missing() > 0) view.put("earlier", stored.missing());
        lines(view, entry);
        return view.build();
    }

    private static Optional<Leaf> parse(KeptEntry entry) {
        if (EntryType.ofWire(entry.mark().type()).isEmpty()) return Optional.empty();
        try {
            return Optional.of(Leaf.parse(entry.leaf().array()));
        } catch (MessageException e) {
            // an unreadable leaf is shown as what it is: bytes
            return Optional.empty();
        }
    }

    private void said(Json.ObjBuilder view, KeptEntry entry, Leaf leaf) {
        Statement statement = leaf.statement();
        Seal seal = leaf.seal();
        view.put("type", statement.kind().type().wire())
                .put("precedence", statement.kind().precedence().name())
                .put("id", statement.id())
                .put("test", statement.kind().test());
        Statement.Addressing addressing = statement.addressing();
        addressing.desk().ifPresent(desk -> view.put("desk", desk));
        if (!addressing.addressees().isEmpty()) view.put("addressees", Json.strings(addressing.addressees()));
        addressing.language().ifPresent(language -> view.put("language", language));
        addressing.subject().ifPresent(subject -> view.put("subject", subject));
        body(view, statement);
        Carried.of(statement).ifPresent(inner -> view.put("carried", carried(inner)));
        links(view, statement.links());
        seal.held()
                .ifPresent(held -> view.put(
                        "held",
                        Json.obj()
                                .put("epoch", held.epoch())
                                .put("size", held.size())
                                .put("root", held.root().base64())
                                .build()));
        view.put("wallMs", seal.wallMs());
        if (!entry.log().party().equals(own)) {
            seal.offsetMs()
                    .ifPresent(theirs -> view.put("ageMs", Math.max(0, entry.receivedMs() - seal.wallMs() - theirs)));
        }
    }

    private static void body(Json.ObjBuilder view, Statement statement) {
        Json.ObjBuilder fields = Json.obj();
        boolean any = false;
        boolean ack = statement.kind().type() == EntryType.ACK;
        for (var field : statement.body().fields().entrySet()) {
            if (field.getKey().equals("text") && field.getValue() instanceof Json.Str text) {
                view.put("text", text);
            } else {
                fields.put(ack ? AckSteps.shownName(statement, field.getKey()) : field.getKey(), field.getValue());
                any = true;
            }
        }
        if (any) view.put("fields", fields.build());
    }

    private static Json.Obj carried(Statement inner) {
        Json.ObjBuilder view = Json.obj()
                .put("party", inner.origin().party())
                .put("type", inner.kind().type().wire())
                .put("precedence", inner.kind().precedence().name())
                .put("id", inner.id())
                .put("test", inner.kind().test());
        inner.addressing().subject().ifPresent(subject -> view.put("subject", subject));
        inner.addressing().language().ifPresent(language -> view.put("language", language));
        body(view, inner);
        return view.build();
    }

    private static void links(Json.ObjBuilder view, Statement.Links links) {
        if (!links.references().isEmpty()) {
            List<Json> references = new ArrayList<>();
            for (Reference reference : links.references()) {
                references.add(
                        place(reference.entry()).put("rel", reference.rel()).build());
            }
            view.put("references", Json.of(references));
        }
        links.replyBy().ifPresent(replyBy -> view.put("replyBy", replyBy));
        links.shown()
                .ifPresent(shown -> view.put(
                        "shown",
                        Json.obj()
                                .put("epoch", shown.epoch())
                                .put("size", shown.size())
                                .build()));
    }

    private static void opaque(Json.ObjBuilder view, KeptEntry entry, String reason) {
        String precedence = Precedence.ofWire(entry.mark().precedence())
                .orElse(Precedence.ROUTINE)
                .name();
        view.put("type", entry.mark().type())
                .put("precedence", precedence)
                .put("test", entry.mark().flags().contains("TEST"))
                .put("unreadable", Json.obj().put("reason", reason).build());
    }

    /** An entry is shown also where what it crossed can't be read; an alarm says that much can't be. */
    private void crossed(Json.ObjBuilder view, KeptEntry entry, Leaf leaf) {
        List<EntryId> with;
        try {
            with = crossings.of(entry, leaf);
        } catch (StoreException e) {
            line.unreadable(e);
            return;
        }
        if (with.isEmpty()) return;
        List<Json.Obj> places = with.stream().map(id -> place(id).build()).toList();
        view.put("crossed", Json.obj().put("with", Json.of(places)).build());
    }

    private static Json ladder(List<KeptEntry> about) {
        List<Json> steps = new ArrayList<>();
        for (KeptEntry entry : about) {
            if (entry.mark().type().equals(EntryType.ACK.wire()))
                parse(entry).ifPresent(leaf -> steps.add(AckSteps.step(entry, leaf)));
        }
        return Json.of(steps);
    }

    private static void lines(Json.ObjBuilder view, KeptEntry entry) {
        byte[] leaf = entry.leaf().array();
        Optional<String> text = text(leaf);
        if (text.isEmpty()) {
            view.put("statement", Base64.getEncoder().encodeToString(leaf)).put("seal", "");
            return;
        }
        int end = text.get().indexOf('\n');
        String statement = end < 0 ? text.get() : text.get().substring(0, end);
        String seal = end < 0 ? "" : text.get().substring(end + 1);
        view.put("statement", statement).put("seal", seal.endsWith("\n") ? seal.substring(0, seal.length() - 1) : seal);
    }

    /** The bytes as text, where they are UTF-8 that JSON can carry. */
    private static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.codePoints().anyMatch(EntryViews::isNoncharacter) ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isNoncharacter(int point) {
        return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    }

    private static EntryId place(KeptEntry entry) {
        return new EntryId(entry.log().party(), entry.log().epoch(), entry.index());
    }

    /** Where an entry stands. */
    static Json.ObjBuilder place(EntryId id) {
        return Json.obj().put("party", id.party()).put("epoch", id.epoch()).put("index", id.index());
    }
}
