package org.ringdown.node;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.ringdown.charter.JsonException;
import org.ringdown.transcript.Hash;

/**
 * Who may sign in. The register is one small file, shared between the command line, which adds, links and revokes, and
 * the running node, which redeems links and looks a signed-in officer up at every call: a revoked officer is out at once.
 * A link's token is kept as its hash only, works once, and for fifteen minutes. Safe to share between threads and, by a
 * lock file, between processes.
 */
public final class Officers {
    private static final Logger LOG = System.getLogger(Officers.class.getName());
    private final Path file;
    private final LongSupplier wallMs;
    /** Guarded by this; what the file held when it had {@link #readStamp}. */
    private OfficerRegister cached = new OfficerRegister(List.of());

    /** Guarded by this. */
    private Optional<Stamp> readStamp = Optional.empty();

    /** Guarded by this; whether {@link #cached} was in the file at some time. */
    private boolean everRead;

    /** Guarded by this; whether the last look-up could not read it. */
    private boolean failed;

    private record Stamp(FileTime modified, long size, String inode) {}

    /**
     * Opens the register of a data directory.
     *
     * @param data the directory
     * @param wallMs the wall clock in milliseconds
     */
    public Officers(DataDirectory data, LongSupplier wallMs) {
        this.file = data.officers();
        this.wallMs = wallMs;
    }

    /**
     * Lists the officers.
     *
     * @return all, in the order in which they were added
     * @throws NodeException FILE_FAILED, KEY_EXPOSED or KEY_INVALID
     */
    public List<Officer> list() throws NodeException {
        return read().rows().stream().map(OfficerRegister.Row::officer).toList();
    }

    /**
     * Adds an officer.
     *
     * @param officer the officer, with an id that is not there yet
     * @throws NodeException OFFICER_REFUSED where the id is there or the register is full; and as {@link #list}
     */
    public void add(Officer officer) throws NodeException {
        change(rows -> {
            if (rows.containsKey(officer.id())) {
                String mend = officer.id() + " is there already. Use another id, or revoke that officer first.";
                throw new NodeException(NodeCode.OFFICER_REFUSED, mend);
            }
            if (rows.size() >= Limit.OFFICERS.amount()) {
                String mend = "There are " + rows.size() + " officers, and no more are kept. Revoke those who left.";
                throw new NodeException(NodeCode.OFFICER_REFUSED, mend);
            }
            rows.put(officer.id(), new OfficerRegister.Row(officer, List.of()));
        });
    }

    /**
     * Makes a one-time link for an officer.
     *
     * @param id the officer
     * @return the token that stands after the {@code #} of the link; it is kept nowhere
     * @throws NodeException OFFICER_REFUSED where there is no such officer; and as {@link #list}
     */
    public String link(String id) throws NodeException {
        String token = DataDirectory.randomToken();
        change(rows -> {
            OfficerRegister.Row row = existing(rows, id);
            List<OfficerRegister.Link> links = new ArrayList<>(open(row.links()));
            if (links.size() >= Limit.LINKS_PER_OFFICER.amount()) links.removeFirst();
            links.add(new OfficerRegister.Link(hash(token), wallMs.getAsLong() + Limit.LINK_LIFE_MS.amount()));
            rows.put(id, new OfficerRegister.Row(row.officer(), links));
        });
        return token;
    }

    /**
     * Removes an officer; open sessions and links end at once.
     *
     * @param id the officer
     * @throws NodeException OFFICER_REFUSED where there is no such officer; and as {@link #list}
     */
    public void revoke(String id) throws NodeException {
        change(rows -> {
            existing(rows, id);
            rows.remove(id);
        });
    }

