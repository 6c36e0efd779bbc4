package org.ringdown.transcript;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

/** The invented signers and the small log of the vectors, all from fixed seeds. */
final class Parties {
    static final String ORIGIN = "0123456789abcdef0123456789abcdef/northland/1-9f3c02ab";
    static final Ed25519Signer LOG = Ed25519Signer.of(ORIGIN, SignatureType.ED25519, NotesTest.seed(1));
    static final Ed25519Signer HOLDER = Ed25519Signer.of(
            "0123456789abcdef0123456789abcdef/southland/holder", SignatureType.COSIGNATURE, NotesTest.seed(2));
    static final Ed25519Signer ROOT =
            Ed25519Signer.of("northland/root-key/00112233445566ff", SignatureType.ED25519, NotesTest.seed(3));
    static final NoteSigner PQ = new FixedPqSigner("0123456789abcdef0123456789abcdef/northland/pq", NotesTest.seed(4));
    static final SmallLog SMALL = SmallLog.of(11);
    static final long TIME = 1_800_000_000L;

    private Parties() {}

    static SignedNote signedHead(Head head) {
        return SignedNote.of(head.text(), Notes.sign(head.text(), LOG));
    }

    static SignedNote cosignedHead(Head head) {
        return signedHead(head).withSignature(Cosignatures.cosign(head, HOLDER, TIME));
    }

    /** ML-DSA without its usual fresh randomness, so that vectors come out the same each time. */
    private static final class FixedPqSigner implements NoteSigner {
        private final KeyPair pair;
        private final VerifierKey key;

        FixedPqSigner(String name, byte[] seed) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("ML-DSA-44", "SUN");
                generator.initialize(-1, new FixedRandom(seed));
                pair = generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
            key = MlDsa44Signer.of(name, seed).verifierKey();
        }

        @Override
        public VerifierKey verifierKey() {
            return key;
        }

        @Override
        public byte[] sign(byte[] message) {
            try {
                Signature signature = Signature.getInstance("ML-DSA", "SUN");
                signature.initSign(pair.getPrivate(), new FixedRandom(new byte[32]));
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }
}
