package dev.octet.localstack.jar;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a flag takes. */
enum FlagValue {
  NOTHING(""),
  PORT("a port, 0 to 65535 (0: any free one)"),
  PARAMETERS("parameters of the template as Name=Value, separated by commas"),
  ADDRESS("an address that begins with http:// or https://"),
  DIRECTORY("a directory"),
  TEXT("some text");

  private static final Pattern PARAMETERS_PATTERN = Pattern.compile("\\w+=[^,]*(,\\w+=[^,]*)*");

  private final String what;

  FlagValue(String what) {
    this.what = what;
  }

  String what() {
    return what;
  }

  /** As it is handed on; empty when it is no such thing. */
  Optional<String> read(String text) {
    return switch (this) {
      case NOTHING -> Optional.empty();
      case PORT -> text.matches("\\d{1,5}") && Integer.parseInt(text) < 65_536 ? Optional.of(text) : Optional.empty();
      case PARAMETERS -> PARAMETERS_PATTERN.matcher(text).matches() ? Optional.of(text) : Optional.empty();
      case ADDRESS -> address(text);
      case DIRECTORY -> directory(text);
      case TEXT -> text.isBlank() ? Optional.empty() : Optional.of(text);
    };
  }

  private static Optional<String> address(String text) {
    try {
      URI address = URI.create(text);
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      return http && address.getHost() != null ? Optional.of(text) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** From where it was asked for: the process that writes there runs elsewhere. */
  private static Optional<String> directory(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text).toAbsolutePath().toString());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
