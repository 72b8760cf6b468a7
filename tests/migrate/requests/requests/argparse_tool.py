#!/usr/bin/env python3
import argparse
import json
import sys

import requests

parser = argparse.ArgumentParser()
parser.add_argument("command", choices=["list", "show", "files", "delete"])
parser.add_argument("id", nargs="?")
parser.add_argument("--endpoint", default="https://westeurope.api.cognitive.microsoft.com")
parser.add_argument("--api-version", default="v3.2")
parser.add_argument("--key", required=True)
args = parser.parse_args()

root = f"{args.endpoint.rstrip('/')}/speechtotext/{args.api_version}/transcriptions"
headers = {"Ocp-Apim-Subscription-Key": args.key}

if args.command == "list":
    answer = requests.get(root, headers=headers, params={"top": 20})
elif args.command == "show":
    answer = requests.get(root + "/" + args.id, headers=headers)
elif args.command == "files":
    answer = requests.get("/".join([root, args.id, "files"]), headers=headers)
else:
    answer = requests.delete(f"{root}/{args.id}", headers=headers)
json.dump(answer.json(), sys.stdout)
