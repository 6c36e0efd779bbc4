package org.ringdown.charter;

/** What one {@link CharterAct} does. Numbers are stable. Which of several reasons is given: see {@code spec/charter.md}. */
public enum ActVerdict {
    /** It does what it says. */
    EFFECTIVE(1),
    /** Nothing: the other side's proposal, or its adoption, was not held yet. */
    TOO_SOON(2),
    /** Nothing: the author already proposed this very text, or consented to it. */
    REPEATED(3),
    /** Nothing: the charter that it replaces is not the one that the author's log stands under. */
    NOT_CURRENT(4),
    /** Nothing: a withdrawal stands before it, in the own log or in what was held. */
    WITHDRAWN(5),
    /** Nothing: the author is still bound by a proposal or consent of its own, and must withdraw that first. */
    BOUND(6),
    /** Nothing: the other side's consent was not held. */
    NOT_CONSENTED(7),
    /** Nothing: there is no proposal or consent of the author to withdraw. */
    NOTHING_TO_WITHDRAW(8),
    /** Nothing: the other side's adoption was held already. */
    TOO_LATE(9),
    /** Nothing: the author has {@link CharterLimits#ACTS_MAX} steps in its log already. */
    TOO_MANY(10);

    private final int number;

    ActVerdict(int number) {
        this.number = number;
    }

    /**
     * Returns the stable number.
     *
     * @return the number
     */
    public int number() {
        return number;
    }
}
