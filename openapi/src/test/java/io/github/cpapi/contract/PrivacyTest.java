package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tree contains no personal data")
class PrivacyTest {

  /** Accounts that are obviously invented. */
  private static final Set<String> INVENTED_ACCOUNTS =
      Set.of("DU1234567", "U1234567", "DU7654321", "DU0000000", "U0000000");

  private static final Map<String, Pattern> SUSPICIOUS =
      Map.of(
          "account", Pattern.compile("\\bD?[UFI]\\d{6,9}\\b"),
          "network address",
              Pattern.compile("\\b(?!00:00:00)[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}\\b"),
          "token", Pattern.compile("\\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{32,}\\b"),
          "cookie", Pattern.compile("(?i)x-sess-uuid=\\w|JSESSIONID=\\w|\\bcp=\\w"),
          "mail address", Pattern.compile("[\\w.]++@[\\w-]+\\.(com|org|net|de)\\b"));

  @Test
  @DisplayName("no account, network address, token, cookie or mail address")
  void nothingPersonal() throws IOException {
    List<Path> files = filesOfTheProject();
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      String text = Files.readString(file);
      SUSPICIOUS.forEach((what, pattern) -> find(what, pattern, file, text, found));
    }

    assertThat(files).as("no files found: is the root right?").hasSizeGreaterThan(100);
    assertThat(found).isEmpty();
  }

  @Test
  @DisplayName("and this check detects each of them")
  void theCheckWorks() {
    List<String> found = new ArrayList<>();
    String planted =
        "U"
            + "2345678 98:F2:B3"
            + ":23:BF:A1 bb665d0f55b6289d"
            + "70bc7380089fc96f JSESSIONID"
            + "=a jane@"
            + "example.com";

    SUSPICIOUS.forEach((what, pattern) -> find(what, pattern, Path.of("planted"), planted, found));

    assertThat(found).hasSize(SUSPICIOUS.size());
  }

  private static void find(
      String what, Pattern pattern, Path file, String text, List<String> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (!INVENTED_ACCOUNTS.contains(matcher.group())) {
        found.add(file + ": " + what + " " + matcher.group());
      }
    }
  }

  private static List<Path> filesOfTheProject() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        Path.of(".."),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return Set.of("target", ".git").contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().matches(".*\\.(java|json|ya?ml|md|html|css|js|xml|mustache|txt)")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
