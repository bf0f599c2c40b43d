package bulkorder.standins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedContractTest {

  private static final String JSON = "application/json";
  private static final String CONTRACT =
      """
      openapi: 3.1.0
      paths:
        /teas/{teaId}:
          post:
            operationId: brewTea
            security: [{token: [uploader, operator]}]
            parameters:
            - {name: teaId, in: path, schema: {type: integer, minimum: 1}, example: 7}
            requestBody:
              content:
                application/json:
                  schema: {$ref: "#/components/schemas/Wish"}
                  example: {cups: 2}
            responses:
              "304": {description: Cold}
              "200":
                content:
                  application/json:
                    schema: {$ref: "#/components/schemas/Tea"}
                    example: {name: Sencha, brewedAt: null}
              "404": {$ref: "#/components/responses/NotFound"}
        /teas/black:
          post:
            operationId: brewBlackTea
            responses: {"204": {description: Brewed}}
      components:
        responses:
          NotFound:
            content: {application/problem+json: {schema: {$ref: "#/components/schemas/Problem"}}}
        schemas:
          Wish:
            type: object
            properties: {cups: {type: integer, maximum: 9}}
            additionalProperties: false
          Tea:
            type: object
            required: [name, brewedAt]
            properties:
              name: {type: string}
              brewedAt: {type: [string, "null"], format: date-time}
          Problem: {type: object, required: [code]}
      """;

  private final Path directory;
  private final PublishedContract contract;

  PublishedContractTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.contract = read(CONTRACT);
  }

  @Test
  void an_operation_is_found_by_its_path_and_what_is_said_outright_comes_first() {
    assertThat(contract.at("POST", "/teas/7")).map(ContractOperation::id).contains("brewTea");
    assertThat(contract.at("POST", "/teas/black"))
        .map(ContractOperation::id)
        .contains("brewBlackTea");
    assertThat(contract.at("GET", "/teas/7")).isEmpty();
    assertThat(contract.at("POST", "/teas/7/cups")).isEmpty();
    assertThat(brewTea().roles()).containsExactly("uploader", "operator");
    assertThat(brewTea().answerStatus()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | {\"name\": \"Sencha\", \"brewedAt\": null} |",
        "200 | {\"name\": \"Sencha\", \"brewedAt\": \"2026-11-21T00:00:00Z\", \"more\": 1} |",
        "200 | {\"name\": \"Sencha\"} | brewedAt",
        "200 | {\"name\": null, \"brewedAt\": null} | name",
        "200 | {\"name\": \"Sencha\", \"brewedAt\": \"yesterday\"} | brewedAt",
        "404 | {} | is no application/json",
        "500 | {} | has no answer 500",
      })
  void what_an_answer_breaks_is_said(int status, String body, @Nullable String broken)
      throws Exception {
    List<String> said = contract.broken(brewTea(), status, JSON, new ObjectMapper().readTree(body));

    if (broken == null) {
      assertThat(said).isEmpty();
    } else {
      assertThat(said).singleElement().asString().contains("brewTea", broken);
    }
  }

  @Test
  void a_body_is_there_or_not_as_the_contract_says() throws Exception {
    var none = new ObjectMapper().readTree("");
    ContractOperation black = contract.at("POST", "/teas/black").orElseThrow();

    assertThat(contract.broken(black, 204, "", none)).isEmpty();
    assertThat(contract.broken(brewTea(), 200, "", none))
        .containsExactly("brewTea 200 has no body");
    assertThat(
            contract.broken(
                brewTea(),
                404,
                "application/problem+json; charset=utf-8",
                new ObjectMapper().readTree("{\"code\": \"X\"}")))
        .isEmpty();
  }

  @Test
  void examples_keep_the_rules_that_stand_beside_them() throws Exception {
    assertThat(contract.brokenByExamples(brewTea())).isEmpty();
    for (String change :
        List.of("cups: 2>cups: 10", "cups: 2>mugs: 2", "example: 7>example: 0", "Sencha>1")) {
      String[] words = change.split(">", 2);
      var changed = read(CONTRACT.replace(words[0], words[1]));
      assertThat(changed.brokenByExamples(changed.at("POST", "/teas/7").orElseThrow()))
          .as(change)
          .hasSize(1);
    }
  }

  private ContractOperation brewTea() {
    return contract.at("POST", "/teas/7").orElseThrow();
  }

  private PublishedContract read(String text) throws IOException {
    return PublishedContract.read(Files.writeString(directory.resolve("contract.yaml"), text));
  }
}
