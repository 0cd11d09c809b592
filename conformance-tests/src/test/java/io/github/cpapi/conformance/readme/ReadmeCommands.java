package io.github.cpapi.conformance.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The commands of a page in page order, each with the output shown below it. */
final class ReadmeCommands {

  private static final String PROMPT = "$ ";
  private static final Set<String> PROGRAMS =
      Set.of(
          "mvn", "java", "cpapi", "curl", "git", "openssl", "python3", "keytool", "docker",
          "kubectl");
  private static final Pattern INLINE = Pattern.compile("`((?:mvn|git) [^`]+)`");

  /** A command as shown; its output is empty if the page shows none. */
  record Command(String text, String output) {
    String program() {
      return text.split("\\s", 2)[0];
    }
  }

  private final List<Command> commands = new ArrayList<>();
  private @Nullable StringBuilder text;
  private StringBuilder output = new StringBuilder();

  private ReadmeCommands() {}

  static List<Command> of(Path page) throws IOException {
    ReadmeCommands reader = new ReadmeCommands();
    String language = null;
    int indent = 0;
    for (String line : Files.readAllLines(page)) {
      if (line.strip().startsWith("```")) {
        reader.end();
        indent = line.indexOf('`');
        language = language == null ? line.substring(indent + 3) : null;
      } else if (language == null) {
        reader.readProse(line);
      } else if (language.isEmpty()) {
        reader.readBlock(line.substring(Math.min(indent, line.length())));
      }
    }
    return reader.commands;
  }

  private void readProse(String line) {
    Matcher inline = INLINE.matcher(line);
    while (inline.find()) {
      commands.add(new Command(inline.group(1), ""));
    }
  }

  private void readBlock(String line) {
    if (text != null && isOpen(text.toString())) {
      text.append('\n').append(line);
      return;
    }
    boolean prompted = line.startsWith(PROMPT);
    if (prompted || PROGRAMS.contains(line.split("\\s", 2)[0])) {
      end();
      text = new StringBuilder(prompted ? line.substring(PROMPT.length()) : comment(line));
    } else if (text != null) {
      output.append(line).append('\n');
    }
  }

  private static String comment(String line) {
    return line.replaceFirst("\\s+#.*", "");
  }

  /** A command continues on the next line after a backslash and within quotes. */
  private static boolean isOpen(String command) {
    return command.endsWith("\\") || command.chars().filter(c -> c == '\'').count() % 2 == 1;
  }

  private void end() {
    if (text != null) {
      commands.add(new Command(text.toString(), output.toString().strip()));
    }
    text = null;
    output = new StringBuilder();
  }
}
