package io.github.cpapi.conformance.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads the doc comments of sources with the parser of the compiler. */
final class Documented {

  /** Words that say nothing about a name. */
  private static final Set<String> EMPTY_WORDS =
      Set.of("the", "a", "an", "its", "that", "of", "which", "given");

  private Documented() {}

  /** A type or a method, and the result of checking its comment. */
  record Item(String name, boolean isPublic, boolean hasSentence, List<String> echoes) {}

  static List<Item> in(Collection<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      Scanner scanner = new Scanner(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        scanner.scan(unit, null);
      }
      return scanner.items.build().toList();
    }
  }

  /** Whether a description has only words that are in the names that it describes. */
  static boolean isEcho(String description, String... names) {
    Set<String> words = words(description);
    Set<String> known =
        Arrays.stream(names).flatMap(name -> words(name).stream()).collect(Collectors.toSet());
    return description.strip().equals("as above") || known.containsAll(words);
  }

  /** In lower case and singular; {@code baseUrl} is split into two words. */
  private static Set<String> words(String text) {
    return Arrays.stream(
            text.replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+"))
        .filter(word -> !word.isEmpty() && !EMPTY_WORDS.contains(word))
        .map(word -> word.replaceAll("(?<=..)s$", ""))
        .collect(Collectors.toSet());
  }

  private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final Stream.Builder<Item> items = Stream.builder();
    private final DocTrees docs;

    Scanner(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
      if (!type.getSimpleName().isEmpty()) {
        Map<String, String> types = new HashMap<>();
        for (Tree member : type.getMembers()) {
          if (member instanceof VariableTree field) {
            types.put(field.getName().toString(), String.valueOf(field.getType()));
          }
        }
        add(isPublic(getCurrentPath()), types, "");
      }
      return super.visitClass(type, none);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
      Map<String, String> types =
          method.getParameters().stream()
              .collect(
                  Collectors.toMap(
                      parameter -> parameter.getName().toString(),
                      parameter -> String.valueOf(parameter.getType())));
      boolean isConstructor = method.getReturnType() == null;
      boolean needsASentence =
          !isConstructor && !overrides(method.getModifiers()) && isPublic(getCurrentPath());
      add(needsASentence, types, method.getName() + " " + method.getReturnType());
      return super.visitMethod(method, none);
    }

    private void add(boolean isPublic, Map<String, String> types, String returned) {
      DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
      boolean hasSentence = comment != null && !comment.getFirstSentence().isEmpty();
      List<String> echoes =
          comment == null
              ? List.of()
              : comment.getBlockTags().stream()
                  .filter(tag -> isEcho(tag, types, returned))
                  .map(DocTree::toString)
                  .toList();
      items.add(new Item(name(getCurrentPath()), isPublic, hasSentence, echoes));
    }

    private static boolean isEcho(DocTree tag, Map<String, String> types, String returned) {
      if (tag instanceof ParamTree param && !param.isTypeParameter()) {
        String name = param.getName().toString();
        return Documented.isEcho(text(param.getDescription()), name, types.getOrDefault(name, ""));
      }
      return tag instanceof ReturnTree returns
          && Documented.isEcho(text(returns.getDescription()), returned);
    }

    private static String text(List<? extends DocTree> description) {
      return description.stream().map(DocTree::toString).collect(Collectors.joining());
    }

    private static boolean overrides(ModifiersTree modifiers) {
      return modifiers.getAnnotations().stream()
          .map(AnnotationTree::getAnnotationType)
          .anyMatch(annotation -> annotation.toString().equals("Override"));
    }

    /** Public, as are all enclosing types. Members of interfaces are implicitly public. */
    private static boolean isPublic(TreePath path) {
      Tree tree = path.getLeaf();
      TreePath around = path.getParentPath();
      if (tree instanceof CompilationUnitTree) {
        return true;
      }
      Set<Modifier> flags =
          tree instanceof ClassTree type
              ? type.getModifiers().getFlags()
              : tree instanceof MethodTree method ? method.getModifiers().getFlags() : Set.of();
      boolean unsaid =
          around.getLeaf().getKind() == Tree.Kind.INTERFACE && !flags.contains(Modifier.PRIVATE);
      return (unsaid || flags.contains(Modifier.PUBLIC)) && isPublic(around);
    }

    private static String name(TreePath path) {
      Tree tree = path.getLeaf();
      if (tree instanceof CompilationUnitTree unit) {
        return unit.getPackageName() + "";
      }
      String around = name(path.getParentPath());
      return tree instanceof ClassTree type
          ? around + "." + type.getSimpleName()
          : tree instanceof MethodTree method ? around + "#" + method.getName() : around;
    }
  }
}
