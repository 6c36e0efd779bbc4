package org.ringdown.node;

import org.ringdown.charter.Role;

/**
 * A person who may sign in.
 *
 * @param id short id, such as {@code n.hale}
 * @param name as shown
 * @param role what the person is at the desk
 * @param desk the desk that the person speaks for
 */
public record Officer(String id, String name, Role role, String desk) {
    private static final String ID = "[a-z0-9][a-z0-9._-]{0,31}";

    /** Refuses what could not be shown or kept on one line. */
    public Officer {
        check(id.matches(ID), "an officer's id is 1 to 32 of a-z 0-9 . _ - and begins with a letter or digit: " + id);
        check(isLine(name, 80), "an officer's name is 1 to 80 characters on one line");
        check(isLine(desk, 64), "a desk is 1 to 64 characters on one line");
    }

    private static void check(boolean holds, String message) {
        if (!holds) throw new IllegalArgumentException(message);
    }

    private static boolean isLine(String text, int pointsMax) {
        int points = text.codePointCount(0, text.length());
        return !text.isBlank() && points <= pointsMax && text.codePoints().noneMatch(Character::isISOControl);
    }
}
