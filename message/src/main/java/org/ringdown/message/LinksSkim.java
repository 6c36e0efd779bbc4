package org.ringdown.message;

/**
 * Takes the fields of line 1 that are lists or objects, behind their opening bracket, as {@link StatementJson} bounds
 * them. For one thread.
 */
final class LinksSkim {
    private static final byte[] PARTY = LeafSkim.ascii("{\"party\":\"");
    private static final byte[] EPOCH = LeafSkim.ascii(",\"epoch\":\"");
    private static final byte[] INDEX = LeafSkim.ascii(",\"index\":");
    private static final byte[] REL = LeafSkim.ascii(",\"rel\":\"");
    private static final byte[] SIZE = LeafSkim.ascii(",\"size\":");

    private final LineCursor in;

    LinksSkim(LineCursor in) {
        this.in = in;
    }

    void addressees() {
        int count = 0;
        do {
            in.must('"');
            in.text(128);
        } while (++count < StatementJson.ADDRESSEES_MAX && in.has(','));
        in.must(']');
    }

    void references() {
        int count = 0;
        do {
            reference();
        } while (++count < StatementJson.REFERENCES_MAX && in.has(','));
        in.must(']');
    }

    private void reference() {
        in.must(PARTY);
        in.text(32);
        in.must(EPOCH);
        epoch();
        in.must(INDEX);
        in.whole();
        in.must(REL);
        in.text(32);
        in.must('}');
    }

    void shown() {
        epoch();
        in.must(SIZE);
        in.whole();
        in.must('}');
    }

    private void epoch() {
        if (!LogId.isEpoch(in.words(24))) in.fail();
    }
}
