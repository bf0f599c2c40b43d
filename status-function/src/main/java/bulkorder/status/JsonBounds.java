package bulkorder.status;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * What JSON may be: no deeper, with no longer names, numbers and texts than anything here needs,
 * one value alone, and no key twice in an object, for nobody could say which of the two is meant.
 */
@Singleton
class JsonBounds implements ObjectMapperCustomizer {

  static final int DEPTH_MAX = 20;
  static final int NAME_CHARS_MAX = 200;
  static final int NUMBER_CHARS_MAX = 100;
  static final int TEXT_CHARS_MAX = 100_000;

  @Override
  public void customize(ObjectMapper json) {
    json.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEPTH_MAX)
                .maxNameLength(NAME_CHARS_MAX)
                .maxNumberLength(NUMBER_CHARS_MAX)
                .maxStringLength(TEXT_CHARS_MAX)
                .build());
    json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }
}
