package org.ringdown.cli.bundle;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An open bundle whose members were found to be exactly those of its manifest. Safe to share between threads. */
final class BundleFile {
    private final StoredZip zip;
    private final Manifest manifest;
    private final Map<String, StoredZip.Member> members;

    private BundleFile(StoredZip zip, Manifest manifest, Map<String, StoredZip.Member> members) {
        this.zip = zip;
        this.manifest = manifest;
        this.members = members;
    }

    /**
     * Opens a bundle and holds its members against its manifest.
     *
     * @throws BundleException every code but RECORDS and CONTENT
     */
    static BundleFile open(ByteSource source) throws BundleException, IOException {
        StoredZip zip = StoredZip.open(source);
        List<StoredZip.Member> found = zip.members();
        if (found.isEmpty() || !found.getLast().name().equals(Manifest.NAME)) {
            throw new BundleException(BundleCode.MEMBERS, "the last member is not " + Manifest.NAME);
        }
        Manifest manifest = Manifest.parse(zip.read(found.getLast(), BundleLimits.MANIFEST_BYTES_MAX));
        List<String> wanted = manifest.memberNames();
        Map<String, StoredZip.Member> members = new HashMap<>();
        for (int i = 0; i < Math.max(found.size(), wanted.size()); i++) {
            String seen = i < found.size() ? found.get(i).name() : "the end";
            String due = i < wanted.size() ? wanted.get(i) : "the end";
            if (!seen.equals(due)) {
                throw new BundleException(
                        BundleCode.MEMBERS, "member " + i + " is " + seen + " where " + due + " is due");
            }
            members.put(seen, found.get(i));
        }
        return new BundleFile(zip, manifest, members);
    }

    Manifest manifest() {
        return manifest;
    }

    /** Reads a member that the manifest implies. */
    byte[] read(String name, int bytesMax) throws BundleException, IOException {
        return zip.read(member(name), bytesMax);
    }

    /** Reads leaves, whose hashes tell damage better than a checksum. */
    byte[] readLeaves(String name, int bytesMax) throws BundleException, IOException {
        return zip.readUnchecked(member(name), bytesMax);
    }

    /** The same into room that is there; returns how many bytes. */
    int readLeaves(String name, byte[] into) throws BundleException, IOException {
        return zip.readUnchecked(member(name), into);
    }

    private StoredZip.Member member(String name) {
        StoredZip.Member member = members.get(name);
        if (member == null) throw new IllegalArgumentException("the manifest implies no member " + name);
        return member;
    }

    byte[] readBlock(LogPart part, String kind, int number) throws BundleException, IOException {
        return read(part.folder() + LogPart.block(kind, number), BundleLimits.BLOCK_BYTES_MAX);
    }
}
