package dev.octet.domain.group;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom nothing is to remember: in whatever is kept, a mark takes the place of their names, and what they wrote, or was
 * written to them alone, goes. The same mark throughout, so that what is counted by person stays right.
 */
public final class ErasedPerson {
  /** A phone number, or a user id as the platform makes them: a country, a dot, and what is theirs. Any other word may stand anywhere. */
  private static final Pattern NAME = Pattern.compile("\\d{7,15}|[A-Za-z]{2}\\.[A-Za-z0-9.]{1,128}");
  /** In such a field stands who wrote, or to whom. What else stands beside them is what was written, but for these. */
  private static final List<String> CORRESPONDENTS = List.of("from", "from_user_id", "from_parent_user_id", "to", "recipient");
  private static final Set<String> ENVELOPE = Set.of("from", "from_user_id", "from_parent_user_id", "to", "recipient", "recipient_type", "messaging_product",
      "group_id", "id", "timestamp", "type");
  /** What people are called, beside an id of theirs. */
  private static final Set<String> CALLED = Set.of("name", "username", "profile", "parent_user_id", "display_name", "formatted_name");
  /** Digits that are no phone number, whatever they are. */
  private static final Pattern NO_PERSON = Pattern.compile(
      "phone_number_id|request_id|platform_request_id|display_phone_number|active_number|active_order|message_group|message_order|fingerprint|timestamp|at|\\w+_at|code");
  /** Where a word begins that may be a name. */
  private static final Pattern WORD = Pattern.compile("(?<![A-Za-z0-9])\\+?(?=[A-Za-z0-9])");
  private static final String SEPARATORS = "() .-";
  private static final int FEWEST_DIGITS = 7;
  private static final int MOST_DIGITS = 15;

  private final String asked;
  private final Set<String> names;
  private final UnaryOperator<String> form;
  private final String mark;

  /**
   * @param asked whom the erasure was asked for
   * @param names all their user ids and phone numbers, as far as known
   */
  public ErasedPerson(String asked, Set<String> names, String mark) {
    this(asked, names, UnaryOperator.identity(), mark);
  }

  /** @param form in which the names are known */
  private ErasedPerson(String asked, Set<String> names, UnaryOperator<String> form, String mark) {
    this.asked = asked;
    this.names = Set.copyOf(names);
    this.form = form;
    this.mark = mark;
  }

  /** Somebody of whom only these are left: they can still be blanked, not learned of. */
  public static ErasedPerson ofHashes(Set<String> hashes, String mark) {
    return new ErasedPerson("", hashes, name -> hash(name, mark), mark);
  }

  public Set<String> hashes() {
    return names.stream().map(name -> hash(name, mark)).collect(Collectors.toUnmodifiableSet());
  }

  private static String hash(String name, String mark) {
    return Hash.hex("erased", mark, name);
  }

  /** Whom a caller names. Empty when it is neither a phone number nor a user id. */
  public static Optional<String> name(String asked) {
    return Optional.of(plain(asked)).filter(it -> NAME.matcher(it).matches());
  }

  public String asked() {
    return asked;
  }

  public Set<String> names() {
    return names;
  }

  public String mark() {
    return mark;
  }

  private boolean isName(Optional<String> text) {
    return text.filter(it -> isName(plain(it))).isPresent();
  }

  private boolean isName(String plain) {
    return names.contains(form.apply(plain));
  }

  private static String plain(String name) {
    return Person.named(name).key();
  }

  /**
   * The same with what else something tells of their names. A number may be somebody else's by now: of it, whoever has a user id is
   * meant only if the number is what was asked for.
   */
  public ErasedPerson learn(JsonObject said) {
    Set<String> all = new LinkedHashSet<>(names);
    walk(said.fields(), one -> learn(Person.ofJson(one), one.texts("formerly"), all));
    return new ErasedPerson(asked, all, mark);
  }

  private void learn(Person person, List<String> formerly, Set<String> all) {
    boolean theirs = isName(person.userId()) || formerly.stream().anyMatch(it -> isName(Optional.of(it)))
        || (isName(person.waId()) && (person.userId().isEmpty() || person.waId().equals(Optional.of(asked))));
    if (theirs) {
      Stream.of(person.userId().stream(), person.waId().stream(), person.parentUserId().stream(), formerly.stream()).flatMap(it -> it)
          .flatMap(it -> name(it).stream()).forEach(all::add);
    }
  }

  /**
   * The same with what is kept under a name that somebody has or had.
   *
   * @param item their other name, or what they {@code became}
   */
  public ErasedPerson learn(String name, JsonObject item) {
    return knownAs(name, Person.ofJson(item)).knownAs(name, Person.ofJson(item.object("became").orElse(JsonObject.EMPTY)));
  }

  private ErasedPerson knownAs(String name, Person person) {
    boolean theirs = isName(Optional.of(name)) ? person.userId().isEmpty() || isName(person.userId()) || !name.matches("\\d+") || name.equals(asked)
        : isName(person.userId()) || (isName(person.waId()) && person.waId().equals(Optional.of(asked)));
    Set<String> all = new LinkedHashSet<>(names);
    if (theirs) {
      Stream.of(Stream.of(name), person.userId().stream(), person.waId().stream()).flatMap(it -> it).flatMap(it -> name(it).stream()).forEach(all::add);
    }
    return new ErasedPerson(asked, all, mark);
  }

