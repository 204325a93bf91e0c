import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Requests a booking with Apache Kafka's own Java client and waits for its outcome. Needs Java 17, Maven for the
 * client, and a bridge that writes outcomes in binary mode, its default.
 *
 * <pre>
 * mvn -q -f docs/examples/java dependency:copy-dependencies
 * KAFKA_BROKERS=127.0.0.1:9092 java -cp 'docs/examples/java/target/dependency/*' \
 *   docs/examples/java/RequestBooking.java java-order-1 \
 *   '{"BookingResourceId":19564,"BookingServiceId":112325,"CustomerId":965123,"BookingStart":1893456000}'
 * </pre>
 *
 * Sending the same id with the same data again changes nothing, so after a failure just run it again. Exit codes: 0
 * booked, 1 not booked or not known, 2 wrong arguments.
 */
public final class RequestBooking {
  private static final String USAGE = "Usage: KAFKA_BROKERS=host:port java -cp ... RequestBooking.java EVENT_ID JSON_DATA";
  private static final String BROKERS = setting("KAFKA_BROKERS", "127.0.0.1:9092");
  private static final String REQUESTED = setting("TOPIC_BOOKING_REQUESTED", "booking.requested");
  private static final String CREATED = setting("TOPIC_BOOKING_CREATED", "booking.created");
  private static final String FAILED = setting("TOPIC_BOOKING_FAILED", "booking.failed");
  /** Says whose ids these are: every producer has a source of its own. */
  private static final String SOURCE = setting("EVENT_SOURCE", "urn:example:java");
  private static final Duration WAIT = Duration.ofSeconds(Long.parseLong(setting("WAIT_SECONDS", "30")));
  private static final int SEND_SECONDS = Integer.parseInt(setting("SEND_SECONDS", "10"));
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  public static void main(String[] args) throws Exception {
    if (args.length != 2 || args[0].isEmpty()) end(2, USAGE);
    String id = args[0];
    JsonNode data = objectIn(args[1]);
    if (data == null) end(2, "JSON_DATA must be one JSON object. " + USAGE);
    RecordMetadata sent = null;
    try {
      sent = request(id, data);
    } catch (ExecutionException | KafkaException e) {
      Throwable why = e instanceof ExecutionException ? e.getCause() : e;
      end(1, "Kafka at " + BROKERS + " did not confirm the request within " + SEND_SECONDS
          + " s, and may have it all the same (" + why.getClass().getSimpleName() + "): check KAFKA_BROKERS and the topic " + REQUESTED
          + ", then run this again with the same id.");
    }
    ConsumerRecord<String, String> outcome = outcomeOf(id, sent);
    if (outcome == null) {
      end(1, "No outcome within " + WAIT.toSeconds()
          + " s. The request may still be booked: run this again with the same id.");
    }
    if (!isFor(data, JSON.readTree(outcome.value()).path("request"))) {
      end(1, "The id " + id + " was used before for a request with other data, so this one was not booked: "
          + "send it under an id of its own.");
    }
    System.out.println(outcome.topic() + " " + outcome.value());
    System.exit(outcome.topic().equals(CREATED) ? 0 : 1);
  }

  /** Where the request is, once all replicas have it; throws when it is not known whether they have. */
  static RecordMetadata request(String id, JsonNode data) throws Exception {
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", BROKERS,
        "acks", "all",
        "enable.idempotence", true,
        "max.block.ms", SEND_SECONDS * 1_000,
        "request.timeout.ms", SEND_SECONDS * 500,
        "delivery.timeout.ms", SEND_SECONDS * 1_000);
    var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    try {
      // Records of one key stay in order.
      var record = new ProducerRecord<>(REQUESTED, data.path("BookingResourceId").asText(), data.toString());
      put(record.headers(), "content-type", "application/json");
      put(record.headers(), "ce_specversion", "1.0");
      put(record.headers(), "ce_type", "booking.requested");
      put(record.headers(), "ce_source", SOURCE);
      put(record.headers(), "ce_id", id);
      return producer.send(record).get();
    } finally {
      producer.close(Duration.ofSeconds(1));
    }
  }

  /** The outcome, or null when there is none in time. A service would read on from its group's committed offsets. */
  static ConsumerRecord<String, String> outcomeOf(String id, RecordMetadata sent) {
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", BROKERS,
        "group.id", "request-booking-" + id,
        "auto.offset.reset", "earliest",
        "enable.auto.commit", false);
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(CREATED, FAILED));
      Instant end = Instant.now().plus(WAIT);
      while (Instant.now().isBefore(end)) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          if (isOurs(record.headers(), id, sent)) return record;
        }
      }
      return null;
    }
  }

  /**
   * An outcome names the id and the source of its request. A record that could not become a request, or whose id was
   * used before for another one, is named by its position.
   */
  static boolean isOurs(Headers headers, String id, RecordMetadata sent) {
    String cause = text(headers, "ce_causationid");
    if (id.equals(cause) && SOURCE.equals(text(headers, "ce_causationsource"))) return true;
    String position = sent.topic() + "-" + sent.partition() + "-" + sent.offset();
    return cause != null && (cause.equals(position) || cause.startsWith(position + "-"));
  }

  /** Whether an outcome is about what was sent: the id may have been used before. */
  static boolean isFor(JsonNode data, JsonNode request) {
    if (request.isNull()) return true;
    return countOf(request).equals(countOf(data))
        && Stream.of("BookingResourceId", "BookingServiceId", "CustomerId", "BookingStart")
            .allMatch(name -> request.path(name).equals(data.path(name)));
  }

  private static JsonNode countOf(JsonNode data) {
    return data.has("Count") ? data.get("Count") : IntNode.valueOf(1);
  }

  /** The JSON object in a text; null when it is anything else. */
  private static JsonNode objectIn(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      return read.isObject() ? read : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static void put(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String setting(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  private static void end(int code, String why) {
    System.err.println(why);
    System.exit(code);
  }
}
