package dev.octet.simulation;

import dev.octet.aws.Log;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The functions' log: nobody reads it but for the errors, of which a run has none. */
final class ErrorLog {
  private final List<String> errors = Collections.synchronizedList(new ArrayList<>());

  Log log() {
    return Log.of("simulation", new PrintStream(OutputStream.nullOutputStream()) {
      @Override
      public void println(String line) {
        if (line.contains("\"level\":\"ERROR\"")) {
          errors.add(line);
        }
      }
    });
  }

  List<String> errors() {
    return List.copyOf(errors);
  }
}
