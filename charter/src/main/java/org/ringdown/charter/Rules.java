package org.ringdown.charter;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts of a charter that not every version of a node can do. A part that is present is a demand: a node that cannot
 * do it refuses the charter. A part that is absent is not agreed.
 *
 * @param phrasebook the version of the phrasebook that both sides use
 * @param tests the schedule of line tests
 * @param notices the notice types, with lead times and separations
 * @param suspension how the line may be suspended
 * @param keeping what is recorded and how long it is kept
 * @param passkeys whether every statement carries its officer's passkey assertion
 * @param expiresMs when the charter ends, in milliseconds since 1970
 */
public record Rules(
        Optional<String> phrasebook,
        Optional<TestSchedule> tests,
        List<NoticeRule> notices,
        Optional<Suspension> suspension,
        Keeping keeping,
        boolean passkeys,
        Optional<Long> expiresMs) {
    /** Nothing demanded. */
    public static final Rules NONE = new Rules(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            new Keeping(Optional.empty(), Optional.empty()),
            false,
            Optional.empty());

    private static final Pattern NOTICE_TYPE = Pattern.compile("[A-Z][A-Z0-9 /-]{0,62}[A-Z0-9]");

    /** Keeps an immutable copy. */
    public Rules {
        notices = List.copyOf(notices);
    }

    /**
     * When the line is tested, the sides in turn.
     *
     * @param everyMs the time from one test to the next
     * @param answerMs how soon a named person must answer
     */
    public record TestSchedule(long everyMs, long answerMs) {}

    /**
     * What a type of notice must keep to.
     *
     * @param type the type's word on the wire
     * @param leadMs how long before its start it is given
     * @param separation the buffer around its volumes
     */
    public record NoticeRule(String type, long leadMs, Separation separation) {}

    /**
     * A buffer around a volume.
     *
     * @param horizontalM on the ground, in metres
     * @param verticalM in altitude, in metres
     * @param timeMs before and after
     */
    public record Separation(long horizontalM, long verticalM, long timeMs) {}

    /**
     * How the line may be suspended. STOP and UNPLANNED EVENT are never suspended.
     *
     * @param noticeMs how long before it is announced
     * @param longestMs how long it may last
     * @param rules further rules in words
     */
    public record Suspension(long noticeMs, long longestMs, List<LocalText> rules) {
        /** Keeps an immutable copy. */
        public Suspension {
            rules = List.copyOf(rules);
        }
    }

    /**
     * What is recorded and how long it is kept.
     *
     * @param recording who agreed that voice is recorded
     * @param retention how long records are kept
     */
    public record Keeping(Optional<Recording> recording, Optional<Retention> retention) {}

    /**
     * Consent to the recording of voice.
     *
     * @param parties the ids of the parties that may record
     */
    public record Recording(List<String> parties) {
        /** Keeps an immutable copy. */
        public Recording {
            parties = List.copyOf(parties);
        }
    }

    /**
     * How long records are kept at least.
     *
     * @param entriesDays entries, in days
     * @param recordingsDays recordings of voice, in days
     */
    public record Retention(long entriesDays, long recordingsDays) {}

    void putInto(Json.ObjBuilder out) {
        out.putIf("phrasebook", phrasebook.map(Json::of));
        out.putIf(
                "tests",
                tests.map(t -> Json.obj()
                        .put("everyMs", t.everyMs)
                        .put("answerMs", t.answerMs)
                        .build()));
        if (!notices.isEmpty()) {
            out.put("notices", Json.of(notices.stream().map(Rules::noticeJson).toList()));
        }
        out.putIf(
                "suspension",
                suspension.map(s -> Json.obj()
                        .put("noticeMs", s.noticeMs)
                        .put("longestMs", s.longestMs)
                        .put("rules", LocalText.json(s.rules))
                        .build()));
        out.putIf(
                "recording",
                keeping.recording.map(
                        r -> Json.obj().put("parties", Json.strings(r.parties)).build()));
        out.putIf(
                "retention",
                keeping.retention.map(r -> Json.obj()
                        .put("entriesDays", r.entriesDays)
                        .put("recordingsDays", r.recordingsDays)
                        .build()));
        if (passkeys) out.put("passkeys", true);
        out.putIf("expiresMs", expiresMs.map(Json::of));
    }

    private static Json.Obj noticeJson(NoticeRule rule) {
        Json.Obj separation = Json.obj()
                .put("horizontalM", rule.separation.horizontalM)
                .put("verticalM", rule.separation.verticalM)
                .put("timeMs", rule.separation.timeMs)
                .build();
        return Json.obj()
                .put("type", rule.type)
                .put("leadMs", rule.leadMs)
                .put("separation", separation)
                .build();
    }

    static Rules read(JsonFields f, List<String> partyIds) {
        long span = CharterLimits.SPAN_MS_MAX;
        Optional<TestSchedule> tests = f.optionalObject("tests")
                .map(t -> new TestSchedule(t.whole("everyMs", 60_000, span), t.whole("answerMs", 1_000, span)));
        List<NoticeRule> notices =
                f.has("notices") ? f.objects("notices", CharterLimits.NOTICES_MAX, Rules::readNotice) : List.of();
        Optional<Suspension> suspension = f.optionalObject("suspension")
                .map(s -> new Suspension(
                        s.whole("noticeMs", 0, span),
                        s.whole("longestMs", 1, span),
                        LocalText.read(s, "rules", CharterLimits.TEXT_MAX)));
        Optional<Retention> retention = f.optionalObject("retention")
                .map(r -> new Retention(r.whole("entriesDays", 1, 100_000), r.whole("recordingsDays", 0, 100_000)));
        return new Rules(
                f.optionalString("phrasebook", 64),
                tests,
                notices,
                suspension,
                new Keeping(f.optionalObject("recording").map(r -> readRecording(r, partyIds)), retention),
                f.optionalBool("passkeys").orElse(false),
                f.optionalWhole("expiresMs", 1, Json.WHOLE_MAX));
    }

    private static NoticeRule readNotice(JsonFields f) {
        String type = f.string("type", 64);
        if (!type.isEmpty() && !NOTICE_TYPE.matcher(type).matches()) {
            f.refuse("type", JsonCode.BAD_VALUE, "\"" + type + "\" is not a notice type in capital letters", "");
        }
        long leadMs = f.whole("leadMs", 0, CharterLimits.SPAN_MS_MAX);
        JsonFields s = f.object("separation");
        return new NoticeRule(
                type,
                leadMs,
                new Separation(
                        s.whole("horizontalM", 0, 1_000_000),
                        s.whole("verticalM", 0, 100_000),
                        s.whole("timeMs", 0, CharterLimits.SPAN_MS_MAX)));
    }

    private static Recording readRecording(JsonFields f, List<String> partyIds) {
        List<String> parties = f.strings("parties", 2, CharterLimits.ID_MAX);
        boolean known = partyIds.containsAll(parties);
        if (!known || parties.stream().distinct().count() != parties.size()) {
            f.refuse("parties", JsonCode.BAD_VALUE, parties + " are not parties of this charter", "");
        }
        return new Recording(parties);
    }
}
