package org.ringdown.charter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.TranscriptException;

/** The JSON of a charter's terms, in one order of fields. */
final class CharterJson {
    private CharterJson() {}

    static Json.Obj write(CharterTerms terms) {
        CharterTerms.Preamble preamble = terms.preamble();
        Json.ObjBuilder out = Json.obj().put("version", terms.version()).put("nonce", terms.nonce());
        terms.succession()
                .ifPresent(s ->
                        out.put("line", s.line()).put("replaces", s.digest().hex()));
        out.put("purpose", LocalText.json(preamble.purpose()))
                .put("emergency", LocalText.json(preamble.emergency()))
                .put(
                        "parties",
                        Json.of(terms.parties().stream().map(Party::json).toList()))
                .put("languages", Json.strings(preamble.languages()))
                .put(
                        "address",
                        Json.of(preamble.forms().stream()
                                .map(CharterJson::formJson)
                                .toList()))
                .put("clocks", terms.clocks().json());
        terms.rules().putInto(out);
        return out.build();
    }

    private static Json.Obj formJson(CharterTerms.FormOfAddress form) {
        return Json.obj()
                .put("party", form.party())
                .put("role", Choices.word(form.role()))
                .put("words", LocalText.json(form.words()))
                .build();
    }

    static CharterTerms read(Json.Obj json) throws JsonException, CharterException {
        JsonFields f = JsonFields.of(json);
        long version = f.whole("version", 1, 1_000_000);
        String nonce = f.hex("nonce", 32);
        Optional<CharterTerms.Succession> succession = readSuccession(f, version);
        List<LocalText> purpose = LocalText.read(f, "purpose", CharterLimits.TEXT_MAX);
        List<LocalText> emergency = LocalText.read(f, "emergency", CharterLimits.TEXT_MAX);
        List<Party> parties = f.objects("parties", 8, Party::read);
        List<String> ids = parties.stream().map(Party::id).toList();
        List<String> languages = LocalText.readLanguages(f, "languages");
        List<CharterTerms.FormOfAddress> forms =
                f.objects("address", CharterLimits.ADDRESS_FORMS_MAX, form -> readForm(form, ids));
        Clocks clocks = Clocks.read(f.object("clocks"));
        Rules rules = Rules.read(f, ids);
        f.refuseUnknown();
        f.check();
        checkParties(parties);
        CharterTerms.Preamble preamble = new CharterTerms.Preamble(purpose, emergency, languages, forms);
        return new CharterTerms(version, nonce, succession, parties, preamble, clocks, rules);
    }

    private static Optional<CharterTerms.Succession> readSuccession(JsonFields f, long version) {
        if (version == 1) {
            for (String name : List.of("line", "replaces")) {
                if (f.has(name)) f.refuse(name, JsonCode.BAD_VALUE, "a charter of version 1 replaces none", "");
            }
            return Optional.empty();
        }
        String line = f.hex("line", 32);
        String replaces = f.hex("replaces", 64);
        try {
            return Optional.of(new CharterTerms.Succession(line, Hash.fromHex(replaces)));
        } catch (TranscriptException e) {
            // the hex getter has noted what is wrong with it
            return Optional.empty();
        }
    }

    private static CharterTerms.FormOfAddress readForm(JsonFields f, List<String> partyIds) {
        String party = f.string("party", CharterLimits.ID_MAX);
        if (!partyIds.contains(party)) {
            f.refuse("party", JsonCode.BAD_VALUE, "\"" + party + "\" is not a party of this charter", "");
        }
        Role role = f.choice("role", Choices.lower(Role.class));
        return new CharterTerms.FormOfAddress(party, role, LocalText.read(f, "words", CharterLimits.NAME_MAX));
    }

    private static void checkParties(List<Party> parties) throws CharterException {
        List<String> ids = new ArrayList<>(parties.stream().map(Party::id).toList());
        if (parties.size() != 2 || ids.getFirst().equals(ids.getLast())) {
            throw new CharterException(
                    CharterCode.WRONG_PARTIES, "a charter binds exactly two different parties, not " + ids);
        }
        if (parties.getFirst().root().key().equals(parties.getLast().root().key())) {
            throw new CharterException(
                    CharterCode.KEY_REUSED, "both parties have one root key. Each side must make its own");
        }
    }
}
