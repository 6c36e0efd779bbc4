package org.ringdown.cli.bundle;

import java.util.OptionalLong;
import org.ringdown.message.LogId;

/** Turns what streaming a run found into findings that name the first bad entry. */
final class RunJudge {
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
            findings.add(Finding.bad(log, index, "the early receipt for it is for other bytes than these."));
            good = false;
        }
        for (Claims.Claim claim : outcome.beyond()) beyond(part, claim, outcome, findings);
        return good;
    }

    /** Says what of the claims does not hold when a log is gone over a second time for them alone. */
    static void claims(LogPart part, RunVerifier.Outcome outcome, Findings findings) {
        for (Claims.Claim claim : outcome.broken()) disagreement(part.log(), claim, false, findings);
        for (Claims.Claim claim : outcome.beyond()) beyond(part, claim, outcome, findings);
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

    /** Whether a broken claim leaves this log good; a head's own was said already. */
    private static boolean disagreement(LogId log, Claims.Claim claim, boolean rootsBroken, Findings findings) {
        switch (claim.source()) {
            case Claims.Source.SignedHead head -> {
                // said by firstBad, once for all heads
            }
            case Claims.Source.EarlyReceipt receipt ->
                findings.add(Finding.bad(
                        log,
                        receipt.index(),
                        "the early receipt for it names a head of size " + claim.size() + " with another root than"
                                + " these entries have."));
            case Claims.Source.HeldBy held ->
                findings.add(
                        rootsBroken
                                ? Finding.note(held.entry().log(), held.entry().index(), heldText(log, claim))
                                : Finding.bad(held.entry().log(), held.entry().index(), heldText(log, claim)));
        }
        return false;
    }

    private static String heldText(LogId log, Claims.Claim claim) {
        return "it says that its node held " + claim.size() + " entries of " + log.party() + "/" + log.epoch()
                + " with another root than these entries have: two histories were shown.";
    }

    private static void beyond(LogPart part, Claims.Claim claim, RunVerifier.Outcome outcome, Findings findings) {
        boolean all = part.first() == 0
                && part.end() == part.size()
                && outcome.damage().isEmpty();
        if (all && claim.source() instanceof Claims.Source.HeldBy held) {
            findings.add(Finding.note(
                    held.entry().log(),
                    held.entry().index(),
                    "it says that its node held " + claim.size() + " entries of "
                            + part.log().party() + "/" + part.log().epoch() + "; this bundle ends at " + part.end()
                            + "."));
        }
    }
}
