package org.ringdown.node;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** Gets the passphrase of sealed key files from where the configuration says. */
public final class Passphrases {
    private Passphrases() {}

    /**
     * Gets the passphrase.
     *
     * @param source where the configuration says it is
     * @param prompt asks on the terminal; empty where there is none
     * @return the passphrase, or empty where files are not sealed
     * @throws NodeException FILE_MISSING, FILE_FAILED or KEY_EXPOSED for the file; KEY_LOCKED where nobody can be asked
     */
    public static Optional<Passphrase> get(NodeConfig.PassphraseSource source, Supplier<Optional<char[]>> prompt)
            throws NodeException {
        return switch (source) {
            case NodeConfig.NoPassphrase _ -> Optional.empty();
            case NodeConfig.FilePassphrase(var file) -> {
                String text = new String(SecretFiles.read(file), StandardCharsets.UTF_8);
                yield Optional.of(
                        checked(text.lines().findFirst().orElse("").toCharArray(), "the first line of " + file));
            }
            case NodeConfig.PromptedPassphrase _ -> {
                char[] words = prompt.get()
                        .orElseThrow(() -> new NodeException(
                                NodeCode.KEY_LOCKED,
                                "There is no terminal to ask for the passphrase on. Start on one, or set"
                                        + " keys.passphrase to \"file:PATH\" in ringdown.toml."));
                yield Optional.of(checked(words, "the passphrase"));
            }
        };
    }

    private static Passphrase checked(char[] words, String what) throws NodeException {
        if (words.length > 0) return new Passphrase(words);
        throw new NodeException(NodeCode.KEY_LOCKED, what + " is empty. Give the passphrase that seals the key files.");
    }
}
