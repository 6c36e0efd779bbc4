package org.ringdown.cli.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Proofs;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TlogProof;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/** Verifies one log of a bundle: its heads' signatures, its receipts, its leaves against them. For one thread. */
final class LogVerifier {
    /** What is the same for all logs of a bundle. */
    record Context(
            BundleFile file,
            KeyBook book,
            List<VerifierKey> witnesses,
            ExecutorService workers,
            Claims claims,
            BlockBuffers buffers) {}

    private final Context context;
    private final LogPart part;
    private final LogId log;
    private final CheckedHead.Keys keys;
    private final Findings findings;
    private final ReceiptTally receipts = new ReceiptTally();
    private final TreeSet<Long> postQuantum = new TreeSet<>();
    private final Map<Long, Hash> earlyLeaves = new HashMap<>();
    private final Tally tally = new Tally();
    private final Edges edges = new Edges();

    LogVerifier(Context context, LogPart part, Findings findings) {
        this.context = context;
        this.part = part;
        this.log = part.log();
        this.findings = findings;
        this.keys = CheckedHead.Keys.of(context.book(), log, context.witnesses());
    }

    /** Checks everything of this log. */
    LogReport verify() throws BundleException, IOException {
        byte[] note = context.file().read(part.folder() + "head.note", BundleLimits.NOTE_BYTES_MAX);
        boolean good;
        String root = "";
        try {
            CheckedHead head = CheckedHead.of(SignedNote.parse(note), origin(), keys);
            root = head.head().root().base64();
            if (head.unknown() > 0) {
                findings.add(Finding.note(
                        log,
                        head.unknown() + " signature(s) on the head are by keys that nobody"
                                + " vouches for here; they were not counted."));
            }
            take(head);
            headBlocks();
            earlyBlocks();
            good = head.head().size() == part.size()
                    ? entries(head)
                    : refuse("its head is of size " + head.head().size() + ", the manifest says " + part.size());
        } catch (TranscriptException e) {
            good = refuse("its head is not good: " + e.getMessage());
        }
        return new LogReport(part, root, good, tally.counts(), receipts.all(), new ArrayList<>(postQuantum));
    }

    /** The tree's edges before the blocks that were gone over. */
    Edges edges() {
        return edges;
    }

    private boolean refuse(String what) {
        findings.add(Finding.bad(log, what));
        return false;
    }

    private String origin() {
        return log.origin(context.file().manifest().lineId());
    }

    private boolean entries(CheckedHead head) throws BundleException, IOException, TranscriptException {
        boolean run = part.count() > 0 ? run(head) : part.singles().isEmpty() && emptyRoot(head);
        return part.singles().isEmpty() ? run : singles();
    }

    private boolean emptyRoot(CheckedHead head) {
        boolean nothingSaid = context.file().manifest().mode() != Manifest.Mode.ALL
                || head.head().size() == 0;
        return nothingSaid || refuse("the bundle says it holds all, and has no entry of this log");
    }

    private void take(CheckedHead head) {
        receipts.add(head);
        for (VerifierKey key : head.by()) {
            context.book()
                    .objection(log, key, head.head().size())
                    .ifPresent(why -> findings.add(Finding.note(log, why)));
        }
        if (head.postQuantum()) postQuantum.add(head.head().size());
        context.claims()
                .add(log, new Claims.Claim(head.head().size(), head.head().root(), new Claims.Source.SignedHead()));
    }

    /** Heads: signatures in the workers, one task a block. */
    private void headBlocks() throws BundleException, IOException {
        List<Future<List<CheckedHead>>> blocks = new ArrayList<>();
        for (int i = 0; i < part.headBlocks(); i++) {
            int number = i;
            blocks.add(context.workers().submit(() -> heads(number)));
        }
        for (Future<List<CheckedHead>> block : blocks) {
            for (CheckedHead head : RunVerifier.await(block)) take(head);
        }
    }

    private List<CheckedHead> heads(int block) throws BundleException, IOException {
        String name = part.folder() + LogPart.block("heads", block);
        Records records = new Records(name, context.file().readBlock(part, "heads", block));
        List<CheckedHead> heads = new ArrayList<>();
        while (records.hasNext()) {
            Records.Item item = records.next();
            try {
                CheckedHead head = CheckedHead.of(SignedNote.parse(item.bytes()), origin(), keys);
                if (head.head().size() != item.number()) {
                    throw new BundleException(
                            BundleCode.CONTENT, name + ": the head of " + item.number() + " is of another size");
                }
                heads.add(head);
            } catch (TranscriptException e) {
                throw new BundleException(
                        BundleCode.CONTENT,
                        name + ": the head of size " + item.number() + " is not good: " + e.getMessage());
            }
        }
        return heads;
    }

    private void earlyBlocks() throws BundleException, IOException {
        List<VerifierKey> early = new ArrayList<>();
        for (String party : context.book().parties()) {
            if (!party.equals(log.party())) early.addAll(context.book().early(party));
        }
        for (int i = 0; i < part.earlyBlocks(); i++) {
            String name = part.folder() + LogPart.block("early", i);
            Records records = new Records(name, context.file().readBlock(part, "early", i));
            while (records.hasNext()) early(name, records.next(), early);
        }
    }

