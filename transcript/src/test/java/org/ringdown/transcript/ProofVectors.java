package org.ringdown.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Vectors of inclusion proofs, consistency proofs and proof files, over the small log of eleven entries. */
final class ProofVectors {
    private final List<Vector> vectors = new ArrayList<>();

    static List<Vector> all() {
        ProofVectors made = new ProofVectors();
        made.inclusions();
        made.consistencies();
        made.files();
        return made.vectors;
    }

    private void inclusions() {
        for (int index : new int[] {0, 4, 8, 10}) {
            inclusion("good-index-" + index, "a proof of entry " + index, index, 11, proof(index), "ok");
        }
        inclusion("good-size-1", "the only entry needs no hash", 0, 1, List.of(), "ok");
        List<Hash> good = proof(4);
        inclusion("index-other", "the proof of entry 4, said of entry 5", 5, 11, good, "PROOF_ROOT");
        inclusion("index-is-size", "an index outside the tree", 11, 11, good, "PROOF_INDEX");
        inclusion("index-negative", "an index below 0", -1, 11, good, "PROOF_INDEX");
        inclusion("size-0", "a tree without entries", 0, 0, List.of(), "PROOF_INDEX");
        inclusion("size-negative", "a size below 0", 0, -1, List.of(), "PROOF_INDEX");
        inclusion("size-deeper", "a size that needs more hashes", 4, 17, good, "PROOF_LENGTH");
        inclusion("hash-missing", "the last hash is missing", 4, 11, good.subList(0, 3), "PROOF_LENGTH");
        inclusion("hash-added", "a hash too many", 4, 11, plus(good, Rfc6962.EMPTY_ROOT), "PROOF_LENGTH");
        inclusion("empty", "no hash at all", 4, 11, List.of(), "PROOF_LENGTH");
        inclusion("hash-flipped", "one bit of one hash", 4, 11, flipped(good, 2), "PROOF_ROOT");
        inclusion("hashes-swapped", "two hashes in the wrong order", 4, 11, swapped(good), "PROOF_ROOT");
    }

    private void consistencies() {
        int[][] pairs = {{0, 11}, {1, 11}, {4, 11}, {6, 11}, {8, 11}, {10, 11}, {11, 11}, {0, 0}};
        for (int[] pair : pairs) {
            consistency(
                    "good-" + pair[0] + "-to-" + pair[1],
                    "a proof between two sizes",
                    pair[0],
                    pair[1],
                    Proofs.consistency(pair[0], pair[1], Parties.SMALL),
                    "ok");
        }
        List<Hash> good = Proofs.consistency(6, 11, Parties.SMALL);
        consistency("sizes-reversed", "the older size is the larger", 11, 6, good, "PROOF_SIZE");
        consistency("size-negative", "a size below 0", -1, 11, List.of(), "PROOF_SIZE");
        consistency(
                "hash-missing", "the last hash is missing", 6, 11, good.subList(0, good.size() - 1), "PROOF_LENGTH");
        consistency("hash-added", "a hash too many", 6, 11, plus(good, Rfc6962.EMPTY_ROOT), "PROOF_LENGTH");
        consistency("hash-added-equal-sizes", "equal sizes need no hash", 11, 11, good, "PROOF_LENGTH");
        consistency("hash-added-from-0", "from an empty log no hash is needed", 0, 11, good, "PROOF_LENGTH");
        consistency("empty", "no hash at all", 6, 11, List.of(), "PROOF_LENGTH");
        for (int i = 0; i < good.size(); i++) {
            consistency("hash-" + i + "-flipped", "one bit of one hash", 6, 11, flipped(good, i), "PROOF_ROOT");
        }
        rooted("root-from-other", "another old root", 6, 11, good, Rfc6962.EMPTY_ROOT, root(11));
        rooted("root-to-other", "another new root", 6, 11, good, root(6), root(10));
        rooted("root-from-0-other", "an empty log with another root", 0, 11, List.of(), root(1), root(11));
        rooted("root-equal-sizes-other", "one size, two roots: a fork", 11, 11, List.of(), root(11), root(10));
    }

