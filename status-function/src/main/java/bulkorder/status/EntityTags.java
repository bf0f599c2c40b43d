package bulkorder.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives each answer to a GET the tag of its content (RFC 9110, 8.8.3), and leaves the content out
 * where the caller says that it has it: who watches a batch is told of changes alone.
 */
class EntityTags {

  private static final int TAG_BYTES = 16;

  /** What a batch's answer has that changes with the clock alone. */
  private static final List<String> CLOCKED = List.of("rowsPerSecond", "secondsLeft");

  private final ObjectMapper json;

  EntityTags(ObjectMapper json) {
    this.json = json;
  }

  @ServerResponseFilter
  void tag(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
    if (!request.getMethod().equals(HttpMethod.GET)
        || response.getStatus() != Status.OK.getStatusCode()
        || !response.hasEntity()
        || !MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType())) {
      return;
    }
    byte[] content = json.writeValueAsBytes(response.getEntity());
    var tag =
        new EntityTag(
            tag(response.getEntity() instanceof BatchAnswer ? withoutClock(content) : content));
    ResponseBuilder notSent = request.getRequest().evaluatePreconditions(tag);
    response.getHeaders().putSingle(HttpHeaders.ETAG, "\"" + tag.getValue() + "\"");
    if (notSent == null) {
      response.setEntity(content, null, response.getMediaType());
    } else {
      response.setStatus(notSent.build().getStatus());
      response.setEntity(null);
    }
  }

  private byte[] withoutClock(byte[] batch) throws IOException {
    var content = (ObjectNode) json.readTree(batch);
    return json.writeValueAsBytes(content.remove(CLOCKED));
  }

  private static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
