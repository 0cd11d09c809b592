package io.github.cpapi.mock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.github.cpapi.mock",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule wireMockStaysOutside =
      noClasses()
          .that()
          .resideInAnyPackage("..mock.*..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.github.tomakehurst..", "org.wiremock..", "wiremock..")
          .because("what the gateway does must not depend on what serves it");

  @ArchTest
  static final ArchRule stateKnowsNoWire =
      noClasses()
          .that()
          .resideInAPackage("..mock.state..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml..", "io.github.cpapi.contract..", "..mock.play..")
          .because("the state is plain Java; texts and shapes come from recordings");

  @ArchTest
  static final ArchRule packagesFormALine =
      slices()
          .matching("io.github.cpapi.mock.(*)..")
          .should()
          .beFreeOfCycles()
          .because("ticket <- scenario <- state <- play is read in one direction");
}
