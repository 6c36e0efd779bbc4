/** Which volumes of two sides may meet: pure geometry on WGS 84, no I/O, the same verdict on any processor. */
module org.ringdown.deconfliction {
    requires transitive org.ringdown.message;
    requires net.sf.geographiclib;
    requires static org.jspecify;

    exports org.ringdown.deconfliction;
}
