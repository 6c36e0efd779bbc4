package org.ringdown.charter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An I-JSON value (RFC 7493): immutable, equal by value. Objects keep the order of their fields, but equality ignores
 * it. Text is checked (no lone surrogate, no noncharacter) when it is read and when it is written.
 */
public sealed interface Json {
    /** The largest magnitude of a whole number: 2^53 - 1. */
    long WHOLE_MAX = (1L << 53) - 1;

    /** The value {@code null}. */
    Json NULL = new Null();

    /**
     * Makes a string.
     *
     * @param text the text
     * @return the value
     */
    static Str of(String text) {
        return new Str(text);
    }

    /**
     * Makes a whole number.
     *
     * @param value at most 2^53 - 1 in magnitude
     * @return the value
     */
    static Whole of(long value) {
        return new Whole(value);
    }

    /**
     * Makes a boolean.
     *
     * @param value the truth
     * @return the value
     */
    static Bool of(boolean value) {
        return new Bool(value);
    }

    /**
     * Makes an array.
     *
     * @param items the items, in order
     * @return the value
     */
    static Arr of(List<? extends Json> items) {
        return new Arr(List.copyOf(items));
    }

    /**
     * Makes an array of strings.
     *
     * @param items the strings, in order
     * @return the value
     */
    static Arr strings(List<String> items) {
        return new Arr(items.stream().<Json>map(Str::new).toList());
    }

    /**
     * Starts an object.
     *
     * @return an empty builder
     */
    static ObjBuilder obj() {
        return new ObjBuilder();
    }

    /** An object: names and values in the order in which they were read or put. */
    final class Obj implements Json {
        private final SequencedMap<String, Json> fields;

        Obj(SequencedMap<String, Json> owned) {
            this.fields = owned;
        }

        /**
         * Returns the fields in order.
         *
         * @return an unmodifiable view
         */
        public SequencedMap<String, Json> fields() {
            return Collections.unmodifiableSequencedMap(fields);
        }

        /**
         * Returns one field.
         *
         * @param name the field's name
         * @return its value, or empty where the object has no such field
         */
        public Optional<Json> get(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Obj o && fields.equals(o.fields);
        }

        @Override
        public int hashCode() {
            return fields.hashCode();
        }

        @Override
        public String toString() {
            return fields.toString();
        }
    }

    /**
     * An array.
     *
     * @param items the items, in order
     */
    record Arr(List<Json> items) implements Json {
        /** Keeps an immutable copy. */
        public Arr {
            items = List.copyOf(items);
        }
    }

    /**
     * A string.
     *
     * @param text the text, unescaped
     */
    record Str(String text) implements Json {}

    /** A number: {@link Whole} where it was written without point and exponent, else {@link Real}. */
    sealed interface Num extends Json {}

    /**
     * A whole number.
     *
     * @param value at most 2^53 - 1 in magnitude
     */
    record Whole(long value) implements Num {
        /** Refuses what a double cannot hold exactly. */
        public Whole {
            if (value > WHOLE_MAX || value < -WHOLE_MAX) {
                throw new IllegalArgumentException("a whole number in I-JSON is at most 2^53 - 1, not " + value);
            }
        }
    }

    /**
     * A number with a fraction or an exponent.
     *
     * @param value finite
     */
    record Real(double value) implements Num {
        /** Refuses what JSON cannot write. */
        public Real {
            if (!Double.isFinite(value)) throw new IllegalArgumentException("JSON has no number " + value);
        }
    }

    /**
     * A boolean.
     *
     * @param value the truth
     */
    record Bool(boolean value) implements Json {}

    /** The value {@code null}. */
    record Null() implements Json {}

    /** Collects the fields of an object; for one thread. */
    final class ObjBuilder {
        private SequencedMap<String, Json> fields = new LinkedHashMap<>();

        private ObjBuilder() {}

        /**
         * Adds a field behind those that are there.
         *
         * @param name a name that was not put before
         * @param value its value
         * @return this builder
         */
        public ObjBuilder put(String name, Json value) {
            if (fields.put(name, value) != null) throw new IllegalArgumentException("field put twice: " + name);
            return this;
        }

        /**
         * Adds a string.
         *
         * @param name a name that was not put before
         * @param text its text
         * @return this builder
         */
        public ObjBuilder put(String name, String text) {
            return put(name, new Str(text));
        }

        /**
         * Adds a whole number.
         *
         * @param name a name that was not put before
         * @param value at most 2^53 - 1 in magnitude
         * @return this builder
         */
        public ObjBuilder put(String name, long value) {
            return put(name, new Whole(value));
        }

        /**
         * Adds a boolean.
         *
         * @param name a name that was not put before
         * @param value the truth
         * @return this builder
         */
        public ObjBuilder put(String name, boolean value) {
            return put(name, new Bool(value));
        }

        /**
         * Adds a field where there is a value, and nothing where there is none.
         *
         * @param name a name that was not put before
         * @param value its value, or empty
         * @return this builder
         */
        public ObjBuilder putIf(String name, Optional<? extends Json> value) {
            if (value.isPresent()) put(name, value.get());
            return this;
        }

        /**
         * Adds all fields of another object behind those that are there.
         *
         * @param other the object to copy from
         * @return this builder
         */
        public ObjBuilder putAll(Obj other) {
            for (Map.Entry<String, Json> field : other.fields().entrySet()) put(field.getKey(), field.getValue());
            return this;
        }

        /**
         * Ends the object. The builder starts afresh.
         *
         * @return the object
         */
        public Obj build() {
            SequencedMap<String, Json> owned = fields;
            fields = new LinkedHashMap<>();
            return new Obj(owned);
        }
    }
}
