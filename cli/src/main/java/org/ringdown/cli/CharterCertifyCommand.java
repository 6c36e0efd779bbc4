package org.ringdown.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.KeyId;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Place;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NextKeys;
import org.ringdown.node.NodeConfig;
import org.ringdown.node.NodeException;
import org.ringdown.node.Passphrase;
import org.ringdown.node.RecordedLine;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.NoteSigner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringdown charter certify}: new keys for a line that runs. */
@Command(
        name = "certify",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a new key for each use named, and has the root certify it as an entry of the own log.",
            "The node goes on with the old key. It takes the new one into use at its first start after the peer has receipted",
            "that entry. Then revoke the old key: ringdown charter revoke. Asking again repeats nothing that is done."
        },
        footer = {"", "Example:", "  ringdown charter certify --use log,tls --root-key /media/safe/northland.root"})
final class CharterCertifyCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private LineOption line = new LineOption();

    @Mixin
    private RootKeyOption rootKey = new RootKeyOption();

    @Option(
            names = "--use",
            required = true,
            split = ",",
            paramLabel = "USE",
            description = "log, holder, early, unrecorded, courier, words, pq, tls, people, or all.")
    private List<String> uses = new ArrayList<>();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException, CharterException {
        DataDirectory directory = data.existing();
        NodeConfig config = directory.readConfig();
        NoteSigner root = rootKey.open(directory);
        Optional<Passphrase> passphrase = NodePassphrase.of(config);
        List<String> lines = new ArrayList<>();
        List<Json> rows = new ArrayList<>();
        try (ApiClient api = ApiClient.of(directory)) {
            Json.Obj summary = line.summary(api);
            String id = ApiReply.text(summary, "line");
            Json.Obj own = ApiReply.object(summary, "ownLog").orElse(Json.obj().build());
            Place from = new Place(ApiReply.text(own, "epoch"), ApiReply.whole(own, "size"));
            NextKeys next = new NextKeys(directory, id, config.party());
            for (KeyUse use : KeyUses.parse(uses)) {
                Bytes key = next.make(use, passphrase, System.currentTimeMillis());
                KeyId keyId = new KeyId(id, config.party(), use, key);
                if (RecordedLine.read(directory, id)
                        .ring()
                        .keys(config.party(), use)
                        .contains(keyId)) {
                    lines.add(use.word() + ": the key that waits is certified already.");
                    continue;
                }
                Json.Obj said = CharterSteps.postKey(
                        api, id, KeyCertificate.sign(keyId, from, root).format());
                lines.add(use.word() + ": " + CharterSteps.place(said));
                rows.add(Json.obj()
                        .put("use", use.word())
                        .put("key", key.hex())
                        .put("entry", said)
                        .build());
            }
        }
        lines.add(
                "Next: see with ringdown status that nothing waits, then start the node again; it takes them into use.");
        output.answer(Json.obj().put("certified", Json.of(rows)).build(), lines);
        return Exit.OK.code();
    }
}
