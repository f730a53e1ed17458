package dev.octet.localstack.jar;

/**
 * Where {@code java -jar octet-local.jar} begins. Compiled for Java 8, so that whoever starts it with an older Java than it
 * needs reads a sentence.
 */
public final class OctetLocal {
  private static final int NEEDED = 25;
  private static final String NEXT = "dev.octet.localstack.jar.Launcher"; // by its name: an older Java cannot load it

  private OctetLocal() {}

  public static void main(String[] arguments) throws Exception {
    String version = System.getProperty("java.specification.version", "");
    if (tooOld(version)) {
      System.err.println("octet-local.jar needs Java " + NEEDED + " or newer, and this is Java " + version + " (" + System.getProperty("java.home")
          + "). Start it with the java of a JDK or JRE " + NEEDED + ", such as Temurin's or Corretto's.");
      System.exit(1);
    }
    Class.forName(NEXT).getMethod("main", String[].class).invoke(null, (Object) arguments);
  }

  /** Such as {@code 1.8}, {@code 17} or {@code 25}. */
  static boolean tooOld(String version) {
    String feature = version.startsWith("1.") ? version.substring(2) : version;
    try {
      return Integer.parseInt(feature) < NEEDED;
    } catch (NumberFormatException e) {
      return false; // what calls itself something else is given a try
    }
  }
}