    private void early(String name, Records.Item item, List<VerifierKey> early) throws BundleException {
        try {
            EarlyNote note = EarlyNote.of(SignedNote.parse(item.bytes()), early);
            if (!note.origin().equals(origin()) || note.index() != item.number()) {
                throw new BundleException(
                        BundleCode.CONTENT, name + ": the receipt for " + item.number() + " is for another entry");
            }
            receipts.add(note.by(), "EARLY", note.index() + 1, note.wallMs() / 1000);
            context.claims()
                    .add(log, new Claims.Claim(note.size(), note.root(), new Claims.Source.EarlyReceipt(note.index())));
            earlyLeaves.put(note.index(), note.leafHash());
        } catch (TranscriptException e) {
            throw new BundleException(
                    BundleCode.CONTENT,
                    name + ": the early receipt for " + item.number() + " is not good: " + e.getMessage());
        }
    }

    private boolean run(CheckedHead head) throws BundleException, IOException, TranscriptException {
        CompactRange start = CompactRange.empty();
        if (part.first() > 0) {
            String name = part.folder() + "frontier";
            List<Hash> hashes = HashLines.parse(name, context.file().read(name, BundleLimits.NOTE_BYTES_MAX));
            if (hashes.size() != Long.bitCount(part.first())) {
                throw new BundleException(BundleCode.CONTENT, name + " has " + hashes.size() + " hashes");
            }
            start = CompactRange.of(part.first(), hashes);
        }
        RunVerifier.Outcome outcome = RunVerifier.run(
                start,
                tasks(context, part, true),
                context.workers(),
                new RunVerifier.Expected(context.claims().take(log), earlyLeaves, context.claims()),
                edges);
        tally.add(outcome.tally());
        return RunJudge.judge(part, outcome, findings) && reachesHead(outcome, head);
    }

    /** One task for each block of leaves of a log. */
    static List<Callable<LeafBlock>> tasks(Context context, LogPart part, boolean reading) {
        String peer = context.book().parties().stream()
                .filter(party -> !party.equals(part.log().party()))
                .findFirst()
                .orElse(part.log().party());
        List<Callable<LeafBlock>> tasks = new ArrayList<>();
        for (int i = 0; i < part.leafBlocks(); i++) {
            String name = part.folder() + LogPart.block("leaves", i);
            tasks.add(() ->
                    block(context, name, new LeafScan(context.file().manifest().lineId(), part.log(), peer, reading)));
        }
        return tasks;
    }

    private static LeafBlock block(Context context, String name, LeafScan scan) throws BundleException, IOException {
        byte[] buffer = context.buffers().take();
        try {
            return LeafBlock.scan(scan, name, buffer, context.file().readLeaves(name, buffer));
        } finally {
            context.buffers().giveBack(buffer);
        }
    }

    private boolean reachesHead(RunVerifier.Outcome outcome, CheckedHead head)
            throws BundleException, IOException, TranscriptException {
        if (outcome.range().size() != part.end()) {
            return refuse("the bundle has its entries up to " + outcome.range().size() + ", the manifest says up to "
                    + part.end());
        }
        if (part.end() == part.size()) return true; // the head itself was among the claims
        String name = part.folder() + "consistency";
        List<Hash> proof = HashLines.parse(name, context.file().read(name, BundleLimits.NOTE_BYTES_MAX));
        try {
            Proofs.verifyConsistency(
                    part.end(),
                    part.size(),
                    proof,
                    outcome.range().root(),
                    head.head().root());
            return true;
        } catch (TranscriptException e) {
            findings.add(Finding.bad(
                    log,
                    outcome.firstDiffering().orElse(part.first()),
                    "the entries from " + part.first() + " to " + (part.end() - 1) + " do not lead to the signed head: "
                            + e.getMessage()));
            return false;
        }
    }

    private boolean singles() throws BundleException, IOException {
        LeafScan scan = new LeafScan(context.file().manifest().lineId(), log, log.party(), true);
        boolean good = true;
        for (long index : part.singles()) {
            byte[] leaf = context.file().readLeaves(part.folder() + index + ".leaf", Leaf.BYTES_MAX);
            byte[] file = context.file().read(part.folder() + index + ".tlog-proof", BundleLimits.NOTE_BYTES_MAX);
            try {
                TlogProof proof = TlogProof.parse(file);
                CheckedHead head = CheckedHead.of(proof.checkpoint(), origin(), keys);
                receipts.add(head);
                if (proof.index() != index)
                    throw new BundleException(
                            BundleCode.CONTENT, "the proof for " + index + " is for " + proof.index());
                Proofs.verifyInclusion(
                        Rfc6962.leaf(leaf),
                        index,
                        head.head().size(),
                        proof.proof(),
                        head.head().root());
                scan.leaf(part.folder(), index, leaf, 0, leaf.length);
            } catch (TranscriptException e) {
                findings.add(Finding.bad(
                        log, index, "its bytes are not in the log that the head was signed over: " + e.getMessage()));
                good = false;
            }
        }
        tally.add(scan.tally());
        return good;
    }
}
