/** What can be said on a line: entry types, precedence and ladder, as exact bytes and as records. */
module org.ringdown.message {
    requires transitive org.ringdown.charter;
    requires static org.jspecify;

    exports org.ringdown.message;
}
