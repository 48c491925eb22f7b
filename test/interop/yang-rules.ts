/**
 * Documents that break one rule of our modules each, made from a fixture by replacing text, for yanglint to refuse.
 * What it must say is the rule's own words where the module has them, else a piece of yanglint's message that tells the
 * rule apart from others.
 */

/** One broken document: the fixture it is made from, what is replaced (the first occurrence, or all by a global expression), and the complaint due. */
export interface BrokenDocument {
  readonly rule: string;
  /** Path below `test/fixtures`. */
  readonly from: string;
  readonly replace: string | RegExp;
  readonly by: string;
  readonly complaint: string;
}

type Row = readonly [rule: string, replace: string | RegExp, by: string, complaint: string];

const of = (from: string, rows: readonly Row[]): readonly BrokenDocument[] =>
  rows.map(([rule, replace, by, complaint]) => ({ rule, from, replace, by, complaint }));

const absent = (node: string): string => `Mandatory node "${node}" instance does not exist`;
const noKey = (key: string): string => `missing its key "${key}"`;
const dangling = "Invalid leafref value";
const bounds = (type: string): string => `is out of type ${type} min/max bounds`;
const subtype = "no matching subtype found";
const enumeration = "Invalid enumeration value";
const range = "Unsatisfied range";
const length = "Unsatisfied length";
const pattern = "Unsatisfied pattern";
const cases = "Data for both cases";
const long = (size: number): string => "x".repeat(size);
const leaf = (name: string): RegExp => new RegExp(`\\s*<${name}>[^<]*</${name}>`);

