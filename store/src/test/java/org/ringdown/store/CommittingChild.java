package org.ringdown.store;

import java.nio.file.Path;
import org.ringdown.line.StoreException;

/** Commits single entries and says so on stdout, until the store refuses or 25 are kept. Run under faults. */
final class CommittingChild {
    private CommittingChild() {}

    public static void main(String[] arguments) {
        try {
            commits(Path.of(arguments[0]));
        } catch (StoreException e) {
            say("not opened, or not closed: " + e.kind());
        }
    }

    private static void commits(Path file) throws StoreException {
        Model model = new Model(51);
        try (SqliteStore store = SqliteStore.open(file, new StoreOptions(0, 1 << 14, 1 << 18))) {
            say("opened");
            for (int i = 0; i < 25; i++) {
                try {
                    store.commit(model.append(Model.OWN, 1, 300).commit());
                } catch (StoreException e) {
                    say("refused " + e.kind());
                    tryAgain(store, model);
                    return;
                }
                say("kept " + i);
            }
        }
    }

    private static void tryAgain(SqliteStore store, Model model) {
        try {
            store.commit(model.append(Model.OWN, 1, 300).commit());
            say("ACKNOWLEDGED AFTER BROKEN");
        } catch (StoreException e) {
            say("still refused " + e.kind());
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
