package org.ringdown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ringdown.cli.bundle.BundleException;
import org.ringdown.cli.bundle.BundleLimits;
import org.ringdown.cli.bundle.BundleReport;
import org.ringdown.cli.bundle.BundleVerifier;
import org.ringdown.cli.bundle.EvidenceFile;
import org.ringdown.cli.bundle.EvidenceReport;
import org.ringdown.cli.bundle.EvidenceVerifier;
import org.ringdown.cli.bundle.FileBytes;
import org.ringdown.cli.bundle.Trust;
import org.ringdown.message.Leaf;
import org.ringdown.node.CryptoProvider;
import org.ringdown.node.NodeException;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TlogProof;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringdown verify}: judges a bundle, evidence, a signed note or a tlog-proof; needs no network and no configuration. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  ringdown verify record.zip --charter-words \"abandon ability able …\"",
            "  ringdown verify head.note --key \"VKEY\"",
            "  ringdown verify entry.tlog-proof --leaf entry.leaf --key \"VKEY\" --witness \"VKEY\""
        },
        description = {
            "Checks a bundle, evidence, a signed note or a tlog-proof, offline, and says in plain words what it proves.",
            "Exit 0: everything in it holds. Exit 1: something does not; the first bad entry is named."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int SMALL_BYTES_MAX = 2 << 20;

    @Parameters(
            paramLabel = "FILE",
            description = "A bundle (.zip), evidence (.json), a signed note, or a .tlog-proof.")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description = "A key you know from elsewhere: a root key, or the key of a log. May be given again.")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = "--witness",
            paramLabel = "VKEY",
            description = "The key of a third party whose cosignature bounds the time. May be given again.")
    private List<String> witnesses = new ArrayList<>();

    @Option(names = "--leaf", paramLabel = "FILE", description = "For a tlog-proof: the entry's exact bytes.")
    private Optional<Path> leaf = Optional.empty();

    @Option(
            names = "--charter-words",
            paramLabel = "WORDS",
            description = "For a bundle: the charter's words as they were read aloud.")
    private Optional<String> charterWords = Optional.empty();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException {
        CryptoProvider.install();
        byte[] start = start();
        List<VerifierKey> trusted = parse(keys, "--key");
        List<VerifierKey> third = parse(witnesses, "--witness");
        if (startsWith(start, "PK")) return bundle(trusted, third);
        if (startsWith(start, "{")) return evidence(trusted, third);
        byte[] whole = small(SMALL_BYTES_MAX);
        try {
            if (startsWith(start, "c2sp.org/tlog-proof")) return proof(TlogProof.parse(whole), trusted, third);
            return say(NoteVerdict.note(SignedNote.parse(whole), trusted, third));
        } catch (TranscriptException e) {
            throw new CliException(
                    Exit.INPUT,
                    file + " is no bundle, no evidence, no signed note and no tlog-proof (" + e.getMessage()
                            + "). Ask for the file again, as it was written.",
                    e);
        }
    }

    private Trust trust(List<VerifierKey> trusted, List<VerifierKey> third) {
        Optional<List<String>> words = charterWords.map(
                said -> Arrays.asList(said.trim().toLowerCase(Locale.ROOT).split("\\s+")));
        return new Trust(trusted, third, words);
    }

    private Integer evidence(List<VerifierKey> trusted, List<VerifierKey> third) throws CliException, IOException {
        try {
            EvidenceFile evidence = EvidenceFile.parse(small(BundleLimits.EVIDENCE_BYTES_MAX));
            EvidenceReport report = EvidenceVerifier.verify(evidence, trust(trusted, third));
            output.answer(EvidenceText.json(report), EvidenceText.of(report));
            return report.ok() ? Exit.OK.code() : Exit.NEGATIVE.code();
        } catch (BundleException e) {
            throw unsound("NOT PROVEN", "file of evidence", e);
        }
    }

    private Integer bundle(List<VerifierKey> trusted, List<VerifierKey> third) throws CliException, IOException {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        try (FileBytes bytes = FileBytes.open(file);
                ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            BundleReport report = BundleVerifier.verify(bytes, trust(trusted, third), workers);
            output.answer(BundleJson.of(report), BundleText.of(report));
            return report.ok() ? Exit.OK.code() : Exit.NEGATIVE.code();
        } catch (BundleException e) {
            throw unsound("NOT VERIFIED", "bundle", e);
        }
    }

    private CliException unsound(String verdict, String kind, BundleException e) {
        return new CliException(
                Exit.NEGATIVE,
                verdict + ": " + file + " is not a sound " + kind + " (" + e.code() + "): " + e.getMessage()
                        + ". Nothing in it is proven. Ask for the file again, as it was exported.",
                e);
    }

    private Integer proof(TlogProof proof, List<VerifierKey> trusted, List<VerifierKey> third)
            throws CliException, IOException {
        if (leaf.isEmpty()) {
            throw new CliException(
                    Exit.INPUT, "a tlog-proof is about an entry: give its exact bytes with --leaf FILE.");
        }
        if (Files.size(leaf.get()) > Leaf.BYTES_MAX) {
            throw new CliException(Exit.INPUT, leaf.get() + " is larger than an entry can be. Check the name.");
        }
        return say(NoteVerdict.proof(proof, Files.readAllBytes(leaf.get()), trusted, third));
    }

    private Integer say(NoteVerdict verdict) {
        output.answer(verdict.json(), verdict.lines());
        return verdict.ok() ? Exit.OK.code() : Exit.NEGATIVE.code();
    }

    private byte[] start() throws IOException {
        try (FileBytes bytes = FileBytes.open(file)) {
            return bytes.read(0, (int) Math.min(32, bytes.size()));
        }
    }

    private byte[] small(long bytesMax) throws CliException, IOException {
        if (Files.size(file) > bytesMax) {
            throw new CliException(
                    Exit.INPUT, file + " is too large for what it begins like, and is no bundle. Check the name.");
        }
        return Files.readAllBytes(file);
    }

    private static boolean startsWith(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).startsWith(text);
    }

    private static List<VerifierKey> parse(List<String> texts, String option) throws CliException {
        List<VerifierKey> parsed = new ArrayList<>();
        for (String text : texts) {
            try {
                VerifierKey key = VerifierKey.parse(text);
                key.checkEnrolment();
                parsed.add(key);
            } catch (TranscriptException e) {
                throw new CliException(
                        Exit.INPUT,
                        option + ": this is not a good verifier key (" + e.getMessage() + "). Copy it whole.",
                        e);
            }
        }
        return parsed;
    }
}
