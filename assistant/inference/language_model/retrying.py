"""Whether to ask a language model's server again, how, and when."""

from __future__ import annotations

import random

from assistant.inference.language_model.budget import Budget
from assistant.inference.language_model.capabilities import Capabilities
from assistant.inference.language_model.server_errors import Fault

_FIRST_PAUSE = 0.5


def after(fault: Fault, capabilities: Capabilities, budget: Budget) -> Capabilities:
    """The capabilities to ask again with; raises the fault if asking again is pointless or not allowed."""
    if fault.complaint is not None:
        simpler = capabilities.simpler(fault.complaint)
        if simpler is None:
            raise fault
        budget.forgive()
        return simpler
    if budget.exhausted or not fault.again:
        raise fault
    # Some servers fail (HTTP 500) at a schema that they do not know. The last request finds out.
    return capabilities.guess() if fault.reason == "server" and budget.left == 1 else capabilities


def pause(fault: Fault, tries: int, budget: Budget) -> float:
    """Seconds to wait after so many tries; raises the fault if they would outlast the deadline.

    They double, and vary, so that those who were turned away together do not come back together.
    """
    if fault.complaint is not None:
        return 0.0
    wait = fault.wait if fault.wait is not None else _FIRST_PAUSE * 2 ** (tries - 1) * random.uniform(1, 1.25)
    if wait >= budget.remaining:
        raise fault
    return wait
