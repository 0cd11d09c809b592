package io.github.cpapi.client.wire;

import java.util.regex.Pattern;

/** Removes line breaks, HTML tags and entities from the broker's texts (evidence Q26, Q27). */
public final class PlainText {

  /** Only known tags: text between other angle brackets belongs to the question. */
  private static final Pattern BLOCK_TAG =
      tag("html|head|body|h[1-6]|p|div|br|ul|ol|li|table|tr|td");

  private static final Pattern INLINE_TAG = tag("a|b|i|u|em|strong|span|font");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private PlainText() {}

  /** Returns a text on one line and without markup. */
  public static String of(String text) {
    String withoutTags = INLINE_TAG.matcher(BLOCK_TAG.matcher(text).replaceAll(" ")).replaceAll("");
    String withoutEntities =
        withoutTags
            .replace("&nbsp;", " ")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
    return SPACE.matcher(withoutEntities).replaceAll(" ").strip();
  }

  private static Pattern tag(String names) {
    return Pattern.compile("</?(?:" + names + ")(?:\\s[^<>]*)?/?>", Pattern.CASE_INSENSITIVE);
  }
}
