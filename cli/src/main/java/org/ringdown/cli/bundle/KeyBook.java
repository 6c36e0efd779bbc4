package org.ringdown.cli.bundle;

import java.util.List;
import java.util.Optional;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.KeyStanding;
import org.ringdown.charter.KeyUse;
import org.ringdown.message.LogId;
import org.ringdown.transcript.VerifierKey;

/** The keys that charter and certificates give, by use; every one was checked when it was taken in. */
interface KeyBook {
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
     * How a key of this book stands to something that it signed about a head.
     *
     * @param use LOG or PQ, as the head's author; HOLDER or EARLY, as the other party
     * @param key the key
     * @param log the head's log
     * @param size the head's size
     * @return whether it is disputed
     * @throws CharterException BELOW_FIRST_INDEX where an author's key is not certified so far down
     */
    KeyStanding standing(KeyUse use, VerifierKey key, LogId log, long size) throws CharterException;

    /**
     * Takes in a paper that stands in an entry. Not for several threads.
     *
     * @param paper the paper
     * @return true where it is good, and this book was made without it
     */
    boolean lacks(Paper paper);

    /**
     * Judges a log key once more, by the entries that carry its certificates.
     *
     * @param log the log
     * @param key a key that signed heads of it
     * @param size the size of the smallest of them
     * @return why the key can't have signed it, or empty
     */
    Optional<String> below(LogId log, VerifierKey key, long size);
}
