package io.github.cpapi.conformance.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.conformance.drift.compare.Comparer;
import io.github.cpapi.conformance.drift.document.Document;
import io.github.cpapi.conformance.drift.document.DocumentException;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What documents can look like, well or badly meant. */
class DocumentTest {

  private static final String USING_A =
      "{\"openapi\": \"3.0.0\", \"paths\": {\"/iserver/accounts\": {\"get\": {\"responses\": {\"200\":"
          + " {\"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/A\"}}}}}}}},"
          + " \"components\": {\"schemas\": {\"A\": %s}}}";

  @Test
  void aMarkAtTheStartOfTheTextIsSkipped(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("document");
    Files.write(file, ("\uFEFF" + USING_A.formatted("{}")).getBytes(StandardCharsets.UTF_16LE));

    assertThat(Document.read(file.toString()).calls()).hasSize(1);
  }

  @Test
  void aTreeThatContainsItselfIsCompared() {
    String tree =
        "{\"type\": \"object\", \"properties\": {\"n\": {\"$ref\": \"#/components/schemas/A\"}, \"v\": {\"type\": \"%s\"}}}";

    assertThat(
            compare(
                USING_A.formatted(tree.formatted("string")),
                USING_A.formatted(tree.formatted("number"))))
        .extracting(Finding::id)
        .containsExactly("type-changed:getAccounts:answer:/v");
  }

  @Test
  void swagger2SaysTheSame() {
    String swagger =
        "swagger: '2.0'\nhost: a.example\nbasePath: /api\nconsumes: [application/json]\nproduces: [application/json]\n"
            + "paths: {/iserver/account: {post: {parameters: [{name: b, in: body, required: true, schema: {$ref: '#/definitions/B'}}, {name: q, in: query, type: integer}],"
            + " responses: {200: {description: x, schema: {type: array, items: {$ref: '#/definitions/B'}}}}}}}\n"
            + "definitions: {B: {type: object, properties: {a: {type: string, x-nullable: true}}}}\n";
    String openapi =
        "openapi: 3.1.0\nservers: [{url: 'https://a.example/api'}]\n"
            + "paths: {/iserver/account: {post: {requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}, parameters: [{name: q, in: query, schema: {type: integer}}],"
            + " responses: {200: {description: x, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/B'}}}}}}}}}\n"
            + "components: {schemas: {B: {type: object, properties: {a: {type: [string, 'null']}}}}}\n";

    assertThat(compare(swagger, openapi)).isEmpty();
  }

  @Test
  void theOrderOfOperationsDoesNotCountAsWords() {
    String document =
        "openapi: 3.0.0\npaths: {%s}\ncomponents: {schemas: {A: {description: words, type: object}}}\n";
    String a = "/iserver/accounts: {get: {summary: one, responses: {}}}";
    String b = "/tickle: {post: {summary: two, responses: {}}}";

    assertThat(compare(document.formatted(a + ", " + b), document.formatted(b + ", " + a)))
        .isEmpty();
  }

  @Test
  void repairsAreTold() {
    Document document =
        Document.parse(
            "d",
            "openapi: 3.0.0\npaths: {'/a/{x}': {get: {operationId: o, responses: {200: {$ref: '#/components/responses/None'}}}, post: {operationId: o, responses: {200: {content: {application/json: {schema: {type: int, items: {type: array}}}}}}}}}");

    assertThat(document.repairs())
        .contains(
            "a path parameter is not declared; read as a string: GET /a/{x} x, POST /a/{x} x",
            "an operationId is used twice: o",
            "the type int is read as integer: POST /a/{x} 200",
            "an array has no items; read as anything: POST /a/{x} 200");
  }

  @Test
  void aReferenceToItselfIsAnError() {
    refused(USING_A.formatted("{\"$ref\": \"#/components/schemas/A\"}"), "leads to itself");
    String made =
        USING_A.formatted(
            "{\"allOf\": [{\"$ref\": \"#/components/schemas/A\"}, {\"type\": \"object\"}]}");
    assertThatThrownBy(() -> compare(made, made))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("made of itself");
  }

  @Test
  void aReferenceToAnotherDocumentIsAnErrorAndFetchesNothing() {
    refused(
        USING_A.formatted("{\"properties\": {\"b\": {\"$ref\": \"http://127.0.0.1:9/b.json\"}}}"),
        "refers to another document, http://127.0.0.1:9/b.json");
  }

  @Test
  void whatIsNoDocumentIsAnError() {
    refused("", "empty");
    refused("\0\0\0\0", "empty");
    refused("<html></html>", "page");
    refused("[1]", "no OpenAPI document");
    refused("openapi: 3.0.0", "no paths");
    refused(USING_A.formatted("{}").substring(0, 90), "cannot be read as JSON, line 1");
    refused("openapi: [3", "cannot be read as YAML, line");
  }

  @Test
  void whatIsTooDeepIsAnError() {
    refused("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), "nesting depth");
    refused("a: " + "[".repeat(10_000) + "]".repeat(10_000), "Nesting Depth");
  }

  @Test
  void aliasesThatExpandWithoutEndAreAnError() {
    StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'k'; c++) {
      String alias = "*" + (char) (c - 1);
      bomb.append(
          "%s: &%s [%s]\n".formatted(c, c, String.join(",", Collections.nCopies(9, alias))));
    }

    refused(bomb.toString(), "aliases expand without end");
  }

  @Test
  void aVeryLargeFileIsRefusedBeforeItIsRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("zeros");
    try (RandomAccessFile zeros = new RandomAccessFile(file.toFile(), "rw")) {
      zeros.setLength(1L << 30);
    }

    assertThatThrownBy(() -> Document.read(file.toString()))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("larger than 32 MB");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> Document.parse("document", text))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining(message);
  }

  private static List<Finding> compare(String before, String after) {
    return new Comparer(Spec.load(), Recordings.load())
        .compare(Document.parse("before", before), Document.parse("after", after), false);
  }
}
