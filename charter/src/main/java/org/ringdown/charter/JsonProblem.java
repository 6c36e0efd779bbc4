package org.ringdown.charter;

/**
 * One thing that is wrong with a document.
 *
 * @param code why
 * @param path the field, as {@code desks[2].name}; empty for the document itself
 * @param problem what was seen, in plain words
 * @param mend what to do about it; may be empty
 */
public record JsonProblem(JsonCode code, String path, String problem, String mend) {
    @Override
    public String toString() {
        String where = path.isEmpty() ? "" : path + ": ";
        return where + problem + (mend.isEmpty() ? "" : ". " + mend);
    }
}
