package io.github.cpapi.conformance.report;

import java.util.Map;

/** What the letters of clause ids stand for. */
final class AreaTitles {

  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("ACC", "Accounts"),
          Map.entry("ALG", "Algorithms"),
          Map.entry("BRK", "Brackets and groups"),
          Map.entry("CAN", "Cancelling"),
          Map.entry("CON", "Contracts"),
          Map.entry("HDR", "Headers"),
          Map.entry("LIV", "Live orders"),
          Map.entry("MKT", "Market data"),
          Map.entry("MOD", "Changing"),
          Map.entry("ORD", "Placing orders"),
          Map.entry("PAC", "Pacing"),
          Map.entry("PFL", "Portfolio"),
          Map.entry("PRM", "Prompts"),
          Map.entry("PRV", "Previews"),
          Map.entry("RPL", "Questions and replies"),
          Map.entry("SES", "Session"),
          Map.entry("STA", "Order status"),
          Map.entry("SUP", "Suppressed questions"),
          Map.entry("TRD", "Trades"),
          Map.entry("WIR", "On the wire"),
          Map.entry("WS", "Websocket"));

  private AreaTitles() {}

  /** Returns the title; the letters for an area of a later version. */
  static String of(String area) {
    return TITLES.getOrDefault(area, area);
  }
}
