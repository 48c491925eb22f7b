"""The client process that uses ncclient. Reads the same tasks and prints the same outcome as the others."""

import json
import resource
import sys
import threading
import time

START = time.perf_counter()
from ncclient import manager  # noqa: E402

IMPORTED = time.perf_counter() - START

ESC = "{http://www.cisco.com/esc/esc}"


def connect(task):
    server = task["server"]
    session = manager.connect_ssh(
        host=server["host"],
        port=server["port"],
        username=server["username"],
        password=server["password"],
        hostkey_verify=False,
        allow_agent=False,
        look_for_keys=False,
        timeout=600,
    )
    session.huge_tree = True
    return session


def count(reply, name):
    return sum(1 for _ in reply.data_ele.iter(ESC + name))


def small(session, task):
    return session.get_config("running", filter=("subtree", task["filter"]))


def sequential(session, task):
    return sum(count(small(session, task), "tenant") for _ in range(task["count"]))


def pipelined(session, task):
    session.async_mode = True
    found = 0
    calls = []
    for _ in range(task["count"]):
        calls.append(small(session, task))
        if len(calls) == task["window"]:
            found += collect(calls.pop(0))
    found += sum(collect(call) for call in calls)
    session.async_mode = False
    return found


def collect(call):
    if not call.event.wait(600):
        raise TimeoutError("no reply")
    if call.error is not None:
        raise call.error
    return count(call.reply, "tenant")


def bulk(session, task):
    reply = session.get_config("running")
    # An element that every entry has once, and nothing else has.
    return count(reply, "memory_mb") + count(reply, "dst")


def edit(session, task):
    with open(task["file"], encoding="utf-8") as file:
        text = file.read()
    begin = time.perf_counter()
    session.edit_config(
        target="running",
        config='<config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">' + text + "</config>",
    )
    task["seconds"] = time.perf_counter() - begin
    return text.count("<flavor>")


def notifications(session, task):
    session.create_subscription(stream_name="escEvent", start_time="2020-01-01T00:00:00Z")
    seen = 0
    while seen < task["count"]:
        notification = session.take_notification(timeout=60)
        if notification is None:
            break
        # Parsed, as a user must to see what it is about; no types.
        if next(notification.notification_ele.iter(ESC + "depname"), None) is not None:
            seen += 1
    return seen


def connects(task):
    for _ in range(task["count"]):
        connect(task).close_session()
    return task["count"]


def sessions(task):
    found = []
    opened = threading.Barrier(task["count"])

    def one():
        try:
            session = connect(task)
        except BaseException:
            opened.abort()  # or the others would wait for ever
            raise
        opened.wait()
        found.append(count(small(session, task), "tenant"))
        session.close_session()

    threads = [threading.Thread(target=one) for _ in range(task["count"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(found)


def main():
    task = json.loads(sys.argv[1])
    kind = task["kind"]
    before = after = resource.getrusage(resource.RUSAGE_SELF)
    if kind == "import":
        begin, done = None, 1
    elif kind in ("connect", "sessions"):
        begin = time.perf_counter()
        done = connects(task) if kind == "connect" else sessions(task)
    else:
        session = connect(task)
        work = {"sequential": sequential, "pipelined": pipelined, "bulk": bulk, "edit": edit, "notifications": notifications}
        # Nothing is compiled while it runs: a few calls do, and at 45 ms each there is no time for thousands.
        before = resource.getrusage(resource.RUSAGE_SELF)
        if task.get("warmUp"):
            work[kind](session, {**task, "count": 20})
        after = resource.getrusage(resource.RUSAGE_SELF)
        begin = time.perf_counter()
        done = work[kind](session, task)
    seconds = IMPORTED if begin is None else task.get("seconds", time.perf_counter() - begin)
    if kind not in ("import", "connect", "sessions"):
        session.close_session()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    warm_up = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        json.dumps(
            {
                "seconds": seconds,
                "count": done,
                "cpuSeconds": usage.ru_utime + usage.ru_stime - warm_up,
                "peakMb": usage.ru_maxrss * 1024 / 1e6,
            }
        )
    )


main()
