package org.ringdown.charter;

/** What an officer may do. The names in lower case are the words in a charter. */
public enum Role {
    /** Works a desk. */
    WATCH,
    /** Leads the watch. */
    SUPERVISOR,
    /** Commands the party's end of the line. */
    COMMANDER
}
