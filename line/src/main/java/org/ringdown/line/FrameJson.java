package org.ringdown.line;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.TranscriptException;

/** The JSON part of each frame. */
final class FrameJson {
    static final byte HELLO = 1;
    static final byte ENTRIES = 2;
    static final byte OVERTAKE = 3;
    static final byte RECEIPT = 4;
    static final byte EARLY = 5;
    static final byte GOT = 6;
    static final byte HEARTBEAT = 7;
    static final byte ASK = 8;
    static final byte UNRECORDED = 9;
    static final byte DISPUTE = 10;
    static final byte BYE = 11;

    /** The most epochs of one log that a frame names. */
    static final int EPOCHS_MAX = 64;

    private static final SequencedMap<String, Frame.Kind> KINDS = new LinkedHashMap<>();

    static {
        for (Frame.Kind kind : Frame.Kind.values()) KINDS.put(kind.name(), kind);
    }

    private static final int NOTE_MAX = 65_536;
    private static final int PROOF_MAX = 63;

    private FrameJson() {}

    static byte typeOf(Frame frame) {
        return switch (frame) {
            case Frame.Hello _ -> HELLO;
            case Frame.Entries _ -> ENTRIES;
            case Frame.Overtake _ -> OVERTAKE;
            case Frame.Receipt _ -> RECEIPT;
            case Frame.Early _ -> EARLY;
            case Frame.Got _ -> GOT;
            case Frame.Heartbeat _ -> HEARTBEAT;
            case Frame.Ask _ -> ASK;
            case Frame.Unrecorded _ -> UNRECORDED;
            case Frame.Dispute _ -> DISPUTE;
            case Frame.Bye _ -> BYE;
        };
    }

    static boolean isKnown(byte type) {
        return type >= HELLO && type <= BYE;
    }

    static boolean carriesLeaves(byte type) {
        return type == ENTRIES || type == OVERTAKE;
    }

    static Json.Obj write(Frame frame) {
        return switch (frame) {
            case Frame.Hello f -> hello(f);
            case Frame.Entries f ->
                log(f.log()).put("first", f.first()).put("head", f.headNote()).build();
            case Frame.Overtake f ->
                log(f.log())
                        .put("index", f.index())
                        .put("head", f.headNote())
                        .put(
                                "proof",
                                Json.strings(
                                        f.proof().stream().map(Hash::base64).toList()))
                        .build();
            case Frame.Receipt f ->
                log(f.log())
                        .put("note", f.note())
                        .put("sinceRestore", f.sinceRestore())
                        .build();
            case Frame.Early f -> Json.obj().put("note", f.note()).build();
            case Frame.Got f -> Json.obj().put("bytes", f.bytes()).build();
            case Frame.Heartbeat f -> heartbeat(f);
            case Frame.Ask f ->
                log(f.log())
                        .put("first", f.first())
                        .putIf("until", f.until().map(Json::of))
                        .build();
            case Frame.Unrecorded f -> Json.obj().put("note", f.note()).build();
            case Frame.Dispute f ->
                log(f.log())
                        .put("kind", f.kind())
                        .put("notes", Json.strings(f.notes()))
                        .build();
            case Frame.Bye f ->
                Json.obj().put("code", f.code()).put("text", f.text()).build();
        };
    }

    private static Json.ObjBuilder log(LogId log) {
        return Json.obj().put("party", log.party()).put("epoch", log.epoch());
    }

    private static Json.Obj hello(Frame.Hello f) {
        Json.ObjBuilder held = Json.obj();
        f.held().forEach(held::put);
        Json.ObjBuilder known = Json.obj();
        f.known().forEach(known::put);
        return Json.obj()
                .put("v", "ringdown/line/v1")
                .put("line", f.lineId())
                .put("party", f.party())
                .put("charter", f.charterDigest())
                .put("session", f.session())
                .put("kind", f.kind().name())
                .put("path", f.path())
                .put("epoch", f.epoch())
                .put("own", sizes(f.own()))
                .put("held", held.build())
                .put("known", known.build())
                .build();
    }

    private static Json.Obj heartbeat(Frame.Heartbeat f) {
        return Json.obj()
                .put("seq", f.seq())
                .put("wallMs", f.wallMs())
                .putIf(
                        "echo",
                        f.echo()
                                .map(e -> Json.obj()
                                        .put("seq", e.seq())
                                        .put("heardWallMs", e.heardWallMs())
                                        .put("keptMs", e.keptMs())
                                        .build()))
                .put("held", sizes(f.held()))
                .put("states", Json.strings(f.states()))
                .put("nextMs", f.nextMs())
                .build();
    }

    private static Json.Obj sizes(Map<String, Long> sizes) {
        Json.ObjBuilder out = Json.obj();
        sizes.forEach((epoch, size) -> out.put(epoch, size.longValue()));
        return out.build();
    }

