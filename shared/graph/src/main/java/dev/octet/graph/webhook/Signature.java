package dev.octet.graph.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a delivery, as the header {@code X-Hub-Signature-256} carries it (spec §4.7). */
public final class Signature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";
  private static final int HEX_DIGITS = 64;

  private Signature() {}

  /**
   * The header's value for a body: {@code sha256=} and 64 lower-case hex digits.
   *
   * @param body exactly the bytes that travel
   * @param appSecret not empty
   */
  public static String sign(byte[] body, String appSecret) {
    return PREFIX + HexFormat.of().formatHex(hmac(body, appSecret));
  }

  /**
   * Whether one of the secrets signed exactly these bytes. All are compared, in constant time, so that the time taken
   * does not tell which one nearly fits. An empty secret signs nothing; without secrets nothing is signed.
   *
   * @param header as it came; empty when there was none
   */
  public static boolean verify(byte[] body, String header, List<String> appSecrets) {
    if (!isOne(header)) {
      return false; // before anything is computed: what cannot be a signature costs nothing
    }
    byte[] claimed = HexFormat.of().parseHex(header, PREFIX.length(), header.length());
    boolean signed = false;
    for (String secret : appSecrets) {
      signed |= !secret.isEmpty() && MessageDigest.isEqual(hmac(body, secret), claimed);
    }
    return signed;
  }

  /** Whether it may be somebody's, right or wrong: who tries addresses sends none, or anything. */
  public static boolean isOne(String header) {
    return header.length() == PREFIX.length() + HEX_DIGITS && header.startsWith(PREFIX) && header.chars().skip(PREFIX.length()).allMatch(HexFormat::isHexDigit);
  }

  private static byte[] hmac(byte[] body, String appSecret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
    }
  }
}
