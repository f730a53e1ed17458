package dev.octet.aws.snapshot;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** Answers the SDK as an empty table and a willing queue would. Nothing leaves the process. */
final class StageHttp implements SdkHttpClient {
  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        byte[] answer = answer(request).toBytes();
        return HttpExecuteResponse.builder()
            .response(SdkHttpFullResponse.builder().statusCode(200).putHeader("Content-Type", "application/x-amz-json-1.0").build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
            .build();
      }

      @Override
      public void abort() {}
    };
  }

  private static JsonObject answer(HttpExecuteRequest request) throws IOException {
    String operation = request.httpRequest().firstMatchingHeader("X-Amz-Target").map(target -> target.substring(target.indexOf('.') + 1)).orElse("");
    return switch (operation) {
      case "SendMessageBatch", "ChangeMessageVisibilityBatch" -> JsonObject.EMPTY.with("Failed", List.of())
          .with("Successful", body(request).objects("Entries").stream().map(StageHttp::taken).toList());
      case "Query" -> JsonObject.EMPTY.with("Items", List.of()).with("Count", 0).with("ScannedCount", 0);
      default -> JsonObject.EMPTY;
    };
  }

  private static JsonObject taken(JsonObject entry) {
    return JsonObject.EMPTY.with("Id", entry.text("Id").orElse("")).with("MessageId", "rehearsed")
        .with("MD5OfMessageBody", md5(entry.text("MessageBody").orElse("")));
  }

  /** The SDK compares. */
  private static String md5(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5.", e);
    }
  }

  private static JsonObject body(HttpExecuteRequest request) throws IOException {
    if (request.contentStreamProvider().isEmpty()) {
      return JsonObject.EMPTY;
    }
    try (InputStream body = request.contentStreamProvider().get().newStream()) {
      return JsonObject.parse(body.readAllBytes());
    } catch (JsonException e) {
      throw new IOException(e);
    }
  }

  @Override
  public String clientName() {
    return "Rehearsal";
  }

  @Override
  public void close() {}
}
