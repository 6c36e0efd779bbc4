package org.ringdown.charter;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringdown.transcript.Hash;

/**
 * What a charter says, before anybody signs it.
 *
 * @param version 1 for the charter that founds a line, one more for each change
 * @param nonce 16 random bytes as 32 hex digits, which make the line id unique
 * @param succession the charter that this one takes the place of; empty exactly where the version is 1
 * @param parties the two parties
 * @param preamble why the line is there and how it is spoken on
 * @param clocks how soon each precedence must be handled
 * @param rules what else was agreed
 */
public record CharterTerms(
        long version,
        String nonce,
        Optional<Succession> succession,
        List<Party> parties,
        Preamble preamble,
        Clocks clocks,
        Rules rules) {
    /** The first line of a charter's text. */
    public static final String KIND = "ringdown/charter/v1";

    /** Keeps an immutable copy. */
    public CharterTerms {
        parties = List.copyOf(parties);
    }

    /**
     * The charter that is changed.
     *
     * @param line the line id
     * @param digest the SHA-256 of that charter's note text
     */
    public record Succession(String line, Hash digest) {}

    /**
     * Why the line is there and how it is spoken on.
     *
     * @param purpose what the line is for
     * @param emergency what both sides call an emergency
     * @param languages the languages of the line
     * @param forms how persons are addressed
     */
    public record Preamble(
            List<LocalText> purpose, List<LocalText> emergency, List<String> languages, List<FormOfAddress> forms) {
        /** Keeps immutable copies. */
        public Preamble {
            purpose = List.copyOf(purpose);
            emergency = List.copyOf(emergency);
            languages = List.copyOf(languages);
            forms = List.copyOf(forms);
        }
    }

    /**
     * How one side's person is addressed.
     *
     * @param party whose person
     * @param role in which role
     * @param words the words, in several languages
     */
    public record FormOfAddress(String party, Role role, List<LocalText> words) {
        /** Keeps an immutable copy. */
        public FormOfAddress {
            words = List.copyOf(words);
        }
    }

    /**
     * Writes the text that is signed.
     *
     * @return the kind, a newline, and the JSON two spaces deep
     */
    public String text() {
        return KIND + "\n" + JsonWriter.pretty(CharterJson.write(this));
    }

    /**
     * Reads a text that was or will be signed.
     *
     * @param text the note's text
     * @return the terms, whose {@link #text} means the same
     * @throws CharterException TOO_LARGE, WRONG_KIND, CONTENT, NOT_CANONICAL or WRONG_PARTIES
     */
    public static CharterTerms parse(String text) throws CharterException {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > CharterLimits.CHARTER_BYTES_MAX) throw Papers.tooLarge(bytes, CharterLimits.CHARTER_BYTES_MAX);
        Json.Obj json = Papers.json(KIND, text, JsonBounds.CHARTER);
        int escaped = JsonWriter.compact(Json.of(text)).getBytes(StandardCharsets.UTF_8).length;
        if (escaped > CharterLimits.CHARTER_ESCAPED_MAX) {
            throw Papers.tooLarge(escaped, CharterLimits.CHARTER_ESCAPED_MAX);
        }
        try {
            return CharterJson.read(json);
        } catch (JsonException e) {
            throw new CharterException(e);
        }
    }

    /**
     * Returns the digest by which a charter goes: the SHA-256 of its note text.
     *
     * @return the digest
     */
    public Hash digest() {
        return Texts.sha256(text());
    }

    /**
     * Returns what this charter demands of a node.
     *
     * @return the demands
     */
    public Set<Capability> demands() {
        EnumSet<Capability> demands = EnumSet.noneOf(Capability.class);
        for (Clocks.Row row : clocks.rows().values()) {
            if (row.seenMs().isPresent() || row.answer().isPresent()) demands.add(Capability.HUMAN_CLOCKS);
            if (!row.then().isEmpty()) demands.add(Capability.ESCALATION);
        }
        if (rules.tests().isPresent()) demands.add(Capability.LINE_TESTS);
        if (rules.phrasebook().isPresent()) demands.add(Capability.PHRASEBOOK);
        if (!rules.notices().isEmpty()) demands.add(Capability.NOTICES);
        if (rules.suspension().isPresent()) demands.add(Capability.SUSPENSION);
        if (rules.keeping().recording().isPresent()) demands.add(Capability.RECORDING);
        if (rules.keeping().retention().isPresent()) demands.add(Capability.RETENTION);
        if (rules.passkeys()) demands.add(Capability.PASSKEYS);
        if (rules.expiresMs().isPresent()) demands.add(Capability.EXPIRY);
        return demands;
    }
}
