package io.github.cpapi.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.cli.output.Output.Format;
import io.github.cpapi.cli.output.Output.Row;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The output of cpapi")
class OutputTest {

  private final StringWriter printed = new StringWriter();

  private Output output(Format format, boolean colour) {
    return new Output(new PrintWriter(printed), format, colour);
  }

  private List<String> lines() {
    return printed.toString().lines().toList();
  }

  @Test
  @DisplayName("aligns columns: numbers to the right, anything else to the left")
  void aligns() {
    output(Format.TABLE, false)
        .rows(
            List.of(
                new Row().with("symbol", "A").with("price", new BigDecimal("1E+2")),
                new Row().with("symbol", "AAPL").with("price", 7).with("rights", List.of("C", "P")),
                new Row().with("symbol", "IBM").with("price", null)));

    assertThat(lines())
        .containsExactly("symbol  price  rights", "A         100", "AAPL        7  C, P", "IBM");
  }

  @Test
  @DisplayName("prints one thing with a line for each member, and no line for an unknown one")
  void one() {
    output(Format.TABLE, false)
        .one(
            new Row()
                .with("conid", 265598)
                .with("expiry", null)
                .with("rules", new Row().with("increment", new BigDecimal("0.01"))));

    assertThat(lines()).containsExactly("conid  265598", "rules  increment 0.01");
  }

  @Test
  @DisplayName("is bold in its heads at a terminal only")
  void colour() {
    output(Format.TABLE, true).rows(List.of(new Row().with("a", 1)));
    output(Format.TABLE, false).rows(List.of(new Row().with("a", 1)));

    assertThat(lines()).containsExactly("\u001b[1ma\u001b[0m", "1", "a", "1");
  }

  @Test
  @DisplayName("replaces what could steer the terminal, and keeps it in JSON, escaped")
  void controlCharacters() {
    Row evil = new Row().with("text", "a\u001b[2J\u202eb\r\nc");
    output(Format.TABLE, false).one(evil);
    output(Format.JSON, false).line(evil);

    assertThat(lines())
        .containsExactly("text  a [2J b c", "{\"text\":\"a\\u001B[2J\u202eb\\r\\nc\"}");
  }

  @Test
  @DisplayName("is an array for rows, also for none, an object for one thing, a line for an event")
  void json() {
    Output json = output(Format.JSON, false);
    json.rows(List.of());
    json.one(new Row().with("n", new BigDecimal("1.50")));
    json.line(new Row().with("a", 1).with("b", List.of(new Row().with("c", "d"))));

    assertThat(lines())
        .containsExactly("[ ]", "{", "  \"n\" : 1.50", "}", "{\"a\":1,\"b\":[{\"c\":\"d\"}]}");
  }
}
