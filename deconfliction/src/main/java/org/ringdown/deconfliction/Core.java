package org.ringdown.deconfliction;

import java.util.List;

/** What a footprint lies around. Its edges are geodesics of WGS 84. Checked when it becomes a {@link Footprint}. */
public sealed interface Core {
    /**
     * The points, in order.
     *
     * @return one for a point, at least two for a route, at least three for an area
     */
    List<Position> points();

    /**
     * One place: with a radius, a circle.
     *
     * @param at where
     */
    record Point(Position at) implements Core {
        @Override
        public List<Position> points() {
            return List.of(at);
        }
    }

    /**
     * A line: with a radius, a corridor with round ends; the radius is half its width.
     *
     * @param points where it bends, ends included
     */
    record Route(List<Position> points) implements Core {
        /** Copies its list. */
        public Route {
            points = List.copyOf(points);
        }
    }

    /**
     * The smaller area within a ring, whichever way round it is given.
     *
     * @param points its corners, none twice: the last is joined to the first
     */
    record Area(List<Position> points) implements Core {
        /** Copies its list. */
        public Area {
            points = List.copyOf(points);
        }
    }
}
