// Requests a booking with segmentio/kafka-go and waits for its outcome. Needs a bridge that writes outcomes in binary
// mode, its default. In this folder:
//
//	KAFKA_BROKERS=127.0.0.1:9092 go run . go-order-1 \
//	  '{"BookingResourceId":19564,"BookingServiceId":112325,"CustomerId":965123,"BookingStart":1893456000}'
//
// Sending the same id with the same data again changes nothing, so after a failure just run it again. Exit codes: 0
// booked, 1 not booked or not known, 2 wrong arguments.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/segmentio/kafka-go"
)

const usage = "Usage: KAFKA_BROKERS=host:port go run . EVENT_ID JSON_DATA"

var (
	brokers   = setting("KAFKA_BROKERS", "127.0.0.1:9092")
	requested = setting("TOPIC_BOOKING_REQUESTED", "booking.requested")
	created   = setting("TOPIC_BOOKING_CREATED", "booking.created")
	failed    = setting("TOPIC_BOOKING_FAILED", "booking.failed")
	// The source says whose ids these are: every producer has one of its own.
	source = setting("EVENT_SOURCE", "urn:example:go")
)

func main() {
	if len(os.Args) != 3 || os.Args[1] == "" {
		stop(2, usage)
	}
	sendTimeout, waitTimeout := seconds("SEND_SECONDS", "10"), seconds("WAIT_SECONDS", "30")
	id, value := os.Args[1], []byte(os.Args[2])
	var data map[string]any
	if err := json.Unmarshal(value, &data); err != nil || data == nil {
		stop(2, "JSON_DATA must be one JSON object. "+usage)
	}
	position, err := request(id, data, value, sendTimeout)
	if err != nil {
		stop(1, fmt.Sprintf("Kafka at %s did not confirm the request within %v, and may have it all the same (%v): "+
			"check KAFKA_BROKERS and the topic %s, then run this again with the same id.", brokers, sendTimeout, err, requested))
	}
	outcome, err := outcomeOf(id, position, waitTimeout)
	if err != nil {
		stop(1, fmt.Sprintf("No outcome within %v (%v). The request may still be booked: run this again with the same id.",
			waitTimeout, err))
	}
	if !isFor(data, outcome.Value) {
		stop(1, fmt.Sprintf("The id %s was used before for a request with other data, so this one was not booked: "+
			"send it under an id of its own.", id))
	}
	fmt.Println(outcome.Topic, string(outcome.Value))
	if outcome.Topic != created {
		os.Exit(1)
	}
}

// request returns the position of the request once all replicas have it, and an error when it is not known whether they
// have.
func request(id string, data map[string]any, value []byte, timeout time.Duration) (position string, err error) {
	writer := &kafka.Writer{
		Addr:         kafka.TCP(strings.Split(brokers, ",")...),
		Topic:        requested,
		RequiredAcks: kafka.RequireAll,
		// As Java's clients do, so that one key is in one partition whoever writes it.
		Balancer:  kafka.Murmur2Balancer{},
		BatchSize: 1,
		Completion: func(written []kafka.Message, err error) {
			if err == nil {
				position = fmt.Sprintf("%s-%d-%d", requested, written[0].Partition, written[0].Offset)
			}
		},
	}
	defer writer.Close()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	err = writer.WriteMessages(ctx, kafka.Message{
		// Records of one key stay in order.
		Key:   []byte(numeral(data["BookingResourceId"])),
		Value: value,
		Headers: []kafka.Header{
			{Key: "content-type", Value: []byte("application/json")},
			{Key: "ce_specversion", Value: []byte("1.0")},
			{Key: "ce_type", Value: []byte("booking.requested")},
			{Key: "ce_source", Value: []byte(source)},
			{Key: "ce_id", Value: []byte(id)},
		},
	})
	return position, err
}

// outcomeOf reads both topics of outcomes from their beginning; a service would read on from its group's committed offsets.
func outcomeOf(id, position string, wait time.Duration) (kafka.Message, error) {
	reader := kafka.NewReader(kafka.ReaderConfig{
		Brokers:     strings.Split(brokers, ","),
		GroupID:     "request-booking-" + id,
		GroupTopics: []string{created, failed},
		StartOffset: kafka.FirstOffset,
		MaxWait:     500 * time.Millisecond,
	})
	defer reader.Close()
	ctx, cancel := context.WithTimeout(context.Background(), wait)
	defer cancel()
	for {
		message, err := reader.FetchMessage(ctx)
		if err != nil || isOurs(message, id, position) {
			return message, err
		}
	}
}

// isOurs says whether an outcome is that of our record. It names the id and the source of its request. A record that
// could not become a request, or whose id was used before for another one, is named by its position.
func isOurs(outcome kafka.Message, id, position string) bool {
	attributes := map[string]string{}
	for _, header := range outcome.Headers {
		attributes[header.Key] = string(header.Value)
	}
	cause := attributes["ce_causationid"]
	return cause == id && attributes["ce_causationsource"] == source ||
		cause == position || strings.HasPrefix(cause, position+"-")
}

// isFor says whether an outcome is about what was sent: the id may have been used before.
func isFor(data map[string]any, outcome []byte) bool {
	var told struct {
		Request map[string]any `json:"request"`
	}
	if json.Unmarshal(outcome, &told) != nil {
		return false
	}
	return told.Request == nil || reflect.DeepEqual(booked(told.Request), booked(data))
}

func booked(request map[string]any) []any {
	count, given := request["Count"]
	if !given {
		count = 1.0
	}
	return []any{request["BookingResourceId"], request["BookingServiceId"], request["CustomerId"], request["BookingStart"], count}
}

// numeral writes an id without the exponent that Go gives to large numbers.
func numeral(id any) string {
	if number, ok := id.(float64); ok {
		return strconv.FormatFloat(number, 'f', -1, 64)
	}
	return fmt.Sprint(id)
}

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func seconds(name, otherwise string) time.Duration {
	number, err := strconv.Atoi(setting(name, otherwise))
	if err != nil {
		stop(2, name+" must be a whole number. "+usage)
	}
	return time.Duration(number) * time.Second
}

func stop(code int, why string) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(code)
}
