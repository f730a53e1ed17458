package dev.octet.sandbox.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Ids in the shapes that the platform's samples show (spec §1, "Identifiers"). To a client all of them are opaque. */
public final class PlatformIds {
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String GROUP = "capi_group:";
  private static final String MESSAGE = "wamid.";
  /** Base64 of more than a few bytes; the ids of numbers and accounts are digits alone. */
  private static final Pattern GROUP_ID = Pattern.compile("(?!\\d+$)[A-Za-z0-9+/=_-]{16,200}");

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

  /** Whether an id can be a group's: only such an unknown one is an unknown group. */
  public static boolean isGroup(String id) {
    return GROUP_ID.matcher(id).matches();
  }

  public String link() {
    return some(LETTERS, 22);
  }

  public String person() {
    return person(visit());
  }

  /** Of one opening of the invite page: the form sent twice is one person. */
  public String visit() {
    return hex(8);
  }

  /** The one who came with this visit. */
  public static String person(String visit) {
    return "p_" + visit;
  }

  /** Of the made-up area 555, apart from the numbers of businesses. */
  public String phone() {
    return "15552" + some(DIGITS, 6);
  }

  public String user() {
    return user("US");
  }

  /** @param country two letters, with which the id begins */
  public String user(String country) {
    return country + "." + (1 + random.nextInt(9)) + some(DIGITS, 19);
  }

  /** Of a template or a file: digits alone. */
  public String object() {
    return (1 + random.nextInt(9)) + some(DIGITS, 15);
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
    String own = "3A" + hex(9).toUpperCase(Locale.ROOT);
    String bytes = sender(person) + "\u0015\u0002\u0000\u0012\u0018" + (char) own.length() + own + "\u0000";
    return MESSAGE + Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.US_ASCII));
  }

  /** A message of a business to a group: the id names the business. */
  public String sent(BusinessNumber number) {
    return sent(number.display());
  }

  /** A message of a business to a person: the id names that person. */
  public String sentTo(Person person) {
    return sent(person.waId().orElseGet(() -> digits(person)));
  }

  /** A message of a business to who is not on the platform. */
  public String sentTo(Chat.OfPerson chat) {
    String digits = chat.whom().replaceAll("\\D", "");
    return sent(digits.substring(0, Math.min(20, digits.length())));
  }

  private String sent(String party) {
    String own = "3EB0" + hex(7).toUpperCase(Locale.ROOT);
    String bytes = "\u001c\u0018" + (char) party.length() + party + "\u0015\u0002\u0000\u0011\u0018" + (char) own.length() + own + "\u0000";
    return MESSAGE + Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether a message is this person's: its id begins with who sent it. */
  static boolean isMessageOf(Person person, String messageId) {
    try {
      return messageId.startsWith(MESSAGE) && new String(Base64.getDecoder().decode(messageId.substring(MESSAGE.length())), StandardCharsets.ISO_8859_1)
          .startsWith(sender(person));
    } catch (IllegalArgumentException e) {
      return false; // not of the sandbox
    }
  }

  private static String sender(Person person) {
    String sender = person.waId().orElseGet(() -> digits(person));
    return "\u001c\u0018" + (char) sender.length() + sender;
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
