package dev.octet.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.octet.localstack.handlers.EchoHandler;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The stack as somebody runs it: a process, its output, the processes below it. */
final class RunningMain implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("HTTP API +(http://\\S+)");
  private static final String TEMPLATE = """
      Transform: AWS::Serverless-2016-10-31
      Parameters:
        Greeting: {Type: String, Default: hello}
      Resources:
        Api: {Type: AWS::Serverless::HttpApi}
        EchoFunction:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java25
            CodeUri: echo.jar
            Handler: dev.octet.localstack.handlers.EchoHandler
            Environment: {Variables: {GREETING: !Ref Greeting}}
            Policies:
              - Statement: [{Effect: Allow, Action: [sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes], Resource: !GetAtt Queue.Arn}]
            Events:
              Echo: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: GET, Path: /echo}}
              Tick: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}
        EchoSource: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref EchoFunction, EventSourceArn: !GetAtt Queue.Arn}}
        Queue: {Type: AWS::SQS::Queue}
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
            KeySchema: [{AttributeName: pk, KeyType: HASH}]
      """;

  private final Path root;
  private final Process started;
  private final List<Path> ownCode;

  private RunningMain(Path root, Process started, List<Path> ownCode) {
    this.root = root;
    this.started = started;
    this.ownCode = ownCode;
  }

  /** @param before what starts it, such as a shell; nothing for no parent but this process */
  static RunningMain start(Path root, List<String> before, String... options) throws IOException {
    Files.createDirectories(root.resolve("tmp"));
    Files.writeString(root.resolve("template.yaml"), TEMPLATE);
    Jars.pack(root.resolve("echo.jar"), EchoHandler.class.getPackageName());
    List<Path> ownCode = new ArrayList<>();
    List<String> classPath = new ArrayList<>();
    for (Path place : TestStack.CLASS_PATH) {
      // The tests' own classes are no part of it; what is built is copied, to be broken later.
      if (place.toString().contains(File.separator + "target" + File.separator) && !place.endsWith("test-classes")) {
        Path copy = root.resolve("own-" + ownCode.size() + ".jar");
        Jars.copy(copy, place);
        ownCode.add(copy);
        classPath.add(copy.toString());
      } else if (!place.endsWith("test-classes")) {
        classPath.add(place.toString());
      }
    }
    List<String> command = new ArrayList<>(before);
    command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Doctet.root=" + root,
        "-Djava.io.tmpdir=" + root.resolve("tmp"), "-Doctet.port=0", "-Doctet.queue-port=0", "-Doctet.table-port=0"));
    command.addAll(List.of(options));
    command.addAll(List.of("-classpath", String.join(File.pathSeparator, classPath), Main.class.getName()));
    Process started = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(root.resolve("output").toFile()).start();
    return new RunningMain(root, started, ownCode);
  }

  /** Waits until it is up, or at its end. */
  URI url() {
    await().atMost(Duration.ofMinutes(1)).until(() -> URL.matcher(output()).find() || !started.isAlive());
    Matcher url = URL.matcher(output());
    assertThat(url.find()).as(output()).isTrue();
    return URI.create(url.group(1));
  }

  String output() {
    try {
      return Files.readString(root.resolve("output"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The function's process, as the function itself tells it. */
  ProcessHandle function() {
    HttpResponse<String> answer = get("/echo");
    assertThat(answer.statusCode()).isEqualTo(201);
    return ProcessHandle.of(answer.headers().firstValueAsLong("X-Pid").orElseThrow()).orElseThrow();
  }

  HttpResponse<String> get(String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Gives the function an event that it does not answer, and returns when it has it. */
  void keepTheFunctionBusy() {
    Path log = root.resolve("shared").resolve("local-stack").resolve("target").resolve("logs").resolve("EchoFunction.log");
    URI busy = url().resolve("/echo?wait-now");
    Thread.ofVirtual().start(() -> {
      try (HttpClient http = HttpClient.newHttpClient()) {
        http.send(HttpRequest.newBuilder(busy).build(), HttpResponse.BodyHandlers.discarding());
      } catch (IOException e) {
        // As it must be: the stack is killed meanwhile.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    await().until(() -> Files.readString(log).contains("waiting"));
  }

  /** What was started: the stack itself, or what starts it. */
  Process process() {
    return started;
  }

  /** The stack's own process: the one above the function's. */
  ProcessHandle main() {
    return function().parent().orElseThrow();
  }

  /** As a build beside it would. */
  void spoilItsCode() {
    assertThat(ownCode).isNotEmpty();
    ownCode.forEach(Jars::spoil);
    Jars.spoil(root.resolve("echo.jar"));
  }

  /** The directories of runs that are still there. */
  List<Path> runDirectories() {
    try (Stream<Path> files = Files.list(root.resolve("tmp"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("octet-run-")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    started.descendants().forEach(ProcessHandle::destroyForcibly);
    started.destroyForcibly();
  }
}
