package org.ringdown.deconfliction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringdown.transcript.Hash;

/**
 * Which notices of one side may meet which of the other, each pair of volumes looked at: the scan. The same notices give the
 * same list, and the same digest, at both nodes, whichever of them is called own.
 *
 * @param separation how near they may come
 * @param heights between what bounds altitudes lie
 * @param conflicts the pairs found, in the order of their ids and places
 */
public record ConflictList(Separation separation, Heights heights, List<Conflict> conflicts) {
    /** Names the engine in the digest: another one may find otherwise. */
    public static final String ENGINE = "ringdown/conflicts/v1";

    /**
     * Two volumes that may meet, or come too near.
     *
     * @param first the notice whose id is the lower one
     * @param firstVolume which of its volumes, from 0
     * @param second the other notice
     * @param secondVolume which of its volumes
     * @param verdict what was found
     */
    public record Conflict(String first, int firstVolume, String second, int secondVolume, Verdict verdict) {}

    private static final Comparator<Conflict> ORDER = Comparator.comparing(Conflict::first)
            .thenComparing(Conflict::second)
            .thenComparingInt(Conflict::firstVolume)
            .thenComparingInt(Conflict::secondVolume);

    /** Copies its list. */
    public ConflictList {
        conflicts = List.copyOf(conflicts);
    }

    /**
     * Looks at every pair.
     *
     * @param own the notices of one side
     * @param peer those of the other; no id is in both
     * @param separation how near they may come
     * @param heights between what bounds altitudes lie
     * @return what was found
     */
    public static ConflictList of(List<Notice> own, List<Notice> peer, Separation separation, Heights heights) {
        List<Conflict> found = new ArrayList<>();
        for (Notice a : own) {
            for (Notice b : peer) {
                boolean inOrder = a.id().compareTo(b.id()) <= 0;
                between(inOrder ? a : b, inOrder ? b : a, separation, heights, found);
            }
        }
        found.sort(ORDER);
        return new ConflictList(separation, heights, found);
    }

    private static void between(
            Notice first, Notice second, Separation separation, Heights heights, List<Conflict> out) {
        for (int i = 0; i < first.volumes().size(); i++) {
            for (int j = 0; j < second.volumes().size(); j++) {
                Optional<Verdict> one =
                        Verdict.of(first.volumes().get(i), second.volumes().get(j), separation, heights);
                if (one.isPresent()) out.add(new Conflict(first.id(), i, second.id(), j, one.get()));
            }
        }
    }

    /**
     * What the two nodes compare.
     *
     * @return the SHA-256 of the list as text: the engine, the separation and the heights, then a line for each pair
     */
    public Hash digest() {
        StringBuilder text = new StringBuilder(ENGINE).append('\n');
        text.append(separation.horizontalMm()).append(' ').append(separation.verticalMm());
        text.append(' ').append(separation.timeMs()).append('\n');
        text.append(range(heights.geoid())).append(' ');
        text.append(heights.ground().map(ConflictList::range).orElse("-")).append('\n');
        for (Conflict c : conflicts) {
            Verdict v = c.verdict();
            text.append(c.first()).append(' ').append(c.firstVolume()).append(' ');
            text.append(c.second()).append(' ').append(c.secondVolume()).append(' ');
            text.append(v.kind()).append(' ').append(v.horizontalMm()).append(' ');
            text.append(v.verticalMm()).append(' ').append(v.timeMs()).append('\n');
        }
        return Hash.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String range(Heights.Range range) {
        return range.lowMm() + ".." + range.highMm();
    }
}
