package io.github.cpapi.conformance.probe;

import java.time.Instant;

/**
 * A request of the program and its answer, from the mock's books.
 *
 * @param number its place among the requests of the program, from 1; facts refer to it
 * @param time the time of the answer
 * @param operation the operationId; empty if the contract has none for the request
 * @param method the HTTP method
 * @param path below the base URL, with its query
 * @param requestBody truncated if it is long; empty for none
 * @param status the HTTP status; 0 if no answer was sent
 * @param fault the fault of the mock that befell it; empty for none
 * @param why what the mock says about the request; empty for nothing
 * @param answerBody truncated if it is long; empty for none
 */
public record ProbedExchange(
    int number,
    Instant time,
    String operation,
    String method,
    String path,
    String requestBody,
    int status,
    String fault,
    String why,
    String answerBody) {}
