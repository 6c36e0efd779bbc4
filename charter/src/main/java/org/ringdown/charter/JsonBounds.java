package org.ringdown.charter;

/**
 * What a document may cost. A reader refuses what goes beyond, with the code of the bound.
 *
 * @param bytesMax bytes of the document
 * @param depthMax nesting of objects and arrays
 * @param valuesMax values of all kinds, the outermost one included
 * @param stringMax UTF-16 units of one string or name
 * @param numberMax characters of one number
 */
public record JsonBounds(int bytesMax, int depthMax, int valuesMax, int stringMax, int numberMax) {
    /** For one line of a leaf: 64 KiB. */
    public static final JsonBounds LEAF = new JsonBounds(65_536, 16, 8_192, 65_536, 32);

    /** For a charter note: 256 KiB. */
    public static final JsonBounds CHARTER = new JsonBounds(262_144, 12, 16_384, 16_384, 32);

    /** For a certificate, revocation or other small note: 16 KiB. */
    public static final JsonBounds SMALL = new JsonBounds(16_384, 8, 512, 4_096, 32);

    /** Refuses bounds that would not bound the reader's own stack. */
    public JsonBounds {
        if (bytesMax < 1 || valuesMax < 1 || stringMax < 1 || numberMax < 1 || depthMax < 1 || depthMax > 100) {
            throw new IllegalArgumentException("bounds must be positive, and depthMax at most 100");
        }
    }

    /**
     * Returns the same bounds for another size of document.
     *
     * @param newBytesMax bytes of the document
     * @return the bounds
     */
    public JsonBounds withBytesMax(int newBytesMax) {
        return new JsonBounds(newBytesMax, depthMax, valuesMax, stringMax, numberMax);
    }
}