/** One row for each rule of the modules: must, mandatory, key, reference, range, length, pattern, enumeration, choice. */
export const brokenDocuments: readonly BrokenDocument[] = [
  ...of("config/dmona.xml", [
    ["nicid starts at 0", /<nicid>0<\/nicid>/g, "<nicid>1</nicid>", "NICID Sequence Error !"],
    ["nicid is not negative", /<nicid>0<\/nicid>/g, "<nicid>-1</nicid>", "NICID Sequence Error !"],
    ["nicid is an int8", /<nicid>0<\/nicid>(?=\s*<network>)/, "<nicid>128</nicid>", bounds("int8")],
    ["interface needs its key", /<nicid>0<\/nicid>(?=\s*<network>)/, "", noKey("nicid")],
    ["interface needs network", leaf("network"), "", absent("network")],
    ["tenant needs its key", "<name>admin</name>", "", noKey("name")],
    ["escname is not empty", "<name>admin</name>", "<name/>", length],
    ["escname ends at 256 characters", "<name>admin</name>", `<name>${long(257)}</name>`, length],
    ["deployment needs its key", "<name>dmona2</name>", "", noKey("name")],
    ["deployment needs a VM group", /<vm_group>[\s\S]*<\/vm_group>/, "", 'Too few "vm_group" instances'],
    ["VM group needs its key", "<name>Grp1</name>", "", noKey("name")],
    ["VM group needs bootup_time", leaf("bootup_time"), "", absent("bootup_time")],
    ["bootup_time is an int32", "<bootup_time>600<", "<bootup_time>2147483648<", bounds("int32")],
    ["VM group needs recovery_wait_time", leaf("recovery_wait_time"), "", absent("recovery_wait_time")],
    ["recovery_type is closed", "<recovery_type>AUTO<", "<recovery_type>NEVER<", enumeration],
    ["action_on_recovery is closed", "REDEPLOY_ONLY", "PRAY", enumeration],
    ["kpi needs its key", /<event_name>VM_ALIVE<\/event_name>(?=\s*<metric_value>)/, "", noKey("event_name")],
    ["kpi needs metric_value", leaf("metric_value"), "", absent("metric_value")],
    ["kpi needs metric_cond", leaf("metric_cond"), "", absent("metric_cond")],
    ["metric_cond is closed", "<metric_cond>GT<", "<metric_cond>NE<", enumeration],
    ["kpi needs metric_type", leaf("metric_type"), "", absent("metric_type")],
    ["metric_type is closed", "<metric_type>UINT32<", "<metric_type>UINT64<", enumeration],
    ["collector needs type", "<type>HTTPGET</type>", "", absent("type")],
    ["collector needs nicid", /<nicid>0<\/nicid>(?=\s*<poll_frequency>)/, "", absent("nicid")],
    ["collector's nicid is an interface", /<nicid>0<\/nicid>(?=\s*<poll_frequency>)/, "<nicid>7</nicid>", dangling],
    ["collector needs poll_frequency", leaf("poll_frequency"), "", absent("poll_frequency")],
    ["collector needs polling_unit", leaf("polling_unit"), "", absent("polling_unit")],
    ["polling_unit is closed", "<polling_unit>seconds<", "<polling_unit>hours<", enumeration],
    ["collector needs continuous_alarm", leaf("continuous_alarm"), "", absent("continuous_alarm")],
    ["continuous_alarm is a boolean", ">false<", ">>false<", "Invalid boolean value"],
    [
      "rule's event is a kpi",
      /<event_name>VM_ALIVE<\/event_name>(?=\s*<action>)/,
      "<event_name>NO</event_name>",
      dangling,
    ],
    ["configuration needs its key", "<dst>--user-data</dst>", "", noKey("dst")],
    ["dst ends at 1024 characters", "<dst>--user-data</dst>", `<dst>${long(1025)}</dst>`, length],
    ["configuration has one content", "<dst>--user-data</dst>", "<dst>--user-data</dst><data>x</data>", cases],
    ["data ends at 16384 characters", /\$\{DMONA_CERT\}/, long(16385), length],
    ["dst is unique", "<dst>--user-data</dst>", "<dst>/opt/cisco/esc/mona/dmona.crt</dst>", "Duplicate instance"],
    [
      "unknown elements are refused",
      "<flavor>m1.medium</flavor>",
      "<flavour>m1.medium</flavour>",
      'Node "flavour" not found',
    ],
  ]),
  ...of("config/deployment-networks.xml", [
    ["nicid leaves no gap", /<nicid>1<\/nicid>(?=\s*<network>)/, "<nicid>2</nicid>", "NICID Sequence Error !"],
    ["nicid is unique", /<nicid>1<\/nicid>(?=\s*<network>)/, "<nicid>0</nicid>", "Duplicate instance"],
    ["ip_address is an address", "198.51.100.4", "198.51.100.400", subtype],
    ["scaling needs min_active", leaf("min_active"), "", absent("min_active")],
    ["scaling needs max_active", leaf("max_active"), "", absent("max_active")],
    ["min_active is not above max_active", "<min_active>1<", "<min_active>2<", "min_active must not be greater"],
  ]),
  ...of("config/network-subnet.xml", [
    ["network needs its key", "<name>shared-net</name>", "", noKey("name")],
    ["subnet needs its key", "<name>shared-subnet</name>", "", noKey("name")],
    ["subnet needs address", leaf("address"), "", absent("address")],
    ["subnet needs netmask", leaf("netmask"), "", absent("netmask")],
    ["ipversion is closed", "<ipversion>ipv4<", "<ipversion>ipv5<", enumeration],
    ["vlanid ends at 4094", "<name>shared-net</name>", "<name>shared-net</name><vlanid>4095</vlanid>", range],
    ["vlanid is not negative", "<name>shared-net</name>", "<name>shared-net</name><vlanid>-1</vlanid>", range],
  ]),
  ...of("config/image.xml", [
    ["image needs its key", "<name>csr1000v</name>", "", noKey("name")],
    ["image needs src", leaf("src"), "", absent("src")],
    ["image needs disk_format", leaf("disk_format"), "", absent("disk_format")],
    ["image needs disk_bus", leaf("disk_bus"), "", absent("disk_bus")],
    ["disk_bus is closed", "<disk_bus>virtio<", "<disk_bus>floppy<", enumeration],
  ]),
  ...of("config/flavor-extra-specs.xml", [
    ["flavor needs its key", "<name>csr-medium</name>", "", noKey("name")],
    ["flavor needs vcpus", leaf("vcpus"), "", absent("vcpus")],
    ["vcpus is an int8", "<vcpus>2<", "<vcpus>128<", bounds("int8")],
    ["flavor needs memory_mb", leaf("memory_mb"), "", absent("memory_mb")],
    ["property needs its key", "<name>hw:cpu_policy</name>", "", noKey("name")],
  ]),
  ...of("config/placement-openstack.xml", [
    [
      "host and zone exclude each other",
      "<zone>nova</zone>",
      "<host>h</host><zone>nova</zone>",
      "host and zone exclude",
    ],
    ["one host only", "<host>compute-1</host>", "<host>a</host><host>b</host>", 'Too many "host" instances'],
    ["rules between VMs need enforcement", leaf("enforcement"), "", "enforcement is required unless"],
    ["enforcement is closed", "<enforcement>strict<", "<enforcement>loose<", enumeration],
  ]),
  ...of("config/placement-group.xml", [
    ["placement_group needs type", "<type>anti_affinity</type>", "", absent("type")],
    ["placement_group needs enforcement", leaf("enforcement"), "", absent("enforcement")],
    ["placement_group names groups", "<vm_group>c</vm_group>", "<vm_group>d</vm_group>", dangling],
  ]),
  ...of("config/startup-order.xml", [
    ["startup names a group", "<target_vm_group_ref>web<", "<target_vm_group_ref>no<", dangling],
    ["startup depends on a group", "<vm_group_ref>db<", "<vm_group_ref>no<", dangling],
    ["startup does not depend on itself", "<vm_group_ref>db<", "<vm_group_ref>web<", "Circular group dependency !"],
    ["startup waits for an event of that group", "<kpi_event_ref>VM_ALIVE<", "<kpi_event_ref>NO<", dangling],
    ["startup waits for one event", leaf("kpi_event_ref"), "", 'Too few "kpi_event_ref" instances'],
    [
      "startup waits for one event only",
      /(<kpi_event_ref>)VM_ALIVE(<\/kpi_event_ref>[\s\S]*?)(<kpi>\s*<event_name>)VM_ALIVE([\s\S]*?<\/kpi>)/,
      "$1OTHER</kpi_event_ref>$1VM_ALIVE$2$3VM_ALIVE$4$3OTHER$4",
      'Too many "kpi_event_ref" instances',
    ],
  ]),
  ...of("config/every-node.xml", [
    ["placement names a group", "<target_vm_group_ref>all<", "<target_vm_group_ref>no<", dangling],
    ["placement is not with itself", "<vm_group_ref>two<", "<vm_group_ref>all<", "Circular group dependency !"],
    ["placement refers to a group", "<vm_group_ref>two<", "<vm_group_ref>no<", dangling],
    [
      "placement refers to one group at least",
      /(\s*<vm_group_ref>\w+<\/vm_group_ref>){2}/,
      "",
      'Too few "vm_group_ref"',
    ],
    ["volume needs bus", leaf("bus"), "", absent("bus")],
    ["volume has one way of sizing", "<size>10</size>", "<size>10</size><minsize>1</minsize>", cases],
    ["volume's range has both ends", leaf("maxsize"), "", absent("maxsize")],
    ["sizeunit is closed", "<sizeunit>GiB<", "<sizeunit>GB<", enumeration],
    ["shared_ip is of an interface", /<nicid>0<\/nicid>(?=\s*<static>)/, "<nicid>9</nicid>", dangling],
    ["mac_address is an address", "52:54:00:aa:bb:cc", "52:54:00:aa:bb", pattern],
    ["standby_ratio is a ratio", "<standby_ratio>1:2<", "<standby_ratio>1/2<", pattern],
    ["licence has one content", /(<license_file>)/, "<license_data>x</license_data>$1", cases],
    ["licence needs its type", leaf("license_key_type"), "", absent("license_key_type")],
    ["provider_segmentation_id is a uint32", ">4294967295<", ">4294967296<", bounds("uint32")],
    ["a property has one value", "<value>1</value>", "<value>1</value><encrypted_value>x</encrypted_value>", cases],
    ["watchdog's action is closed", "<action>pasue<", "<action>pause<", enumeration],
  ]),
  ...of("config/lifecycle-policies.xml", [
    ["stages begin with LCS::", "LCS::PRE_DEPLOY", "PRE_DEPLOY", pattern],
    ["policy needs its key", "<name>before</name>", "", noKey("name")],
  ]),
  ...of("config/vim-connector.xml", [
    ["VIM connector needs its key", "<id>my-server-30</id>", "", noKey("id")],
    ["VIM user needs its key", "<id>admin</id>", "", noKey("id")],
    ["one user for each VIM", "</users>", "<user><id>other</id></user></users>", 'Too many "user" instances'],
  ]),
  ...of("config/csp-single.xml", [
    ["service needs its key", /<name>ESC[^<]*<\/name>/, "", noKey("name")],
    ["vlan ends at 4094", "<vlan>1<", "<vlan>4095<", range],
    [
      "disk_size has one decimal",
      ">30.0<",
      ">30.05<",
      'Value "30.05" of decimal64 type exceeds defined number (1) of fraction digits',
    ],
    ["ip is an address", "172.20.117.40", "172.20.117", subtype],
  ]),
  ...of("edit/scaling-bounds.xml", [
    ["an edit needs keys", "<name>g1</name>", "", noKey("name")],
    ["an edit has types", "<min_active>2<", "<min_active>two<", "Invalid type int16 value"],
  ]),
  ...of("edit/vim-connector-delete.xml", [["operations are NETCONF's", '"delete"', '"erase"', enumeration]]),
  ...of("data/every-node.xml", [
    ["uptime is a uint64", ">18446744073709551615<", ">18446744073709551616<", "Invalid type uint64 value"],
    ["load is a number", ">-.5E-2<", ">low<", pattern],
    ["sockets is a uint8", ">255<", ">256<", bounds("uint8")],
    ["VM needs its key", "<vm_id>v-id</vm_id>", "", noKey("vm_id")],
  ]),
  ...of("rpc/service-action.xml", [
    ["serviceAction needs actionType", leaf("actionType"), "", absent("actionType")],
    ["actionType is closed", ">STOP<", ">HALT<", enumeration],
    ["serviceAction needs tenantName", leaf("tenantName"), "", absent("tenantName")],
    ["serviceAction needs depName", leaf("depName"), "", absent("depName")],
  ]),
  ...of("rpc/vm-action.xml", [
    ["vmAction needs vmName", leaf("vmName"), "", absent("vmName")],
    ["force is a boolean", ">true<", ">yes<", "Invalid boolean value"],
  ]),
  ...of("rpc/recovery-vm-action.xml", [
    ["recovery's actionType is closed", ">DO<", ">TRY<", enumeration],
    ["recoveryVmAction needs vmName", leaf("vmName"), "", absent("vmName")],
  ]),
  ...of("rpc/filter-log.xml", [
    ["log_level is closed", ">INFO<", ">NOTICE<", enumeration],
    ["log_count is not negative", "<log_count>1<", "<log_count>-1<", bounds("uint32")],
    ["classification is closed", ">OS<", ">OSX<", enumeration],
    ["tag names are closed", ">depName<", ">depname<", enumeration],
    ["tag needs value", leaf("value"), "", absent("value")],
  ]),
  ...of("notification/every-field.xml", [
    ["escEvent needs status", leaf("status"), "", absent("status")],
    ["status is closed", "<status>FAILURE<", "<status>MAYBE<", enumeration],
    ["escEvent needs status_message", leaf("status_message"), "", absent("status_message")],
    ["status_code is a uint16", ">65535<", ">65536<", bounds("uint16")],
    ["event needs type", "<type>VM_OVERLOADED</type>", "", absent("type")],
    ["depid ends at 41 characters", "<depid>d-id<", `<depid>${long(42)}<`, length],
    ["threshold ends at 64 characters", "<threshold>70<", `<threshold>${long(65)}<`, length],
  ]),
];
