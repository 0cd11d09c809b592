package io.github.cpapi.conformance.readme;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * A recipe of the page.
 *
 * @param text from its heading to the next one
 * @param orders what its Java makes: a ticket or a group for each snippet
 */
record Recipe(String text, List<Object> orders) {

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern VARIABLE = Pattern.compile("^\\w+ (\\w+) =", Pattern.MULTILINE);

  /** Compiles and runs the Java of a page; the snippet before the first recipe has the imports. */
  static List<Recipe> in(String page, Path folder) throws Exception {
    List<String> sections = List.of(page.split("(?m)(?=^## )"));
    StringBuilder source = new StringBuilder(snippets(sections.get(0)).get(0));
    source.append("public class Recipes {\n");
    for (int i = 1; i < sections.size(); i++) {
      List<String> snippets = snippets(sections.get(i));
      for (int j = 0; j < snippets.size(); j++) {
        source.append(
            "public static Object %s() {\n%sreturn %s;\n}\n"
                .formatted(method(i, j), snippets.get(j), lastVariable(snippets.get(j))));
      }
    }
    compile(source.append("}\n").toString(), folder);

    List<Recipe> recipes = new ArrayList<>();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, Recipe.class.getClassLoader())) {
      Class<?> compiled = loader.loadClass("Recipes");
      for (int i = 1; i < sections.size(); i++) {
        List<Object> orders = new ArrayList<>();
        for (int j = 0; j < snippets(sections.get(i)).size(); j++) {
          orders.add(compiled.getMethod(method(i, j)).invoke(null));
        }
        recipes.add(new Recipe(sections.get(i), orders));
      }
    }
    return recipes;
  }

  private static List<String> snippets(String section) {
    return SNIPPET.matcher(section).results().map(snippet -> snippet.group(1)).toList();
  }

  private static String method(int section, int snippet) {
    return "recipe%dSnippet%d".formatted(section, snippet);
  }

  private static String lastVariable(String snippet) {
    return VARIABLE
        .matcher(snippet)
        .results()
        .reduce((first, second) -> second)
        .orElseThrow(() -> new IllegalArgumentException("makes no order: " + snippet))
        .group(1);
  }

  private static void compile(String source, Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("Recipes.java"), source);
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                file.toString());
    if (errors != 0) {
      throw new IllegalStateException("the Java of the recipes does not compile");
    }
  }
}
