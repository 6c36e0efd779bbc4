/** One party's whole logic on one line, as one single-threaded machine behind ports. */
module org.ringdown.line {
    requires transitive org.ringdown.message;
    requires static org.jspecify;

    exports org.ringdown.line;
}
