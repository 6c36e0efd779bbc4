package org.ringdown.node;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ringdown.charter.Capability;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.KeyRing;
import org.ringdown.line.Clock;
import org.ringdown.line.LineSetup;
import org.ringdown.line.PathPort;
import org.ringdown.line.Ports;
import org.ringdown.line.Post;
import org.ringdown.line.StoreException;
import org.ringdown.store.FileSecondPlace;
import org.ringdown.store.SqliteStore;
import org.ringdown.store.StoreOptions;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.NoteSigner;

/**
 * Founds a line in a data directory: fresh keys, the root's certificates, the first epoch's first batch. Until everything
 * is durable it stands under another name, so that a founding that was cut short is started again from nothing.
 */
public final class Founding {
    private final DataDirectory data;
    private final NodeConfig config;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = new SystemClock();

    /**
     * Opens a data directory for founding.
     *
     * @param data the directory
     * @throws NodeException as {@link DataDirectory#readConfig}
     */
    public Founding(DataDirectory data) throws NodeException {
        this.data = data;
        this.config = data.readConfig();
    }

    /**
     * What this version of a node can do beyond what every version does; a charter that demands more is refused.
     *
     * @return the capabilities
     */
    public static Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
    }

    /**
     * What a founding needs besides the charter.
     *
     * @param root the own party's root key
     * @param keysOut where the certificates for the peer are written; must not exist
     * @param reserve where the reserve keys are written, off the data disk; must not exist
     * @param passphrase seals the key files, where there is one
     */
    public record Inputs(NoteSigner root, Path keysOut, Path reserve, Optional<Passphrase> passphrase) {}

    /**
     * Founds a line.
     *
     * @param file the charter, signed by both parties
     * @param inputs what else is needed
     * @return the charter that stands now
     * @throws NodeException CHARTER_REFUSED, LINE_EXISTS, FILE_EXISTS, FILE_FAILED or STORE_FAILED; nothing stands then
     */
    public Charter found(byte[] file, Inputs inputs) throws NodeException {
        try {
            Charter charter = Charter.parse(file);
            charter.checkSupported(capabilities());
            if (!charter.root(config.party()).equals(inputs.root().verifierKey())) {
                String mend = "The charter pins another root key for " + config.party() + " than "
                        + inputs.root().verifierKey().name() + ". Give the root key whose card went into the charter.";
                throw new NodeException(NodeCode.CHARTER_REFUSED, mend);
            }
            found(charter, inputs);
            return charter;
        } catch (CharterException e) {
            throw new NodeException(NodeCode.CHARTER_REFUSED, String.valueOf(e.getMessage()), e);
        } catch (StoreException e) {
            throw new NodeException(NodeCode.STORE_FAILED, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            String mend =
                    "The line can't be founded in " + data.root() + ": " + e + ". Check owner, mode and free space.";
            throw new NodeException(NodeCode.FILE_FAILED, mend, e);
        }
    }

    private void found(Charter charter, Inputs inputs)
            throws NodeException, CharterException, StoreException, IOException {
        String id = charter.lineId();
        KeyFiles.refuseInside(inputs.reserve(), data, "reserve is");
        refuseSecondLine(id, inputs);
        Path building = data.root().resolve("lines").resolve(id + ".founding");
        remove(building);
        remove(data.keys(id));
        SecretFiles.directory(building);
        String epoch = "1-%08x".formatted(random.nextInt());
        FreshLine fresh = new FreshLine(id, config.party(), epoch, inputs.root(), random);
        String reserve = fresh.reserve(clock.wallMs());
        KeyFiles keys = fresh.keys(data.keys(id), inputs.passphrase(), clock.wallMs());
        SecretFiles.create(inputs.reserve(), FreshLine.utf8(reserve));
        writeLog(charter, fresh, keys, building, epoch);
        SecretFiles.create(
                building.resolve("line.charter"), FreshLine.utf8(charter.note().format()));
        SecretFiles.create(building.resolve("own.keys"), fresh.papers().bytes());
        write(inputs.keysOut(), fresh.papers().bytes());
        Files.move(building, data.line(id), StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeLog(Charter charter, FreshLine fresh, KeyFiles keys, Path building, String epoch)
            throws NodeException, CharterException, StoreException {
        String id = charter.lineId();
        SecretFiles.directory(config.secondPlace());
        LineRing ring = new LineRing(charter, List.of(fresh.papers()), () -> {});
        String peer = charter.peerOf(config.party()).id();
        LineSetup setup =
                new LineSetup(id, config.party(), peer, charter.digest().hex(), ring, List.of());
        try (SqliteStore store = SqliteStore.open(building.resolve("store.db"), StoreOptions.standard());
                FileSecondPlace second = new FileSecondPlace(data.secondPlace(config, id))) {
            NodeSigner signer = new NodeSigner(keys, id, config.party());
            Ports ports = new Ports(store, second, new NoSessions(), signer, clock, random, event -> {});
            new Post(setup, ports).found(charter.note().format(), fresh.notes(), epoch);
        }
    }

    private void refuseSecondLine(String id, Inputs inputs) throws NodeException {
        if (Files.exists(data.line(id))) {
            String mend = "This data directory has the line " + id + " already. Start it with `ringdown serve`.";
            throw new NodeException(NodeCode.LINE_EXISTS, mend);
        }
        Path second = data.secondPlace(config, id);
        if (Files.exists(second)) {
            String mend =
                    second + " shows that this line was founded here before. If a founding was cut short and nothing"
                            + " was ever sent, remove that file and found again; else restore the line's directory.";
            throw new NodeException(NodeCode.LINE_EXISTS, mend);
        }
        for (Path out : List.of(inputs.keysOut(), inputs.reserve())) {
            if (!Files.exists(out)) continue;
            String mend = out + " is there already and is not written over. Move it away, or name another file.";
            throw new NodeException(NodeCode.FILE_EXISTS, mend);
        }
    }

    /**
     * Takes in the peer's certificates.
     *
     * @param file the file that the peer's founding wrote
     * @return the line they belong to
     * @throws NodeException FILE_MISSING, FILE_FAILED, or CHARTER_REFUSED where they are of another line or party, or not
     *     the peer's root's
     */
    public String acceptPeerKeys(Path file) throws NodeException {
        KeyPapers papers = KeyPapers.read(file);
        if (!data.lines().contains(papers.line())) {
            String mend = file + " is for the line " + papers.line()
                    + ", which was not founded here. Found it first with" + " `ringdown charter found`.";
            throw new NodeException(NodeCode.CHARTER_REFUSED, mend);
        }
        Charter charter = charter(data, papers.line());
        try {
            String peer = charter.peerOf(config.party()).id();
            if (!papers.party().equals(peer)) {
                String mend = file + " has the keys of " + papers.party() + ", not of " + peer + ". Ask for theirs.";
                throw new NodeException(NodeCode.CHARTER_REFUSED, mend);
            }
            KeyRing ring = KeyPapers.read(data.ownKeys(papers.line())).addTo(KeyRing.founded(charter));
            ring = papers.addTo(ring);
            Path known = data.peerKeys(papers.line());
            if (Files.exists(known)) {
                // a file that is older than a revocation does not undo it
                ring = PaperKeeper.withRevocations(ring, KeyPapers.read(known).revocations());
                papers = papers.withRevocations(PaperKeeper.revocationsOf(peer, ring));
            }
            refuseReused(papers, file);
            if (ring.tlsKeys(peer).isEmpty()) {
                String mend = file + " has no TLS key of " + peer + ". Ask for the whole file.";
                throw new NodeException(NodeCode.CHARTER_REFUSED, mend);
            }
        } catch (CharterException e) {
            String mend =
                    file + " is refused: " + e.getMessage() + ". Ask for it again, and compare its words by voice.";
            throw new NodeException(NodeCode.CHARTER_REFUSED, mend, e);
        }
        SecretFiles.replace(data.peerKeys(papers.line()), papers.bytes());
        return papers.line();
    }

    /** Every line has fresh keys: what one key signs on a line must not count on another. */
    private void refuseReused(KeyPapers papers, Path file) throws NodeException {
        for (String other : data.lines()) {
            if (other.equals(papers.line())) continue;
            Set<Bytes> there = RecordedLine.read(data, other).ring().allKeys();
            for (KeyCertificate certificate : papers.certificates()) {
                if (!there.contains(certificate.id().key())) continue;
                String mend = file + " certifies a " + certificate.id().use().word() + " key that the line " + other
                        + " has already. Every line has fresh keys: ask them to found their end of it anew.";
                throw new NodeException(NodeCode.CHARTER_REFUSED, mend);
            }
        }
    }

    /**
     * Reads the charter of a founded line.
     *
     * @param data the data directory
     * @param lineId the line
     * @return the charter
     * @throws NodeException FILE_FAILED or CHARTER_REFUSED
     */
    public static Charter charter(DataDirectory data, String lineId) throws NodeException {
        Path file = data.charter(lineId);
        try {
            return Charter.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            String mend = file + " can't be read: " + e + ". Restore it from your backup.";
            throw new NodeException(NodeCode.FILE_FAILED, mend, e);
        } catch (CharterException e) {
            String mend = file + " is refused: " + e.getMessage() + ". Restore it from your backup.";
            throw new NodeException(NodeCode.CHARTER_REFUSED, mend, e);
        }
    }

    private static void write(Path file, byte[] bytes) throws NodeException, IOException {
        try {
            Files.write(file, bytes, java.nio.file.StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            String mend = file + " is there already and is not written over. Move it away, or name another file.";
            throw new NodeException(NodeCode.FILE_EXISTS, mend, e);
        }
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) return;
        try (Stream<Path> inside = Files.walk(directory)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    /** While a line is founded nobody is connected. */
    private static final class NoSessions implements PathPort {
        @Override
        public void send(long session, byte[] frame) {
            throw new IllegalStateException("a line that is being founded has no session " + session);
        }

        @Override
        public void close(long session, String cause) {
            throw new IllegalStateException("a line that is being founded has no session " + session);
        }
    }
}