  private static void walk(@Nullable Object value, Consumer<JsonObject> visit) {
    switch (value) {
      case Map<?, ?> map -> {
        visit.accept(object(map));
        map.values().forEach(it -> walk(it, visit));
      }
      case List<?> list -> list.forEach(it -> walk(it, visit));
      case null, default -> { }
    }
  }

  private static JsonObject object(Map<?, ?> map) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    map.forEach((key, value) -> fields.put(String.valueOf(key), value));
    return JsonObject.of(fields);
  }

  /** What is left of something once they are out of it; equal to it where they are not in it. */
  public JsonObject blank(JsonObject object) {
    JsonObject source = CORRESPONDENTS.stream().anyMatch(field -> isName(object.text(field))) ? envelope(object) : withoutWords(object);
    boolean theirs = isTheirs(Person.ofJson(object));
    boolean anothers = !theirs && object.text("user_id").filter(it -> !it.isBlank()).isPresent();
    Map<String, @Nullable Object> left = new LinkedHashMap<>();
    source.fields().forEach((field, value) -> left.put(text(field),
        theirs && CALLED.contains(field) && value != null ? mark
            : NO_PERSON.matcher(field).matches() || (anothers && field.equals("wa_id")) ? value : blank(value)));
    return JsonObject.of(left);
  }

  /** Whether the person is they: a number that another user id stands beside is that one's. */
  public boolean isTheirs(Person person) {
    return isName(person.userId()) || isName(person.parentUserId()) || (person.userId().isEmpty() && isName(person.waId()));
  }

  private static JsonObject envelope(JsonObject object) {
    JsonObject left = JsonObject.EMPTY;
    for (Map.Entry<String, @Nullable Object> field : object.fields().entrySet()) {
      left = ENVELOPE.contains(field.getKey()) ? left.with(field.getKey(), field.getValue()) : left;
    }
    return left;
  }

  /** A message beside its sender, who need not be named in it. */
  private JsonObject withoutWords(JsonObject object) {
    boolean wrote = object.object("sender").map(Person::ofJson).filter(this::isTheirs).isPresent();
    return wrote ? object.object("message").map(it -> object.with("message", envelope(it))).orElse(object) : object;
  }

  private @Nullable Object blank(@Nullable Object value) {
    return switch (value) {
      case String text -> text(text);
      case Number number -> isName(number.toString()) ? mark : number;
      case Map<?, ?> map -> blank(object(map));
      case List<?> list -> {
        List<@Nullable Object> left = new ArrayList<>();
        list.forEach(it -> left.add(blank(it)));
        yield left;
      }
      case null -> null;
      default -> value;
    };
  }

  /** JSON as text is read; what looks like it and is none, and names them, is nothing that could be left in part. */
  private String text(String text) {
    if (!text.startsWith("{")) {
      return words(text);
    }
    try {
      JsonObject inside = JsonObject.parse(text);
      JsonObject left = blank(inside);
      return left.equals(inside) ? text : left.toJson();
    } catch (JsonException e) {
      return words(text).equals(text) ? text : mark;
    }
  }

  private String words(String text) {
    StringBuilder left = new StringBuilder();
    int done = 0;
    for (Matcher word = WORD.matcher(text); word.find(); ) {
      int end = word.start() < done ? 0 : endOfName(text, word.end());
      if (end > 0) {
        left.append(text, done, word.start()).append(mark);
        done = end;
      }
    }
    return left.append(text, done, text.length()).toString();
  }

  /** Of one of theirs that begins there, as a word of its own, a number with or without separators; 0 where there is none. */
  private int endOfName(String text, int begin) {
    int end = begin;
    while (isOfWord(text, end) || isDot(text, end)) {
      end++;
    }
    while (isDot(text, end - 1)) {
      end--; // a full stop
    }
    String word = text.substring(begin, end);
    return NAME.matcher(word).matches() && isName(word) ? end : endOfNumber(text, begin);
  }

  private int endOfNumber(String text, int begin) {
    StringBuilder digits = new StringBuilder();
    for (int at = begin; digits.length() < MOST_DIGITS; at++) {
      for (int i = 0; i < 2 && !digits.isEmpty() && at < text.length() && SEPARATORS.indexOf(text.charAt(at)) >= 0; i++) {
        at++;
      }
      if (!isOfWord(text, at) || text.charAt(at) > '9') {
        return 0;
      }
      digits.append(text.charAt(at));
      boolean ends = !isOfWord(text, at + 1) && !(isDot(text, at + 1) && isOfWord(text, at + 2));
      if (ends && digits.length() >= FEWEST_DIGITS && isName(digits.toString())) {
        return at + 1;
      }
    }
    return 0;
  }

  private static boolean isDot(String text, int at) {
    return at < text.length() && text.charAt(at) == '.';
  }

  private static boolean isOfWord(String text, int at) {
    return at < text.length() && (text.charAt(at) < 128 && Character.isLetterOrDigit(text.charAt(at)));
  }

  @Override
  public String toString() {
    return mark; // people are not for logs
  }
}
