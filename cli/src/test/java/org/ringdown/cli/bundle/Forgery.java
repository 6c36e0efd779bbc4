package org.ringdown.cli.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.ringdown.message.LogId;

/** The members of a bundle in a hostile exporter's hands: any may be changed, and the zip is made anew around them. */
final class Forgery {
    private final Map<String, byte[]> members = new LinkedHashMap<>();
    private Manifest manifest;

    Forgery(byte[] bundle) {
        try {
            StoredZip zip = StoredZip.open(ByteSource.of(bundle));
            for (StoredZip.Member member : zip.members()) {
                members.put(member.name(), zip.read(member, Integer.MAX_VALUE));
            }
            manifest = Manifest.parse(get(Manifest.NAME));
        } catch (BundleException | IOException e) {
            throw new AssertionError(e);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    byte[] get(String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    Forgery put(String name, byte[] bytes) {
        members.put(name, bytes);
        return this;
    }

    Forgery put(String name, String text) {
        return put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a member over from another bundle. */
    Forgery take(String name, Forgery other) {
        return put(name, other.get(name));
    }

    /** Takes all members of one log over from another bundle. */
    Forgery takeLog(LogId log, Forgery other) {
        members.keySet().removeIf(name -> name.startsWith(LogPart.folder(log)));
        other.members.forEach((name, bytes) -> {
            if (name.startsWith(LogPart.folder(log))) members.put(name, bytes);
        });
        LogPart theirs = other.part(log);
        return part(log, own -> theirs);
    }

    LogPart part(LogId log) {
        return manifest.logs().stream()
                .filter(part -> part.log().equals(log))
                .findFirst()
                .orElseThrow();
    }

    /** Changes what the manifest says of a log. */
    Forgery part(LogId log, UnaryOperator<LogPart> change) {
        List<LogPart> logs = manifest.logs().stream()
                .map(part -> part.log().equals(log) ? change.apply(part) : part)
                .toList();
        manifest = new Manifest(
                manifest.lineId(), manifest.mode(), manifest.by(), manifest.madeMs(), manifest.keys(), logs);
        return this;
    }

    /** Appends a record to a block of a log, which may be new. */
    Forgery record(LogId log, String kind, long number, String word, String note) {
        String name = LogPart.folder(log) + LogPart.block(kind, 0);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        byte[] before = members.get(name);
        if (before != null) block.writeBytes(before);
        else part(log, kind.equals("early") ? Forgery::withEarly : Forgery::withHeads);
        Records.append(block, number, word, note.getBytes(StandardCharsets.UTF_8));
        return put(name, block.toByteArray());
    }

    private static LogPart withEarly(LogPart of) {
        return new LogPart(
                of.log(), of.size(), of.first(), of.count(), of.leafBlocks(), of.headBlocks(), 1, of.singles());
    }

    private static LogPart withHeads(LogPart of) {
        return new LogPart(
                of.log(), of.size(), of.first(), of.count(), of.leafBlocks(), 1, of.earlyBlocks(), of.singles());
    }

    /** The bundle, its members in the order that the manifest asks for. */
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            StoredZipWriter zip = new StoredZipWriter(out);
            put(Manifest.NAME, manifest.bytes());
            for (String name : manifest.memberNames()) zip.add(name, get(name));
            zip.finish();
        } catch (BundleException | IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
