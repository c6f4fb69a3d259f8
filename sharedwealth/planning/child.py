"""The child process that solves one problem: it reads it from standard input and tells how far it is, line by line.

A solver at work cannot be interrupted from Python, but a process can be ended, whatever it is doing. Each line is JSON:
`{"done": 0.4, "gap": 0.02}` on the way, at last what was found, or `{"nothing": true}` when the time is over and there
is no plan at all.
"""

import json
import os
import resource
import sys
import warnings
from typing import IO

MEMORY_BYTES = 4 * 2**30


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # HiGHS writes its name to standard output, which belongs to the answer.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answer:
        os.dup2(2, 1)
        _answer(answer)
    return 0


def _answer(answer: IO[str]) -> None:
    def tell(**said: object) -> None:
        answer.write(json.dumps(said) + "\n")
        answer.flush()

    warnings.simplefilter("ignore")  # of libraries that spopt brings along
    # This takes seconds, so that a process is begun, and gets here, before there is a question for it.
    from sharedwealth.planning import solving  # noqa: PLC0415

    written = sys.stdin.read()
    if not written:  # whoever began this process has ended without a question
        return
    given = json.loads(written)
    problem = solving.Problem(**given["problem"])
    try:
        found = solving.solve(problem, given["seconds"], lambda done, gap: tell(done=done, gap=gap))
    except TimeoutError:
        tell(nothing=True)
    else:
        tell(chosen=found.chosen, value=found.value, bound=found.bound)


if __name__ == "__main__":
    sys.exit(main())
