# SPDX-License-Identifier: GPL-2.0-or-later
# Hosts for Ansible: namespaces with an /etc, a root's home and an sshd each, at the ports of a bridge in this one.
# shellcheck shell=bash disable=SC2034,SC2154 # variables that the tests and the other parts use

# shellcheck source=tests/lib/common.bash
source "$top_srcdir/tests/lib/common.bash"

HOSTS=(alpha beta gamma)

# For hosts that start slowly when other files run at the same time.
PATIENCE=90

# Builds the collection and installs it for this file only; the user's own configuration is ignored.
prepare_ansible() {
	PLACE=$BATS_FILE_TMPDIR
	export PLACE HOME=$PLACE ANSIBLE_HOME=$PLACE/ansible ANSIBLE_CONFIG=$PLACE/ansible.cfg
	cat >"$ANSIBLE_CONFIG" <<-END
		[defaults]
		inventory = $PLACE/inventory
		collections_path = $PLACE/collections
		collections_paths = $PLACE/collections
		callback_plugins = $top_srcdir/tests/ansible/callback
		stdout_callback = record
		localhost_warning = false
		retry_files_enabled = false
		forks = 10
		[ssh_connection]
		pipelining = true
		ssh_args = -F $PLACE/ssh_config -o ControlMaster=auto -o ControlPersist=60
		control_path_dir = $PLACE/c
	END
	install_collection >"$PLACE/build.log" 2>&1 3>&- || fail "$(cat "$PLACE/build.log")"
}

