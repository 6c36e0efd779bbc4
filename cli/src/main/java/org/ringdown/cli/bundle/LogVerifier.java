package org.ringdown.cli.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.KeyStanding;
import org.ringdown.charter.KeyUse;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.Proofs;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TlogProof;
import org.ringdown.transcript.TranscriptCode;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/** Verifies one log of a bundle: its heads' signatures, its receipts, its leaves against them. For one thread. */
final class LogVerifier implements Heard {
    /** What is the same for all logs of a bundle. */
    record Context(
            BundleFile file,
            KeyBook book,
            List<VerifierKey> witnesses,
            ExecutorService workers,
            Claims claims,
            BlockBuffers buffers,
            Findings findings) {}

    private final Context context;
    private final LogPart part;
    private final LogId log;
    private final CheckedHead.Keys keys;
    private final Findings findings;
    private final ReceiptTally receipts = new ReceiptTally();
    private final TreeSet<Long> postQuantum = new TreeSet<>();
    private final Map<VerifierKey, Long> smallest = new LinkedHashMap<>();
    private final Set<VerifierKey> disputed = new HashSet<>();
    private final Tally tally = new Tally();
    private final Edges edges = new Edges();
    /** The edges that a pass before the run's own found. */
    private final Edges forerun = new Edges();

    private Optional<Head> head = Optional.empty();
    private boolean done;
    private boolean good;
    private long unknown;

    LogVerifier(Context context, LogPart part) {
        this.context = context;
        this.part = part;
        this.log = part.log();
        this.findings = context.findings();
        this.keys = CheckedHead.Keys.of(context.book(), log, context.witnesses());
    }

    /** Checks the signed head that everything is proven against; to be done first. */
    void open() throws BundleException, IOException {
        byte[] note = context.file().read(part.folder() + "head.note", BundleLimits.NOTE_BYTES_MAX);
        try {
            CheckedHead checked = CheckedHead.of(SignedNote.parse(note), origin(), part.size(), keys);
            head = Optional.of(checked.head());
            head(checked);
        } catch (TranscriptException e) {
            refuse("its head is not good: " + e.getMessage());
        }
    }

    /** Checks everything of this log that needs no other. */
    void verify() throws BundleException, IOException {
        good = head.isPresent() && entries(head.get());
        done = true;
        if (!good) context.claims().forget(log);
    }

    /** Says what was found, once all logs were gone over. */
    LogReport report() {
        // which entries carry the keys' certificates is known by now
        smallest.forEach(
                (key, size) -> context.book().below(log, key, size).ifPresent(why -> good = refuse(why + ".")));
        if (unknown > 0) {
            findings.add(Finding.note(
                    log,
                    unknown + " signature(s) on its heads are by keys that nobody vouches for at their sizes; they were"
                            + " not counted."));
        }
        return new LogReport(
                part,
                head.map(of -> of.root().base64()).orElse(""),
                good,
                tally.counts(),
                good ? receipts.all() : List.of(),
                good ? List.copyOf(postQuantum) : List.of());
    }

    /** Holds what others say of this log's roots against it, and says what does not hold. */
    void hold(List<Claims.Claim> claims) throws BundleException, IOException {
        if (head.isEmpty() || (done && !good)) return;
        List<Claims.Claim> unreached = claims;
        if (part.count() > 0) {
            RunVerifier.Outcome outcome = RunVerifier.run(
                    start(),
                    tasks(context, part, false),
                    context.workers(),
                    RunVerifier.Expected.claims(claims),
                    done ? edges : forerun);
            RunJudge.claims(part, outcome, findings);
            unreached = outcome.unreached();
        }
        RunJudge.unreached(part, head.get().root(), unreached, findings);
    }

    private boolean refuse(String what) {
        findings.add(Finding.bad(log, what));
        return false;
    }

    private String origin() {
        return log.origin(context.file().manifest().lineId());
    }

    private boolean entries(Head head) throws BundleException, IOException {
        if (part.count() > 0) return run(head);
        return part.singles().isEmpty() ? emptyRoot(head) : singles(head);
    }

    private boolean emptyRoot(Head head) {
        boolean nothingSaid = context.file().manifest().mode() != Manifest.Mode.ALL || head.size() == 0;
        return nothingSaid || refuse("the bundle says it holds all, and has no entry of this log");
    }

