"""Python imports this at its start where a test puts its folder on the path: notes what the process asks of a network.

Written to the file that REACHED_OUT names: names looked up, and addresses connected or sent to, loopback aside.
"""

import os
import sys
from pathlib import Path

_LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")
_SENDING = ("socket.connect", "socket.sendto", "socket.sendmsg")
_LOOPBACK = ("127.", "::1", "localhost", "/", "None")


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in _LOOK_UPS:
        target = arguments[0]
    elif event in _SENDING:
        address = arguments[1]
        target = address[0] if isinstance(address, tuple) else address
    else:
        return
    name = target.decode(errors="replace") if isinstance(target, bytes) else str(target)
    if name and not name.startswith(_LOOPBACK):
        with Path(os.environ["REACHED_OUT"]).open("a", encoding="utf-8") as file:
            file.write(f"{event} {name}\n")


if "REACHED_OUT" in os.environ:
    sys.addaudithook(_note)
