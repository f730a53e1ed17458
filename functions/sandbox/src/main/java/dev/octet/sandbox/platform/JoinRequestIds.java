package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The body of {@code POST} and {@code DELETE /{group_id}/join_requests} (spec §2.3).
 *
 * @param ids each once, in the order in which they were sent
 */
public record JoinRequestIds(List<String> ids) {
  private static final int LONGEST = 300;

  /** What reading a body gives. */
  public sealed interface Read {
    record Valid(JoinRequestIds request) implements Read {}

    record Invalid(Refusal refusal) implements Read {}
  }

  public static Read read(JsonObject body) {
    List<?> items = body.items("join_requests");
    return RequestBody.wrong(body)
        .or(() -> RequestBody.wrongArray(body, "join_requests"))
        .or(() -> items.stream().allMatch(String.class::isInstance) ? Optional.empty()
            : RequestBody.refused(PlatformError.INVALID_PARAMETER, "Each of join_requests must be a string."))
        .or(() -> body.texts("join_requests").stream().allMatch(JoinRequestIds::possible) ? Optional.empty()
            : RequestBody.refused(PlatformError.BAD_VALUE, "Each of join_requests must be the id of a join request."))
        .<Read>map(Read.Invalid::new)
        .orElseGet(() -> new Read.Valid(new JoinRequestIds(body.texts("join_requests").stream().distinct().toList())));
  }

  /** What is given back in the answer must be short, and text. */
  private static boolean possible(String id) {
    return !id.isBlank() && id.length() <= LONGEST && Text.encodable(id);
  }
}
