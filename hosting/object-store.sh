#!/bin/sh
# Copy the site to an object store with the S3 API, for a CDN in front of it:
#
#     make build
#     hosting/object-store.sh s3://my-bucket/mfa
#
# The CDN adds the security headers of nginx.conf and compresses. If a store is not AWS's, its address goes in
# AWS_ENDPOINT_URL. Files whose address contains their version go first, so that no page names one that is not there yet.
set -eu
target=${1:?usage: hosting/object-store.sh s3://BUCKET/FOLDER}
site=${SITE:-$(dirname "$0")/../site}
runtime=practice/app/runtime

copy() {
    aws s3 sync "$site" "$target" --no-progress --exclude "*.br" --exclude "*.gz" "$@"
}

copy --exclude "*" --include "$runtime/*" --exclude "*.br" --exclude "*.gz" --exclude "*.wasm" \
    --cache-control "public, max-age=31536000, immutable"
copy --exclude "*" --include "*.wasm" --content-type application/wasm \
    --cache-control "public, max-age=31536000, immutable"
copy --exclude "$runtime/*" --cache-control no-cache
