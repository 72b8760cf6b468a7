#!/bin/sh
api="https://${1}.api.cognitive.microsoft.com/speechtotext/v3.2"
hdr="Ocp-Apim-Subscription-Key: $2"
case "$3" in
  list) curl -s -H "$hdr" "$api/projects" ;;
  show) curl -s -H "$hdr" "$api/projects/$4" ;;
  new)
    curl -s -H "$hdr" -H "Content-Type: application/json" \
      --data "{\"displayName\": \"$4\", \"locale\": \"en-US\"}" \
      "$api/projects"
    ;;
  *) echo "usage: $0 region key list|show|new" >&2; exit 1 ;;
esac
