package org.ringdown.charter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/**
 * A side on a line, as its card and the charter describe it.
 *
 * @param id the short id in every name
 * @param names its name in several languages
 * @param root its root key; enrolled, and named for this party
 * @param seat where its end of the line is based, and whom it obeys
 * @param desks its manned positions, at least one
 * @param languages the languages that it works in, the preferred one first
 * @param reach how it is reached
 */
public record Party(
        String id,
        List<LocalText> names,
        VerifierKey root,
        Seat seat,
        List<Desk> desks,
        List<String> languages,
        Reach reach) {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\]):([1-9][0-9]{0,4})");
    private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9][0-9 ()-]{1,30}(?: ext\\.? ?[0-9]{1,8})?");

    /** Keeps immutable copies. */
    public Party {
        names = List.copyOf(names);
        desks = List.copyOf(desks);
        languages = List.copyOf(languages);
    }

    /**
     * Where a party's end of the line is based, and the officer that it is subject to.
     *
     * @param headquarters the place, in several languages
     * @param commander the officer's title, in several languages
     * @param powers which roles may suspend the line, decline a call, agree a proposal
     */
    public record Seat(List<LocalText> headquarters, List<LocalText> commander, Powers powers) {
        /** Keeps immutable copies. */
        public Seat {
            headquarters = List.copyOf(headquarters);
            commander = List.copyOf(commander);
        }
    }

    /**
     * Who may do what binds the party.
     *
     * @param suspend the roles that may suspend the line
     * @param decline the roles that may decline a call
     * @param agree the roles that may agree a proposal
     */
    public record Powers(List<Role> suspend, List<Role> decline, List<Role> agree) {
        /** Keeps immutable copies. */
        public Powers {
            suspend = List.copyOf(suspend);
            decline = List.copyOf(decline);
            agree = List.copyOf(agree);
        }
    }

    /**
     * How a party is reached.
     *
     * @param telephones ordinary telephone numbers, for when all else fails
     * @param addresses the host and port pairs of its node
     */
    public record Reach(List<String> telephones, List<String> addresses) {
        /** Keeps immutable copies. */
        public Reach {
            telephones = List.copyOf(telephones);
            addresses = List.copyOf(addresses);
        }
    }

    Json.Obj json() {
        return Json.obj()
                .put("id", id)
                .put("names", LocalText.json(names))
                .put("root", root.toString())
                .put("headquarters", LocalText.json(seat.headquarters))
                .put("commander", LocalText.json(seat.commander))
                .put("powers", powersJson(seat.powers))
                .put("desks", Json.of(desks.stream().map(Desk::json).toList()))
                .put("languages", Json.strings(languages))
                .put("telephones", Json.strings(reach.telephones))
                .put("addresses", Json.strings(reach.addresses))
                .build();
    }

    private static Json.Obj powersJson(Powers powers) {
        return Json.obj()
                .put("suspend", roles(powers.suspend))
                .put("decline", roles(powers.decline))
                .put("agree", roles(powers.agree))
                .build();
    }

    private static Json.Arr roles(List<Role> roles) {
        return Json.strings(roles.stream().map(Choices::word).toList());
    }

    static Party read(JsonFields f) {
        String id = Desk.readId(f);
        List<LocalText> names = LocalText.read(f, "names", CharterLimits.NAME_MAX);
        VerifierKey root = readRoot(f, id);
        List<LocalText> headquarters = LocalText.read(f, "headquarters", CharterLimits.NAME_MAX);
        List<LocalText> commander = LocalText.read(f, "commander", CharterLimits.NAME_MAX);
        Seat seat = new Seat(headquarters, commander, readPowers(f.object("powers")));
        List<Desk> desks = readDesks(f);
        List<String> languages = LocalText.readLanguages(f, "languages");
        Reach reach = new Reach(
                readReach(f, "telephones", TELEPHONE, "a telephone number such as +999 1 555 0100"),
                readReach(f, "addresses", ADDRESS, "a host and port such as line.example:7411"));
        return new Party(id, names, root, seat, desks, languages, reach);
    }

    private static Powers readPowers(JsonFields f) {
        return new Powers(
                Choices.list(f, "suspend", Choices.lower(Role.class)),
                Choices.list(f, "decline", Choices.lower(Role.class)),
                Choices.list(f, "agree", Choices.lower(Role.class)));
    }

    private static List<Desk> readDesks(JsonFields f) {
        List<Desk> desks = f.objects("desks", CharterLimits.DESKS_MAX, Desk::read);
        Set<String> ids = new HashSet<>();
        for (Desk desk : desks) {
            if (!ids.add(desk.id())) f.refuse("desks", JsonCode.BAD_VALUE, "the id " + desk.id() + " stands twice", "");
        }
        if (f.has("desks") && desks.isEmpty()) f.refuse("desks", JsonCode.BAD_VALUE, "a party needs a desk", "");
        return desks;
    }

    private static List<String> readReach(JsonFields f, String name, Pattern pattern, String wanted) {
        List<String> all = new ArrayList<>(f.strings(name, CharterLimits.REACHES_MAX, CharterLimits.REACH_MAX));
        for (int i = 0; i < all.size(); i++) {
            var matcher = pattern.matcher(all.get(i));
            boolean good = matcher.matches();
            if (good && matcher.groupCount() == 1) good = Integer.parseInt(matcher.group(1)) <= 65_535;
            if (good) continue;
            String seen = "\"" + all.get(i) + "\" is not " + wanted;
            f.refuse(name + "[" + i + "]", JsonCode.BAD_VALUE, seen, "");
        }
        return all;
    }

    private static VerifierKey readRoot(JsonFields f, String party) {
        String text = f.string("root", 200);
        try {
            VerifierKey key = VerifierKey.parse(text);
            if (key.type() != SignatureType.ED25519) {
                f.refuse("root", JsonCode.BAD_VALUE, "a root key is a plain Ed25519 key, not " + key.type(), "");
            } else if (!Names.isRootOf(key.name(), party)) {
                String wanted = party + "/root-key/ and 16 hex digits";
                f.refuse("root", JsonCode.BAD_VALUE, "the key is named " + key.name() + ", not " + wanted, "");
            } else {
                key.checkEnrolment();
            }
            return key;
        } catch (TranscriptException e) {
            if (!text.isEmpty()) {
                f.refuse(
                        "root",
                        JsonCode.BAD_VALUE,
                        "not a root key: " + e.getMessage(),
                        "Make one with ringdown init.");
            }
            return new VerifierKey("none", SignatureType.ED25519, Bytes.of(new byte[32]));
        }
    }
}