    @Override
    public void head(CheckedHead checked) {
        long size = checked.head().size();
        unknown += checked.unknown();
        for (CheckedHead.Mark mark : checked.marks()) {
            if (mark.disputed() && disputed.add(mark.key())) dispute(mark.key(), size);
            switch (mark.kind()) {
                case LOG -> smallest.merge(mark.key(), size, Math::min);
                case POST_QUANTUM -> {
                    if (!mark.disputed()) postQuantum.add(size);
                }
                case COSIGNATURE, WITNESS ->
                    receipts.add(mark.key().name(), mark.kind().name(), mark.disputed(), size, mark.seconds());
            }
        }
        if (postQuantum.size() > BundleLimits.POST_QUANTUM_LISTED_MAX) postQuantum.pollFirst();
    }

    private void dispute(VerifierKey key, long size) {
        findings.add(Finding.note(
                log,
                "what " + key.name() + " signed about size " + size
                        + " is disputed by its signer: the key was revoked, and this lies beyond what it stands by."));
    }

    @Override
    public void early(EarlyNote note) {
        long size = note.index() + 1;
        boolean revoked = false;
        try {
            revoked = context.book().standing(KeyUse.EARLY, note.by(), log, size) instanceof KeyStanding.Disputed;
        } catch (CharterException e) {
            throw new IllegalStateException("a key of the ring is not in it", e);
        }
        if (revoked && disputed.add(note.by())) dispute(note.by(), size);
        receipts.add(note.by().name(), "EARLY", revoked, size, note.wallMs() / 1000);
    }

    @Override
    public void later(Claims.Claim claim) throws BundleException, IOException {
        context.claims().add(log, claim);
    }

    @Override
    public void held(LeafBlock.HeldClaim held) throws BundleException, IOException {
        context.claims().add(held.log(), held.claim());
    }

    @Override
    public void paper(Paper paper) {
        if (!context.book().lacks(paper)) return;
        findings.add(Finding.bad(
                log,
                paper.at().index(),
                "the " + (paper.revokes() ? "revocation" : "certificate") + " that it carries was taken out of the"
                        + " bundle's keys. Ask for the bundle again, as it was exported."));
    }

    private NoteStream<CheckedHead> heads() throws BundleException, IOException {
        return NoteStream.of(
                context, part, "heads", part.headBlocks(), (size, note) -> CheckedHead.of(note, origin(), size, keys));
    }

    private NoteStream<EarlyNote> early() throws BundleException, IOException {
        List<VerifierKey> peers = new ArrayList<>();
        for (String party : context.book().parties()) {
            if (!party.equals(log.party())) peers.addAll(context.book().early(party));
        }
        return NoteStream.of(context, part, "early", part.earlyBlocks(), (index, note) -> {
            EarlyNote read = EarlyNote.of(note, peers);
            if (read.origin().equals(origin()) && read.index() == index) return read;
            throw new TranscriptException(
                    TranscriptCode.ORIGIN_MISMATCH, "it is for entry " + read.index() + " of " + read.origin());
        });
    }

    private CompactRange start() throws BundleException, IOException {
        if (part.first() == 0) return CompactRange.empty();
        String name = part.folder() + "frontier";
        List<Hash> hashes = HashLines.parse(name, context.file().read(name, BundleLimits.NOTE_BYTES_MAX));
        if (hashes.size() == Long.bitCount(part.first())) return CompactRange.of(part.first(), hashes);
        throw new BundleException(BundleCode.CONTENT, name + " has " + hashes.size() + " hashes");
    }

    private boolean run(Head head) throws BundleException, IOException {
        List<Claims.Claim> claims = new ArrayList<>(context.claims().take(log));
        if (part.end() == part.size()) {
            claims.add(new Claims.Claim(head.size(), head.root(), new Claims.Source.SignedHead()));
            claims.sort(Comparator.comparingLong(Claims.Claim::size));
        }
        NoteStream<CheckedHead> heads = heads();
        NoteStream<EarlyNote> early = early();
        RunVerifier.Outcome outcome = RunVerifier.run(
                start(),
                tasks(context, part, true),
                context.workers(),
                new RunVerifier.Expected(claims, heads, early, this),
                edges);
        tally.add(outcome.tally());
        boolean sound = RunJudge.judge(part, outcome, findings) && reachesHead(outcome, head);
        if (outcome.range().size() == part.end()) {
            heads.finish(part, "heads");
            early.finish(part, "early");
        }
        context.claims().giveBack(log, outcome.unreached());
        return sound;
    }

