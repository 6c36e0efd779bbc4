package org.ringdown.charter;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A charter as a text that a minister could read. English comes in sentences; any other language in the neutral layout of
 * {@link CharterTable}, which needs no translation of ours, with the texts that the charter has in that language. The
 * signed JSON governs. Hidden characters are made visible.
 */
public final class CharterProse {
    private final StringBuilder out = new StringBuilder();
    private final CharterTerms terms;

    private CharterProse(CharterTerms terms) {
        this.terms = terms;
    }

    /**
     * Writes terms as text.
     *
     * @param terms the terms
     * @param language the reader's language
     * @return lines of text, ending in a newline
     */
    public static String of(CharterTerms terms, String language) {
        if (!language.equals("en")) return CharterTable.of(terms, language);
        CharterProse prose = new CharterProse(terms);
        prose.opening();
        terms.parties().forEach(prose::party);
        prose.address();
        prose.clocks();
        prose.rules();
        prose.line("");
        prose.line("Words to read aloud: " + String.join(" ", Words.of(terms.digest())));
        prose.line("Digest: " + terms.digest().hex());
        return prose.out.toString();
    }

    private void line(String text) {
        out.append(VisibleText.of(text)).append('\n');
    }

    private void opening() {
        String parties = terms.parties().stream().map(CharterProse::name).collect(Collectors.joining(" and "));
        line("CHARTER OF A LINE BETWEEN " + parties.toUpperCase(Locale.ROOT));
        line("");
        terms.succession()
                .ifPresentOrElse(
                        s -> line("This is version " + terms.version() + " of the charter of line " + s.line()
                                + ". It takes the place of the charter with digest "
                                + s.digest().hex() + "."),
                        () -> line("This charter founds the line."));
        line("Purpose: " + text(terms.preamble().purpose()));
        line("An emergency is: " + text(terms.preamble().emergency()));
        line("Languages of the line: " + String.join(", ", terms.preamble().languages()) + ".");
        line("It proves what was said, not that it was true. What is acknowledged is not thereby agreed.");
    }

    private void party(Party party) {
        Party.Seat seat = party.seat();
        line("");
        line(name(party).toUpperCase(Locale.ROOT) + " (" + party.id() + ")");
        line("Headquarters: " + text(seat.headquarters()) + ".");
        line("Commander: " + text(seat.commander()) + ".");
        line("The line may be suspended by: " + roles(seat.powers().suspend()) + "; a call may be declined by: "
                + roles(seat.powers().decline()) + "; a proposal may be agreed by: "
                + roles(seat.powers().agree()) + ".");
        for (Desk desk : party.desks()) {
            line("Desk " + desk.id() + ", " + text(desk.names()) + ": manned " + desk.hoursText() + ", in "
                    + String.join(", ", desk.languages()) + ".");
        }
        line("Languages: " + String.join(", ", party.languages()) + ".");
        line("Telephones: " + listed(party.reach().telephones()) + ".");
        line("Addresses: " + listed(party.reach().addresses()) + ".");
        line("Root key: " + party.root());
    }

    private void address() {
        if (terms.preamble().forms().isEmpty()) return;
        line("");
        line("FORMS OF ADDRESS");
        for (CharterTerms.FormOfAddress form : terms.preamble().forms()) {
            line(form.party() + ", " + Choices.word(form.role()) + ": " + LocalText.all(form.words()));
        }
    }

    private void clocks() {
        line("");
        line("CLOCKS");
        line("Each side is heard at least every " + Spans.text(terms.clocks().heartbeatMs()) + " on an open path.");
        for (Precedence precedence : Precedence.values()) {
            Clocks.Row row = terms.clocks().row(precedence);
            StringBuilder text = new StringBuilder(precedence + ": delivered within " + Spans.text(row.deliveryMs()));
            row.seenMs()
                    .ifPresent(ms -> text.append("; seen by a person within ").append(Spans.text(ms)));
            row.answer()
                    .ifPresent(answer -> text.append(
                            switch (answer) {
                                case Clocks.Answer.AfterMs after ->
                                    "; read back or answered within " + Spans.text(after.ms());
                                case Clocks.Answer.NextWorkingDay _ ->
                                    "; read back or answered by the next working day";
                            }));
            for (Clocks.Step step : row.then()) {
                text.append("; else ")
                        .append(Choices.word(step.action()))
                        .append(" at ")
                        .append(Spans.text(step.afterMs()));
            }
            line(text.append('.').toString());
        }
    }

    private void rules() {
        Rules rules = terms.rules();
        line("");
        line("RULES");
        rules.tests()
                .ifPresent(t -> line("The line is tested every " + Spans.text(t.everyMs())
                        + ", the sides in turn; a named person answers within " + Spans.text(t.answerMs()) + "."));
        rules.phrasebook().ifPresent(version -> line("Both sides use phrasebook " + version + "."));
        for (Rules.NoticeRule rule : rules.notices()) line(notice(rule));
        rules.suspension()
                .ifPresent(s -> line("The line may be suspended with notice of " + Spans.text(s.noticeMs())
                        + ", for at most " + Spans.text(s.longestMs())
                        + ". STOP and UNPLANNED EVENT are never suspended. "
                        + text(s.rules())));
        rules.keeping().recording().ifPresent(r -> line("Voice may be recorded by: " + listed(r.parties()) + "."));
        rules.keeping()
                .retention()
                .ifPresent(r -> line("Entries are kept for at least " + r.entriesDays() + " days, recordings for "
                        + r.recordingsDays() + " days."));
        if (rules.passkeys()) line("Each statement carries its officer's passkey assertion.");
        rules.expiresMs().ifPresent(ms -> line("The charter ends at " + Spans.instant(ms) + "."));
        if (rules.equals(Rules.NONE)) line("None were agreed beyond the above.");
    }

    private static String notice(Rules.NoticeRule rule) {
        Rules.Separation s = rule.separation();
        return "Notice " + rule.type() + ": given at least " + Spans.text(rule.leadMs()) + " before; kept apart by "
                + s.horizontalM() + " m on the ground, " + s.verticalM() + " m in altitude, and "
                + Spans.text(s.timeMs()) + ".";
    }

    private static String name(Party party) {
        return text(party.names());
    }

    private static String text(List<LocalText> texts) {
        return LocalText.in(texts, "en");
    }

    private static String roles(List<Role> roles) {
        return roles.stream().map(Choices::word).collect(Collectors.joining(", "));
    }

    private static String listed(List<String> items) {
        return items.isEmpty() ? "none" : String.join(", ", items);
    }
}
