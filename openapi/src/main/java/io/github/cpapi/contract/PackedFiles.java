package io.github.cpapi.contract;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the files of a jar say, in a form that is read in a fraction of the time: a JSON file beside
 * each YAML file, and one JSON file beside the folder of the recordings.
 *
 * <p>The build writes them, and only readers of a jar use them: in a folder, a file may be newer
 * than its packed form.
 */
public final class PackedFiles {

  static final String RECORDINGS = "recordings";

  private static final List<String> YAML_FOLDERS = List.of("spec", "scenarios");

  private static final String YAML_ENDING = ".yaml";
  private static final String JSON_ENDING = ".json";

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
          .build();

  private PackedFiles() {}

  /**
   * Packs the files of a module. Its build runs this before it makes the jar.
   *
   * @param arguments the folder {@code cpapi} of the compiled module
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    for (String folder : YAML_FOLDERS) {
      if (Files.isDirectory(root.resolve(folder))) {
        convert(root.resolve(folder));
      }
    }
    if (Files.isDirectory(root.resolve(RECORDINGS))) {
      ContractFiles.JSON.writeValue(
          root.resolve(RECORDINGS + JSON_ENDING).toFile(),
          ContractFiles.jsonBelow(root.resolve(RECORDINGS)));
    }
  }

  private static void convert(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(YAML_ENDING))::iterator) {
        JsonNode content = YAML.readTree(Files.readString(file));
        ContractFiles.JSON.writeValue(
            file.resolveSibling(packedName(file.getFileName().toString())).toFile(), content);
      }
    }
  }

  /**
   * Opens the packed form of a file or folder.
   *
   * @param original the file or folder on the class path
   * @return the packed form, in JSON; empty if it is not in a jar, or the jar has no packed form
   * @throws IOException if it cannot be read
   */
  public static Optional<InputStream> open(URL original) throws IOException {
    if (!original.getProtocol().equals("jar")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URL(packedName(original.toExternalForm())).openStream());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The URL of a folder ends with a slash in a jar for several releases, and only there. */
  private static String packedName(String name) {
    return name.replaceFirst("(/|\\" + YAML_ENDING + ")$", "") + JSON_ENDING;
  }
}
