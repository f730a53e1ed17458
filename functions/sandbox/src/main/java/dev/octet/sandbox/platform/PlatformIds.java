package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Ids in the shapes that the platform's samples show (spec §1, "Identifiers"). To a client all of them are opaque. */
public final class PlatformIds {
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String GROUP = "capi_group:";

  private final RandomGenerator random;

  public PlatformIds(RandomGenerator random) {
    this.random = random;
  }

  /** 32 upper-case hex digits. */
  public String request() {
    return hex(16).toUpperCase(Locale.ROOT);
  }

  /** The number in a group's id. */
  public String groupNumber() {
    return "120363" + some(DIGITS, 12);
  }

  public static String group(BusinessNumber number, String groupNumber) {
    return base64(GROUP + number.display() + ":" + groupNumber);
  }

  /** Whether an id has the shape of a group's: only such an unknown one is an unknown group. */
  public static boolean isGroup(String id) {
    return id.length() <= 200 && id.startsWith("Y2FwaV9ncm91cD"); // "capi_group"
  }

  public String link() {
    return some(LETTERS, 22);
  }

  public String person() {
    return "p_" + hex(8);
  }

  public String user() {
    return "US." + (1 + random.nextInt(9)) + some(DIGITS, 19);
  }

  public String webhook() {
    return hex(16);
  }

  public String trace() {
    return "A" + some(LETTERS, 22);
  }

  /** Of who has no visible number the shape is unknown: digits of the user id stand in its place. */
  static String joinRequest(Person person, PlatformGroup group) {
    return base64(person.waId().orElseGet(() -> digits(person)) + ":" + group.number());
  }

  public String message(Person person) {
    String sender = person.waId().orElseGet(() -> digits(person));
    String own = "3A" + hex(9).toUpperCase(Locale.ROOT);
    String bytes = "\u001c\u0018" + (char) sender.length() + sender + "\u0015\u0002\u0000\u0012\u0018" + (char) own.length() + own + "\u0000";
    return "wamid." + Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.US_ASCII));
  }

  /** What stands where a person sent a file: the sandbox keeps no bytes of it. */
  public JsonObject media() {
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    return JsonObject.EMPTY
        .with("sha256", Base64.getEncoder().encodeToString(hash))
        .with("id", (1 + random.nextInt(9)) + some(DIGITS, 15));
  }

  private static String digits(Person person) {
    String all = person.userId().replaceAll("\\D", "");
    return all.substring(0, Math.min(14, all.length()));
  }

  /** The platform writes the padding of base64 as {@code ZD}. */
  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII)).replace("=", "ZD");
  }

  private String hex(int bytes) {
    byte[] some = new byte[bytes];
    random.nextBytes(some);
    return HexFormat.of().formatHex(some);
  }

  private String some(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
