package io.github.cpapi.mock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "io.github.cpapi.mock",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final List<String> TOP_DOWN =
      List.of(
          "mock.cli",
          "mock.record",
          "mock.junit",
          "mock",
          "mock.admin",
          "mock.server",
          "mock.simulation",
          "mock.socket",
          "mock.gateway",
          "mock.order",
          "mock.reading",
          "mock.session",
          "mock.contract",
          "mock.marketdata",
          "mock.portfolio",
          "mock.recording",
          "mock.exchange",
          "mock.state",
          "mock.scenario",
          "mock.ticket",
          "mock.fault",
          "mock.leak");

  @ArchTest
  static final ArchRule WIREMOCK_STAYS_IN_THE_SERVER =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.github.cpapi.mock", "..mock.server..", "..mock.admin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.github.tomakehurst..", "org.wiremock..", "wiremock..", "org.eclipse.jetty..")
          .because("what the gateway answers must not depend on what serves it");

  @ArchTest
  static final ArchRule STATE_KNOWS_NO_WIRE =
      noClasses()
          .that()
          .resideInAPackage("..mock.state..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml..", "io.github.cpapi.contract..")
          .because("the state is plain Java; texts and shapes come from recordings");

  @ArchTest
  static final ArchRule PACKAGES_ARE_LAYERED =
      layers()
          .ensureAllClassesAreContainedInArchitecture()
          .because("a package can be understood with nothing but the packages below it");

  @ArchTest
  static final ArchRule ONLY_THE_STATE_CHANGES =
      classes()
          .that()
          .resideInAnyPackage(
              "..mock.session..",
              "..mock.contract..",
              "..mock.marketdata..",
              "..mock.portfolio..",
              "..mock.reading..",
              "..mock.order..",
              "..mock.gateway..")
          .should()
          .haveOnlyFinalFields()
          .andShould()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("java.util.concurrent..")
          .because(
              "filters and handlers are stateless: what a request changes is in mock.state,"
                  + " where a reset finds it");

  @Test
  @DisplayName("The table of packages has the order of the layers")
  void tableOfPackages() throws IOException {
    String table =
        Files.readString(Path.of("docs/design.md")).replaceAll("(?s).*\n## Packages\n|\n## .*", "");

    assertThat(table.lines().filter(line -> line.startsWith("| `")))
        .flatExtracting(
            line ->
                Pattern.compile("`(mock[.a-z]*)`")
                    .matcher(line.split("\\|")[1])
                    .results()
                    .map(found -> found.group(1))
                    .toList())
        .containsExactlyElementsOf(TOP_DOWN);
  }

  /** Each package may depend on those below it. */
  private static LayeredArchitecture layers() {
    LayeredArchitecture layered = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String name : TOP_DOWN) {
      layered = layered.layer(name).definedBy("io.github.cpapi." + name);
    }
    for (int i = 0; i < TOP_DOWN.size() - 1; i++) {
      String[] below = TOP_DOWN.subList(i + 1, TOP_DOWN.size()).toArray(String[]::new);
      layered = layered.whereLayer(TOP_DOWN.get(i)).mayOnlyAccessLayers(below);
    }
    return layered.whereLayer(TOP_DOWN.get(TOP_DOWN.size() - 1)).mayNotAccessAnyLayer();
  }
}
