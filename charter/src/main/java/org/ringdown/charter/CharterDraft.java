package org.ringdown.charter;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Builds the terms of a charter, for a founding or a change. A new draft holds what every version can do: delivery clocks
 * only, and no further rule. For one thread.
 */
public final class CharterDraft {
    private final long version;
    private final String nonce;
    private final Optional<CharterTerms.Succession> succession;
    private List<Party> parties;
    private CharterTerms.Preamble preamble;
    private Clocks clocks;
    private Rules rules;

    private CharterDraft(String nonce, CharterTerms start, Optional<CharterTerms.Succession> succession) {
        this.version = start.version();
        this.nonce = nonce;
        this.succession = succession;
        this.parties = start.parties();
        this.preamble = start.preamble();
        this.clocks = start.clocks();
        this.rules = start.rules();
    }

    /**
     * Starts the charter that founds a line. The parties stand in the order of their ids, whoever writes the draft.
     *
     * @param one a party
     * @param other the other party
     * @param random a cryptographic source
     * @return the draft
     */
    public static CharterDraft found(Party one, Party other, RandomGenerator random) {
        List<Party> parties = one.id().compareTo(other.id()) <= 0 ? List.of(one, other) : List.of(other, one);
        LinkedHashSet<String> languages = new LinkedHashSet<>();
        for (Party party : parties) languages.addAll(party.languages());
        CharterTerms.Preamble preamble = new CharterTerms.Preamble(
                List.of(new LocalText("en", "To prevent a misunderstanding between the parties from becoming a war.")),
                List.of(new LocalText("en", "Anything that could be taken for an attack, or lead to one by mistake.")),
                languages.stream().limit(CharterLimits.LANGUAGES_MAX).toList(),
                List.of());
        CharterTerms start = new CharterTerms(
                1, draw(random), Optional.empty(), parties, preamble, Clocks.deliveryOnly(), Rules.NONE);
        return new CharterDraft(start.nonce(), start, Optional.empty());
    }

    /**
     * Starts a change of the charter that stands: the same terms, one version on.
     *
     * @param current the charter that stands
     * @param random a cryptographic source
     * @return the draft
     */
    public static CharterDraft change(Charter current, RandomGenerator random) {
        CharterTerms terms = current.terms();
        CharterTerms next = new CharterTerms(
                terms.version() + 1,
                draw(random),
                Optional.empty(),
                terms.parties(),
                terms.preamble(),
                terms.clocks(),
                terms.rules());
        var succession = new CharterTerms.Succession(current.lineId(), current.digest());
        return new CharterDraft(next.nonce(), next, Optional.of(succession));
    }

    private static String draw(RandomGenerator random) {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        return HexFormat.of().formatHex(nonce);
    }

    /**
     * Replaces the party with the same id.
     *
     * @param party how it is described from now on
     * @return this draft
     */
    public CharterDraft party(Party party) {
        List<Party> next = new ArrayList<>(parties);
        next.replaceAll(p -> p.id().equals(party.id()) ? party : p);
        parties = List.copyOf(next);
        return this;
    }

    /**
     * Sets purpose, definition of emergency, languages and forms of address.
     *
     * @param newPreamble the preamble
     * @return this draft
     */
    public CharterDraft preamble(CharterTerms.Preamble newPreamble) {
        preamble = newPreamble;
        return this;
    }

    /**
     * Sets the clocks.
     *
     * @param newClocks the table
     * @return this draft
     */
    public CharterDraft clocks(Clocks newClocks) {
        clocks = newClocks;
        return this;
    }

    /**
     * Sets the further rules.
     *
     * @param newRules the rules
     * @return this draft
     */
    public CharterDraft rules(Rules newRules) {
        rules = newRules;
        return this;
    }

    /**
     * Ends the draft.
     *
     * @return the terms; {@link CharterFile#create} checks them
     */
    public CharterTerms terms() {
        return new CharterTerms(version, nonce, succession, parties, preamble, clocks, rules);
    }
}
