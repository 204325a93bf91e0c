#!/usr/bin/env bash
# Requests a booking with kcat and waits for its outcome. Needs kcat 1.6 or later and jq (Debian and Ubuntu:
# apt-get install kcat jq), and a bridge that writes outcomes in binary mode, its default.
#
#   KAFKA_BROKERS=127.0.0.1:9092 docs/examples/kcat.sh binary kcat-order-1 \
#     '{"BookingResourceId":19564,"BookingServiceId":112325,"CustomerId":965123,"BookingStart":1893456000}'
#
# Sending the same id with the same data again changes nothing, so after a failure just run it again. Exit codes:
# 0 booked, 1 not booked or not known, 2 wrong arguments.
set -euo pipefail

usage() {
  echo "${1:-}Usage: KAFKA_BROKERS=host:port $0 binary|structured|bare EVENT_ID JSON_DATA" >&2
  exit 2
}
stop() {
  echo "$1" >&2
  exit 1
}

[ $# -eq 3 ] && [ -n "$2" ] || usage
for program in kcat jq; do
  command -v "$program" >/dev/null || stop "This sample needs $program: apt-get install kcat jq"
done
mode=$1 id=$2
# On one line, because kcat makes a record of every line.
data=$(jq -cse 'if length == 1 and (.[0] | type) == "object" then .[0] else error end' <<<"$3" 2>/dev/null) ||
  usage 'JSON_DATA must be one JSON object. '

brokers=${KAFKA_BROKERS:-127.0.0.1:9092}
requested=${TOPIC_BOOKING_REQUESTED:-booking.requested}
created=${TOPIC_BOOKING_CREATED:-booking.created}
failed=${TOPIC_BOOKING_FAILED:-booking.failed}
wait_seconds=${WAIT_SECONDS:-30}
send_seconds=${SEND_SECONDS:-10}
# The source says whose ids these are: every producer has one of its own.
source=${EVENT_SOURCE:-urn:example:kcat}
# Records of one key stay in order.
key=$(jq -r '.BookingResourceId' <<<"$data")

# acks=all: a record that kcat reports as delivered is on all replicas. With -vv it says where.
send() {
  printf '%s' "$1" | kcat -P -vv -b "$brokers" -t "$requested" -X acks=all -X message.timeout.ms="${send_seconds}000" -k "$key" "${@:2}" 2>&1
}

case $mode in
  # The data is the value, the attributes are headers.
  binary)
    send=(send "$data" -H content-type=application/json -H ce_specversion=1.0 -H ce_type=booking.requested
      -H "ce_source=$source" -H "ce_id=$id")
    ;;
  # The whole event is the value, and the content type says so.
  structured)
    event=$(jq -c --arg source "$source" --arg id "$id" '{specversion: "1.0", type: "booking.requested", $source, $id,
      datacontenttype: "application/json", data: .}' <<<"$data")
    send=(send "$event" -H content-type=application/cloudevents+json)
    ;;
  # No envelope: the header is what tells a repeated record from a second request, within the topic.
  bare)
    source=urn:kafka:$requested:idempotency-key
    send=(send "$data" -H "idempotency-key=$id")
    ;;
  *) usage ;;
esac

delivery=$("${send[@]}") && [[ $delivery =~ 'partition '([0-9]+)' (offset '([0-9]+)')' ]] ||
  stop "Kafka at $brokers did not confirm the request within $send_seconds s, and may have it all the same: check KAFKA_BROKERS and the topic $requested, then run this again with the same id."
position=$requested-${BASH_REMATCH[1]}-${BASH_REMATCH[2]}

# An outcome names the id and the source of its request. A record that could not become a request, or whose id was used
# before for another one, is named by its position. A service would not read from the beginning as this sample does, but
# from its own committed offsets.
is_ours='.headers as $h | [range(0; $h | length; 2) | {($h[.]): $h[. + 1]}] | add // {}
  | (.ce_causationid == $id and .ce_causationsource == $source)
    or ((.ce_causationid // "") | . == $position or startswith($position + "-"))'
exec 3< <(exec timeout "$wait_seconds" kcat -C -J -q -u -b "$brokers" -G "kcat-$id-$$" -X auto.offset.reset=earliest \
  "$created" "$failed" 2>/dev/null)
reader=$!
outcome=$(jq -cn --arg id "$id" --arg source "$source" --arg position "$position" "first(inputs | select($is_ours))" <&3) || true
kill "$reader" 2>/dev/null || true
[ -n "$outcome" ] ||
  stop "No outcome within $wait_seconds s. The request may still be booked: run this again with the same id."

# What was booked is compared with what was sent: the id may have been used before.
is_same='(.payload | fromjson | .request) as $request | $request == null or
  ([$request, $data] | map([.BookingResourceId, .BookingServiceId, .CustomerId, .BookingStart, .Count // 1]) | .[0] == .[1])'
jq -e --argjson data "$data" "$is_same" <<<"$outcome" >/dev/null ||
  stop "The id $id was used before for a request with other data, so this one was not booked: send it under an id of its own."
jq -r '.topic + " " + .payload' <<<"$outcome"
[ "$(jq -r .topic <<<"$outcome")" = "$created" ]
