package io.github.cpapi.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches the dictionary with the words of readers who know TWS. */
@DisplayName("The argument dictionary")
class DictionaryTest {

  private final Dictionary dictionary = Documents.dictionary();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Where does totalQuantity go?            | totalQuantity    | quantity      | A JSON number: a string is answered with status 500
          What is orderRef here?                  | orderRef         | cOID          | Spelt exactly so: c, O, I, D.
          What is cOID for?                       | cOID             | cOID          | the only way to find an order after an unclear result
          What is action?                         | action           | side          | upper case is what works
          Where does lmtPrice go?                 | lmtPrice         | price         | The limit for LMT
          Where does the auxPrice of a stop go?   | auxPrice STP     | price         | the trigger for STP
          Does a STP take auxPrice?               | STP auxPrice     | STP           | auxPrice without price is refused
          What goes into a STP LMT?               | STP LMT          | STOP_LIMIT    | "auxPrice": 178
          Is LIMIT a legal orderType?             | LIMIT orderType  | orderType     | LIMIT and other spellings are answered with status 500
          How do I say TRAIL LIMIT?               | TRAIL LIMIT      | TRAILLMT      | "orderType": "TRAILLMT"
          How do I trail by a percentage?         | trailingPercent  | trailingType  | A percentage.
          How is outsideRth spelt?                | outsideRth       | outsideRTH    | Spelt outsideRTH
          May a market order fill after hours?    | MKT outsideRTH   | MKT           | invalid order attribute : Outside Regular Trading Hours
          How long does GTC last?                 | GTC              | tif           | at most until the end of the next calendar quarter
          Where does goodTillDate go?             | goodTillDate     | ``            | tif has no GTD
          Where is primaryExchange?               | primaryExchange  | conid         | one conid for each primary exchange
          Where is the currency?                  | currency         | conid         | The contract information tells the currency of a conid
          Where is the symbol?                    | Contract.symbol  | conid         | The stocks and search operations find it by symbol
          How do I name the Adaptive algo?        | Adaptive algo    | algo          | "strategy": "Adaptive"
          What does useAdaptive do?               | useAdaptive      | useAdaptive   | Price Management Algo
          Who fills parentId?                     | parentId         | parentId      | On a child of a bracket, the client order id of the parent.
          What takes the place of transmit?       | transmit         | ``            | The legs of a bracket travel in one array
          What takes the place of ocaGroup?       | ocaGroup         | isSingleGroup | a one-cancels-all group
          Can I sell for an amount of money?      | cash sell        | cash-quantity | Cash order quantity can not be set for sell order
          How do I list the legs of a combo?      | comboLegs        | conidex       | conid/ratio pairs
          What does an order for ES need?         | future           | us-future     | "manualIndicator": false
          What does question o354 ask?            | o354             | o354          | without market data
          How do I answer a question?             | question         | confirmed     | A JSON boolean
          """)
  @DisplayName("answers questions of readers who know TWS")
  void answers(String question, String typed, String anchor, String answer) {
    List<Dictionary.Entry> found = dictionary.lookUp(typed);

    assertThat(found)
        .as("%s \"%s\" should lead to #%s", question, typed, anchor)
        .anySatisfy(
            entry -> {
              assertThat(entry.anchor()).isEqualTo(anchor);
              assertThat(entry.text()).containsIgnoringWhitespaces(answer);
            });
  }

  @Test
  @DisplayName("finds nothing for words that no entry contains")
  void doesNotFindWhatIsNotThere() {
    assertThat(dictionary.lookUp("totalQuantity orderRef")).isEmpty();
    assertThat(dictionary.lookUp("cashQuantityIncrement")).isEmpty();
  }

  @Test
  @DisplayName("has the Java name of each argument, whether or not it equals the wire name")
  void knowsJavaNames() {
    assertThat(dictionary.ticket())
        .anySatisfy(argument -> assertThat(argument.java()).isEqualTo("clientOrderId"))
        .anySatisfy(argument -> assertThat(argument.java()).isEqualTo("conid"));
  }

  @Test
  @DisplayName("maps every TWS name to a member, an order type or an explanation")
  void noTwsNameLeadsNowhere() {
    List<String> anchors =
        Stream.of(
                dictionary.ticket().stream().map(Argument::wire),
                dictionary.answer().stream().map(Argument::wire),
                dictionary.types().stream().map(OrderGuide::id))
            .flatMap(names -> names)
            .toList();

    assertThat(dictionary.twsNames())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            name -> {
              assertThat(name.note()).as(name.name()).isNotBlank();
              assertThat(name.wire().isEmpty() || anchors.contains(name.wire()))
                  .as(name.name())
                  .isTrue();
            });
  }
}