    private void files() {
        Head head = Parties.SMALL.head(Parties.ORIGIN);
        TlogProof good = new TlogProof(Optional.empty(), 4, proof(4), Parties.cosignedHead(head));
        TlogProof extra = new TlogProof(Optional.of(Bytes.of(new byte[] {1, 2, 3})), 4, proof(4), good.checkpoint());
        String hash = proof(4).getFirst().base64();
        file("good", "a proof of entry 4", good, f -> f, "ok");
        file("good-extra", "with extra data", extra, f -> f, "ok");
        file(
                "good-not-cosigned",
                "without a cosignature",
                new TlogProof(Optional.empty(), 4, proof(4), Parties.signedHead(head)),
                f -> f,
                "ok");
        file("first-line-v2", "another version", good, f -> f.replace("@v1", "@v2"), "PROOF_SHAPE");
        file("first-line-missing", "no first line", good, f -> f.substring(f.indexOf('\n') + 1), "PROOF_SHAPE");
        file("index-missing", "no index line", good, f -> f.replace("index 4\n", ""), "PROOF_SHAPE");
        file("index-leading-zero", "a leading zero", good, f -> f.replace("index 4", "index 04"), "PROOF_INDEX");
        file("index-negative", "a sign", good, f -> f.replace("index 4", "index -4"), "PROOF_INDEX");
        file("index-other", "another index", good, f -> f.replace("index 4", "index 5"), "PROOF_ROOT");
        file("index-outside", "an index beyond the size", good, f -> f.replace("index 4", "index 11"), "PROOF_INDEX");
        file(
                "extra-empty",
                "an extra line without data",
                good,
                f -> f.replace("index 4", "extra \nindex 4"),
                "PROOF_SHAPE");
        file(
                "extra-after-index",
                "lines in the wrong order",
                extra,
                f -> f.replace("extra AQID\nindex 4", "index 4\nextra AQID"),
                "HASH_SHAPE");
        file(
                "extra-twice",
                "two extra lines",
                extra,
                f -> f.replace("extra AQID", "extra AQID\nextra AQID"),
                "PROOF_SHAPE");
        file("hash-missing", "the first hash is missing", good, f -> f.replace(hash + "\n", ""), "PROOF_LENGTH");
        file(
                "hash-twice",
                "the first hash stands twice",
                good,
                f -> f.replace(hash, hash + "\n" + hash),
                "PROOF_LENGTH");
        file("hash-short", "a hash is cut", good, f -> f.replace(hash, hash.substring(4)), "HASH_SHAPE");
        file(
                "hash-base64-stray-bits",
                "a hash in a second spelling",
                good,
                f -> f.replace(hash, stray(hash)),
                "BASE64");
        file(
                "hashes-65",
                "more hashes than any tree needs",
                good,
                f -> f.replace(hash, (hash + "\n").repeat(61) + hash),
                "TOO_LARGE");
        file(
                "blank-line-missing",
                "no empty line before the head",
                good,
                f -> f.replace("\n\n" + Parties.ORIGIN, "\n" + Parties.ORIGIN),
                "HASH_SHAPE");
        file(
                "checkpoint-missing",
                "nothing after the empty line",
                good,
                f -> f.substring(0, f.indexOf("\n\n") + 2),
                "NOTE_SHAPE");
        file(
                "checkpoint-not-signed-by-log",
                "only the cosigner's line",
                good,
                f -> f.replace(good.checkpoint().signatures().getFirst().line(), ""),
                "SIGNATURE_MISSING");
        file(
                "checkpoint-size-changed",
                "a changed head",
                good,
                f -> f.replace("\n11\n", "\n12\n"),
                "SIGNATURE_INVALID");
        SignedNote wrongWitness = good.checkpoint()
                .withSignature(Cosignatures.cosign(Parties.SMALL.head("other"), Parties.HOLDER, Parties.TIME));
        file(
                "cosignature-wrong",
                "the known witness's line belongs to another log",
                new TlogProof(Optional.empty(), 4, proof(4), wrongWitness),
                f -> f,
                "SIGNATURE_INVALID");
    }

    private static String stray(String hash) {
        return hash.substring(0, 42) + (char) (hash.charAt(42) + 1) + "=";
    }

    private static List<Hash> proof(int index) {
        return Proofs.inclusion(index, 11, Parties.SMALL);
    }

    private static Hash root(int size) {
        return Proofs.root(size, Parties.SMALL);
    }

    private static List<Hash> plus(List<Hash> proof, Hash more) {
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(more);
        return longer;
    }

    private static List<Hash> flipped(List<Hash> proof, int at) {
        List<Hash> changed = new ArrayList<>(proof);
        changed.set(at, MerkleTest.flip(proof.get(at)));
        return changed;
    }

    private static List<Hash> swapped(List<Hash> proof) {
        List<Hash> changed = new ArrayList<>(proof);
        changed.set(0, proof.get(1));
        changed.set(1, proof.get(0));
        return changed;
    }

    private static String join(List<Hash> hashes) {
        return hashes.stream().map(Hash::hex).collect(Collectors.joining(" "));
    }

    private void inclusion(String name, String comment, long index, long size, List<Hash> proof, String expect) {
        Hash leaf = Parties.SMALL.leafHash(Math.clamp(name.equals("index-other") ? 4 : index, 0, 10));
        Hash root = size == 1 ? root(1) : root(11);
        vectors.add(Vector.of(
                "inclusion",
                name,
                "comment",
                comment,
                "leafHash",
                leaf.hex(),
                "index",
                Long.toString(index),
                "size",
                Long.toString(size),
                "root",
                root.hex(),
                "proof",
                join(proof),
                "expect",
                expect));
    }

    private void consistency(String name, String comment, int from, int to, List<Hash> proof, String expect) {
        put(name, comment, from, to, proof, root(Math.max(0, from)), root(to), expect);
    }

    private void rooted(String name, String comment, int from, int to, List<Hash> proof, Hash rootFrom, Hash rootTo) {
        put(name, comment, from, to, proof, rootFrom, rootTo, "PROOF_ROOT");
    }

    private void put(
            String name,
            String comment,
            int from,
            int to,
            List<Hash> proof,
            Hash rootFrom,
            Hash rootTo,
            String expect) {
        vectors.add(Vector.of(
                "consistency",
                name,
                "comment",
                comment,
                "from",
                Integer.toString(from),
                "to",
                Integer.toString(to),
                "rootFrom",
                rootFrom.hex(),
                "rootTo",
                rootTo.hex(),
                "proof",
                join(proof),
                "expect",
                expect));
    }

    private void file(String name, String comment, TlogProof proof, UnaryOperator<String> fault, String expect) {
        vectors.add(Vector.of(
                "tlog-proof",
                name,
                "comment",
                comment,
                "leafHash",
                Parties.SMALL.leafHash(4).hex(),
                "log",
                Parties.LOG.verifierKey().toString(),
                "witness",
                Parties.HOLDER.verifierKey().toString(),
                "file",
                fault.apply(proof.format()),
                "expect",
                expect));
    }
}
