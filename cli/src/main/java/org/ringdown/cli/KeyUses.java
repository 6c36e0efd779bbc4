package org.ringdown.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ringdown.charter.KeyUse;

/** Key uses as they are typed. */
final class KeyUses {
    private KeyUses() {}

    /** Reads words such as {@code log,holder}; {@code all} is every use but root. */
    static Set<KeyUse> parse(List<String> words) throws CliException {
        EnumSet<KeyUse> uses = EnumSet.noneOf(KeyUse.class);
        for (String word : words) {
            if (word.equals("all")) uses.addAll(EnumSet.complementOf(EnumSet.of(KeyUse.ROOT)));
            else uses.add(one(word));
        }
        return uses;
    }

    static KeyUse one(String word) throws CliException {
        for (KeyUse use : KeyUse.values()) if (use.word().equals(word) && use != KeyUse.ROOT) return use;
        List<String> known = EnumSet.complementOf(EnumSet.of(KeyUse.ROOT)).stream()
                .map(KeyUse::word)
                .toList();
        throw new CliException(Exit.INPUT, "--use: " + Output.safe(word) + " is not a use. Known: " + known + ".");
    }
}