install_collection() {
	ansible-galaxy collection build "$top_srcdir/ansible" --output-path "$PLACE/built" &&
		ansible-galaxy collection install "$PLACE"/built/*.tar.gz -p "$PLACE/collections"
}

# The shell script that becomes a host's sshd: the host has its own files wherever something is written.
# shellcheck disable=SC2016 # the inner shell expands it
HOST_SCRIPT='
	name=$1 place=$2 program=$3
	cp -a /etc "$place/$name.etc"
	mount -t tmpfs -o mode=0755 run /run
	mount -t tmpfs -o mode=0700 root /root
	mount -t tmpfs -o mode=0755 local /usr/local/sbin
	mount --bind "$place/$name.etc" /etc
	rm -rf /etc/tuntab /etc/tuntab.d
	mkdir /run/sshd
	install -m 0755 "$program" /usr/local/sbin/tunadm
	usermod -p "*" -d /root root 2>/dev/null
	ip link set lo up
	ip link add br0 type bridge
	ip link set br0 up
	exec /usr/sbin/sshd -D -e -f "$place/sshd_config" -h "$place/$name.key" -o PidFile=none
'

# start_hosts: starts each of HOSTS, reachable by its name.
start_hosts() {
	local name number=1
	mkdir -m 0700 "$PLACE/c"
	ssh-keygen -q -t ed25519 -N '' -f "$PLACE/key"
	cat >"$PLACE/sshd_config" <<-END
		ListenAddress 0.0.0.0
		AuthorizedKeysFile $PLACE/key.pub
		StrictModes no
		UsePAM no
		PermitRootLogin prohibit-password
		PasswordAuthentication no
		KbdInteractiveAuthentication no
		SetEnv PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
	END
	printf '[hosts]\n' >"$PLACE/inventory"
	ip link add lan type bridge
	ip address add 198.51.100.1/24 dev lan
	ip link set lan up
	for name in "${HOSTS[@]}"; do
		number=$((number + 1))
		ssh-keygen -q -t ed25519 -N '' -f "$PLACE/$name.key"
		printf '%s %s\n' "$name" "$(cut -d' ' -f1-2 "$PLACE/$name.key.pub")" >>"$PLACE/known_hosts"
		printf '%s ansible_python_interpreter=/usr/bin/python3\n' "$name" >>"$PLACE/inventory"
		printf 'Host %s\n\tHostName 198.51.100.%d\n\tHostKeyAlias %s\n' "$name" "$number" "$name" >>"$PLACE/ssh_config"
		unshare --net --mount --propagation private --pid --fork --kill-child --mount-proc --uts \
			bash -euc "$HOST_SCRIPT" bash "$name" "$PLACE" "$TUNADM" >"$PLACE/$name.log" 2>&1 3>&- </dev/null &
		HOST_PIDS[$name]=$!
		disown
		plug "$name" "$number" || return
	done
	cat >>"$PLACE/ssh_config" <<-END
		Host *
			User root
			IdentityFile $PLACE/key
			IdentitiesOnly yes
			UserKnownHostsFile $PLACE/known_hosts
			StrictHostKeyChecking yes
			BatchMode yes
	END
	for name in "${HOSTS[@]}"; do
		soon ssh -F "$PLACE/ssh_config" "$name" true 2>/dev/null 3>&- || fail "$name: $(cat "$PLACE/$name.log")" || return
	done
}

# is_apart NAME: whether the host has entered its own namespaces; the pid of a process there is in $PLACE/NAME.pid.
is_apart() {
	pgrep -P "${HOST_PIDS[$1]}" >"$PLACE/$1.pid" && ! [[ /proc/$(cat "$PLACE/$1.pid")/ns/net -ef /proc/self/ns/net ]]
}

# plug NAME NUMBER: connects the host to lan with a cable.
plug() {
	local pid
	soon is_apart "$1" || return
	pid=$(cat "$PLACE/$1.pid")
	ip link add "port$2" type veth peer name lan0 netns "$pid"
	ip link set "port$2" master lan up
	nsenter -t "$pid" -n ip address add "198.51.100.$2/24" dev lan0
	nsenter -t "$pid" -n ip link set lan0 up
}

declare -gA HOST_PIDS=()

stop_hosts() {
	local name
	for name in "${!HOST_PIDS[@]}"; do
		kill -KILL "${HOST_PIDS[$name]}" 2>/dev/null || true
	done
}

# on HOST COMMAND...: in the host's namespaces, without ssh.
on() {
	nsenter -t "$(cat "$PLACE/$1.pid")" -n -m -p -u "${@:2}" 3>&-
}

# clean_hosts: restores the initial state.
clean_hosts() {
	local name
	for name in "${HOSTS[@]}"; do
		# shellcheck disable=SC2016 # the inner shell expands it
		on "$name" bash -c '
			pkill -x attach
			rm -rf /etc/tuntab /etc/tuntab.d
			ip -j -d link | jq -r ".[] | select(.linkinfo.info_kind == \"tun\").ifname" |
				while read -r link; do ip link del "$link"; done'
	done
}

# play [ARG...]: runs the tasks on standard input, on all hosts or those in PLAY_HOSTS; status, and in $output the results,
# an array of {task, host, outcome, result}.
play() {
	{
		printf -- '- hosts: %s\n  gather_facts: false\n  tasks:\n' "${PLAY_HOSTS:-all}"
		sed 's/^/    /'
	} >"$PLACE/play.yml"
	run_playbook "$PLACE/play.yml" "$@"
}

run_playbook() {
	TRIED="ansible-playbook $*"
	[[ ! -e $1 ]] || TRIED+=$'\n'$(cat "$1")
	status=0
	ansible-playbook "$@" >"$PLACE/stdout" 2>"$PLACE/stderr" 3>&- </dev/null || status=$?
	stderr=$(cat "$PLACE/stderr")
	output=$(jq -cs . "$PLACE/stdout") || fail "no JSON: $(cat "$PLACE/stdout")"
}

# assert_hosts JQ...: the condition is true for each host's result, with .outcome, and there is one result per host.
assert_hosts() {
	local condition
	for condition; do
		jq -e --arg hosts "${HOSTS[*]}" "[.[].host] | unique == (\$hosts / \" \")" <<<"$output" >/dev/null ||
			fail 'a host is missing' || return
		jq -e "all(.[]; (.result + {outcome, host}) | $condition)" <<<"$output" >/dev/null ||
			fail "not so of all hosts: $condition" || return
	done
}

# result_of HOST: the result of the last task there.
result_of() {
	jq -c --arg host "$1" '[.[] | select(.host == $host)][-1] | .result + {outcome}' <<<"$output"
}

assert_host() {
	local host=$1 condition
	for condition in "${@:2}"; do
		jq -e "$condition" <<<"$(result_of "$host")" >/dev/null || fail "not so of $host: $condition" || return
	done
}

# The tun/tap interfaces of all hosts and their tables, except what the kernel determines by itself.
hosts_state() {
	local name
	for name in "${HOSTS[@]}"; do
		# shellcheck disable=SC2016 # the inner shell expands it
		on "$name" bash -c 'ip -j -d addr; [[ ! -e /run/netns/blue ]] || ip -n blue -j -d addr' |
			jq '.[] |= (del(.linkinfo.info_slave_data) |
				if .linkinfo.info_kind == "bridge" then del(.linkinfo.info_data, .flags) else . end)' | settled_links
		on "$name" bash -c 'stat -c "%n %a %U %Y" /etc/tuntab* /etc/tuntab.d/*; cat /etc/tuntab /etc/tuntab.d/*' 2>/dev/null || true
	done
}

remember_hosts() {
	REMEMBERED_HOSTS=$(hosts_state)
}

assert_hosts_unchanged() {
	[[ $(hosts_state) == "$REMEMBERED_HOSTS" ]] ||
		fail "changed: $(diff <(echo "$REMEMBERED_HOSTS") <(hosts_state))"
}

# Each file has its own hosts, and each test finds them in the initial state.
setup_file() {
	need ansible-playbook ansible-galaxy sshd ssh jq
	prepare_ansible && start_hosts
}

teardown_file() {
	stop_hosts
}

setup() {
	:
}

teardown() {
	clean_hosts
}
