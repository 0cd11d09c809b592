package io.github.cpapi.conformance;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Runs the suites against the mock, in parallel like a run of the kit. */
@Suite(failIfNoTests = true)
@SelectPackages("io.github.cpapi.conformance.suite")
@IncludeClassNamePatterns(".*Clauses")
@ConfigurationParameter(key = "junit.jupiter.execution.parallel.mode.default", value = "concurrent")
@ConfigurationParameter(
    key = "junit.jupiter.execution.parallel.mode.classes.default",
    value = "concurrent")
class ConformanceSuiteTest {}
