package org.ringdown.cli.bundle;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Hash;

/** Turns what streaming a run found into findings that name the first bad entry. */
final class RunJudge {
    private static final String TWO_HISTORIES = ": two histories were shown.";

    private RunJudge() {}

    /**
     * Says what is wrong with a run.
     *
     * @return true when nothing is bad in this log itself
     */
    static boolean judge(LogPart part, RunVerifier.Outcome outcome, Findings findings) {
        LogId log = part.log();
        boolean good = true;
        if (outcome.damage().isPresent()) {
            findings.add(Finding.bad(
                    log,
                    outcome.range().size(),
                    "it can't be read: " + outcome.damage().get()));
            good = false;
        }
        boolean rootsBroken = false;
        for (Claims.Claim claim : outcome.broken()) rootsBroken |= claim.source() instanceof Claims.Source.SignedHead;
        if (rootsBroken) {
            findings.add(firstBad(log, outcome));
            good = false;
        } else if (outcome.firstDiffering().isPresent()) {
            findings.add(differing(
                    log, outcome.firstDiffering().getAsLong(), outcome.damage().isPresent()));
            good = false;
        }
        for (Claims.Claim claim : outcome.broken()) good &= disagreement(log, claim, rootsBroken, findings);
        for (long index : outcome.wrongLeaves()) {
            findings.add(wrongLeaf(log, index));
            good = false;
        }
        return good;
    }

    /** Says what of the claims does not hold when a log is gone over a second time for them alone. */
    static void claims(LogPart part, RunVerifier.Outcome outcome, Findings findings) {
        for (Claims.Claim claim : outcome.broken()) disagreement(part.log(), claim, false, findings);
    }

    /**
     * Judges claims about sizes that no run here comes to: by the signed head, and by each other.
     *
     * @param part the log that they are about
     * @param root its head's root
     * @param claims smallest size first
     */
    static void unreached(LogPart part, Hash root, List<Claims.Claim> claims, Findings findings) {
        Claims.Claim before = new Claims.Claim(part.size(), root, new Claims.Source.SignedHead());
        for (Claims.Claim claim : claims) {
            boolean atHead = claim.size() == part.size();
            Hash known = atHead ? root : claim.size() == before.size() ? before.root() : claim.root();
            if (!known.equals(claim.root())) {
                String other = atHead ? "the signed head has" : "is said elsewhere in this bundle";
                findings.add(
                        said(part.log(), claim, Finding.Level.BAD, " with another root than " + other + TWO_HISTORIES));
            } else if (!atHead) {
                open(part, claim, findings);
            }
            before = claim;
        }
    }

    static Finding wrongLeaf(LogId log, long index) {
        return Finding.bad(log, index, "the early receipt for it is for other bytes than these.");
    }

    private static Finding differing(LogId log, long index, boolean cut) {
        return Finding.bad(
                log,
                index,
                cut
                        ? "its bytes do not hash to what the bundle lists for it."
                        : "the hash that the bundle lists beside it is wrong; its bytes are those that were signed.");
    }

    private static Finding firstBad(LogId log, RunVerifier.Outcome outcome) {
        OptionalLong differing = outcome.firstDiffering();
        long firstBroken = outcome.broken().stream()
                .filter(claim -> claim.source() instanceof Claims.Source.SignedHead)
                .mapToLong(Claims.Claim::size)
                .min()
                .orElseThrow();
        if (differing.isPresent()) {
            return Finding.bad(
                    log,
                    differing.getAsLong(),
                    "its bytes are not those that were signed: they do not hash to what is listed, and from head "
                            + firstBroken + " on the signed roots do not fit.");
        }
        return Finding.bad(
                log,
                outcome.lastGoodSize(),
                "the first entry that is not as it was signed is one of " + outcome.lastGoodSize() + " to "
                        + (firstBroken - 1) + ": the signed head of size " + firstBroken + " has another root.");
    }

    /**
     * Says a broken claim; a head's own was said already. What another log says leaves this one good: its entries lead to
     * its head.
     */
    private static boolean disagreement(LogId log, Claims.Claim claim, boolean rootsBroken, Findings findings) {
        boolean head = claim.source() instanceof Claims.Source.SignedHead;
        boolean held = claim.source() instanceof Claims.Source.HeldBy;
        boolean idle = rootsBroken && held;
        Finding.Level level = idle ? Finding.Level.NOTE : Finding.Level.BAD;
        String end = idle ? ", which are not as they were signed." : TWO_HISTORIES;
        String what = " with another root than these entries have" + end;
        if (!head) findings.add(said(log, claim, level, what));
        return held;
    }

    /** What can't be held against anything here, and what a reader must know of it. */
    private static void open(LogPart part, Claims.Claim claim, Findings findings) {
        boolean whole = part.first() == 0 && part.end() == part.size();
        switch (claim.source()) {
            case Claims.Source.SignedHead head -> {
                // it is held against the entries, or it is the head itself
            }
            case Claims.Source.EarlyReceipt early ->
                findings.add(said(
                        part.log(),
                        claim,
                        Finding.Level.NOTE,
                        ", whose root can't be held against anything here: it is a receipt for this entry's bytes"
                                + " alone."));
            case Claims.Source.HeldBy held -> {
                if (whole) {
                    String what = "; this bundle ends at " + part.end() + ".";
                    findings.add(said(part.log(), claim, Finding.Level.NOTE, what));
                }
            }
        }
    }

    private static Finding said(LogId about, Claims.Claim claim, Finding.Level level, String what) {
        return switch (claim.source()) {
            case Claims.Source.SignedHead head ->
                new Finding(level, Optional.of(about), OptionalLong.empty(), "its head" + what);
            case Claims.Source.EarlyReceipt(long index) ->
                new Finding(
                        level,
                        Optional.of(about),
                        OptionalLong.of(index),
                        "the early receipt for it names a head of size " + claim.size() + what);
            case Claims.Source.HeldBy(EntryId by) ->
                new Finding(
                        level,
                        Optional.of(by.log()),
                        OptionalLong.of(by.index()),
                        "it says that its node held " + claim.size() + " entries of " + about.party() + "/"
                                + about.epoch() + what);
        };
    }
}
