package org.ringdown.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.Revocation;
import org.ringdown.line.StoreException;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.Founding;
import org.ringdown.node.NodeException;
import org.ringdown.store.SqliteReader;
import org.ringdown.store.StoredEntry;

/** The key ring of a line as it stands on this disk: what was exchanged as files, and what the record has. */
final class LineKeyRing {
    private LineKeyRing() {}

    static KeyRing of(DataDirectory data, String lineId) throws NodeException, CharterException {
        KeyRing ring = Founding.ring(data, lineId);
        if (!Files.isRegularFile(data.store(lineId))) return ring;
        try (SqliteReader reader = SqliteReader.open(data.store(lineId), 1)) {
            for (StoredEntry entry : reader.formal()) ring = with(ring, entry);
            return ring;
        } catch (StoreException e) {
            // Words must be had when all else fails, a broken store included: the exchanged files are enough to go on
            return ring;
        }
    }

    private static KeyRing with(KeyRing ring, StoredEntry entry) {
        String type = entry.entry().mark().type();
        try {
            String note = StoreSource.note(entry).orElse("");
            byte[] paper = note.getBytes(StandardCharsets.UTF_8);
            if (type.equals("KEY")) return ring.with(KeyCertificate.parse(paper));
            if (type.equals("REVOCATION")) return ring.with(Revocation.parse(paper));
            return ring;
        } catch (CharterException e) {
            // a paper that was refused when it came is refused again
            return ring;
        }
    }
}
