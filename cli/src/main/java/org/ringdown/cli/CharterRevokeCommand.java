package org.ringdown.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyId;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Place;
import org.ringdown.charter.Revocation;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NextKeys;
import org.ringdown.node.NodeConfig;
import org.ringdown.node.NodeException;
import org.ringdown.node.RecordedLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringdown charter revoke}: the root's word that a key is no longer the party's. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = {
            "Revokes one of the own keys as an entry of the own log; it works at once, wherever it is verified.",
            "The revocation names the last head or receipt in this store that the key made: what is beyond it is shown as",
            "disputed by its signer, what is before it stays good. List the keys with ringdown charter keys."
        },
        footer = {"", "Example:", "  ringdown charter revoke 9f3c02ab71 --use log --root-key /media/safe/northland.root"
        })
final class CharterRevokeCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "KEY",
            description = "How the key begins, in hex, as ringdown charter keys --json shows it.")
    private String key = "";

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private LineOption line = new LineOption();

    @Mixin
    private RootKeyOption rootKey = new RootKeyOption();

    @Option(names = "--use", required = true, paramLabel = "USE", description = "What the key is for, such as log.")
    private String use = "";

    @Option(
            names = "--last",
            paramLabel = "EPOCH/SIZE|none",
            description = "The last head that the party stands by, where it knows better than this store.")
    private Optional<String> last = Optional.empty();

    @Option(names = "--in-use", description = "Revoke it although this node still uses it.")
    private boolean inUse;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException, CharterException {
        DataDirectory directory = data.existing();
        NodeConfig config = directory.readConfig();
        try (ApiClient api = ApiClient.of(directory)) {
            String id = ApiReply.text(line.summary(api), "line");
            KeyRing ring = RecordedLine.read(directory, id).ring();
            KeyId revoked = find(ring, config.party());
            boolean isInUse = new NextKeys(directory, id, config.party())
                    .publicKeyInUse(revoked.use())
                    .equals(revoked.key());
            if (isInUse && !inUse) {
                throw new CliException(
                        Exit.INPUT,
                        "KEY_IN_USE",
                        "this node uses that key now. Have a new one certified first (ringdown charter certify), or take one"
                                + " of the reserve, and start the node again; or add --in-use, and the peer believes"
                                + " nothing more that this node signs with it.");
            }
            Optional<Revocation.Last> stands = last.isPresent()
                    ? given(config.party(), ring, revoked)
                    : LastSigned.by(directory, id, ring, revoked);
            Json.Obj said = CharterSteps.postKey(
                    api,
                    id,
                    Revocation.sign(revoked, stands, rootKey.open(directory)).format());
            String until = stands.map(l -> "up to size " + l.head().number() + " of " + l.party() + "/"
                            + l.head().epoch())
                    .orElse("for nothing");
            output.answer(
                    Json.obj()
                            .put("key", revoked.key().hex())
                            .put("use", revoked.use().word())
                            .put("standsBy", until)
                            .put("entry", said)
                            .build(),
                    List.of(CharterSteps.place(said) + " The key is revoked; it stands " + until + "."));
        }
        return Exit.OK.code();
    }

    private KeyId find(KeyRing ring, String party) throws CliException {
        KeyUse wanted = KeyUses.one(use);
        List<KeyId> fitting = new ArrayList<>();
        for (KeyId id : ring.keys(party, wanted)) if (id.key().hex().startsWith(key)) fitting.add(id);
        if (fitting.size() == 1 && !key.isEmpty()) return fitting.getFirst();
        throw new CliException(
                Exit.INPUT,
                "KEY_UNKNOWN",
                (fitting.isEmpty() ? "no own " : "several own ") + use + " keys begin with " + Output.safe(key)
                        + ". List them: ringdown charter keys --json.");
    }

    private Optional<Revocation.Last> given(String party, KeyRing ring, KeyId revoked)
            throws CliException, CharterException {
        String text = last.orElseThrow();
        if (text.equals("none")) return Optional.empty();
        int slash = text.indexOf('/');
        boolean ok = slash > 0 && text.substring(slash + 1).matches("[0-9]{1,15}");
        if (!ok || !org.ringdown.charter.Names.isEpoch(text.substring(0, slash))) {
            throw new CliException(Exit.INPUT, "--last: write it as 1-9f3c02ab/41, or none.");
        }
        boolean author = revoked.use() == KeyUse.LOG || revoked.use() == KeyUse.PQ;
        String whose = author ? party : ring.charter().peerOf(party).id();
        return Optional.of(new Revocation.Last(
                whose, new Place(text.substring(0, slash), Long.parseLong(text.substring(slash + 1)))));
    }
}
