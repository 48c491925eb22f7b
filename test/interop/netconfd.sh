#!/bin/bash
# A real NETCONF server for the interop tests: Yuma123's netconfd behind an OpenSSH of its own, on 127.0.0.1.
# Both come from Debian's packages. Needs root, because sshd must become the test user.
#
#   netconfd.sh install                                    what all interop tests need, by apt-get
#   netconfd.sh start DIR PORT YANGDIR candidate|running [netconfd parameter...]
#   netconfd.sh stop DIR
#
# DIR      a folder for this server alone (made if missing): keys, configuration, logs, process ids
# PORT     the port sshd listens on; 0 picks a free one
# YANGDIR  every module in it is loaded (*.yang; submodules come with theirs); - loads none
#
# The running datastore starts empty, or with the file that NETCONFD_STARTUP names.
#
# start prints KEY=value lines (kept in DIR/env, for root's eyes only):
#   HOST PORT USER PASSWORD KEY HOSTKEY_SHA256 DIR
# Every server has a test user of its own with a random password; stop removes it.
set -euo pipefail

readonly packages=(netconfd openssh-server libyang-tools python3-ncclient)
readonly netconfd=/usr/sbin/netconfd sshd=/usr/sbin/sshd subsystem=/usr/sbin/netconf-subsystem
# netconfd refuses sessions from ports it was not told at its start, when ours is not chosen yet; its subsystem reads the
# port from sshd's SSH_CONNECTION and passes it on. So every session says that it came by this port.
readonly session_port=830
readonly start_seconds=${NETCONFD_START_SECONDS:-30}

die() { echo "netconfd.sh: $*" >&2; exit 1; }

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  local policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then # no package may start a service of its own
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  apt-get update
  apt-get install -y --no-install-recommends "${packages[@]}"
}

# passwd and shadow are locked by whoever edits them, and the tools give up instead of waiting.
accounts() { flock /run/lock/esc-nb-netconfd.lock "$@"; }

wait_for() { # wait_for WHAT PID TEST...: until TEST holds; fails when PID ends or time is up
  local what=$1 pid=$2 tries=$((start_seconds * 20))
  shift 2
  until "$@"; do
    alive "$pid" || { echo "netconfd.sh: $what ended" >&2; return 1; }
    [ $((tries -= 1)) -gt 0 ] || { echo "netconfd.sh: $what is not ready after $start_seconds s" >&2; return 1; }
    sleep 0.05
  done
}

alive() { # a process that ended and waits to be reaped is not
  local state
  state=$(ps -o stat= -p "$1" 2>/dev/null) && [ "${state#Z}" = "$state" ]
}

