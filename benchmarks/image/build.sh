#!/usr/bin/env bash
# Builds the image without a container engine, then serves from it as compose.yaml would and asks for one verdict.
#
# Needs root on Linux with buildah, curl and (unless BASE_IMAGE names an image to start from) debootstrap.
#   BASE_IMAGE     image with python3 >= 3.11; default: a Debian 12 made here by debootstrap
#   IMAGE          name of the image built; default localhost/claimcheck
#   PORT           port to serve on during the check; default 8099
#   PIP_CONFIG_FILE, PIP_CERT   pip configuration and certificates for the build; they leave no trace in the image
set -euo pipefail
cd "$(dirname "$0")/../.."

export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs
image=${IMAGE:-localhost/claimcheck}
port=${PORT:-8099}
work=$(mktemp -d)
undo=("rm -rf '$work'")
tidy() { for ((i = ${#undo[@]} - 1; i >= 0; i--)); do eval "${undo[i]}" || true; done; }
trap tidy EXIT

for tool in buildah curl setpriv unshare $([[ -n ${BASE_IMAGE:-} ]] || echo debootstrap); do
    command -v "$tool" >/dev/null || { echo "$tool is needed and not here (Debian: apt-get install $tool)" >&2; exit 1; }
done
[[ $(id -u) -eq 0 ]] || { echo "This needs root: it makes file systems and changes users." >&2; exit 1; }

make_base() { # a Debian 12 with python3, as small as debootstrap makes it
    debootstrap --variant=minbase --include=python3,python3-venv bookworm "$work/system" >"$work/debootstrap.log" ||
        { tail -20 "$work/debootstrap.log" >&2; exit 1; }
    rm -rf "$work"/system/var/cache/apt/* "$work"/system/var/lib/apt/lists/* "$work"/system/usr/share/{doc,man,locale}/*
    local container
    container=$(buildah from scratch)
    buildah add --quiet "$container" "$work/system" / >/dev/null
    buildah commit --quiet --rm "$container" localhost/claimcheck-base >/dev/null
    rm -rf "$work/system"
    BASE_IMAGE=localhost/claimcheck-base
}

build() {
    local secrets=()
    : >"$work/pip.conf"
    [[ -z ${PIP_CONFIG_FILE:-} ]] || cat "$PIP_CONFIG_FILE" >"$work/pip.conf"
    if [[ -n ${PIP_CERT:-} ]]; then
        printf '\n[global]\ncert = /run/secrets/certificates\n' >>"$work/pip.conf"
        secrets+=(--secret "id=certificates,src=$PIP_CERT")
    fi
    buildah bud --format docker --secret "id=pip,src=$work/pip.conf" "${secrets[@]}" \
        --build-arg BASE_IMAGE="$BASE_IMAGE" --tag "$image" .
}

describe() {
    buildah images --format 'image {{.Name}} size {{.Size}}' "$image"
    echo "user $(buildah inspect --type image --format '{{.OCIv1.Config.User}}' "$image")"
}

serve() { # read-only root, data in a volume, tmpfs /tmp, the image's user, no capability, no new privileges
    local container root user
    container=$(buildah from "$image")
    undo+=("buildah rm $container >/dev/null")
    root=$(buildah mount "$container")
    undo+=("buildah umount $container >/dev/null")
    user=$(buildah inspect --type image --format '{{.OCIv1.Config.User}}' "$image")
    mapfile -t environment < <(buildah inspect --type image --format '{{range .OCIv1.Config.Env}}{{println .}}{{end}}' "$image" | sed '/^$/d')
    install -d -o "${user%:*}" -g "${user#*:}" "$work/data"
    unshare --mount -- bash -euc '
        root=$1 data=$2 uid=$3 gid=$4; shift 4
        mount --bind "$root" "$root" && mount -o remount,bind,ro "$root"
        mount --bind "$data" "$root/data"
        mount -t tmpfs tmpfs "$root/tmp"
        mount --rbind /dev "$root/dev"
        mount -t proc proc "$root/proc"
        exec chroot "$root" /usr/bin/setpriv --reuid "$uid" --regid "$gid" --clear-groups --no-new-privs \
            --bounding-set -all --inh-caps -all /usr/bin/env -i -C /opt/claimcheck "$@" claimcheck serve' \
        serve "$root" "$work/data" "${user%:*}" "${user#*:}" "${environment[@]}" \
        CLAIMCHECK_HOST=127.0.0.1 CLAIMCHECK_PORT="$port" >"$work/serve.log" 2>&1 &
    service=$!
    undo+=("kill $service 2>/dev/null; wait $service 2>/dev/null")
    for _ in $(seq 120); do
        curl -fsS "http://127.0.0.1:$port/readyz" >/dev/null 2>&1 && return
        kill -0 "$service" 2>/dev/null || break
        sleep 0.5
    done
    echo "The service did not come up:" >&2
    cat "$work/serve.log" >&2
    exit 1
}

ask() {
    local answer
    answer=$(curl -fsS "http://127.0.0.1:$port/v1/checks" -H 'Content-Type: application/json' \
        -d '{"claim": "Mixtral 8x22B was developed by Google."}')
    [[ $answer == *'"verdict":"contradicted"'* ]] || { echo "Expected the verdict contradicted: $answer" >&2; exit 1; }
    echo "answer ${answer:0:400} ..."
    CLAIMCHECK_PORT=$port python3 -c "$(buildah inspect --type image --format '{{index .Docker.Config.Healthcheck.Test 3}}' "$image")"
    echo "healthcheck passed"
    awk '/^(Uid|Gid|CapEff|CapBnd|NoNewPrivs|VmRSS):/ { print "process", $1, $2, $3 }' "/proc/$service/status"
    echo "root read-only; in the volume: $(ls "$work/data" | xargs)"
}

[[ -n ${BASE_IMAGE:-} ]] || make_base
build
describe
serve
ask
