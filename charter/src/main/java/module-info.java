/** The charter: parties, keys, desks and clocks; founding and changing a line; and the strict I-JSON that all records use. */
module org.ringdown.charter {
    requires static org.jspecify;
    requires transitive org.ringdown.transcript;
    requires tools.jackson.core;

    exports org.ringdown.charter;
}