end_process() { # end_process SIGNAL PIDFILE NAME: the process must still be the one we started
  local signal=$1 pid tries=100
  shift
  [ -s "$1" ] || return 0
  pid=$(<"$1")
  if [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$2" ]; then
    kill "-$signal" "$pid" 2>/dev/null || true
    while alive "$pid"; do
      [ $((tries -= 1)) -gt 0 ] || { kill -9 "$pid" 2>/dev/null || true; break; }
      sleep 0.05
    done
  fi
  rm -f "$1"
}

end_sessions() { # sessions that sshd forked outlive it; everything that runs as USER is ours
  local pid pids tries=100
  while pids=$(ps -o stat=,pid= -U "$1" 2>/dev/null | sed -n 's/^[^Z][^ ]* *//p') && [ -n "$pids" ] && [ $((tries -= 1)) -gt 0 ]; do
    for pid in $pids; do kill -9 "$pid" 2>/dev/null || true; done
    sleep 0.05
  done
}

stop() {
  local dir=$1 user
  end_process TERM "$dir/sshd.pid" sshd
  end_process KILL "$dir/netconfd.pid" netconfd # it takes seconds to notice TERM, and nothing of it is kept
  if [ -s "$dir/user" ]; then
    user=$(<"$dir/user")
    end_sessions "$user"
    ! id "$user" >/dev/null 2>&1 || accounts userdel --force "$user" >/dev/null 2>&1 || echo "netconfd.sh: user $user is left over" >&2
    rm -f "$dir/user"
  fi
  rm -f "$dir/env"
}

make_user() {
  local dir=$1 name password
  name=nbt$(od -An -N5 -tx1 /dev/urandom | tr -d ' \n')
  password=$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')
  accounts useradd --system --no-create-home --home-dir "$dir/home" --shell /bin/sh "$name"
  echo "$name" >"$dir/user"
  echo "$name:$password" | accounts chpasswd
  user=$name pass=$password
}

start_netconfd() {
  local dir=$1 yang=$2 target=$3 file args=() path=/usr/share/yuma/modules
  shift 3
  if [ "$yang" != - ]; then
    path+=:$yang
    for file in "$yang"/*.yang; do
      if grep -qE '^[[:space:]]*module[[:space:]]' "$file"; then
        file=$(basename "$file" .yang)
        args+=("--module=${file%%@*}")
      fi
    done
  fi
  if [ -n "${NETCONFD_STARTUP:-}" ]; then
    cp "$NETCONFD_STARTUP" "$dir/data/startup-cfg.xml"
  else
    printf '<config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"/>\n' >"$dir/data/startup-cfg.xml"
  fi
  chown -R "$user" "$dir/home" "$dir/data"
  HOME=$dir/home YUMA_MODPATH=$path YUMA_DATAPATH=$dir/data setsid setpriv --reuid "$user" --regid "$user" --clear-groups -- \
    "$netconfd" --modpath="$path" --startup="$dir/data/startup-cfg.xml" --target="$target" --superuser="$user" \
    --ncxserver-sockname="$dir/data/server.sock" --port=$session_port --log-level=info --max-burst=0 \
    "${args[@]}" "$@" </dev/null >"$dir/netconfd.log" 2>&1 &
  echo $! >"$dir/netconfd.pid"
  disown $!
  wait_for netconfd "$(<"$dir/netconfd.pid")" test -S "$dir/data/server.sock" || { tail -n 30 "$dir/netconfd.log" >&2; return 1; }
}

write_sshd_config() {
  cat >"$1/sshd_config" <<CONFIG
ListenAddress 127.0.0.1
HostKey $1/keys/host
PidFile none
AuthorizedKeysFile $1/keys/authorized_keys
StrictModes no
UsePAM no
PermitRootLogin no
AllowUsers $user
PasswordAuthentication yes
KbdInteractiveAuthentication no
PubkeyAuthentication yes
DisableForwarding yes
PermitTTY no
UseDNS no
PrintMotd no
MaxStartups 500
MaxSessions 200
MaxAuthTries 6
LogLevel INFO
Subsystem netconf /bin/sh $1/session.sh
CONFIG
  cat >"$1/session.sh" <<SCRIPT
export SSH_CONNECTION='127.0.0.1 1 127.0.0.1 $session_port'
exec $subsystem --ncxserver-sockname=$session_port@$1/data/server.sock
SCRIPT
}

start_sshd() { # tries other ports only when the caller left the choice to us
  local dir=$1 wanted=$2 attempts=1 pid
  [ "$wanted" != 0 ] || attempts=30
  while [ $((attempts--)) -gt 0 ]; do
    port=$wanted
    [ "$port" != 0 ] || port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
    : >"$dir/sshd.log"
    setsid "$sshd" -D -f "$dir/sshd_config" -p "$port" -E "$dir/sshd.log" </dev/null >/dev/null 2>&1 &
    pid=$!
    echo $pid >"$dir/sshd.pid"
    disown $pid
    # its own word, not a connection that another process might answer
    wait_for sshd $pid grep -q "^Server listening on 127.0.0.1 port $port" "$dir/sshd.log" 2>/dev/null && return 0
  done
  cat "$dir/sshd.log" >&2
  return 1
}

start() {
  [ $# -ge 4 ] || usage
  local dir=$1 port=$2 yang=$3 target=$4 user pass
  shift 4
  [[ $port =~ ^[0-9]+$ ]] || die "PORT must be a number: $port"
  [ "$target" = candidate ] || [ "$target" = running ] || die "the target must be candidate or running: $target"
  [ "$(id -u)" = 0 ] || die "needs root"
  if ! [ -x $netconfd ] || ! [ -x $sshd ]; then die "not installed: run '$0 install'"; fi
  [ "$yang" = - ] || yang=$(cd "$yang" && pwd) || die "no such folder: $yang"
  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd)
  [ ${#dir} -lt 80 ] || die "the path of DIR is too long for a unix socket: $dir"
  stop "$dir"
  rm -rf "${dir:?}/keys" "${dir:?}/data" "${dir:?}/home"
  mkdir -p "$dir/keys" "$dir/data" "$dir/home" /run/sshd
  chmod 711 "$dir" "$dir/keys" # the user's session passes through to the socket and to authorized_keys

  trap 'stop "$server_dir"' EXIT # whatever fails from here on leaves nothing behind
  server_dir=$dir
  make_user "$dir"
  ssh-keygen -q -t ed25519 -N '' -C host -f "$dir/keys/host"
  ssh-keygen -q -t ed25519 -N '' -C "$user" -f "$dir/keys/user"
  install -m 644 "$dir/keys/user.pub" "$dir/keys/authorized_keys"
  write_sshd_config "$dir"
  start_netconfd "$dir" "$yang" "$target" "$@"
  start_sshd "$dir" "$port"

  (umask 077 && cat >"$dir/env") <<ENV
HOST=127.0.0.1
PORT=$port
USER=$user
PASSWORD=$pass
KEY=$dir/keys/user
HOSTKEY_SHA256=$(ssh-keygen -lf "$dir/keys/host.pub" | cut -d' ' -f2)
DIR=$dir
ENV
  trap - EXIT
  cat "$dir/env"
}

usage() { sed -n '2,18s/^# \{0,1\}//p' "$0" >&2; exit 2; }

case ${1:-} in
  install) install_packages ;;
  start) shift; start "$@" ;;
  stop) [ $# = 2 ] || usage; stop "$2" ;;
  *) usage ;;
esac
