package io.github.cpapi.mock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.Arrays;

@AnalyzeClasses(
    packages = "io.github.cpapi.mock",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

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
  static final ArchRule ROOMS_FORM_A_LINE =
      layers(
              "fault",
              "ticket",
              "scenario",
              "state",
              "exchange",
              "recording",
              "session",
              "contract",
              "marketdata",
              "portfolio",
              "reading",
              "order",
              "gateway",
              "simulation",
              "server",
              "admin")
          .because("a reader should be able to start anywhere and only ever look down");

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
              "filters and handlers are stateless: what a request changes stands in mock.state,"
                  + " where a reset finds it");

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_FACADE =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.github.cpapi.mock", "..mock.junit..", "..mock.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.github.cpapi.mock")
          .because("the facade is put together from the rooms, and can be changed without them");

  /** Each room may know those before it. */
  private static LayeredArchitecture layers(String... rooms) {
    LayeredArchitecture line = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : rooms) {
      line = line.layer(room).definedBy("io.github.cpapi.mock." + room);
    }
    for (int i = 1; i < rooms.length; i++) {
      line = line.whereLayer(rooms[i]).mayOnlyAccessLayers(Arrays.copyOf(rooms, i));
    }
    return line.whereLayer(rooms[0]).mayNotAccessAnyLayer();
  }
}
