"""Runs a function over many inputs in child processes that may hang, crash or eat memory without harm to the rest.

In: `(key, argument)` pairs, a function of one argument, how many processes, and limits. Out: `(key, result)` in the order
of the input, whatever process was faster; a `Failure` takes the place of the result of an input whose process was
stopped or died. Also one job runs in a child process: the same bytes come out for every number of jobs.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait

# inputs finished or under way beyond the next one to hand out, per process; bounds what is held in memory
_AHEAD = 8
# how often an idle process looks whether its parent is still there, in seconds
_HEARTBEAT = 2.0


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result, for people."""

    why: str


def each(tasks: Iterable[tuple], function: Callable, jobs: int = 1, seconds: float = 120.0, memory: int = 0) -> Iterator[tuple]:
    """Yields (key, function(argument) or Failure) in the order of `tasks`.

    `function` and the arguments must be picklable; `seconds` is the time for one input; `memory` the bytes a process may
    take beyond what it starts with (0: no limit; only where the system can limit it).
    """
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = [_Worker(context, function, memory) for _ in range(max(1, jobs))]
    waiting, done = enumerate(tasks), {}
    keys: dict[int, object] = {}
    busy: dict[int, _Worker] = {}
    next_out, exhausted = 0, False
    try:
        while True:
            for number, worker in enumerate(pool):
                if worker.number is None and not exhausted and len(keys) < _AHEAD * len(pool):
                    task = next(waiting, None)
                    if task is None:
                        exhausted = True
                        break
                    index, (key, argument) = task
                    keys[index] = key
                    if not worker.give(index, argument, seconds):
                        # it died while idle; a fresh one takes the input
                        pool[number] = worker = _Worker(context, function, memory)
                        worker.give(index, argument, seconds)
                    busy[index] = worker
            if not keys:
                return
            for index, result, broken in _collect(list(busy.values()), seconds):
                worker = busy.pop(index)
                done[index] = result
                if broken:
                    worker.stop()
                    pool[pool.index(worker)] = _Worker(context, function, memory)
            while next_out in done:
                yield keys.pop(next_out), done.pop(next_out)
                next_out += 1
    finally:
        for worker in pool:
            worker.stop()


def _collect(workers: list[_Worker], seconds: float) -> list[tuple]:
    """Waits until one of the processes has answered, died or run out of time."""
    if not workers:
        return []
    now = time.monotonic()
    ready = wait([w.connection for w in workers], timeout=max(0.0, min(w.deadline for w in workers) - now))
    found = []
    for worker in workers:
        if worker.connection in ready:
            try:
                found.append((worker.number, worker.connection.recv(), False))
                worker.number = None
            except (EOFError, OSError):
                worker.process.join(1.0)
                code = worker.process.exitcode
                how = signal.Signals(-code).name if code is not None and code < 0 else f"exit {code}"
                found.append((worker.number, Failure(f"reading it crashed the reader ({how}); the file may be broken or hostile"), True))
        elif time.monotonic() >= worker.deadline:
            found.append((worker.number, Failure(f"reading it took more than the limit of {seconds:g} seconds; "
                                                 "split it or raise --max-seconds"), True))
    return found


class _Worker:
    """One child process and the pipe to it."""

    def __init__(self, context, function, memory):
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self.connection, function, memory, os.getpid()), daemon=True)
        self.process.start()
        theirs.close()
        self.number: int | None = None
        self.deadline = 0.0

    def give(self, number: int, argument, seconds: float) -> bool:
        try:
            self.connection.send(argument)
        except (BrokenPipeError, OSError):
            return False
        self.number, self.deadline = number, time.monotonic() + seconds
        return True

    def stop(self) -> None:
        self.connection.close()
        if self.process.is_alive():
            self.process.kill()
        self.process.join(5.0)


def _serve(connection, theirs, function, memory, parent) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    theirs.close()
    _limit(memory)
    while True:
        # a parent that was killed can not close the pipe: its other children hold copies of it
        while not connection.poll(_HEARTBEAT):
            if os.getppid() != parent:
                os._exit(1)
        try:
            argument = connection.recv()
        except EOFError:
            os._exit(0)
        try:
            result = function(argument)
        except MemoryError:
            result = Failure("reading it takes more memory than the limit; split it or raise --max-memory")
        except RecursionError:
            result = Failure("it is nested too deep to be read")
        try:
            connection.send(result)
        except (BrokenPipeError, OSError):
            os._exit(1)


def _limit(memory: int) -> None:
    """Lets the process take `memory` bytes of address space beyond what it has now."""
    if not memory or sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as handle:
        have = int(handle.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (have + memory, have + memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
