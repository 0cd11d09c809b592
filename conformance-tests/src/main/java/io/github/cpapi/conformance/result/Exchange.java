package io.github.cpapi.conformance.result;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer, without personal data.
 *
 * @param time when the request was sent
 * @param sender {@code raw} or {@code client}
 * @param operation the operationId, or null if the contract has none for the request
 * @param method the HTTP method
 * @param path below the base URL, with its query
 * @param requestBody the body, empty for none
 * @param status the HTTP status; 0 if no answer came
 * @param contentType the media type of the answer; empty for none
 * @param responseBody the body, empty for none; the failure if no answer came
 * @param milliseconds from the request to the end of the answer
 */
public record Exchange(
    Instant time,
    String sender,
    @Nullable String operation,
    String method,
    String path,
    String requestBody,
    int status,
    String contentType,
    String responseBody,
    long milliseconds) {}
