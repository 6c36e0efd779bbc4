package org.ringdown.charter;

/** Makes invisible and direction-changing characters visible, so that a text cannot look like another one. */
public final class VisibleText {
    private VisibleText() {}

    /**
     * Shows a text. Characters that have no shape of their own, or change the direction or place of others, become
     * {@code [U+202E]} and so on; newlines and ordinary spaces stay.
     *
     * @param text the text
     * @return the text with nothing hidden in it
     */
    public static String of(String text) {
        if (text.codePoints().noneMatch(VisibleText::isHidden)) return text;
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isHidden(point))
                out.append("[U+").append("%04X".formatted(point)).append(']');
            else out.appendCodePoint(point);
        });
        return out.toString();
    }

    private static boolean isHidden(int point) {
        if (point == '\n' || point == ' ') return false;
        if (point == 0x034F || point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0) return true;
        if ((point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0000 && point <= 0xE0FFF)) return true;
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> true;
            default -> false;
        };
    }
}
