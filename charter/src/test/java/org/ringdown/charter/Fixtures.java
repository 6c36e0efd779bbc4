package org.ringdown.charter;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Ed25519;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.SignatureType;

/** The invented world of the tests; every value is drawn from a seed. */
final class Fixtures {
    final RandomGenerator random;
    final Ed25519Signer northRoot;
    final Ed25519Signer southRoot;

    Fixtures(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        northRoot = root("northland");
        southRoot = root("southland");
    }

    Ed25519Signer root(String party) {
        byte[] name = new byte[8];
        random.nextBytes(name);
        return signer(Names.root(party, HexFormat.of().formatHex(name)), SignatureType.ED25519);
    }

    Ed25519Signer signer(String name, SignatureType type) {
        return Ed25519Signer.of(name, type, Ed25519.generate(random));
    }

    static Party party(String id, Ed25519Signer root) {
        String name = Character.toUpperCase(id.charAt(0)) + id.substring(1);
        List<LocalText> names = List.of(new LocalText("en", name), new LocalText("fr", "Pays " + id));
        Party.Powers powers = new Party.Powers(
                List.of(Role.COMMANDER), List.of(Role.SUPERVISOR, Role.COMMANDER), List.of(Role.COMMANDER));
        Party.Seat seat = new Party.Seat(
                List.of(new LocalText("en", name + " Joint Headquarters")),
                List.of(new LocalText("en", "Chief of the " + name + " Staff")),
                powers);
        Desk watch = new Desk("watch", List.of(new LocalText("en", "Watch")), List.of(), List.of("en"));
        Desk air = new Desk(
                "air",
                List.of(new LocalText("en", "Air")),
                List.of(new Desk.Shift(List.of(Desk.Day.MON, Desk.Day.TUE), "08:00", "18:30")),
                List.of("en", "fr"));
        Party.Reach reach = new Party.Reach(List.of("+999 1 555 0100"), List.of(id + ".localhost:7411", "[::1]:7411"));
        return new Party(id, names, root.verifierKey(), seat, List.of(watch, air), List.of("en", "fr"), reach);
    }

    Party north() {
        return party("northland", northRoot);
    }

    Party south() {
        return party("southland", southRoot);
    }

    CharterDraft draft() {
        return CharterDraft.found(north(), south(), random);
    }

    Charter founded() {
        try {
            return CharterFile.create(draft().terms())
                    .sign(northRoot)
                    .sign(southRoot)
                    .charter();
        } catch (CharterException e) {
            throw new AssertionError(e);
        }
    }

    static Rules allRules() {
        List<LocalText> words = List.of(new LocalText("en", "Only by the commanders."));
        return new Rules(
                Optional.of("1"),
                Optional.of(new Rules.TestSchedule(3_600_000, 120_000)),
                List.of(new Rules.NoticeRule(
                        "MISSILE LAUNCH", 259_200_000, new Rules.Separation(20_000, 500, 900_000))),
                Optional.of(new Rules.Suspension(172_800_000, 604_800_000, words)),
                new Rules.Keeping(
                        Optional.of(new Rules.Recording(List.of("northland", "southland"))),
                        Optional.of(new Rules.Retention(3_650, 365))),
                true,
                Optional.of(1_900_000_000_000L));
    }

    /** A fresh, sound key for any use but ROOT. */
    Bytes key(KeyUse use) {
        return switch (use.form()) {
            case ED25519, COSIGNATURE ->
                signer("x", SignatureType.ED25519).verifierKey().key();
            case X25519 -> X25519.publicKey(Ed25519.generate(random));
            case MLDSA44 -> {
                byte[] key = new byte[1_312];
                random.nextBytes(key);
                yield Bytes.of(key);
            }
            case SPKI -> spki(signer("x", SignatureType.ED25519).verifierKey().key());
        };
    }

    static Bytes spki(Bytes ed25519) {
        return Bytes.of(HexFormat.of().parseHex("302a300506032b6570032100" + ed25519.hex()));
    }

    KeyId id(Charter charter, String party, KeyUse use) {
        return new KeyId(charter.lineId(), party, use, key(use));
    }
}
