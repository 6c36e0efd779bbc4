/** The transcript log: RFC 6962 hashing, signed heads, cosignatures and proofs in the public C2SP formats. */
module org.ringdown.transcript {
    requires static org.jspecify;

    exports org.ringdown.transcript;
}
