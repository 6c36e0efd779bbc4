package org.ringdown.node;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import org.ringdown.charter.Role;

/** The words for roles in files, on the command line and in the API: those of the charter. */
public final class Roles {
    private Roles() {}

    /**
     * Returns a role's word.
     *
     * @param role the role
     * @return the lower-case word
     */
    public static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a role's word.
     *
     * @param word the lower-case word
     * @return the role, or empty
     */
    public static Optional<Role> of(String word) {
        return Optional.ofNullable(words().get(word));
    }

    /** Every word and its role. */
    static SequencedMap<String, Role> words() {
        SequencedMap<String, Role> words = new LinkedHashMap<>();
        for (Role role : Role.values()) words.put(word(role), role);
        return words;
    }
}
