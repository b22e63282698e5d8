"""A server on loopback that sends bytes as they are given, whatever HTTP would have: heads without end, drips, cuts."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def raw_server(script: Callable[[], Iterable[bytes]], pause: float = 0.0) -> Iterator[tuple[str, list[int]]]:
    """Its address, and a list that holds how many pieces it has sent. Each connection gets the pieces of `script`,
    `pause` seconds apart, and is then closed.
    """
    stop = threading.Event()
    sent = [0]

    def serve(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.recv(65536)
            for piece in script():
                sent[0] += 1
                connection.sendall(piece)
                if stop.wait(pause):
                    return

    def accept(listener: socket.socket) -> None:
        with suppress(OSError):  # the listener is closed when the test is over
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, args=(listener,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}", sent
        finally:
            stop.set()
            with suppress(OSError):  # wakes who waits in accept
                listener.shutdown(socket.SHUT_RDWR)
