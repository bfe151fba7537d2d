"""Everything that is not on this machine: a proxy that takes note of what is asked, and refuses it."""

import socketserver
import threading


class BlockingProxy:
    """Listens at `port`; `asked` is the first line of every request."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Refuse(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                """Note what is wanted, and say no."""
                if line := self.rfile.readline().decode("latin-1").strip():
                    asked.append(line)
                    self.wfile.write(
                        b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    )

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refuse)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where browsers find it."""
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """Listen no more."""
        self.server.shutdown()
        self.server.server_close()
