package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains an argument of an order. */
@Command(
    name = "explain",
    description = {
      "Explains an argument, an order type, a kind of order or a question of the broker, by its name"
          + " in TWS, on the wire or in Java, or by a value. Offline. The algorithms of a contract"
          + " are explained by cpapi algos.",
      "For example: cpapi explain totalQuantity, or cpapi explain STP LMT"
    })
final class ExplainCommand extends GatewayCommand {

  private static final int MAX_NEAR = 6;

  @Parameters(arity = "1..*", paramLabel = "WORD", description = "For example cOID.")
  private List<String> words;

  @Override
  public Integer call() {
    String word = String.join(" ", words);
    Dictionary dictionary = Dictionary.load();
    List<Dictionary.Entry> found = dictionary.find(word);
    if (found.isEmpty()) {
      List<String> near = dictionary.near(word, MAX_NEAR);
      throw new IllegalArgumentException(
          "WORD: '"
              + word
              + "' is not in the dictionary"
              + (near.isEmpty() ? "" : "; near are " + String.join(", ", near))
              + "; if it is an algorithm: cpapi algos SYMBOL "
              + word);
    }
    if (output().isJson()) {
      output().rows(found.stream().map(ExplainCommand::row).toList());
    } else {
      found.forEach(this::print);
    }
    return ExitCode.DONE.number();
  }

  private static Row row(Dictionary.Entry entry) {
    return new Row()
        .with("title", entry.title())
        .with("chapter", entry.chapter())
        .with("text", text(entry));
  }

  private void print(Dictionary.Entry entry) {
    output().text(entry.title() + "  (" + entry.chapter() + ")\n");
    output().text(text(entry).indent(2) + "\n");
  }

  private static String text(Dictionary.Entry entry) {
    return String.join("\n", entry.lines()).strip().replaceAll("\n{3,}", "\n\n");
  }
}
