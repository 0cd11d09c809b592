package io.github.cpapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.cli.Dictionary.Entry;
import io.github.cpapi.cli.ticket.TwsField;
import io.github.cpapi.contract.Spec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The dictionary of arguments")
class DictionaryTest {

  private static final Dictionary DICTIONARY = Dictionary.load();

  private static List<String> titles(String word) {
    return DICTIONARY.find(word).stream().map(Entry::title).distinct().toList();
  }

  static Stream<String> arguments() {
    return Stream.of("OrderTicket", "QuestionAnswer")
        .flatMap(
            schema ->
                Spec.load()
                    .document()
                    .at("/components/schemas/" + schema + "/properties")
                    .properties()
                    .stream())
        .map(property -> property.getKey());
  }

  @ParameterizedTest
  @MethodSource("arguments")
  @DisplayName("explains every member of an order and of an answer")
  void everyArgument(String name) {
    assertThat(titles(name)).contains(name);
  }

  @ParameterizedTest
  @EnumSource(TwsField.class)
  @DisplayName("explains every field of TWS that an order can be typed with")
  void everyFieldOfTws(TwsField field) {
    assertThat(DICTIONARY.find(field.field())).extracting(Entry::chapter).contains("From TWS");
  }

  @ParameterizedTest
  @CsvSource({
    "totalQuantity, quantity",
    "Order.totalQuantity, quantity",
    "cOID, cOID",
    "orderRef, cOID",
    "clientOrderId, cOID",
    "lmtprice, price",
    "LMT, LMT",
    "STP LMT, STOP_LIMIT",
    "Bracket, Bracket",
    "o354, o354",
    "algoStrategy, strategy",
    "GTC, tif",
    "STOP_LIMIT, orderType",
    "Adaptive, strategy",
  })
  @DisplayName(
      "finds an entry by each name, of TWS, of the wire, of Java, and by value, in any case")
  void names(String word, String title) {
    assertThat(titles(word)).contains(title);
    assertThat(titles(word.toUpperCase(Locale.ROOT))).isEqualTo(titles(word));
  }

  @Test
  @DisplayName("prefers a name that is the word to names that contain it")
  void exactFirst() {
    assertThat(titles("quantity")).containsExactly("quantity");
    assertThat(titles("Adaptive")).containsExactly("strategy");
    assertThat(titles("quanti")).contains("quantity", "Order.totalQuantity", "Cash quantity");
  }

  @Test
  @DisplayName("says near names for a word that it does not have")
  void near() {
    assertThat(DICTIONARY.find("quantty")).isEmpty();
    assertThat(DICTIONARY.near("quantty", 3)).first().isEqualTo("quantity");
    assertThat(DICTIONARY.near("✗", 3)).isEmpty();
  }

  @Test
  @DisplayName("keeps no mark of Markdown")
  void plainText() {
    assertThat(DICTIONARY.entries())
        .allSatisfy(
            entry ->
                assertThat(String.join("\n", entry.lines()))
                    .isNotBlank()
                    .doesNotContain("`", "](", "| ", "---"));
  }
}
