package dev.octet.sandbox.platform;

/** A file that somebody has on their phone: of one of the types that messages carry, or anything else, which goes as a document. */
public record ChosenFile(String mimeType, byte[] content) {
  private static final int MAX_MIME_TYPE = 100;
  /** Of a document (spec §3.1). */
  private static final int MAX_BYTES = 100 << 20;

  /** What reading gives. */
  public sealed interface Read {
    record Valid(ChosenFile file) implements Read {}

    record Invalid(String sentence) implements Read {}

    record TooLarge(String sentence) implements Read {}
  }

  public static Read read(String contentType, byte[] content) {
    String type = contentType.strip();
    if (type.length() > MAX_MIME_TYPE || !Media.isType(type)) {
      return new Read.Invalid("The Content-Type must be the file's, such as image/jpeg.");
    }
    if (content.length == 0) {
      return new Read.Invalid("The body must be the file: it is empty.");
    }
    int most = MediaType.of(type).map(it -> it.most(content)).orElse(MAX_BYTES);
    return content.length > most ? new Read.TooLarge("A file of this type must have at most " + most + " bytes.") : new Read.Valid(new ChosenFile(type, content));
  }

  @Override
  public String toString() {
    return "file of " + content.length + " bytes";
  }
}
