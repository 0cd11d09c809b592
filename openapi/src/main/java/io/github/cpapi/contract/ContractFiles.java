package io.github.cpapi.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the files of this module from the class path, from a folder or a jar. */
final class ContractFiles {

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
          .build();

  /** Converts YAML to records; a misspelt member is an error. */
  static final ObjectMapper YAML_RECORDS =
      JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  private static final String ROOT = "/cpapi/";

  /** Loaded on first use: readers of a jar seldom need it. */
  private static final class Yaml {
    static final ObjectMapper MAPPER = YAMLMapper.builder().build();
  }

  private ContractFiles() {}

  static JsonNode yaml(String file) {
    URL yaml = resource(file);
    try {
      Optional<InputStream> packed = PackedFiles.open(yaml);
      try (InputStream in = packed.isPresent() ? packed.get() : yaml.openStream()) {
        return (packed.isPresent() ? YAML_RECORDS : Yaml.MAPPER).readTree(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static JsonNode yaml(Path file) {
    try {
      return Yaml.MAPPER.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The elements of a YAML file that is a list. */
  static <T> List<T> yamlRecords(String file, Class<T> type) {
    return StreamSupport.stream(yaml(file).spliterator(), false)
        .map(node -> YAML_RECORDS.convertValue(node, type))
        .toList();
  }

  /** All recordings and frames, keyed and sorted by path without the extension. */
  static SortedMap<String, JsonNode> recordings() {
    URL folder = resource(PackedFiles.RECORDINGS);
    try {
      Optional<InputStream> packed = PackedFiles.open(folder);
      if (packed.isEmpty()) {
        return parsed(PackedFiles.RECORDINGS, textsBelow(PackedFiles.RECORDINGS, ".json"));
      }
      try (InputStream in = packed.get()) {
        return JSON.readValue(in, new TypeReference<TreeMap<String, JsonNode>>() {});
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  /** All JSON files below a folder, keyed and sorted by path without the extension. */
  static SortedMap<String, JsonNode> jsonBelow(Path folder) {
    return parsed(folder.toString(), textsBelow(folder, ".json"));
  }

  private static SortedMap<String, JsonNode> parsed(
      String folder, SortedMap<String, String> texts) {
    SortedMap<String, JsonNode> found = new TreeMap<>();
    texts.forEach(
        (name, text) -> {
          try {
            found.put(name, JSON.readTree(text));
          } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + "/" + name, e);
          }
        });
    return found;
  }

  /** All files below a folder with an extension, keyed and sorted by path without it. */
  static SortedMap<String, String> textsBelow(String folder, String extension) {
    URI uri = uri(resource(folder));
    if (!uri.getScheme().equals("jar")) {
      return textsBelow(Path.of(uri), extension);
    }
    // Opened by path: a file system opened by URI is global, and concurrent readers would collide.
    try (FileSystem jar = FileSystems.newFileSystem(jarOf(uri))) {
      return textsBelow(jar.getPath(ROOT + folder), extension);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  private static SortedMap<String, String> textsBelow(Path folder, String extension) {
    SortedMap<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(extension))::iterator) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        found.put(path.substring(0, path.length() - extension.length()), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
    return found;
  }

  private static Path jarOf(URI entry) {
    String inJar = entry.getRawSchemeSpecificPart();
    return Path.of(URI.create(inJar.substring(0, inJar.indexOf("!/"))));
  }

  private static URL resource(String file) {
    URL url = ContractFiles.class.getResource(ROOT + file);
    if (url == null) {
      throw new IllegalStateException("not on the class path: " + ROOT + file);
    }
    return url;
  }

  private static URI uri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