    /** Uses a token up. Returns its officer, or empty where it is unknown, used or too old. */
    Optional<Officer> redeem(String token) throws NodeException {
        String hash = hash(token);
        if (read().rows().stream().noneMatch(row -> holds(row, hash))) return Optional.empty();
        List<Officer> found = new ArrayList<>();
        change(rows -> {
            for (OfficerRegister.Row row : List.copyOf(rows.values())) {
                if (!holds(row, hash)) continue;
                found.add(row.officer());
                List<OfficerRegister.Link> rest = row.links().stream()
                        .filter(link -> !link.tokenHash().equals(hash))
                        .toList();
                rows.put(row.officer().id(), new OfficerRegister.Row(row.officer(), open(rest)));
            }
        });
        return found.stream().findFirst();
    }

    /** Looks an officer up in the register as it is now. */
    Optional<Officer> find(String id) throws NodeException {
        return Optional.ofNullable(known().byId().get(id)).map(OfficerRegister.Row::officer);
    }

    private boolean holds(OfficerRegister.Row row, String hash) {
        return open(row.links()).stream().anyMatch(link -> link.tokenHash().equals(hash));
    }

    private List<OfficerRegister.Link> open(List<OfficerRegister.Link> links) {
        long nowMs = wallMs.getAsLong();
        long latestMs = nowMs + Limit.LINK_LIFE_MS.amount();
        return links.stream()
                .filter(link -> link.expiresMs() > nowMs && link.expiresMs() <= latestMs)
                .toList();
    }

    private interface Change {
        void apply(Map<String, OfficerRegister.Row> rows) throws NodeException;
    }

    private synchronized void change(Change change) throws NodeException {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) throw new IOException("the lock was lost");
            Map<String, OfficerRegister.Row> rows = read().byId();
            change.apply(rows);
            OfficerRegister changed = new OfficerRegister(List.copyOf(rows.values()));
            SecretFiles.replace(file, changed.bytes());
            cached = changed;
            everRead = true;
            readStamp = Optional.empty();
        } catch (IOException e) {
            String mend = lockFile + " can't be locked: " + e + ". Check the owner and mode of the data directory.";
            throw new NodeException(NodeCode.FILE_FAILED, mend, e);
        }
    }

    /** The register as it is; for whoever changes it. */
    private synchronized OfficerRegister read() throws NodeException {
        try {
            Stamp stamp = stamp();
            if (readStamp.isPresent() && readStamp.get().equals(stamp)) return cached;
            cached = OfficerRegister.parse(SecretFiles.read(file));
            readStamp = Optional.of(stamp);
            everRead = true;
            return cached;
        } catch (NoSuchFileException e) {
            return new OfficerRegister(List.of());
        } catch (JsonException e) {
            String mend = file + " is not a register of officers: " + e.getMessage()
                    + ". Restore it, or move it away and add" + " the officers again.";
            throw new NodeException(NodeCode.KEY_INVALID, mend, e);
        } catch (IOException e) {
            String mend = file + " can't be read: " + e + ". Check its owner and mode.";
            throw new NodeException(NodeCode.FILE_FAILED, mend, e);
        }
    }

    /**
     * The register as it was when it could be read last, where it can't be read now: a bad disk must not sign out the officers
     * who need the line most. A revocation takes effect once it can be read.
     */
    private synchronized OfficerRegister known() throws NodeException {
        try {
            OfficerRegister register = read();
            failed = false;
            return register;
        } catch (NodeException e) {
            boolean unreadable = e.code() == NodeCode.FILE_FAILED || e.code() == NodeCode.KEY_INVALID;
            if (!unreadable || !everRead) throw e;
            if (!failed) LOG.log(Logger.Level.ERROR, "the officers known before stay signed in: {0}", e.getMessage());
            failed = true;
            return cached;
        }
    }

    private Stamp stamp() throws IOException {
        var attributes = java.nio.file.Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    }

    private static OfficerRegister.Row existing(Map<String, OfficerRegister.Row> rows, String id) throws NodeException {
        OfficerRegister.Row row = rows.get(id);
        if (row != null) return row;
        String mend = "There is no officer " + id + ". Known: " + String.join(", ", rows.keySet()) + ".";
        throw new NodeException(NodeCode.OFFICER_REFUSED, mend);
    }

    private static String hash(String token) {
        return Hash.sha256(token.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
