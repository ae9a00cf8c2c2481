"""WeChat and Weibo as this project knows them, on a real socket of this machine.

They keep what they were asked to do, so that a test can count what was really published, and can be
told to fail once in a way of their own at any address: see `Trouble`.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Trouble:
    """What goes wrong with one call."""

    answer: dict[str, Any] | None = None
    """Said instead of doing anything."""
    before: bool = False
    """The connection is reset before anything is done."""
    after: bool = False
    """Everything is done, and then the connection is reset."""
    slow: float = 0.0
    """Everything is done; the answer comes after so many seconds."""
    status: int = 200
    garbage: bool = False
    """A page of HTML comes instead of an answer; nothing is done."""


@dataclass
class Platform:
    """The state behind the socket."""

    address: str = ""
    secret: str = "s3cret-of-the-account"
    tokens: set[str] = field(default_factory=set)
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    submitted: dict[str, str] = field(default_factory=dict)
    """Submission and its draft."""
    statuses: list[int] = field(default_factory=list)
    """What the next looks at a submission say; then that it is published."""
    articles: list[dict[str, Any]] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    uploads: list[tuple[str, bytes]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    troubles: dict[str, list[Trouble]] = field(default_factory=lambda: defaultdict(list))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def trouble(self, path: str, *troubles: Trouble) -> None:
        """What goes wrong with the next calls of an address."""
        self.troubles[path] += troubles

    def expire_tokens(self) -> None:
        self.tokens.clear()

    # --- WeChat -----------------------------------------------------------------------------------

    def answer(self, path: str, query: dict[str, str], body: bytes) -> dict[str, Any]:
        if path.startswith("/2/"):
            return self._weibo(path, query, body)
        if path == "/cgi-bin/stable_token":
            return self._token(json.loads(body))
        if query.get("access_token") not in self.tokens:
            return {"errcode": 42001, "errmsg": "access_token expired rid: 1"}
        if path in ("/cgi-bin/media/uploadimg", "/cgi-bin/material/add_material"):
            self.uploads.append((path, body))
            number = len(self.uploads)
            return {"url": f"http://mmbiz.qpic.cn/{number}", "media_id": f"media-{number}"}
        return self._wechat(path, json.loads(body))

    def _token(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["secret"] != self.secret:
            return {"errcode": 40001, "errmsg": "invalid credential rid: 2"}
        if not self.tokens or asked["force_refresh"]:
            self.tokens = {f"token-{len(self.calls)}"}
        return {"access_token": next(iter(self.tokens)), "expires_in": 7200}

    def _wechat(self, path: str, asked: dict[str, Any]) -> dict[str, Any]:
        if path == "/cgi-bin/draft/add":
            name = f"draft-{len(self.drafts) + len(self.articles) + 1}"
            self.drafts[name] = asked["articles"][0]
            return {"media_id": name}
        if path == "/cgi-bin/draft/get":
            known = asked["media_id"] in self.drafts
            return {"news_item": []} if known else {"errcode": 40007, "errmsg": "no such draft"}
        if path == "/cgi-bin/freepublish/submit":
            if asked["media_id"] not in self.drafts:
                return {"errcode": 40007, "errmsg": "invalid media_id"}
            number = str(1000 + len(self.submitted))
            self.submitted[number] = asked["media_id"]
            if not self.statuses:
                self._publish(number)
            return {"errcode": 0, "errmsg": "ok", "publish_id": int(number)}
        if path == "/cgi-bin/freepublish/get":
            return self._look(str(asked["publish_id"]))
        if path == "/cgi-bin/freepublish/batchget":
            return {"total_count": len(self.articles), "item": self.articles[::-1]}
        if path == "/cgi-bin/freepublish/delete":
            self.articles = [a for a in self.articles if a["article_id"] != asked["article_id"]]
            return {"errcode": 0}
        return {"errcode": 43002, "errmsg": "no such call"}

    def _look(self, number: str) -> dict[str, Any]:
        status = self.statuses.pop(0) if self.statuses else 0
        if status:
            return {"publish_id": number, "publish_status": status}
        self._publish(number)
        article = next(a for a in self.articles if a["publish_id"] == number)
        detail = {"count": 1, "item": [{"idx": 1, "article_url": article["url"]}]}
        return {
            "publish_id": number,
            "publish_status": 0,
            "article_id": article["article_id"],
            "article_detail": detail,
        }

    def _publish(self, number: str) -> None:
        draft = self.drafts.pop(self.submitted[number], None)
        if draft is not None:
            url = f"http://mp.weixin.qq.com/s/{number}"
            news = {**draft, "url": url}
            self.articles.append(
                {
                    "publish_id": number,
                    "article_id": f"article-{number}",
                    "url": url,
                    "content": {"news_item": [news]},
                }
            )

    # --- Weibo ------------------------------------------------------------------------------------

    def _weibo(self, path: str, query: dict[str, str], body: bytes) -> dict[str, Any]:
        asked = query | {k: v[0] for k, v in parse_qs(body.decode()).items()}
        if asked.get("access_token") != "weibo-token":
            return {"error": "expired_token", "error_code": 21327, "request": path}
        if path == "/2/statuses/share.json":
            if "http" not in asked["status"]:
                return {"error": "text not find domain!", "error_code": 10017, "request": path}
            number = str(5000 + len(self.posts))
            written = datetime.now(UTC).strftime("%a %b %d %H:%M:%S +0000 %Y")
            # As the platform does: links are shortened.
            words = asked["status"].split(" http")[0]
            post = {"idstr": number, "text": f"{words} http://t.cn/x", "created_at": written}
            self.posts.append({**post, "asked": asked["status"]})
            return post
        if path == "/2/statuses/user_timeline.json":
            return {"statuses": self.posts[::-1]}
        if path == "/2/statuses/destroy.json":
            if not any(post["idstr"] == asked["id"] for post in self.posts):
                return {"error": "target weibo does not exist!", "error_code": 20101}
            self.posts = [post for post in self.posts if post["idstr"] != asked["id"]]
            return {"idstr": asked["id"]}
        return {"error": "not found", "error_code": 10020, "request": path}


class _Handler(BaseHTTPRequestHandler):
    platform: Platform

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _answer(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        with self.platform.lock:
            self.platform.calls.append(parts.path)
            self.platform.bodies.append(body)
            waiting = self.platform.troubles[parts.path]
            trouble = waiting.pop(0) if waiting else Trouble()
            if trouble.before:
                return self._reset()
            if trouble.answer is not None or trouble.garbage:
                answer = trouble.answer or {}
            else:
                answer = self.platform.answer(parts.path, query, body)
        if trouble.after:
            return self._reset()
        time.sleep(trouble.slow)
        content = b"<html>502</html>" if trouble.garbage else json.dumps(answer).encode()
        try:
            self.send_response(trouble.status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            # Who asked has given up waiting.
            self.close_connection = True
        return None

    def _reset(self) -> None:
        """End the connection the hard way (RST), as a failing middle box does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reset connection is what was asked for."""


@contextmanager
def serving() -> Iterator[Platform]:
    """The platforms, till the end of the block."""
    platform = Platform()
    handler = type("Handler", (_Handler,), {"platform": platform})
    server = _Server(("127.0.0.1", 0), handler)
    platform.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield platform
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
