#!/usr/bin/env bash
# Asks for a booking with kcat and waits for its outcome. Needs kcat 1.6 or later (Debian and Ubuntu: apt-get install kcat).
#
#   KAFKA_BROKERS=127.0.0.1:9092 docs/examples/kcat.sh binary|structured|bare EVENT_ID JSON_DATA
#
# Sending the same id with the same data again changes nothing, so after a failure just run it again.
set -euo pipefail

mode=$1 id=$2 data=$3
brokers=${KAFKA_BROKERS:-127.0.0.1:9092}
requested=${TOPIC_BOOKING_REQUESTED:-booking.requested}
created=${TOPIC_BOOKING_CREATED:-booking.created}
failed=${TOPIC_BOOKING_FAILED:-booking.failed}
source=urn:example:kcat
wait_seconds=${WAIT_SECONDS:-30}

# kcat makes a record of every line, so line breaks between the parts of the JSON become spaces. acks=all: a record that
# kcat has delivered is on all replicas.
send() {
  printf '%s' "$1" | tr '\r\n' '  ' | kcat -P -b "$brokers" -t "$requested" -X acks=all -k "$id" "${@:2}"
}

case $mode in
  # The data is the value, the attributes are headers.
  binary)
    send "$data" -H content-type=application/json -H ce_specversion=1.0 -H ce_type=booking.requested \
      -H "ce_source=$source" -H "ce_id=$id"
    ;;
  # The whole event is the value, and the content type says so.
  structured)
    send "{\"specversion\":\"1.0\",\"type\":\"booking.requested\",\"source\":\"$source\",\"id\":\"$id\",\"datacontenttype\":\"application/json\",\"data\":$data}" \
      -H content-type=application/cloudevents+json
    ;;
  # No envelope: the header is what tells a repeated record from a second request.
  bare)
    send "$data" -H "idempotency-key=$id"
    ;;
  *)
    echo "The mode is binary, structured or bare, not $mode." >&2
    exit 2
    ;;
esac

# Outcomes of both kinds carry the id of their request as the header ce_causationid. kcat prints topic, headers and value
# of every record; the first that names this id is the answer. A service would go on from its own committed offsets.
exec 3< <(exec timeout "$wait_seconds" kcat -C -q -u -b "$brokers" -G "kcat-$id-$$" -X auto.offset.reset=earliest \
  -f '%t\t%h\t%s\n' "$created" "$failed")
reader=$!
while IFS=$'\t' read -r -u 3 topic headers value; do
  if [[ ",$headers," == *",ce_causationid=$id,"* ]]; then
    kill "$reader" 2>/dev/null || true
    printf '%s %s\n' "$topic" "$value"
    [ "$topic" = "$created" ] && exit 0 || exit 1
  fi
done
echo "No outcome within $wait_seconds s. The request may still be booked: ask again with the same id." >&2
exit 1
