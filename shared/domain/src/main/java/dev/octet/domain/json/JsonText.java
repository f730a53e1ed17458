package dev.octet.domain.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Text to plain maps, lists, strings, numbers and booleans, and back, over Jackson's streaming parser: data binding
 * would cost a cold start about as much as an AWS client does.
 */
final class JsonText {
  /** Deeper than anything the platform sends, shallow enough to walk by recursion. */
  private static final int MAX_DEPTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Escaped, every string survives every carrier: lone surrogates, and characters that SQS refuses.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private JsonText() {}

  static @Nullable Object read(byte[] utf8) throws JsonException {
    try (JsonParser parser = FACTORY.createParser(utf8)) {
      return document(parser);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  static @Nullable Object read(String text) throws JsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return document(parser);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /** One line of ASCII. With {@code sorted}, keys are in order, so that equal values give equal text. */
  static String write(@Nullable Object value, boolean sorted) {
    var text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(generator, value, sorted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static @Nullable Object document(JsonParser parser) throws IOException, JsonException {
    if (parser.nextToken() == null) {
      throw new JsonException("The body is empty; a JSON document is expected.");
    }
    Object value = value(parser);
    if (parser.nextToken() != null) {
      throw new JsonException("There is text after the end of the JSON document.");
    }
    return value;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          fields.put(name, value(parser));
        }
        yield fields;
      }
      case START_ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser));
        }
        yield items;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? parser.getBigIntegerValue()
          : (Number) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("The parser gave a token that no value starts with.");
    };
  }

  private static void write(JsonGenerator generator, @Nullable Object value, boolean sorted) throws IOException {
    switch (value) {
      case null -> generator.writeNull();
      case String text -> generator.writeString(text);
      case Boolean bool -> generator.writeBoolean(bool);
      case Long number -> generator.writeNumber(number);
      case Integer number -> generator.writeNumber(number);
      case BigDecimal number -> generator.writeNumber(number);
      case BigInteger number -> generator.writeNumber(number);
      case JsonObject object -> write(generator, object.fields(), sorted);
      case Map<?, ?> map -> {
        generator.writeStartObject();
        for (Map.Entry<?, ?> field : (sorted ? new TreeMap<>(map) : map).entrySet()) {
          generator.writeFieldName(String.valueOf(field.getKey()));
          write(generator, field.getValue(), sorted);
        }
        generator.writeEndObject();
      }
      case Iterable<?> items -> {
        generator.writeStartArray();
        for (Object item : items) {
          write(generator, item, sorted);
        }
        generator.writeEndArray();
      }
      default -> throw new IllegalArgumentException("JSON has no form for " + value.getClass().getName());
    }
  }

  private static JsonException refused(IOException e) {
    if (e instanceof JsonProcessingException syntax) {
      var at = syntax.getLocation();
      String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      // Jackson's own message quotes the input, which may be anybody's words.
      String message = String.valueOf(syntax.getOriginalMessage());
      if (message.startsWith("Duplicate field")) {
        return new JsonException("A key appears twice in one JSON object" + where + ".");
      }
      if (message.contains("nesting depth")) {
        return new JsonException("The JSON is nested deeper than " + MAX_DEPTH + " levels.");
      }
      return new JsonException("The body is not valid JSON" + where + ".");
    }
    return new JsonException("The body is not valid JSON.");
  }
}
