package dev.octet.aws.secret;

import dev.octet.aws.secret.Secrets.TokenHash;
import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of the secret document. What is not of their shape is an error that names the member: a slip must not make
 * a secret vanish in silence. Members that are not known are left alone; one that is absent or null is empty.
 */
record SecretReading(JsonObject document) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final String DELIVERY_PREFIX = "whsec_";

  /** The texts of these members together, each a text or a list of texts. */
  List<String> texts(String... names) {
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      texts.addAll(texts(name, document.get(name)));
    }
    return List.copyOf(texts);
  }

  /** Of an object, each member a text or a list of texts. */
  Map<String, List<String>> textsByName(String name) {
    Object value = document.get(name);
    if (value == null) {
      return Map.of();
    }
    JsonObject members = document.object(name).orElseThrow(() -> wrong(name, "is not an object"));
    Map<String, List<String>> texts = new LinkedHashMap<>();
    members.fields().forEach((member, item) -> {
      List<String> some = texts(name + "." + member, item);
      if (!some.isEmpty()) {
        texts.put(member, some);
      }
    });
    return texts;
  }

  /** Hashes of tokens, each with the name of who has it, and the numbers that it is for. */
  List<TokenHash> tokenHashes(String name) {
    List<TokenHash> hashes = new ArrayList<>();
    for (Object item : list(name)) {
      String at = name + "[" + hashes.size() + "]";
      if (!(item instanceof Map<?, ?> map)) {
        throw wrong(at, "is not an object");
      }
      String sha256 = map.get("sha256") instanceof String text ? text : "";
      if (!SHA256.matcher(sha256).matches()) {
        throw wrong(at + ".sha256", "is not the 64 hex digits of a token's SHA-256");
      }
      Object client = map.get("client");
      if (client != null && !(client instanceof String)) {
        throw wrong(at + ".client", "is not a text");
      }
      Object operator = map.get("operator");
      if (operator != null && !(operator instanceof Boolean)) {
        throw wrong(at + ".operator", "is not true or false");
      }
      hashes.add(new TokenHash(client instanceof String text ? text : "", sha256.toLowerCase(Locale.ROOT), texts(at + ".phone_number_ids", map.get("phone_number_ids")),
          Boolean.TRUE.equals(operator)));
    }
    return List.copyOf(hashes);
  }

  /** As Standard Webhooks has them. */
  List<String> deliverySecrets(String name) {
    List<String> secrets = texts(name);
    for (int i = 0; i < secrets.size(); i++) {
      if (!secrets.get(i).startsWith(DELIVERY_PREFIX) || !isBase64(secrets.get(i).substring(DELIVERY_PREFIX.length()))) {
        throw wrong(name + "[" + i + "]", "is not whsec_ and Base64 behind it");
      }
    }
    return secrets;
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private List<? extends @Nullable Object> list(String name) {
    if (document.get(name) != null && !(document.get(name) instanceof List<?>)) {
      throw wrong(name, "is not a list");
    }
    return document.items(name);
  }

  private static List<String> texts(String name, @Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> items -> {
        List<String> texts = new ArrayList<>();
        for (Object item : items) {
          texts.add(text(name + "[" + texts.size() + "]", item));
        }
        yield List.copyOf(texts);
      }
      default -> List.of(text(name, value));
    };
  }

  /** Ids are written without quotes by some. */
  private static String text(String name, @Nullable Object value) {
    String text = value instanceof String || value instanceof Long ? value.toString() : "";
    if (text.isBlank()) {
      throw wrong(name, value instanceof String ? "is empty" : "is not a text");
    }
    return text;
  }

  private static WrongSecretException wrong(String member, String what) {
    return new WrongSecretException("`" + member + "` of the secret " + what + ".");
  }
}
