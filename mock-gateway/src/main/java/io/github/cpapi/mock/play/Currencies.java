package io.github.cpapi.mock.play;

import java.util.Optional;

/** Pairs of currencies and rates, as far as they are published. */
final class Currencies {

  private final Player player;
  private final Variables variables;

  Currencies(Player player, String account) {
    this.player = player;
    this.variables = Variables.of(account);
  }

  Answer pairs(Call call) {
    Optional<String> currency = call.queryParameter("currency");
    return player.found("findCurrencyPairs").stream()
        .filter(recording -> recording.queryParameter("currency").equals(currency))
        .findFirst()
        .map(recording -> player.play(recording, variables))
        .orElseGet(
            () ->
                Answer.notPlayedYet(
                    "the pairs of %s; those of USD alone are published"
                        .formatted(currency.orElse("no currency"))));
  }

  Answer rate(Call call) {
    Optional<String> target = call.queryParameter("target");
    Optional<String> source = call.queryParameter("source");
    return player.found("getExchangeRate").stream()
        .filter(recording -> recording.queryParameter("target").equals(target))
        .filter(recording -> recording.queryParameter("source").equals(source))
        .findFirst()
        .map(recording -> player.play(recording, variables))
        .orElseGet(() -> Answer.notPlayedYet("this rate; that from USD to EUR alone is published"));
  }
}
