package org.ringdown.line;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies that keep their order: one seed must replay one story, so no order may hang on the Java that runs it. */
final class Maps {
    private Maps() {}

    static <K, V> Map<K, V> copy(Map<? extends K, ? extends V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