    static Frame read(byte type, Json.Obj object, List<byte[]> leaves) throws FrameException, JsonException {
        JsonFields in = JsonFields.of(object);
        Frame frame = switch (type) {
            case HELLO -> readHello(in);
            case ENTRIES -> new Frame.Entries(readLog(in), index(in, "first"), in.string("head", NOTE_MAX), leaves);
            case OVERTAKE -> readOvertake(in, leaves);
            case RECEIPT -> new Frame.Receipt(readLog(in), in.string("note", NOTE_MAX), in.bool("sinceRestore"));
            case EARLY -> new Frame.Early(in.string("note", NOTE_MAX));
            case GOT -> new Frame.Got(index(in, "bytes"));
            case HEARTBEAT -> readHeartbeat(in);
            case ASK ->
                new Frame.Ask(readLog(in), index(in, "first"), in.optionalWhole("until", 1, Json.WHOLE_MAX - 1));
            case UNRECORDED -> new Frame.Unrecorded(in.string("note", NOTE_MAX));
            case DISPUTE -> new Frame.Dispute(readLog(in), in.string("kind", 16), in.strings("notes", 4, NOTE_MAX));
            case BYE -> new Frame.Bye(in.string("code", 40), in.string("text", 1_000));
            default -> throw new FrameException(FrameException.Code.UNKNOWN_FRAME, "frame type " + type);
        };
        in.check();
        return frame;
    }

    private static long index(JsonFields in, String name) {
        return in.whole(name, 0, Json.WHOLE_MAX - 1);
    }

    private static LogId readLog(JsonFields in) {
        return new LogId(in.string("party", 32), epoch(in, in.string("epoch", 24)));
    }

    private static String epoch(JsonFields in, String epoch) {
        if (!LogId.isEpoch(epoch)) in.refuse("epoch", JsonCode.BAD_VALUE, "not an epoch", "");
        return epoch;
    }

    private static Frame.Overtake readOvertake(JsonFields in, List<byte[]> leaves) {
        if (leaves.size() != 1) in.refuse("", JsonCode.BAD_VALUE, "OVERTAKE carries exactly one leaf", "");
        List<Hash> proof = new ArrayList<>();
        for (String text : in.strings("proof", PROOF_MAX, 44)) {
            try {
                proof.add(Hash.fromBase64(text));
            } catch (TranscriptException e) {
                in.refuse("proof", JsonCode.BAD_VALUE, String.valueOf(e.getMessage()), "");
            }
        }
        Bytes leaf = Bytes.of(leaves.isEmpty() ? new byte[0] : leaves.getFirst());
        return new Frame.Overtake(readLog(in), index(in, "index"), in.string("head", NOTE_MAX), proof, leaf);
    }

    private static Frame.Hello readHello(JsonFields in) {
        if (!"ringdown/line/v1".equals(in.string("v", 32))) {
            in.refuse("v", JsonCode.BAD_VALUE, "not ringdown/line/v1", "Run a node of the same protocol version.");
        }
        return new Frame.Hello(
                in.hex("line", 32),
                in.string("party", 32),
                in.hex("charter", 64),
                in.hex("session", 32),
                in.choice("kind", KINDS),
                in.string("path", 128),
                epoch(in, in.string("epoch", 24)),
                readSizes(in, "own"),
                notes(in, "held"),
                notes(in, "known"));
    }

    private static Map<String, String> notes(JsonFields in, String name) {
        Map<String, String> out = new LinkedHashMap<>();
        Json value = in.optional(name).orElse(Json.NULL);
        if (!(value instanceof Json.Obj object) || object.fields().size() > EPOCHS_MAX) {
            in.refuse(name, JsonCode.WRONG_TYPE, "this must be an object of at most " + EPOCHS_MAX + " notes", "");
            return out;
        }
        object.fields().forEach((epoch, note) -> {
            if (LogId.isEpoch(epoch) && note instanceof Json.Str text) out.put(epoch, text.text());
            else in.refuse(name, JsonCode.BAD_VALUE, "not an epoch and a note", "");
        });
        return out;
    }

    private static Map<String, Long> readSizes(JsonFields in, String name) {
        Map<String, Long> out = new LinkedHashMap<>();
        Optional<Json> value = in.optional(name);
        if (!(value.orElse(Json.NULL) instanceof Json.Obj object)
                || object.fields().size() > EPOCHS_MAX) {
            in.refuse(name, JsonCode.WRONG_TYPE, "this must be an object of at most " + EPOCHS_MAX + " sizes", "");
            return out;
        }
        object.fields().forEach((epoch, size) -> {
            if (LogId.isEpoch(epoch) && size instanceof Json.Whole whole && whole.value() >= 0) {
                out.put(epoch, whole.value());
            } else in.refuse(name, JsonCode.BAD_VALUE, "not an epoch and a size", "");
        });
        return out;
    }

    private static Frame.Heartbeat readHeartbeat(JsonFields in) {
        Optional<Frame.Echo> echo = in.optionalObject("echo")
                .map(e -> new Frame.Echo(
                        e.whole("seq", 0, Json.WHOLE_MAX),
                        e.whole("heardWallMs", 0, Json.WHOLE_MAX),
                        e.whole("keptMs", 0, Json.WHOLE_MAX)));
        return new Frame.Heartbeat(
                in.whole("seq", 0, Json.WHOLE_MAX),
                in.whole("wallMs", 0, Json.WHOLE_MAX),
                echo,
                readSizes(in, "held"),
                in.strings("states", 8, 40),
                in.whole("nextMs", 1, LineLimits.HEARTBEAT_MS_MAX));
    }
}
