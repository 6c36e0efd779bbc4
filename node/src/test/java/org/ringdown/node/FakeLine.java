package org.ringdown.node;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ringdown.charter.Charter;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyRing;
import org.ringdown.line.CharterActs;
import org.ringdown.line.LineStatus;
import org.ringdown.line.SayResult;
import org.ringdown.line.Saying;
import org.ringdown.message.LogId;
import org.ringdown.store.SqliteReader;
import org.ringdown.transcript.Rfc6962;

/** A founded line whose record does what the test says. */
final class FakeLine implements LineService {
    private final Charter charter;
    private final String party;
    private final SqliteReader reader;
    private final EventHub hub = new EventHub();
    volatile Optional<ProblemException> failing = Optional.empty();
    volatile Optional<SayResult> answer = Optional.empty();
    volatile Optional<String> trouble = Optional.empty();
    volatile boolean broken;
    final List<Json.Obj> alarms = new CopyOnWriteArrayList<>();
    final List<String> noticed = new CopyOnWriteArrayList<>();

    FakeLine(Charter charter, String party, SqliteReader reader) {
        this.charter = charter;
        this.party = party;
        this.reader = reader;
    }

    @Override
    public String lineId() {
        return charter.lineId();
    }

    @Override
    public String party() {
        return party;
    }

    @Override
    public Charter charter() {
        return charter;
    }

    @Override
    public CharterActs charterActs() {
        return CharterActs.founded(charter);
    }

    @Override
    public KeyRing keyRing() {
        return KeyRing.founded(charter);
    }

    @Override
    public LineStatus status() {
        LogId log = new LogId(party, "1-00000000");
        LineStatus.Log own = new LineStatus.Log(log, 0, Rfc6962.EMPTY_ROOT, 0);
        LineStatus.State state = new LineStatus.State(LineStatus.Name.PATH_DOWN, "nobody is there", 0);
        return new LineStatus(List.of(state), List.of(), Optional.empty(), own, Optional.empty(), 0);
    }

    @Override
    public SqliteReader reader() {
        return reader;
    }

    @Override
    public long newestSeq() {
        return 0;
    }

    @Override
    public EventHub hub() {
        return hub;
    }

    @Override
    public List<SayResult> say(List<Saying> sayings, boolean urgent) throws ProblemException {
        if (failing.isPresent()) throw failing.get();
        if (broken) throw new IllegalStateException("planted");
        return sayings.stream().map(_ -> answer.orElseThrow()).toList();
    }

    @Override
    public List<Json.Obj> openAlarms() {
        return alarms;
    }

    @Override
    public void noticed(String alarm) {
        noticed.add(alarm);
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }
}
