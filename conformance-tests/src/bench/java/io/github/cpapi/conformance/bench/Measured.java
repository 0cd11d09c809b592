package io.github.cpapi.conformance.bench;

/**
 * The result of a benchmark.
 *
 * @param time nanoseconds per call
 * @param cpu nanoseconds of processor time per call
 * @param bytes bytes allocated per call
 */
record Measured(Figure time, Figure cpu, Figure bytes) {}
