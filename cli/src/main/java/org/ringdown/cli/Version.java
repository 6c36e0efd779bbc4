package org.ringdown.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    /** The commit this was built from; the scripts set it. */
    static String commit() {
        return System.getProperty("ringdown.commit", "unknown");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"ringdown 0.1.0, commit " + commit()};
    }
}
