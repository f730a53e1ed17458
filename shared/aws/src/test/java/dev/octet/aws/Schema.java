package dev.octet.aws;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One of the JSON Schemas of {@code events/schema}: tests hold what is published against what is promised. */
public final class Schema {
  private final JsonObject text;
  private final JsonSchema schema;

  private Schema(String text) throws JsonException {
    this.text = JsonObject.parse(text);
    this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(text, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  /** @param name such as {@code command.schema.json} */
  public static Schema named(String name) {
    try {
      return new Schema(Files.readString(directory().resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonException e) {
      throw new AssertionError(name + ": " + e.getMessage());
    }
  }

  /**
   * A schema of the OpenAPI document. What it does not name must not stand in the object.
   *
   * @param name among its components, such as {@code Operation}
   */
  public static Schema ofApi(String name) {
    return of(JsonObject.EMPTY.with("$ref", "#/components/schemas/" + name).with("unevaluatedProperties", false)
        .with("components", api().object("components")));
  }

  /** Of this text, whatever it was made of. */
  public static Schema of(JsonObject text) {
    try {
      return new Schema(text.toJson());
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  /** The OpenAPI document. */
  public static JsonObject api() {
    try {
      Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(directory().resolve("openapi.yaml")));
      return JsonObject.of(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where samples and schemas are, from wherever a test is started. */
  public static Path directory() {
    Path root = Path.of(System.getProperty("octet.root", "")).toAbsolutePath();
    while (root != null && !Files.isDirectory(root.resolve("events/schema"))) {
      root = root.getParent();
    }
    if (root == null) {
      throw new AssertionError("There is no directory events/schema above " + Path.of("").toAbsolutePath());
    }
    return root.resolve("events/schema");
  }

  /** What is wrong, a sentence each; empty when the document is valid. */
  public List<String> violations(String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(ValidationMessage::getMessage).sorted().toList();
  }

  /** The schema itself. */
  JsonObject text() {
    return text;
  }
}
