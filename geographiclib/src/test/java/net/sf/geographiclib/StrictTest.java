package net.sf.geographiclib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was changed in the library is changed everywhere, and it still computes what its author published. */
final class StrictTest {
    private static final Pattern LOOSE =
            Pattern.compile("(?<![A-Za-z])Math\\.(sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|hypot|cbrt|log|log10|log1p|exp|expm1|pow)\\(");

    @Test
    void noFunctionWhoseBitsMayDiffer_isLeft() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/net"))) {
            List<Path> sources = files.filter(f -> f.toString().endsWith(".java")).toList();
            assertEquals(14, sources.size());
            for (Path source : sources) {
                String text = Files.readString(source, StandardCharsets.UTF_8);
                assertTrue(LOOSE.matcher(text).results().findAny().isEmpty(), source.toString());
            }
        }
    }

    @Test
    void inverse_publishedCases() {
        GeodesicData a = Geodesic.WGS84.Inverse(35.60777, -139.44815, -11.17491, -69.95921);
        assertEquals(8935244.56048183, a.s12, 1e-8);
        assertEquals(111.09874842956033, a.azi1, 1e-13);
        assertEquals(129.28927088970877, a.azi2, 1e-13);
        assertEquals(19959679.26735382, Geodesic.WGS84.Inverse(-41.32, 174.81, 40.96, -5.50).s12, 1e-7);
    }

    @Test
    void inverse_nearlyAntipodal_andOverThePole() {
        assertEquals(20003931.458625, Geodesic.WGS84.Inverse(0, 0, 0, 180).s12, 1e-6);
        assertEquals(20003931.458625, Geodesic.WGS84.Inverse(90, 0, -90, 0).s12, 1e-6);
        assertEquals(
                2 * Geodesic.WGS84.Inverse(89, 0, 90, 0).s12, Geodesic.WGS84.Inverse(89, 0, 89, 180).s12, 1e-8);
    }
}