    /** One task for each block of leaves of a log. */
    static List<Callable<LeafBlock>> tasks(Context context, LogPart part, boolean reading) {
        String peer = peer(context, part.log());
        List<Callable<LeafBlock>> tasks = new ArrayList<>();
        for (int i = 0; i < part.leafBlocks(); i++) {
            String name = part.folder() + LogPart.block("leaves", i);
            tasks.add(() ->
                    block(context, name, new LeafScan(context.file().manifest().lineId(), part.log(), peer, reading)));
        }
        return tasks;
    }

    private static String peer(Context context, LogId log) {
        return context.book().parties().stream()
                .filter(party -> !party.equals(log.party()))
                .findFirst()
                .orElse(log.party());
    }

    private static LeafBlock block(Context context, String name, LeafScan scan) throws BundleException, IOException {
        byte[] buffer = context.buffers().take();
        try {
            return LeafBlock.scan(scan, name, buffer, context.file().readLeaves(name, buffer));
        } finally {
            context.buffers().giveBack(buffer);
        }
    }

    private boolean reachesHead(RunVerifier.Outcome outcome, Head head) throws BundleException, IOException {
        if (outcome.range().size() != part.end()) {
            return refuse("the bundle has its entries up to " + outcome.range().size() + ", the manifest says up to "
                    + part.end());
        }
        if (part.end() == part.size()) return true; // the head itself was among the claims
        String name = part.folder() + "consistency";
        List<Hash> proof = HashLines.parse(name, context.file().read(name, BundleLimits.NOTE_BYTES_MAX));
        try {
            Proofs.verifyConsistency(
                    part.end(), part.size(), proof, outcome.range().root(), head.root());
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

    private boolean singles(Head head) throws BundleException, IOException {
        NoteStream<EarlyNote> early = early();
        boolean all = true;
        for (long index : part.singles()) {
            Optional<EarlyNote> receipt = early.isAt(index) ? Optional.of(early.take()) : Optional.empty();
            all &= single(head, index, receipt);
        }
        early.finish(part, "early");
        return all;
    }

    private boolean single(Head head, long index, Optional<EarlyNote> early) throws BundleException, IOException {
        byte[] leaf = context.file().readLeaves(part.folder() + index + ".leaf", Leaf.BYTES_MAX);
        byte[] file = context.file().read(part.folder() + index + ".tlog-proof", BundleLimits.NOTE_BYTES_MAX);
        LeafScan scan = new LeafScan(context.file().manifest().lineId(), log, peer(context, log), true);
        Hash hash = scan.leaf(part.folder(), index, leaf, 0, leaf.length);
        try {
            TlogProof proof = TlogProof.parse(file);
            if (proof.index() != index) {
                throw new BundleException(BundleCode.CONTENT, "the proof for " + index + " is for " + proof.index());
            }
            Head under = Head.parse(proof.checkpoint().text());
            CheckedHead.of(proof.checkpoint(), origin(), under.size(), keys);
            if (!under.equals(head)) return twoHeads(index, head, under);
            Proofs.verifyInclusion(hash, index, head.size(), proof.proof(), head.root());
        } catch (TranscriptException e) {
            findings.add(Finding.bad(
                    log, index, "its bytes are not in the log that the head was signed over: " + e.getMessage()));
            return false;
        }
        tally.add(scan.tally());
        for (LeafBlock.HeldClaim held : scan.held()) held(held);
        for (Paper paper : scan.papers()) paper(paper);
        return early.isEmpty() || earlyOf(early.get(), hash);
    }

    private boolean twoHeads(long index, Head head, Head under) {
        String end = head.size() == under.size()
                ? "two histories."
                : "two histories, unless it is shown that the smaller leads to the larger.";
        findings.add(Finding.bad(
                log,
                index,
                "its proof is under another signed head than this bundle's: of size " + under.size() + " with root "
                        + under.root().base64() + ", and the bundle's is of size " + head.size() + " with root "
                        + head.root().base64() + ". This log's key signed both: they are proof of " + end));
        return false;
    }

    private boolean earlyOf(EarlyNote note, Hash leaf) throws BundleException, IOException {
        if (!note.leafHash().equals(leaf)) {
            findings.add(RunJudge.wrongLeaf(log, note.index()));
            return false;
        }
        early(note);
        later(note.claim());
        return true;
    }
}
