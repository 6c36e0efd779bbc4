package org.ringdown.cli.bundle;

import java.util.List;
import java.util.Optional;
import org.ringdown.message.LogId;
import org.ringdown.transcript.VerifierKey;

/** The keys that charter and certificates give, by use; every one was checked when it was taken in. */
public interface KeyBook {
    /**
     * The keys that may have signed heads of a log.
     *
     * @param log the log
     * @return keys under the name of the log's origin
     */
    List<VerifierKey> log(LogId log);

    /**
     * The keys with which a party gives receipts for its peer's heads.
     *
     * @param party the party
     * @return its holder keys
     */
    List<VerifierKey> holder(String party);

    /**
     * The keys with which a party gives early receipts.
     *
     * @param party the party
     * @return its early keys
     */
    List<VerifierKey> early(String party);

    /**
     * The keys with which a party signs heads a second time, against the day on which Ed25519 falls.
     *
     * @param party the party
     * @return its ML-DSA-44 keys
     */
    List<VerifierKey> postQuantum(String party);

    /**
     * The charter's parties.
     *
     * @return their short ids
     */
    List<String> parties();

    /**
     * Every key of this book, root keys included; an outsider's key is looked up here.
     *
     * @param logs the logs whose keys are among them, under each log's origin
     * @return all keys that sign notes
     */
    List<VerifierKey> all(List<LogId> logs);

    /**
     * What stands against something that a key of this book signed.
     *
     * @param log the log that it is about
     * @param key the key
     * @param size the size of the head that it is about
     * @return a sentence where the key was revoked before, or is not certified so far down; else empty
     */
    Optional<String> objection(LogId log, VerifierKey key, long size);
}
